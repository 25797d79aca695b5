/** What a person types: help, mistakes, templates, serve; and the command as a real process. */
import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asProcess, folder, HOSPITAL_ROWS, kinline, POLICE_ROWS, tableFile } from './kinline.ts';

const here = folder();
let police = '';
let hospital = '';
beforeAll(async () => {
  police = here.put('police.docx', await tableFile('docx', POLICE_ROWS));
  hospital = here.put('hospital.csv', await tableFile('csv', HOSPITAL_ROWS));
});
afterAll(() => here.remove());

describe('kinline', () => {
  it('says what it can do, and of each command how', async () => {
    expect(await kinline('--help')).toMatchObject({ status: 0, out: expect.stringContaining('kinline COMMAND'), err: '' });
    for (const name of ['read', 'merge', 'template', 'demonstration', 'init', 'serve']) {
      const { status, out } = await kinline(name, '--help');
      expect([name, status, out.includes(`kinline ${name}`)]).toEqual([name, 0, true]);
      expect(out.split('\n').every((line) => line.length <= 128)).toBe(true);
    }
    expect((await kinline('--version')).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it.each([
    [[], /Usage/],
    [['reed'], /"reed" is not a command/],
    [['read'], /Name at least one file/],
    [['read', 'a.docx', '--jsn'], /Unknown option '--jsn'.*kinline read --help/],
    [['read', 'a.docx', '--map', 'date'], /has no "="/],
    [['read', 'a.docx', '--map', 'when=Date'], /"when" is not a role/],
    [['merge', '--out', 'x.csv'], /Name at least one file/],
    [['merge', 'a.docx'], /Say where to write with --out/],
    [['merge', 'a.docx', '--out', 'x.odt'], /not one of docx, xlsx, csv, html, json or pdf/],
    [['merge', 'a.docx', '--out', './a.docx'], /would be written over/],
    [['merge', 'a.docx', '--out', 'x.json', '--json', 'x.json'], /the same file/],
    [['merge', 'a.docx', '--out', 'x.csv', '--agency', 'b.docx=Police'], /names none of the files/],
    [['merge', 'a.docx', '--out', 'x.csv', '--tolerance', 'two'], /not a number of days/],
    [['template', '--out', 'x.docx'], /for which agency/],
    [['template', '--agency', 'GP', '--out', 'x.pdf'], /a \.docx or an \.xlsx/],
    [['init', '--name', 'Saltmarsh'], /who the first administrator is/],
    [['init', '--name', '', '--administrator', 'Wren Castle'], /name has from 1 to 200/],
    [['serve', '--port', '99999'], /not a port/],
  ] as const)('answers %j with status 2 and one sentence on standard error', async (argv, says) => {
    const { status, out, err } = await kinline(...argv);
    expect([status, out]).toEqual([2, '']);
    expect(err).toMatch(says);
  });

  it('hands serve over with what was asked', async () => {
    expect((await kinline('serve', '--port', '4000', '--demo')).served).toEqual([{ port: 4000, data: null, demo: true }]);
  });

  it.each(['docx', 'xlsx'])(
    'writes a blank %s template that reads as a file without events, and never over one that is there',
    async (ending) => {
      const out = here.at(`template.${ending}`);
      expect(await kinline('template', '--agency', 'Health visiting', '--out', out)).toMatchObject({ status: 0, err: '' });
      const bytes = readFileSync(out);
      expect(bytes.length).toBeGreaterThan(1_000);
      const again = await kinline('template', '--agency', 'GP', '--out', out);
      expect(again.status).toBe(1);
      expect(again.err).toContain('--replace');
      expect(readFileSync(out).equals(bytes)).toBe(true);
      expect((await kinline('template', '--agency', 'GP', '--out', out, '--replace')).status).toBe(0);
    },
  );
});

describe('kinline as a process', () => {
  it('reads a file to pure JSON on standard output and is quiet on standard error', async () => {
    const { status, out, err } = await asProcess(['read', police, '--json']);
    expect([status, err]).toEqual([0, '']);
    expect(JSON.parse(out)).toMatchObject({ file: 'police.docx' });
  });

  it('ends with 1 for a bad file, 2 for what it does not understand, and writes nothing', async () => {
    const bad = here.put('bad.docx', 'no Word file');
    expect(await asProcess(['merge', bad, hospital, '--out', here.at('none.xlsx')])).toMatchObject({ status: 1, out: '' });
    expect(existsSync(here.at('none.xlsx'))).toBe(false);
    expect(await asProcess(['read'])).toMatchObject({ status: 2, out: '' });
  });

  it('merges as a process as it does in a test', async () => {
    const { status, out } = await asProcess(['merge', police, hospital, '--out', here.at('merged.xlsx')]);
    expect(status).toBe(0);
    expect(out).toContain('2 files merged');
    expect(existsSync(here.at('merged.xlsx'))).toBe(true);
  });

  it('ends in peace when its reader goes away early', async () => {
    const rows = Array.from({ length: 4_000 }, (_, index) => [
      `${(index % 28) + 1}/03/2014`,
      '10:00',
      'Police',
      'Log',
      'Mother',
      `Call ${index}: ${'words '.repeat(20)}`,
      '',
      '',
    ]);
    const large = here.put('large.csv', await tableFile('csv', [POLICE_ROWS[0], ...rows]));
    const { status, err } = await asProcess(['read', large, '--json'], 1_000);
    expect([status, err]).toEqual([0, '']);
  });
});
