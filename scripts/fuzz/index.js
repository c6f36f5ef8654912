// Sends the sandbox what a fuzzer from outside makes of the OpenAPI documents: npm run fuzz
// Needs a build, and a Python with pip. FUZZ_SECONDS (for each version, 150 unless given) and FUZZ_SEED (1) bound and vary it.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openApiDocument } from '../../packages/contract/dist/openapi.js';
import { listen } from '../../packages/sandbox/dist/listen.js';
import { pythonTools } from '../python-tools.js';
import { fuzzSandbox } from './firm.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, 'node_modules', '.cache', 'fuzz');

// Left out: that everything the schema allows is accepted (most ids exist nowhere), and that everything it forbids is refused (Affinity
// ignores parameters that it does not know).
const checks = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
  'ignored_auth',
  'unsupported_method',
  'allow_header_conformance',
];

/** Ids of fields that the firm has, one that it has not, and a built-in one: no generator would guess them. */
const fieldIds = ['field-1', 'field-2', 'field-4', 'field-7', 'field-9', 'field-21', 'field-29', 'field-999', 'created-at'];

const withKnownFields = (document) => {
  for (const operations of Object.values(document.paths)) {
    for (const { parameters = [] } of Object.values(operations)) {
      for (const parameter of parameters)
        if (parameter.name === 'fieldId' && parameter.in === 'path') parameter.schema = { enum: fieldIds };
    }
  }
  return document;
};

const optionsFor = ({ url, key, report }) => ({
  url,
  header: `Authorization: Bearer ${key}`,
  checks: checks.join(','),
  phases: 'examples,coverage,fuzzing',
  'max-examples': '40',
  'max-time': process.env['FUZZ_SECONDS'] ?? '150',
  seed: process.env['FUZZ_SEED'] ?? '1',
  'max-redirects': '0',
  warnings: 'off',
  report: 'json',
  'report-json-path': report,
});

const argumentsFor = (api, target) => {
  const options = Object.entries(optionsFor(target)).flatMap(([name, value]) => [`--${name}`, value]);
  return ['run', join(folder, `${api}.json`), ...options, '--continue-on-failure', '--no-shrink', '--no-color'];
};

const run = (command, args) =>
  new Promise((resolve, reject) => {
    // Its own folder, since the fuzzer keeps a database of examples where it is started.
    const child = spawn(command, args, { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] });
    child.once('error', reject).once('close', (status) => resolve(status ?? 1));
  });

/** How many cases there were, and how many failed. */
const fuzz = async (api, bin) => {
  const { sandbox, key } = await fuzzSandbox();
  const server = await listen(sandbox);
  const report = join(folder, `${api}-report.json`);
  writeFileSync(join(folder, `${api}.json`), JSON.stringify(withKnownFields(openApiDocument(api))));
  try {
    const status = await run(join(bin, 'schemathesis'), argumentsFor(api, { url: server.url, key, report }));
    return { status, report: JSON.parse(readFileSync(report, 'utf8')) };
  } finally {
    await server.close();
    sandbox.close();
  }
};

mkdirSync(folder, { recursive: true });
const tools = pythonTools({ requirements: join(root, 'scripts', 'fuzz', 'requirements.txt'), minimum: [3, 10] });
if ('skipped' in tools) {
  console.log(`Fuzzing skipped: ${tools.skipped}`);
} else {
  const totals = { passed: 0, failed: 0 };
  for (const api of ['v1', 'v2']) {
    const { status, report } = await fuzz(api, tools.bin);
    const { generated, with_failures: failed, errored } = report.test_cases;
    console.log(`${api}: ${generated} cases of ${report.operations.tested} operations, ${failed + errored} failed`);
    totals.passed += generated - failed - errored;
    totals.failed += failed + errored;
    if (status !== 0) process.exitCode = 1;
  }
  console.log(`${totals.passed} passed, ${totals.failed} failed`);
}
