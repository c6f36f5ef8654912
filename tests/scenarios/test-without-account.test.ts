// The guide's example, run as its readers run it.
import '../../examples/test-without-account/typescript/intake.test.ts';
