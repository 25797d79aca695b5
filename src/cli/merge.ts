/** `kinline merge`: agencies' files into one integrated chronology, written in the format of the output's name. */

import { extname } from 'node:path';
import { mergeFiles, type Source } from '../app/merge-files.ts';
import { agencyName, CORE_AGENCIES } from '../domain/agency.ts';
import { type Chronology, DEFAULT_TOLERANCE_DAYS, isContradiction } from '../domain/chronology.ts';
import type { Contribution } from '../domain/contribution.ts';
import { LIMITS } from '../domain/limits.ts';
import { isProblem, type Problem, problem, problemSentence } from '../domain/problem.ts';
import { sayDay } from '../domain/time.ts';
import { agenciesByFile, Misuse, mappingOf, namesOf, parse, textOf, textsOf } from './arguments.ts';
import { load, samePlace, type ToWrite, writeAll } from './disk.ts';
import { type Io, REFUSED, WELL } from './io.ts';
import { progress } from './progress.ts';
import { allRows, counted, sayRows } from './say-reading.ts';

const FORMATS = ['docx', 'xlsx', 'csv', 'html', 'json', 'pdf'] as const;
type Format = (typeof FORMATS)[number];
/** At most so many notices and silences are listed; the report has them all. */
const LISTED = 20;

export const MERGE_OPTIONS = {
  out: { type: 'string' },
  agency: { type: 'string', multiple: true },
  map: { type: 'string', multiple: true },
  json: { type: 'string' },
  title: { type: 'string' },
  family: { type: 'string' },
  tolerance: { type: 'string' },
  strict: { type: 'boolean' },
} as const;

type Asked = {
  readonly files: readonly string[];
  readonly out: string;
  readonly format: Format;
  readonly report: string | null;
  readonly title: string;
  readonly family: string;
  readonly toleranceDays: number;
  readonly strict: boolean;
  readonly sources: readonly Source[];
};

function askedOf(args: readonly string[], io: Io): Asked {
  const { files, values } = parse(args, MERGE_OPTIONS);
  const out = textOf(values['out']);
  if (files.length === 0) throw new Misuse('Name at least one file to merge.');
  if (out === null || out === '') throw new Misuse('Say where to write with --out, such as --out family.docx.');
  const format = FORMATS.find((known) => extname(out).toLowerCase() === `.${known}`);
  if (format === undefined) throw new Misuse(`--out ${out}: ${problemSentence(problem('unknown-format'))}`);
  const report = textOf(values['json']);
  for (const file of files) {
    for (const [option, path] of [['--out', out] as const, ['--json', report] as const]) {
      if (path !== null && samePlace(file, path))
        throw new Misuse(`${option} ${path} is one of the files to merge, and would be written over. Choose another name.`);
    }
  }
  if (report !== null && samePlace(out, report))
    throw new Misuse('--out and --json name the same file. Choose another name for one of them.');
  const tolerance = textOf(values['tolerance']) ?? String(DEFAULT_TOLERANCE_DAYS);
  if (!/^\d{1,3}$/.test(tolerance)) throw new Misuse(`--tolerance ${tolerance} is not a number of days from 0 to 999.`);
  const distinct = files.filter((file, index) => files.findIndex((other) => samePlace(file, other)) === index);
  const strict = values['strict'] === true;
  const agencies = agenciesByFile(textsOf(values['agency']), distinct);
  const mapping = mappingOf(textsOf(values['map']));
  const names = namesOf(distinct);
  const sources = distinct.map((path): Source => {
    const options = { file: names.get(path) ?? path, agency: agencies.get(path) ?? null, mapping, strict, today: io.today, limits: LIMITS };
    return { options, bytes: () => load(path, LIMITS.fileBytes) };
  });
  const title = textOf(values['title']) ?? 'Integrated chronology';
  return {
    files: distinct,
    out,
    format,
    report,
    title,
    family: textOf(values['family']) ?? '',
    toleranceDays: Number(tolerance),
    strict,
    sources,
  };
}

