#!/usr/bin/env node
// The command `kinline`: runs what `npm run build` made.
import { existsSync } from 'node:fs';

const built = new URL('../dist/main.js', import.meta.url);
if (existsSync(built)) {
  await import(built.href);
} else {
  process.stderr.write('Kinline has not been built yet. Run "npm run build" in its folder, then try again.\n');
  process.exitCode = 1;
}
