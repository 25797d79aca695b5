/** Ends a test run with the one plain line that other tools read: `N passed, N failed`. */
import type { Reporter, TestModule } from 'vitest/node';

export default class PlainCountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    let passed = 0;
    let failed = errors.length;
    let skipped = 0;
    for (const module of modules) {
      const tests = [...module.children.allTests()];
      for (const test of tests) {
        const { state } = test.result();
        if (state === 'passed') passed += 1;
        else if (state === 'skipped') skipped += 1;
        else failed += 1;
      }
      if (tests.every((test) => test.result().state !== 'failed') && module.state() === 'failed') failed += 1;
    }
    // On its own line, after the reporter above has written its summary.
    process.stdout.write(`\n${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}\n`);
  }
}
