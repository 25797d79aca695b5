/** The list of what Kinline is made of is true and short, and comes out the same each time. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readLock, SBOM_FILE, sbomOf } from '../../tools/write-sbom.ts';

type Component = {
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version: string;
  readonly scope: string;
  readonly purl: string;
  readonly hashes: { readonly alg: string }[];
};
type Sbom = { readonly components: Component[]; readonly dependencies: { readonly ref: string; readonly dependsOn: readonly string[] }[] };

describe('the bill of materials', () => {
  const committed = readFileSync(SBOM_FILE, 'utf8');
  const lock = readLock();
  const sbom = JSON.parse(committed) as Sbom;

  it('is the one that package-lock.json gives (npx tsx tools/write-sbom.ts)', () => {
    expect(committed).toBe(sbomOf(lock));
  });

  it('names every runtime package with its version and hash, and none that only builds or tests', () => {
    const runtime = Object.entries(lock.packages).filter(([path, { dev }]) => path !== '' && dev !== true);
    expect(sbom.components).toHaveLength(runtime.length);
    // Binaries for other systems, which the registry that the lock was made with did not carry, stand in the lock without a hash.
    const unhashed = sbom.components.filter(({ hashes }) => !hashes.some(({ alg }) => alg === 'SHA-512'));
    expect(unhashed.filter(({ name, scope }) => scope !== 'optional' || !/-(android|darwin|win32|linux-arm)/.test(name))).toEqual([]);
    expect(sbom.components.map(({ name }) => name)).not.toContain('vitest');
    const refs = new Set(sbom.components.map((component) => component['bom-ref']));
    expect(refs.size).toBe(sbom.components.length);
    const told = sbom.dependencies.flatMap(({ dependsOn }) => dependsOn);
    expect(told.filter((ref) => !refs.has(ref))).toEqual([]);
    expect(
      [...refs].filter((ref) => !told.includes(ref)),
      'everything is there for a reason',
    ).toEqual([]);
  });

  it('is short: at most 40 packages are asked for by name', () => {
    const stated = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
      dependencies: Record<string, string>;
    };
    expect(Object.keys(stated.dependencies).length).toBeLessThanOrEqual(40);
    for (const [name, version] of Object.entries(stated.dependencies))
      expect(version, `${name} has one exact version`).toMatch(/^\d+\.\d+\.\d+/);
  });

  it('would notice a package that came, went or changed', () => {
    const [path = '', one] = Object.entries(lock.packages).find(([name, { dev }]) => name !== '' && dev !== true) ?? [];
    const changed = { ...lock, packages: { ...lock.packages, [path]: { ...one, version: '9.9.9' } } };
    expect(sbomOf(changed)).not.toBe(committed);
    expect(sbomOf({ ...lock, packages: { ...lock.packages, 'node_modules/another': { version: '1.0.0' } } })).not.toBe(committed);
  });
});
