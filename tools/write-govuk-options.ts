/**
 * Writes src/web/govuk-options.ts: the TypeScript types of the options of every official GOV.UK and MOJ macro, taken from the
 * packages' own descriptions (`macro-options.json`; the tables of the MOJ READMEs). Run it after either package changes:
 * `npx tsx tools/write-govuk-options.ts`. A test fails when the committed file is not what this writes.
 */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

type Option = {
  readonly name: string;
  readonly type: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly isComponent?: boolean;
  readonly params?: readonly Option[];
};

const require = createRequire(import.meta.url);
const target = fileURLToPath(new URL('../src/web/govuk-options.ts', import.meta.url));

const pascal = (name: string): string =>
  name
    .split('-')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');
const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const key = (name: string): string => (/^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name));

/** The type of one option. Cells of a table come in rows of rows, which the descriptions do not say. */
function govukType(option: Option, component: string, indent: string): string {
  const params = option.params?.filter((param) => param.type !== 'nunjucks-block');
  switch (option.type) {
    case 'string':
      return 'string';
    case 'boolean':
      return 'boolean';
    case 'integer':
    case 'number':
      return 'number';
    case 'array': {
      if (params === undefined) return 'readonly unknown[]';
      const member = block(params, component, indent);
      return component === 'table' && option.name === 'rows'
        ? `readonly (readonly (${member})[])[]`
        : `readonly (${member} | false | null)[]`;
    }
    default:
      if (option.isComponent === true) return `Govuk${pascal(kebab(option.name))}`;
      if (params !== undefined) return block(params, component, indent);
      return option.name.toLowerCase().endsWith('attributes') ? 'Attributes' : 'Loose';
  }
}

function block(options: readonly Option[], component: string, indent = ''): string {
  const inner = `${indent}  `;
  const names = new Set(options.map((option) => option.name));
  const lines = new Map<string, string>();
  for (const option of options) {
    if (option.type === 'nunjucks-block') continue;
    // "Required" there means "unless the other is given" for text and html, and for what a default stands in for.
    const either = (option.name === 'text' || option.name === 'html') && names.has('text') && names.has('html');
    const needed = option.required === true && !either && !/not required|ignored/i.test(option.description ?? '');
    const type = govukType(option, component, inner);
    // One option described twice takes either form.
    const start = lines.get(option.name) ?? `${inner}readonly ${key(option.name)}${needed ? '' : '?'}: `;
    lines.set(option.name, start.endsWith(': ') ? `${start}${type}` : `${start} | ${type}`);
  }
  return `{\n${[...lines.values()].map((line) => `${line};`).join('\n')}\n${indent}}`;
}

type Section = { readonly anchor: string; readonly options: readonly Option[] };

