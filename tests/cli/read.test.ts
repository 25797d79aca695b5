/** `kinline read`: what a person and a program get. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Contribution } from '../../src/domain/contribution.ts';
import { folder, HOSPITAL_ROWS, kinline, POLICE_ROWS, SCHOOL_ROWS, tableFile } from './kinline.ts';

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

const readingsOf = (out: string): Contribution[] =>
  out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Contribution);

describe('kinline read', () => {
  it('says in words what a file holds, with every row accounted for', async () => {
    const { status, out, err } = await kinline('read', school);
    expect(out).toContain('school.xlsx');
    expect(out).toContain('2 rows read = 1 event + 0 not events + 1 needing attention');
    expect(out).toMatch(/row 2: 29 February 2015 does not exist/);
    expect(out).toMatch(/Dates are read day first/);
    expect([status, err]).toEqual([0, '']);
  });

  it('adds the rows of several files up', async () => {
    const { out } = await kinline('read', police, hospital, school);
    expect(out).toContain('3 files: 5 rows read = 4 events + 0 not events + 1 needing attention');
  });

  it('prints one JSON object for one file, and one a line for several, and nothing else', async () => {
    const one = await kinline('read', police, '--json');
    expect(JSON.parse(one.out)).toMatchObject({ file: 'police.docx', events: [{ what: expect.stringContaining('overdose') }, {}] });
    const several = await kinline('read', police, hospital, '--json');
    expect(readingsOf(several.out).map(({ file }) => file)).toEqual(['police.docx', 'hospital.csv']);
    expect([one.status, one.err, several.status, several.err]).toEqual([0, '', 0, '']);
  });

  it('gives the same ids when the same file is read again', async () => {
    const [first] = readingsOf((await kinline('read', police, '--json')).out);
    const [again] = readingsOf((await kinline('read', police, '--json')).out);
    expect(again).toEqual(first);
  });

  it('ends with status 1 under --strict when a row needs attention, and still says what it read', async () => {
    expect((await kinline('read', school)).status).toBe(0);
    const strict = await kinline('read', school, '--strict', '--json');
    expect(strict.status).toBe(1);
    expect(strict.err).toContain('school.xlsx: Some rows need attention');
    expect(readingsOf(strict.out)[0]?.attention).toHaveLength(1);
    expect((await kinline('read', police, '--strict')).status).toBe(0);
  });

  it('takes a heading for the role that --map gives it', async () => {
    const odd = here.put(
      'odd.csv',
      'Occasion,Narrative of the day,Remarks\n14/02/2014,Called at the home and nobody came to the door.,No reply\n',
    );
    const { out, status } = await kinline('read', odd, '--map', 'date=Occasion', '--map', 'what=Remarks', '--json');
    expect(status).toBe(0);
    expect(readingsOf(out)[0]?.events).toMatchObject([{ what: 'No reply', happened: { from: '2014-02-14' } }]);
  });

  it('gives the rows the agency that --agency names, by alias too', async () => {
    const { out } = await kinline('read', school, '--agency', 'HV', '--json');
    expect(readingsOf(out)[0]).toMatchObject({ agency: 'health-visiting', events: [{ agency: 'health-visiting' }] });
  });

  it('says of a bad file what, where and what next, ends with status 1, and reads the good ones', async () => {
    const bad = here.put('bad.docx', 'this is no Word file');
    const { status, out, err } = await kinline('read', bad, hospital, here.at('missing.docx'), '--json');
    expect(status).toBe(1);
    expect(readingsOf(out).map(({ file }) => file)).toEqual(['hospital.csv']);
    expect(err.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^bad\.docx: The file .*\. .+\.$/),
      'missing.docx: The file could not be opened. There is no such file or folder. Check the name and that you may read it.',
    ]);
  });

  it('refuses an empty file and a folder in plain words', async () => {
    const empty = here.put('empty.csv', '');
    expect(await kinline('read', empty)).toMatchObject({
      status: 1,
      out: '',
      err: expect.stringContaining('empty.csv: The file is empty.'),
    });
    expect(await kinline('read', here.path)).toMatchObject({ status: 1, err: expect.stringContaining('It is a folder.') });
  });
});
