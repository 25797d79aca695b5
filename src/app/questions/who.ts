/** Who saw, who printed, who took away, who was refused: the lines of the log, for a family, one event, one contribution or one professional. */
import { VERB_WORDS } from '../../domain/access-record.ts';
import type { Verb } from '../../domain/audit.ts';
import { isProblem, type Problem, problem } from '../../domain/problem.ts';
import type { AnswerRow, QuestionCode } from '../../domain/questions.ts';
import { recordPage } from '../../store/access-record.ts';
import { familyOfContribution } from '../../store/involvement.ts';
import { findPractitioner } from '../../store/practitioners.ts';
import { linesThatShowed } from '../../store/questions.ts';
import { findEvents } from '../../store/readings.ts';
import { type Inside, operation } from '../door.ts';
import {
  type Answered,
  answered,
  edgesOfTheLog,
  people,
  periodOf,
  type QuestionAsked,
  QuestionInput,
  ROWS_ON_A_PAGE,
  sayPeriod,
  times,
} from './asking.ts';
import { onlyOwn, type SaidLine, sayLines } from './lines.ts';

/** Operations whose page or file holds every event that their reader may see, of the family or of a contribution. */
export const SHOWS_EVENTS = [
  'read-chronology',
  'read-event',
  'download-chronology',
  'print-chronology',
  'read-family',
  'read-contribution',
  'read-original',
  'decide-same-event',
  'settle-conflict',
  'recorded-when',
  'what-could-they-see',
] as const;
/** The same for a contribution: these name it, or show what came in it. */
const SHOWS_CONTRIBUTIONS = [...SHOWS_EVENTS, 'read-draft', 'complete-row'] as const;

export const rowOf = (line: SaidLine): AnswerRow => ({
  at: line.at,
  says: line.says,
  ...(line.verb === 'refuse' ? { mark: 'refused' as const } : {}),
  ...(line.inEmergency ? { facts: [['Access', 'through an emergency opening'] as const] } : {}),
  ...(line.subjectKind === 'contribution' && line.subject !== null ? { contribution: line.subject } : {}),
});

/** Lines of these verbs as an answer, newest first. */
export async function answerFromLog(
  inside: Inside,
  question: QuestionCode,
  asked: QuestionAsked,
  verbs: readonly Verb[],
  say: (lines: number, who: number, period: string) => string,
): Promise<Answered | Problem> {
  const { family, event = null, contribution = null, practitioner = null, page = 1 } = asked;
  const { transaction } = inside;
  const period = periodOf(asked);
  if (isProblem(period)) return period;
  const there = await isThere(inside, asked);
  if (!there) return problem('not-found');
  const narrowed = event !== null || contribution !== null;
  const entries = narrowed
    ? await linesThatShowed(transaction, { family, event, contribution, operations: event === null ? SHOWS_CONTRIBUTIONS : SHOWS_EVENTS })
    : null;
  const wanted = { family, practitioner, verbs, entries, contribution, ...period, ...(await onlyOwn(inside, family)) };
  const skip = page === 0 ? 0 : (page - 1) * ROWS_ON_A_PAGE;
  const { lines, total, totals, people: number } = await recordPage(transaction, wanted, page === 0 ? null : ROWS_ON_A_PAGE, skip);
  const said = await sayLines(inside, family, lines);
  const summed =
    totals.length > 1
      ? ` (${totals.map((one) => `${one.lines.toLocaleString('en-GB')} ${VERB_WORDS[one.verb][one.lines === 1 ? 0 : 1]}`).join(', ')})`
      : '';
  return answered(inside, question, asked, {
    says: `${say(total, number, sayPeriod(asked))}${summed}.`,
    parts: [{ heading: 'In the log, newest first', rows: said.map(rowOf) }],
    paged: { rows: total, page: Math.max(1, page), pages: page === 0 ? 1 : Math.max(1, Math.ceil(total / ROWS_ON_A_PAGE)) },
    standsOn: [
      ...(narrowed
        ? [
            'A page or file counts here when it holds the whole of what its reader could see, and at that moment they could see this. The log says that somebody opened one event, but not which.',
          ]
        : []),
      ...(await edgesOfTheLog(inside, family)),
    ],
  });
}

/** An event, a contribution or a professional that the asker does not see is not there. */
export async function isThere(inside: Inside, { family, event, contribution, practitioner }: QuestionAsked): Promise<boolean> {
  const { transaction } = inside;
  if (event !== undefined && (await findEvents(transaction, family, [event])).length === 0) return false;
  if (contribution !== undefined && (await familyOfContribution(transaction, contribution)) !== family) return false;
  if (practitioner === undefined) return true;
  return (await findPractitioner(transaction, practitioner)) !== null;
}

const says = (done: string, none: string) => (lines: number, who: number, period: string) =>
  lines === 0 ? `${none}${period}` : `${done} ${times(lines)}${period}, by ${people(who)}`;

const who = (
  name: 'who-saw' | 'who-printed' | 'who-exported' | 'who-was-refused',
  sentence: string,
  verbs: readonly Verb[],
  say: (lines: number, who: number, period: string) => string,
) =>
  operation({
    name,
    says: sentence,
    permission: 'ask-questions',
    effect: 'reads',
    input: QuestionInput,
    subject: ({ family }) => ({ family }),
    run: (inside, asked): Promise<Answered | Problem> => answerFromLog(inside, name, asked, verbs, say),
  });

export const whoSaw = who(
  'who-saw',
  'Who saw a family’s record, one event or one contribution, and when.',
  ['read', 'print', 'export'],
  says('It was given out', 'The log holds nobody who saw it'),
);
export const whoPrinted = who(
  'who-printed',
  'Who opened a family’s chronology to print it, and when.',
  ['print'],
  says('It was opened for printing', 'The log holds nobody who opened it for printing'),
);
export const whoExported = who(
  'who-exported',
  'Who took a family’s chronology or an original away as a file, and when.',
  ['export'],
  says('It was taken away', 'The log holds nobody who took it away'),
);
export const whoWasRefused = who(
  'who-was-refused',
  'Who asked for something of a family and was refused, and when.',
  ['refuse'],
  says('Somebody was refused', 'The log holds nobody who was refused'),
);