/** The tables under "## Arguments" in a README of the MOJ package, one per heading. */
function mojSections(readme: string): readonly Section[] {
  const from = readme.search(/^## Arguments/m);
  if (from < 0) return [];
  const sections: { anchor: string; options: Option[] }[] = [];
  for (const line of readme.slice(from).split('\n')) {
    const heading = /^#{2,4} (.+)$/.exec(line)?.[1];
    if (heading !== undefined) {
      sections.push({
        anchor: heading
          .trim()
          .toLowerCase()
          .replace(/[^a-z0-9]+/g, '-')
          .replace(/^-|-$/g, ''),
        options: [],
      });
      continue;
    }
    const cells = /^\|(.+)\|\s*$/
      .exec(line)?.[1]
      ?.split(/(?<!\\)\|/)
      .map((cell) => cell.trim());
    const [name, type, required, description] = cells ?? [];
    if (name === undefined || type === undefined || name === 'Name' || /^-+$/.test(name)) continue;
    sections.at(-1)?.options.push({
      name: name.replace(/`/g, ''),
      type: type.toLowerCase(),
      required: required === 'Yes',
      description: description ?? '',
    });
  }
  return sections.filter((section) => section.options.length > 0);
}

function mojBlock(section: Section, sections: readonly Section[], indent: string, seen: readonly string[]): string {
  const inner = `${indent}  `;
  const names = new Set(section.options.map((option) => option.name));
  const lines = section.options
    .filter((option) => !option.name.includes('.') && /^[A-Za-z]\w*$/.test(option.name))
    .map((option) => {
      const linked = /\]\(#([a-z0-9-]+)\)/.exec(option.description ?? '')?.[1];
      const other = linked === undefined || seen.includes(linked) ? undefined : sections.find((candidate) => candidate.anchor === linked);
      const member = other === undefined ? 'Loose' : mojBlock(other, sections, inner, [...seen, other.anchor]);
      const either = (option.name === 'text' && names.has('html')) || (option.name === 'html' && names.has('text'));
      const needed = option.required === true && !either;
      const type =
        option.type === 'array'
          ? `readonly (${member})[]`
          : option.type === 'boolean'
            ? 'boolean'
            : /^(integer|number)$/.test(option.type)
              ? 'number'
              : option.type.startsWith('object')
                ? option.name === 'attributes'
                  ? 'Attributes'
                  : member
                : 'string';
      return `${inner}readonly ${option.name}${needed ? '' : '?'}: ${type};`;
    });
  return `{\n${lines.join('\n')}\n${indent}}`;
}

/** A component without a description: at least the names that its template reads, so that a misspelt one does not compile. */
function mojUndescribed(template: string): string {
  const names = new Set([...fs.readFileSync(template, 'utf8').matchAll(/\bparams\.([A-Za-z]\w*)/g)].map((match) => match[1] ?? ''));
  return `{\n${[...names].map((name) => `  readonly ${name}?: unknown;`).join('\n')}\n}`;
}

/** The whole source of src/web/govuk-options.ts, before formatting. */
export function govukOptionsSource(): string {
  const govukRoot = path.join(path.dirname(require.resolve('govuk-frontend/package.json')), 'dist/govuk/components');
  const mojRoot = path.join(path.dirname(require.resolve('@ministryofjustice/frontend/package.json')), 'moj/components');
  const components = (root: string, file: string): string[] =>
    fs
      .readdirSync(root)
      .filter(
        (name) =>
          fs.existsSync(path.join(root, name, file)) &&
          fs.existsSync(path.join(root, name, 'macro.njk')) &&
          fs.existsSync(path.join(root, name, 'template.njk')),
      )
      .sort();
  const out = [
    '/** Written by tools/write-govuk-options.ts from the descriptions in govuk-frontend and @ministryofjustice/frontend. Do not edit. */',
    '',
    'export type Attributes = Readonly<Record<string, string | number | boolean | null | undefined | { readonly value: unknown; readonly optional?: boolean }>>;',
    'export type Loose = Readonly<Record<string, unknown>>;',
  ];
  const govukNames = components(govukRoot, 'macro-options.json');
  for (const name of govukNames) {
    const options = JSON.parse(fs.readFileSync(path.join(govukRoot, name, 'macro-options.json'), 'utf8')) as readonly Option[];
    out.push('', `export type Govuk${pascal(name)} = ${block(options, name)};`);
  }
  const mojNames = components(mojRoot, 'README.md');
  for (const name of mojNames) {
    const sections = mojSections(fs.readFileSync(path.join(mojRoot, name, 'README.md'), 'utf8'));
    const first = sections[0];
    const type =
      first === undefined ? mojUndescribed(path.join(mojRoot, name, 'template.njk')) : mojBlock(first, sections, '', [first.anchor]);
    out.push('', `export type Moj${pascal(name)} = ${type};`);
  }
  out.push('', 'export type GovukOptions = {', ...govukNames.map((name) => `  readonly ${key(name)}: Govuk${pascal(name)};`), '};');
  out.push('', 'export type MojOptions = {', ...mojNames.map((name) => `  readonly ${key(name)}: Moj${pascal(name)};`), '};', '');
  return out.join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  fs.writeFileSync(target, govukOptionsSource());
  console.log(`Wrote ${path.relative(process.cwd(), target)}. Now run: npx biome format --write src/web/govuk-options.ts`);
}
