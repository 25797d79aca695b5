/**
 * The official GOV.UK and MOJ components, through their own Nunjucks macros and one typed function each. Options are checked
 * against the packages' own descriptions (govuk-options.ts); the output is proved on the packages' own examples.
 */
import { createRequire } from 'node:module';
import path from 'node:path';
import nunjucks from 'nunjucks';
import type { GovukOptions, MojOptions } from './govuk-options.ts';

const require = createRequire(import.meta.url);
const govukFrontend = path.dirname(require.resolve('govuk-frontend/package.json'));
const mojFrontend = path.dirname(require.resolve('@ministryofjustice/frontend/package.json'));

/** The packages' examples are written for an environment that trims blocks; without it their html differs in white space. */
const environment = new nunjucks.Environment([new nunjucks.FileSystemLoader([path.join(govukFrontend, 'dist'), mojFrontend])], {
  autoescape: true,
  trimBlocks: true,
  lstripBlocks: true,
});

const compiled = new Map<string, nunjucks.Template>();

/** A Nunjucks template from its source, compiled on first use. For this folder's own frame; screens use `govuk` and `moj`. */
export function renderSource(source: string, values: object): string {
  let template = compiled.get(source);
  if (template === undefined) {
    template = new nunjucks.Template(source, environment, undefined, true);
    compiled.set(source, template);
  }
  return template.render(values);
}

function renderMacro(origin: 'govuk' | 'moj', component: string, options: object): string {
  const macro = origin + component.replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
  const source = `{% from "${origin}/components/${component}/macro.njk" import ${macro} %}{{ ${macro}(options) }}`;
  return renderSource(source, { options });
}

/** The html of one GOV.UK component, such as `govuk('summary-list', { rows: [...] })`. Options ending in `html` are not escaped. */
export function govuk<Name extends keyof GovukOptions>(component: Name, options: GovukOptions[Name]): string {
  return renderMacro('govuk', component, options);
}

/** The html of one MOJ component, such as `moj('sub-navigation', { items: [...] })`. Options ending in `html` are not escaped. */
export function moj<Name extends keyof MojOptions>(component: Name, options: MojOptions[Name]): string {
  return renderMacro('moj', component, options);
}
