/** Runs once before all tests: unpacks the browser, and starts the one database server that every test file clones its own database on, and stops it at the end. */
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { chromiumPath } from './chromium.ts';
import { startTestServer } from './database.ts';

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  await chromiumPath();
  const folder = join(tmpdir(), `kinline-tests-${randomBytes(6).toString('hex')}`);
  const server = await startTestServer(folder);
  project.provide('databaseHost', server.host);
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
