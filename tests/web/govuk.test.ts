/** The official components come out exactly as their own packages say they should. */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { govuk, moj } from '../../src/web/govuk.ts';
import type { GovukOptions } from '../../src/web/govuk-options.ts';
import { govukOptionsSource } from '../../tools/write-govuk-options.ts';

const require = createRequire(import.meta.url);
const components = path.join(path.dirname(require.resolve('govuk-frontend/package.json')), 'dist/govuk/components');
type Fixtures = {
  readonly component: keyof GovukOptions;
  readonly fixtures: readonly { readonly name: string; readonly options: object; readonly html: string }[];
};

const all = fs
  .readdirSync(components)
  .filter((name) => fs.existsSync(path.join(components, name, 'fixtures.json')))
  .map((name) => JSON.parse(fs.readFileSync(path.join(components, name, 'fixtures.json'), 'utf8')) as Fixtures);

describe('the official components', () => {
  it('have more than seven hundred examples, so that the next tests compare something', () => {
    expect(all.flatMap((one) => one.fixtures).length).toBeGreaterThan(700);
  });

  for (const { component, fixtures } of all) {
    it(`${component}: every example of the package comes out byte for byte`, () => {
      for (const fixture of fixtures) {
        expect(govuk(component, fixture.options as GovukOptions[typeof component]).trim(), fixture.name).toBe(fixture.html);
      }
    });
  }

  it('have types that are those of the installed packages', () => {
    const committed = fs.readFileSync(new URL('../../src/web/govuk-options.ts', import.meta.url), 'utf8');
    // Formatting moves white space, quotes, brackets, bars and semicolons, nothing else.
    const bare = (source: string): string => source.replace(/[\s()'"|;]/g, '');
    expect(bare(committed) === bare(govukOptionsSource()), 'Run: npx tsx tools/write-govuk-options.ts').toBe(true);
  });

  it('escape what people wrote, in both families of components', () => {
    expect(govuk('tag', { text: '<b>B</b>' })).toContain('&lt;b&gt;');
    expect(moj('sub-navigation', { items: [{ text: '<b>B</b>', href: '#' }] })).toContain('&lt;b&gt;');
  });
});