export async function merge(args: readonly string[], io: Io): Promise<number> {
  const asked = askedOf(args, io);
  const bar = progress(io, asked.files.length, 'Reading');
  bar.step(0, asked.sources[0]?.options.file ?? '');
  const merged = await mergeFiles(
    asked.sources,
    { agencyOrder: CORE_AGENCIES.map(({ code }) => code), decisions: [], toleranceDays: asked.toleranceDays, strict: asked.strict },
    (done, file) => bar.step(done, file),
  );
  bar.end();
  if ('refusals' in merged) {
    for (const refusal of merged.refusals) io.say(`${refusal.file}: ${problemSentence(refusal.problem)}\n`);
    io.say('Nothing was written.\n');
    return REFUSED;
  }
  const contents = await contentsOf(merged, asked);
  const refused = isProblem(contents) ? contents : await writeAll(contents);
  if (refused !== null) {
    io.say(`${problemSentence(refused)} Nothing was written.\n`);
    return REFUSED;
  }
  if (asked.report === '-') {
    const { chronologyParts } = await import('../files/write-chronology.ts');
    const decoder = new TextDecoder();
    const parts = await chronologyParts(merged, 'json', writingOptions(asked));
    if (!isProblem(parts)) for await (const bytes of parts) await io.out(decoder.decode(bytes, { stream: true }));
    io.say(sayMerge(merged, asked.out));
  } else {
    await io.out(sayMerge(merged, asked.out));
  }
  return WELL;
}

function writingOptions({ title, family, sources }: Asked) {
  return { title, family, today: sources[0]?.options.today ?? '', agencies: CORE_AGENCIES, classification: 'OFFICIAL-SENSITIVE' };
}

/** The files to write: the chronology, and the report when one is wanted. They come piece by piece. */
async function contentsOf(chronology: Chronology, asked: Asked): Promise<readonly ToWrite[] | Problem> {
  const { chronologyParts } = await import('../files/write-chronology.ts');
  const options = writingOptions(asked);
  const files: ToWrite[] = [];
  const wanted = [
    [asked.out, asked.format] as const,
    ...(asked.report === null || asked.report === '-' ? [] : [[asked.report, 'json'] as const]),
  ];
  for (const [path, format] of wanted) {
    const content = await chronologyParts(chronology, format, options);
    if (isProblem(content)) return content;
    files.push({ path, content });
  }
  return files;
}

/** What was merged, in words. */
export function sayMerge({ contributions, events, happenings, gaps, notices }: Chronology, out: string): string {
  const rows = allRows(contributions);
  const candidates = happenings.filter(({ decided }) => !decided);
  const disagreeing = candidates.filter(({ conflicts }) => conflicts.some(isContradiction)).length;
  const remarks = contributions.reduce((sum, contribution) => sum + contribution.notices.length, 0);
  const silences = gaps.map(({ of, from, to, days }) => {
    const whose = 'agency' in of ? agencyName(of.agency) : `About ${of.child}`;
    return `  ${whose}: ${counted(days, 'day')}, ${sayDay(from)} to ${sayDay(to)}`;
  });
  const lines = [
    `${counted(contributions.length, 'file')} merged into ${out}`,
    ...contributions.map(
      (contribution) =>
        `  ${contribution.file} (${contribution.agency === null ? 'agency not recorded' : agencyName(contribution.agency)}): ${sayRows(allRows([contribution]))}`,
    ),
    `All rows: ${sayRows(rows)}`,
    `Chronology: ${counted(events.length, 'event')}`,
    ...(candidates.length === 0
      ? []
      : [
          `May be the same event: ${counted(candidates.length, 'pair')} of accounts to decide; in ${disagreeing} they differ on more than words`,
        ]),
    ...sayUnnamed(contributions),
    ...(rows.attention === 0
      ? []
      : [`Needs attention: ${counted(rows.attention, 'row')}, kept whole outside the line of time; kinline read FILE lists them`]),
    ...(remarks === 0 ? [] : [`Notices of reading: ${remarks}; kinline read FILE lists them`]),
    ...cut(notices.map(({ says }) => `  ${says}`)),
    ...(silences.length === 0 ? [] : ['Longest silences', ...cut(silences)]),
  ];
  return `${lines.join('\n')}\n`;
}

function cut(lines: readonly string[]): readonly string[] {
  return lines.length <= LISTED ? lines : [...lines.slice(0, LISTED), `  and ${lines.length - LISTED} more; --json REPORT has them all`];
}

/** Events of no agency: how to say whose they are. A file whose rows name their own agencies needs nothing. */
function sayUnnamed(contributions: readonly Contribution[]): readonly string[] {
  const unnamed = contributions.filter(({ agency, events }) => agency === null && events.some((event) => event.agency === null));
  const [first] = unnamed;
  if (first === undefined) return [];
  const count =
    unnamed.length === 1 ? 'One file does not say which agency sent it' : `${unnamed.length} files do not say which agency sent them`;
  return [`${count}; say it with --agency, such as --agency ${first.file}=NAME`];
}
