/**
 * Writes docs/sbom.cdx.json: what Kinline is made of, as CycloneDX 1.6, from package-lock.json alone. The same lock gives the same bytes,
 * so there is no time and no random number in it. Packages that only build and test it are not in it.
 */
import { readFileSync, writeFileSync } from 'node:fs';

type Locked = {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly dev?: true;
  readonly optional?: true;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
};
type Lock = { readonly name: string; readonly version: string; readonly packages: Readonly<Record<string, Locked>> };

const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
const purlOf = (name: string, version: string): string => `pkg:npm/${name.replace('@', '%40')}@${version}`;

/** Where a package finds another: in its own folder, or in one further out. */
function found(packages: Lock['packages'], from: string, name: string): string | null {
  for (let folder = from; ; folder = folder.includes('/node_modules/') ? folder.slice(0, folder.lastIndexOf('/node_modules/')) : '') {
    const path = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (packages[path] !== undefined) return path;
    if (folder === '') return null;
  }
}

function hashesOf(integrity: string | undefined): { alg: string; content: string }[] {
  return (integrity ?? '').split(' ').flatMap((one) => {
    const [, bits, base64] = /^sha(256|384|512)-(.+)$/.exec(one) ?? [];
    return base64 === undefined ? [] : [{ alg: `SHA-${bits}`, content: Buffer.from(base64, 'base64').toString('hex') }];
  });
}

export function sbomOf(lock: Lock): string {
  const runtime = Object.entries(lock.packages)
    .filter(([path, { dev }]) => path !== '' && dev !== true)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  const refOf = (path: string): string => {
    const locked = lock.packages[path];
    return path === '' ? `${lock.name}@${lock.version}` : `${purlOf(nameOf(path), locked?.version ?? '')}#${path}`;
  };
  const dependsOn = (path: string): string[] => {
    const { dependencies = {}, optionalDependencies = {}, peerDependencies = {} } = lock.packages[path] ?? {};
    const paths = Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies }).flatMap(
      (name) => found(lock.packages, path, name) ?? [],
    );
    return [...new Set(paths.filter((one) => lock.packages[one]?.dev !== true).map(refOf))].sort();
  };
  const content = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { type: 'application', 'bom-ref': refOf(''), name: lock.name, version: lock.version } },
    components: runtime.map(([path, { version = '', integrity, license, optional, resolved }]) => ({
      type: 'library',
      'bom-ref': refOf(path),
      name: nameOf(path),
      version,
      scope: optional === true ? 'optional' : 'required',
      hashes: hashesOf(integrity),
      ...(license === undefined ? {} : { licenses: [/[ (]/.test(license) ? { expression: license } : { license: { id: license } }] }),
      purl: purlOf(nameOf(path), version),
      ...(resolved === undefined ? {} : { externalReferences: [{ type: 'distribution', url: resolved }] }),
    })),
    dependencies: [['', {}] as const, ...runtime].map(([path]) => ({ ref: refOf(path), dependsOn: dependsOn(path) })),
  };
  return `${JSON.stringify(content, null, 1)}\n`;
}

export const SBOM_FILE = new URL('../docs/sbom.cdx.json', import.meta.url);
export function readLock(): Lock {
  return JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8')) as Lock;
}

if (process.argv[1]?.endsWith('write-sbom.ts') === true) writeFileSync(SBOM_FILE, sbomOf(readLock()));
