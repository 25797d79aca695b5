/**
 * The main job, timed as a business manager runs it: 50 mixed files (docx, xlsx, csv in four layouts) to one integrated chronology by the real
 * command in a real process, at 1,000, 10,000 and 100,000 rows; beside a Python script of the usual libraries on the same files in the same run.
 * Limits at 100,000 rows: 15 s, 600 MB for the whole tree of processes, and three times as fast as the peer.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Row, SourceDocument } from '../src/domain/document.ts';
import { writeDocument } from '../src/files/write-document.ts';

const FILES = 50;
const LIMIT = { seconds: 15, megabytes: 600, ratio: 3 } as const;
const root = resolve(import.meta.dirname, '..');

type Run = {
  readonly seconds: number;
  readonly megabytes: number;
  readonly status: number;
  readonly printed: string;
  readonly errors: string;
};

export async function run(args: readonly string[]): Promise<void> {
  const sizes = args.length > 0 ? args.map(Number) : [1_000, 10_000, 100_000];
  const out = 'xlsx';
  const python = pythonWithLibraries();
  if (python === null) console.log('Python with python-docx, openpyxl and pandas is not on this machine: the peer is skipped.');
  const build = spawnSync('npm', ['run', 'build', '--silent'], { cwd: root, stdio: 'inherit' });
  if (build.status !== 0) throw new Error('The build failed.');
  console.log(`rows     files  who      seconds    rows/s   peak MB`);
  for (const rows of sizes) {
    const folder = mkdtempSync(join(tmpdir(), 'kinline-bench-'));
    try {
      const files = await writeFiles(join(folder, 'in'), rows);
      const ours = await timed(process.execPath, [join(root, 'bin/kinline.mjs'), 'merge', ...files, '--out', join(folder, `ours.${out}`)]);
      report(rows, 'kinline', ours);
      console.log(`         ${accounting(ours.printed, rows)}`);
      if (python !== null) {
        const peer = await timed(python, [join(root, 'bench/peers/merge_baseline.py'), join(folder, `peer.${out}`), ...files]);
        report(rows, 'python', peer);
        console.log(
          `         kinline is ${(peer.seconds / ours.seconds).toFixed(1)} times as fast${rows === 100_000 ? ` (limit: ${LIMIT.ratio})` : ''}`,
        );
      }
      if (rows === 100_000)
        console.log(
          `         limits: ${LIMIT.seconds} s ${verdict(ours.seconds <= LIMIT.seconds)}, ${LIMIT.megabytes} MB ${verdict(ours.megabytes <= LIMIT.megabytes)}`,
        );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

function verdict(held: boolean): string {
  return held ? 'held' : 'MISSED';
}

function report(rows: number, who: string, { seconds, megabytes, status, errors }: Run): void {
  console.log(
    `${String(rows).padEnd(8)} ${String(FILES).padEnd(6)} ${who.padEnd(8)} ${seconds.toFixed(2).padStart(7)} ${Math.round(rows / seconds)
      .toString()
      .padStart(9)} ${Math.round(megabytes).toString().padStart(9)}`,
  );
  if (status !== 0) throw new Error(`${who} ended with status ${status}: ${errors.slice(0, 2_000)}`);
}

/** What the command itself says of the rows, and whether it is all of those that were written. */
function accounting(printed: string, written: number): string {
  const said = /^All rows: (\d+) rows? read = (\d+) events? \+ (\d+) not events? \+ (\d+) needing attention$/m.exec(printed);
  if (said === null) throw new Error('The command did not account for its rows.');
  const [read = 0, events = 0, notEvents = 0, attention = 0] = said.slice(1).map(Number);
  return `${said[0]} (${written} written: ${verdict(read - notEvents === written && read === events + notEvents + attention)})`;
}

/** Wall seconds, and the highest sum of resident memory over the process and everything it started (shared pages counted each time). */
function timed(command: string, args: readonly string[]): Promise<Run> {
  return new Promise((done) => {
    const start = performance.now();
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let printed = '';
    child.stdout.on('data', (bytes) => {
      printed += String(bytes);
    });
    let errors = '';
    child.stderr.on('data', (bytes) => {
      errors += String(bytes);
    });
    let peak = 0;
    const watch = setInterval(() => {
      if (child.pid !== undefined) peak = Math.max(peak, treeMemory(child.pid));
    }, 40);
    child.on('close', (status) => {
      clearInterval(watch);
      done({ seconds: (performance.now() - start) / 1000, megabytes: peak / 1e6, status: status ?? 1, printed, errors });
    });
  });
}

