/** `kinline merge`: one integrated chronology, or everything that is wrong and nothing written. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Event } from '../../src/domain/event.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { CONTRIBUTION, folder, HOSPITAL_ROWS, kinline, POLICE_ROWS, SCHOOL_ROWS, tableFile } from './kinline.ts';

const here = folder();
let police = '';
let hospital = '';
let school = '';

beforeAll(async () => {
  police = here.put('police.docx', await tableFile('docx', POLICE_ROWS));
  hospital = here.put('hospital.csv', await tableFile('csv', HOSPITAL_ROWS));
  school = here.put('school.xlsx', await tableFile('xlsx', SCHOOL_ROWS));
});
afterAll(() => here.remove());

type Report = {
  contributions: { file: string; tables: { rows: { read: number } }[] }[];
  events: Event[];
  happenings: { events: string[]; decided: boolean; because: string[]; conflicts: { about: string }[] }[];
};
const reportAt = (name: string): Report => JSON.parse(readFileSync(here.at(name), 'utf8')) as Report;

describe('kinline merge', () => {
  it('writes one chronology in order and says what was merged, with every row accounted for', async () => {
    const { status, out, err } = await kinline(
      'merge',
      school,
      police,
      hospital,
      '--out',
      here.at('all.csv'),
      '--json',
      here.at('all.json'),
    );
    expect([status, err]).toEqual([0, '']);
    expect(out).toContain(`3 files merged into ${here.at('all.csv')}`);
    expect(out).toContain('All rows: 5 rows read = 4 events + 0 not events + 1 needing attention');
    expect(out).toContain('Chronology: 4 events');
    expect(out).toContain('May be the same event: 1 pair of accounts to decide');
    const report = reportAt('all.json');
    expect(report.events.map(({ happened }) => happened.from)).toEqual(['2014-02-14', '2014-02-14', '2014-02-17', '2015-03-03']);
    expect(report.happenings).toMatchObject([{ decided: false, because: expect.arrayContaining(['Both on 14 February 2014']) }]);
    expect(report.happenings[0]?.conflicts.map(({ about }) => about)).toContain('time');
    expect(readFileSync(here.at('all.csv'), 'utf8')).toContain('Father had taken an overdose');
  });

  it('gives the same chronology whatever the order of the files', async () => {
    await kinline('merge', school, police, hospital, '--out', here.at('one.csv'));
    await kinline('merge', hospital, school, police, '--out', here.at('other.csv'));
    expect(readFileSync(here.at('one.csv'), 'utf8')).toBe(readFileSync(here.at('other.csv'), 'utf8'));
  });

  it.each(['docx', 'xlsx', 'csv', 'json'])('gives the same events with the same ids when its %s is read back', async (format) => {
    const out = here.at(`back.${format}`);
    expect((await kinline('merge', police, hospital, '--out', out, '--json', here.at('back-report.json'))).status).toBe(0);
    expect((await kinline('merge', out, '--out', here.at('again.csv'), '--json', here.at('again.json'))).status).toBe(0);
    const ids = reportAt('back-report.json').events.map(({ id }) => id);
    expect(reportAt('again.json').events.map(({ id }) => id)).toEqual(ids);
    expect((await kinline('merge', out, police, '--out', here.at('again.csv'), '--json', here.at('with.json'))).out).toContain(
      'Each counts once.',
    );
    expect(reportAt('with.json').events.map(({ id }) => id)).toEqual(ids);
  });

  it.each(['html', 'pdf'])('writes %s', async (format) => {
    expect((await kinline('merge', police, '--out', here.at(`out.${format}`), '--title', 'Family 1')).status).toBe(0);
    expect(readFileSync(here.at(`out.${format}`)).length).toBeGreaterThan(1_000);
  });

  it('says that a chronology is too long for a PDF and what to take instead, and writes nothing', async () => {
    const rows = Array.from({ length: LIMITS.pdfRows + 1 }, (_, n) => `12/04/2013,Telephone call number ${n}.`);
    const long = here.put('long.csv', `Date,Event\n${rows.join('\n')}\n`);
    const { status, err } = await kinline('merge', long, '--agency', 'long.csv=Police', '--out', here.at('long.pdf'));
    expect(status).toBe(1);
    expect(err).toContain(
      'The chronology is too long for a PDF. The limit is 4,000 rows in all its tables. Take it as Word, Excel or a web page',
    );
    expect(existsSync(here.at('long.pdf'))).toBe(false);
  });

  it('gives a file the agency that --agency names for it, by path or by name', async () => {
    await kinline('merge', school, '--agency', 'school.xlsx=Housing', '--out', here.at('a.csv'), '--json', here.at('a.json'));
    expect(reportAt('a.json').events[0]?.agency).toBe('housing');
    await kinline('merge', school, '--agency', `${school}=Little Owls Nursery`, '--out', here.at('a.csv'), '--json', here.at('a.json'));
    expect(reportAt('a.json').events[0]?.agency).toBe('Little Owls Nursery');
  });

  it('prints the report, and only it, on standard output when asked with --json -', async () => {
    const { status, out, err } = await kinline('merge', police, '--out', here.at('dash.csv'), '--json', '-');
    expect(status).toBe(0);
    expect((JSON.parse(out) as Report).events).toHaveLength(2);
    expect(err).toContain('Chronology: 2 events');
  });

  it('lists all problems of all files at once, writes nothing and ends with status 1', async () => {
    const bad = here.put('bad.docx', 'no Word file');
    const worse = here.put('worse.xlsx', 'no Excel file');
    const { status, out, err } = await kinline(
      'merge',
      bad,
      police,
      worse,
      '--out',
      here.at('never.docx'),
      '--json',
      here.at('never.json'),
    );
    expect([status, out]).toEqual([1, '']);
    expect(err).toMatch(/^bad\.docx: .+\nworse\.xlsx: .+\nNothing was written\.\n$/);
    expect([existsSync(here.at('never.docx')), existsSync(here.at('never.json'))]).toEqual([false, false]);
  });

  it('refuses rows that need attention under --strict, naming them, and writes nothing', async () => {
    const { status, err } = await kinline('merge', police, school, '--strict', '--out', here.at('strict.csv'));
    expect(status).toBe(1);
    expect(err).toContain('school.xlsx: Some rows need attention, and --strict was asked for. sheet "Chronology", row 2.');
    expect(existsSync(here.at('strict.csv'))).toBe(false);
  });

  it('leaves what stood at the output when it cannot write, and no unfinished file beside it', async () => {
    writeFileSync(here.at('keep.csv'), 'as it was');
    const { status, err } = await kinline('merge', police, '--out', here.at('keep.csv'), '--json', here.at('no/such/folder.json'));
    expect(status).toBe(1);
    expect(err).toContain('The file could not be written.');
    expect(readFileSync(here.at('keep.csv'), 'utf8')).toBe('as it was');
    expect(readdirSync(here.path).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('refuses references of one agency that stand twice with different content, naming both places', async () => {
    const [event] = CONTRIBUTION.events;
    const one = here.put('one.json', JSON.stringify(CONTRIBUTION));
    const two = here.put('two.json', JSON.stringify({ ...CONTRIBUTION, events: [{ ...event, what: 'Something else.' }] }));
    const refused = await kinline('merge', one, two, '--out', here.at('refs.csv'));
    expect(refused.status).toBe(1);
    expect(refused.err).toContain('Reference p1: one.json, events, row 1; two.json, events, row 1.');
    const same = here.put('same.json', JSON.stringify(CONTRIBUTION));
    const merged = await kinline('merge', one, same, '--out', here.at('refs.csv'));
    expect(merged.status).toBe(0);
    expect(merged.out).toContain('Chronology: 1 event\n');
  });

  it('tells two files of one name apart by their paths', async () => {
    const other = folder();
    const again = other.put(
      'police.docx',
      await tableFile('docx', [POLICE_ROWS[0], ['1 May 2015', '', 'Police', 'Log', '', 'Missing person report.', '', '']]),
    );
    await kinline('merge', police, again, '--out', here.at('two.csv'), '--json', here.at('two-report.json'));
    expect(new Set(reportAt('two-report.json').contributions.map(({ file }) => file)).size).toBe(2);
    other.remove();
  });
});
