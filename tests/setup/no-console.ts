/** Libraries do not print: whatever reaches the console fails the test that caused it. */
for (const method of ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const) {
  console[method] = (...parts: unknown[]): never => {
    throw new Error(`console.${method} was called in a test: ${parts.map(String).join(' ')}`);
  };
}
