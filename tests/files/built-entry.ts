/** Builds a reading process’s entry to JavaScript, as it is shipped: it starts quickly, and Node’s own permissions are on. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

export type BuiltEntry = { readonly url: URL; remove(): Promise<void> };

/** Builds an entry beside this file, by its name without extension. */
export async function builtEntry(name = 'reading-entry'): Promise<BuiltEntry> {
  const folder = await mkdtemp(join(tmpdir(), 'kinline-entry-'));
  await build({
    entryPoints: [new URL(`./${name}.ts`, import.meta.url).pathname],
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
  });
  return { url: pathToFileURL(join(folder, `${name}.mjs`)), remove: () => rm(folder, { recursive: true, force: true }) };
}
