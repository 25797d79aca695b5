/** `kinline demonstration`: a newcomer gets the invented families' files and can merge them at once. */
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import type { Chronology } from '../../src/domain/chronology.ts';
import { SCENARIOS } from '../../src/scenarios/scenarios.ts';
import { folder, kinline } from './kinline.ts';

const here = folder();
afterAll(() => here.remove());

describe('kinline demonstration', () => {
  it('writes every invented family’s files, which merge with every row accounted for', async () => {
    expect(await kinline('demonstration', '--out', here.at('try'))).toMatchObject({ status: 0, err: '' });
    expect(readdirSync(here.at('try'))).toHaveLength(SCENARIOS.length);
    for (const { label, files } of SCENARIOS) {
      const name = label.toLowerCase().replace(/[^a-z0-9]+/g, '-');
      const sent = readdirSync(here.at(`try/${name}`));
      expect(sent.sort()).toEqual(files.map(({ file }) => file).sort());
      const report = here.at(`${name}.json`);
      const merged = await kinline(
        'merge',
        ...sent.map((file) => here.at(`try/${name}/${file}`)),
        '--out',
        here.at(`${name}.docx`),
        '--json',
        report,
      );
      expect(merged.status).toBe(0);
      const { contributions, events } = JSON.parse(readFileSync(report, 'utf8')) as Chronology;
      expect(events).toHaveLength(files.reduce((sum, one) => sum + one.events, 0));
      for (const { tables } of contributions) {
        for (const { rows } of tables) expect(rows.events + rows.notEvents + rows.attention).toBe(rows.read);
      }
    }
  });

  it('needs to be told where', async () => {
    expect((await kinline('demonstration')).status).toBe(2);
  });
});
