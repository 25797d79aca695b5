/** Runs the command `kinline` in tests: in this process with its output caught, or as a real process of its own. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Io, runCommand, type ServeRequest } from '../../src/cli/main-command.ts';
import type { Cell, SourceDocument } from '../../src/domain/document.ts';
import { writeDocument } from '../../src/files/write-document.ts';

export type Ran = { readonly status: number; readonly out: string; readonly err: string; readonly served: readonly ServeRequest[] };

/** A terminal that catches what is written to it. */
export function caughtIo(): { readonly io: Io; readonly said: () => { readonly out: string; readonly err: string } } {
  let out = '';
  let err = '';
  const io: Io = {
    out: async (text) => {
      out += text;
    },
    say: (text) => {
      err += text;
    },
    terminal: false,
    width: 80,
    closed: () => false,
    today: '2026-11-23',
  };
  return { io, said: () => ({ out, err }) };
}

/** The command in this process. */
export async function kinline(...argv: readonly string[]): Promise<Ran> {
  const served: ServeRequest[] = [];
  const { io, said } = caughtIo();
  const serve = async (request: ServeRequest): Promise<number> => {
    served.push(request);
    return 0;
  };
  const none = (): Promise<never> => Promise.reject(new Error('This test has no database.'));
  const status = await runCommand(argv, io, { serve, withDatabase: none, asOwner: none });
  return { status, ...said(), served };
}

const ROOT = resolve(import.meta.dirname, '../..');

/** The command as a process, from its sources. `closeAfter` bytes its output is closed, as `| head` does. */
export function asProcess(argv: readonly string[], closeAfter: number | null = null): Promise<Omit<Ran, 'served'>> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', ...argv], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let err = '';
    child.stdout.on('data', (bytes) => {
      out += String(bytes);
      if (closeAfter !== null && out.length >= closeAfter) child.stdout.destroy();
    });
    child.stderr.on('data', (bytes) => {
      err += String(bytes);
    });
    child.on('error', fail);
    child.on('close', (status) => done({ status: status ?? -1, out, err }));
  });
}

/** A folder of its own, and files to put in it. */
export function folder() {
  const path = mkdtempSync(join(tmpdir(), 'kinline-cli-'));
  return {
    path,
    at: (name: string): string => join(path, name),
    put: (name: string, content: string | Uint8Array): string => {
      writeFileSync(join(path, name), content);
      return join(path, name);
    },
    remove: (): void => rmSync(path, { recursive: true, force: true }),
  };
}

/** The bytes of a file with one table. */
export function tableFile(kind: 'docx' | 'xlsx' | 'csv', rows: readonly (readonly Cell[])[]): Promise<Uint8Array> {
  const document: SourceDocument = {
    kind,
    tables: [
      {
        place: kind === 'xlsx' ? 'sheet "Chronology"' : 'table 1',
        hidden: false,
        hiddenColumns: [],
        rows: rows.map((cells, index) => ({ number: index + 1, hidden: false, cells })),
      },
    ],
    passages: [],
    remarks: [],
  };
  return writeDocument(document, kind);
}

export const POLICE_ROWS = [
  ['Date', 'Time', 'Agency', 'Source', 'Person', 'Event', 'Response', 'Child seen'],
  [
    '14.02.14',
    '21:40',
    'Police',
    'Log',
    'Father',
    'Called to the address. Father had taken an overdose of tablets.',
    'Ambulance called',
    'Y',
  ],
  ['17 Feb 2014', '', 'Police', 'Log', 'Mother', 'Statement taken from mother.', '', 'N/A'],
] as const;
export const HOSPITAL_ROWS = [
  ['Date', 'Time', 'Agency', 'Source', 'Person', 'Event', 'Response', 'Child seen'],
  [
    '14/02/2014',
    '22.15',
    'Hospital',
    'ED notes',
    'Father',
    'Brought by ambulance after an overdose of tablets with alcohol.',
    'Seen by liaison',
    'N',
  ],
] as const;
/** A row whose day does not exist needs attention. */
export const SCHOOL_ROWS = [
  ['Date', 'Significant event', 'Source', 'Action taken'],
  ['29/02/2015', 'Was not brought to school.', 'Register', 'Call home'],
  ['03/03/2015', 'Back at school.', 'Register', ''],
] as const;

export const CONTRIBUTION = {
  kinline: 'contribution/1',
  agency: 'police',
  family: 'F1',
  coverage: [{ from: '2012-01-01', to: '2016-03-31', complete: true }],
  people: [
    {
      label: 'B',
      role: 'child',
      sex: 'female',
      dateOfBirth: '2015-08-20',
      expectedDate: null,
      gestationWeeks: 26,
      language: 'Lithuanian',
      interpreterNeeded: true,
    },
    { label: 'M', role: 'mother' },
    { label: 'F', role: 'father' },
    { label: 'S', role: 'sibling', dateOfBirth: { raw: 'October 2011' } },
  ],
  events: [
    {
      ref: 'p1',
      kind: 'domestic-abuse-incident',
      happened: { raw: '12/04/2013', time: '21:40' },
      recorded: '2013-04-12',
      recordedBy: 'response officer',
      subjects: ['M', 'F'],
      childrenAffected: ['S'],
      what: 'Called to the address by a neighbour.',
      response: null,
      outcome: null,
      childSeen: 'seen',
      interpreter: 'not-recorded',
      attributions: [{ claim: 'alcohol', by: 'police', basis: 'smelt of drink', disputed: false }],
      factors: ['domesticAbuseHistory'],
      attended: [],
      covers: [],
      cites: [],
      shares: [
        { to: 'childrens-social-care', how: 'notification', sent: '2013-04-13', received: '2013-04-15', acknowledged: null },
        { to: 'health-visiting', decided: 'not-shared', on: '2013-04-13', reason: 'No power found to share.' },
      ],
    },
  ],
};
