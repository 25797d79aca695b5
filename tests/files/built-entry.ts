/** Builds a reading process’s entry to JavaScript, as it is shipped: it starts quickly, and Node’s own permissions are on. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

export type BuiltEntry = { readonly url: URL; remove(): Promise<void> };

/** Builds an entry beside this file, by its name without extension. */
export const builtEntry = (name = 'reading-entry'): Promise<BuiltEntry> =>
  builtFrom(new URL(`./${name}.ts`, import.meta.url), name, join(tmpdir(), 'kinline-entry-'), []);

/** Builds an entry of the product that loads these packages as they are installed, since a native module cannot be built in. */
export const builtOwnEntry = (name: string, packages: readonly string[]): Promise<BuiltEntry> =>
  builtFrom(
    new URL(`../../src/files/${name}.ts`, import.meta.url),
    name,
    new URL('../../node_modules/.kinline-entry-', import.meta.url).pathname,
    packages,
  );

async function builtFrom(source: URL, name: string, place: string, external: readonly string[]): Promise<BuiltEntry> {
  const folder = await mkdtemp(place);
  await build({
    entryPoints: [source.pathname],
    external: [...external],
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