function treeMemory(pid: number): number {
  const children = new Map<number, number[]>();
  const resident = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const [, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      children.set(Number(parent), [...(children.get(Number(parent)) ?? []), Number(name)]);
      resident.set(Number(name), Number(readFileSync(`/proc/${name}/statm`, 'utf8').split(' ')[1]) * 4096);
    } catch {
      // The process ended between the two reads.
    }
  }
  const sum = (of: number): number => (resident.get(of) ?? 0) + (children.get(of) ?? []).reduce((total, child) => total + sum(child), 0);
  return sum(pid);
}

function pythonWithLibraries(): string | null {
  for (const python of ['python3', 'python']) {
    if (spawnSync(python, ['-c', 'import docx, openpyxl, pandas']).status === 0) return python;
  }
  return null;
}

// The same small generator each run, so that both sides and every run read the same bytes.
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const AGENCIES = [
  'Police',
  'Health visiting',
  'GP',
  'Hospital',
  'Neonatal unit',
  "Children's social care",
  'Housing',
  'School',
  'Probation',
  'Adult mental health',
];
const WHO = ['Mother', 'Father', 'the baby', 'the older sibling', 'the grandmother', 'both parents'];
const DID = [
  'was seen at home and was well',
  'asked for help with feeding',
  'said that sleep was hard',
  'was not brought to the clinic',
  'rang to ask for advice',
  'was worried about the crying',
  'attended the appointment',
  'spoke of an argument the night before',
  'was weighed and had gained',
  'missed a call and was rung again',
];
const THEN = [
  'Advice given and written down.',
  'Letter sent to the GP.',
  'Visit arranged for the next week.',
  'No further action.',
  'Talked over with the duty manager.',
  'Referral made the same day.',
];

async function writeFiles(folder: string, rows: number): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  const random = randomNumbers(rows);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const files: string[] = [];
  for (let index = 0; index < FILES; index += 1) {
    const agency = AGENCIES[index % AGENCIES.length] ?? 'Police';
    const layout = index % 4;
    const mine = Math.floor(rows / FILES) + (index < rows % FILES ? 1 : 0);
    const headings = [
      ['No', 'Date', 'Event', 'Document reference'],
      ['Date', 'Significant event', 'Source', 'Impact', 'Action taken'],
      ['Date', 'Time', 'Agency', 'Source', 'Person', 'Event', 'Response', 'Child seen'],
      ['Event date', 'Entry date', 'Entered by', 'Event', 'Outcome'],
    ][layout] as string[];
    const body: Row[] = [];
    for (let row = 0; row < mine; row += 1) {
      const day = new Date(Date.UTC(2010, 0, 1) + Math.floor((row / mine) * 2200) * 86_400_000 + Math.floor(random() * 3) * 86_400_000);
      const date = say(day, layout);
      const what = `${pick(WHO)} ${pick(DID)}; ${pick(WHO)} ${pick(DID)} (${Math.floor(random() * 1e6)}). ${pick(THEN)}`;
      const cells = [
        [String(row + 1), date, what, `p. ${row + 1}`],
        [date, what, `${agency} record`, pick(['positive', 'negative']), pick(THEN)],
        [
          date,
          random() < 0.5 ? `${8 + Math.floor(random() * 10)}:${10 + Math.floor(random() * 49)}` : '',
          agency,
          'record',
          pick(WHO),
          what,
          pick(THEN),
          pick(['Y', 'N', 'N/A', '']),
        ],
        [date, say(new Date(day.getTime() + 86_400_000), layout), 'duty worker', what, pick(THEN)],
      ][layout] as string[];
      body.push({ number: row + 2, hidden: false, cells });
    }
    const kind = (['docx', 'xlsx', 'csv'] as const)[index % 3] ?? 'csv';
    const document: SourceDocument = {
      kind,
      tables: [
        {
          place: kind === 'docx' ? 'table 1' : 'sheet "Chronology"',
          hidden: false,
          hiddenColumns: [],
          rows: [{ number: 1, hidden: false, cells: headings }, ...body],
        },
      ],
      passages: [],
      remarks: [],
    };
    const path = join(folder, `${String(index + 1).padStart(2, '0')}-${agency.toLowerCase().replace(/\W+/g, '-')}.${kind}`);
    writeFileSync(path, await writeDocument(document, kind));
    files.push(path);
  }
  return files;
}

const MONTHS = ['Jan', 'Feb', 'March', 'April', 'May', 'June', 'July', 'Aug', 'Sept', 'Oct', 'Nov', 'Dec'];

function say(day: Date, layout: number): string {
  const d = day.getUTCDate();
  const m = day.getUTCMonth() + 1;
  const y = day.getUTCFullYear();
  const two = (n: number): string => String(n).padStart(2, '0');
  return [`${two(d)}/${two(m)}/${y}`, `${d} ${MONTHS[m - 1]} ${y}`, `${two(d)}.${two(m)}.${two(y % 100)}`, `${y}-${two(m)}-${two(d)}`][
    layout
  ] as string;
}
