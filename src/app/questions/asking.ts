/** What all questions of an inspector or a court share: their input, the days asked about, who is who, and answers in pages. */
import { type Static, Type } from 'typebox';
import type { Practitioner } from '../../domain/access.ts';
import { type Problem, problem } from '../../domain/problem.ts';
import { type Answer, type AnswerRow, ONLY_WHAT_YOU_SEE, type QuestionCode, questionOf } from '../../domain/questions.ts';
import { addDays, isDay, londonMidnight, sayDay, sayLondon } from '../../domain/time.ts';
import { logBegins } from '../../store/access-record.ts';
import { allPractitioners } from '../../store/practitioners.ts';
import type { ChildLine } from '../children.ts';
import type { Inside } from '../door.ts';
import { readFamilyRecord } from '../family-record.ts';
import { Id, IsoDay } from '../inputs.ts';

export const QuestionInput = Type.Object({
  family: Id,
  event: Type.Optional(Id),
  contribution: Type.Optional(Id),
  practitioner: Type.Optional(Id),
  from: Type.Optional(IsoDay),
  to: Type.Optional(IsoDay),
  /** Rows that a page holds begin at 1; 0 is all of them. */
  page: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
});
export type QuestionAsked = Static<typeof QuestionInput>;

export const ROWS_ON_A_PAGE = 100;

/** Instants of the days asked about: from the beginning of the first to the end of the last, in London. Null: no day of that name. */
export function periodOf({ from, to }: { readonly from?: string | undefined; readonly to?: string | undefined }):
  | Problem
  | {
      readonly from: string | null;
      readonly to: string | null;
    } {
  for (const day of [from, to]) if (day !== undefined && !isDay(day)) return problem('not-valid', 'There is no such day.');
  if (from !== undefined && to !== undefined && to < from) return problem('not-valid', 'The last day is before the first.');
  return { from: from === undefined ? null : londonMidnight(from), to: to === undefined ? null : londonMidnight(addDays(to, 1)) };
}

/** The family as it stands above a page; null when the asker does not see it. */
export async function headOf(inside: Inside, family: string): Promise<FamilyHead | null> {
  const record = await readFamilyRecord(inside, family, { keep: true });
  return record === null ? null : { id: family, label: record.family.label, children: record.children };
}
export type FamilyHead = { readonly id: string; readonly label: string; readonly children: readonly ChildLine[] };

export async function practitionersById(inside: Inside): Promise<ReadonlyMap<string, Practitioner>> {
  return new Map((await allPractitioners(inside.transaction)).map((one) => [one.id, one]));
}

export type Found = Pick<Answer, 'says' | 'parts' | 'standsOn'> & {
  /** When the rows are only one page of more. */
  readonly paged?: { readonly rows: number; readonly page: number; readonly pages: number };
};

export type Answered = Answer & { readonly family: FamilyHead };

/** Makes the answer: its family, its page, and what stands under every answer. */
export async function answered(inside: Inside, question: QuestionCode, asked: QuestionAsked, found: Found): Promise<Answered | Problem> {
  const family = await headOf(inside, asked.family);
  if (family === null) return problem('not-found');
  const rows = found.parts.reduce((sum, part) => sum + part.rows.length, 0);
  return {
    question,
    asks: questionOf(question)?.asks ?? '',
    family,
    says: found.says,
    ...(found.paged === undefined
      ? paged(found.parts, rows, asked.page ?? 1)
      : { parts: found.parts, rows: found.paged.rows, page: found.paged.page, pages: found.paged.pages }),
    standsOn: [...found.standsOn, ONLY_WHAT_YOU_SEE],
  };
}

/** One page of rows that stand under several headings. */
function paged(parts: Answer['parts'], rows: number, asked: number): Pick<Answer, 'parts' | 'rows' | 'page' | 'pages'> {
  if (asked === 0) return { parts, rows, page: 1, pages: 1 };
  const pages = Math.max(1, Math.ceil(rows / ROWS_ON_A_PAGE));
  const page = Math.min(asked, pages);
  let before = (page - 1) * ROWS_ON_A_PAGE;
  let left = ROWS_ON_A_PAGE;
  const kept = parts.map(({ heading, rows: all }) => {
    const some: readonly AnswerRow[] = all.slice(before, before + left);
    before = Math.max(0, before - all.length);
    left -= some.length;
    return { heading, rows: some };
  });
  return { parts: pages === 1 ? kept : kept.filter((part) => part.rows.length > 0), rows, page, pages };
}

/** "between 1 and 30 April 2026", "since …", "until …"; empty when no day was named. */
export function sayPeriod({ from, to }: QuestionAsked): string {
  if (from !== undefined && to !== undefined) return from === to ? ` on ${sayDay(from)}` : ` from ${sayDay(from)} to ${sayDay(to)}`;
  if (from !== undefined) return ` since ${sayDay(from)}`;
  return to === undefined ? '' : ` up to ${sayDay(to)}`;
}

/** From when to when the log can answer. */
export async function edgesOfTheLog(inside: Inside, family: string): Promise<readonly string[]> {
  const begins = await logBegins(inside.transaction, family);
  return [
    `The log was asked from its first entry${begins === null ? '' : ` (${sayLondon(begins)})`} to this moment (${sayLondon(inside.now())}). Nothing leaves through the pages, the commands or the interface for other systems without an entry that was written first.`,
    'What a person does with a page once it is on their screen is not recorded: a page printed with the browser’s own command is recorded as read; a photograph is not recorded at all.',
    'Times are of Europe/London; the log keeps them in UTC.',
  ];
}

/** "3 people", "1 person", "nobody". */
export const people = (number: number): string =>
  number === 0 ? 'nobody' : number === 1 ? '1 person' : `${number.toLocaleString('en-GB')} people`;
export const times = (number: number): string =>
  number === 1 ? 'once' : number === 2 ? 'twice' : `${number.toLocaleString('en-GB')} times`;
