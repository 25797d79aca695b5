/** Who added and who changed: what the append-only tables hold, each with its author, time and reason, beside what the log says. */
import type { Practitioner } from '../../domain/access.ts';
import { sayWho } from '../../domain/access-record.ts';
import { agencyName } from '../../domain/agency.ts';
import type { Verb } from '../../domain/audit.ts';
import { isProblem, type Problem, problem } from '../../domain/problem.ts';
import type { AnswerRow } from '../../domain/questions.ts';
import { londonDay, sayDay, sayLondonClock } from '../../domain/time.ts';
import { recordPage } from '../../store/access-record.ts';
import { type Fact, factsOf } from '../../store/questions.ts';
import { findEvents } from '../../store/readings.ts';
import { type Inside, operation } from '../door.ts';
import {
  type Answered,
  answered,
  edgesOfTheLog,
  people,
  periodOf,
  practitionersById,
  type QuestionAsked,
  QuestionInput,
  sayPeriod,
} from './asking.ts';
import { onlyOwn } from './lines.ts';
import { isThere } from './who.ts';

const ADDED: readonly Fact['what'][] = ['family', 'contribution', 'note', 'request', 'promise'];
const CHANGED: readonly Fact['what'][] = ['correction', 'completed', 'decision', 'settlement', 'set-aside'];

/** Answers of the merge desk as words. */
const DECIDED: Readonly<Record<string, string>> = {
  same: 'that two accounts are of one event',
  different: 'that two accounts are of different events',
  open: 'to leave open whether two accounts are of one event',
};

function deedOf({ what, words, agency }: Fact): string {
  switch (what) {
    case 'family':
      return 'added this family';
    case 'contribution':
      return `added the file ${words ?? ''}${agency === null ? '' : ` from ${agencyName(agency)}`}`;
    case 'correction':
      return `added the corrected file ${words ?? ''}${agency === null ? '' : ` from ${agencyName(agency)}`}; the earlier one is kept`;
    case 'note':
      return 'wrote a note beside an event';
    case 'request':
      return `asked ${agencyName(agency)} for its chronology`;
    case 'promise':
      return `wrote down that ${agencyName(agency)} promised its chronology for ${words === null ? 'a day' : sayDay(words)}`;
    case 'completed':
      return `completed a row into an event (${words ?? ''}); the row stays as it was written`;
    case 'decision':
      return `decided ${DECIDED[words ?? ''] ?? 'on two accounts'}`;
    case 'settlement':
      return `settled which account to go by on ${words ?? 'a matter'}; both accounts stay`;
    case 'set-aside':
      return `set the file ${words ?? ''} aside; it is kept`;
    case 'allocation':
      return 'made somebody part of the work with this family';
  }
}

function rowOf(fact: Fact, names: ReadonlyMap<string, Practitioner>): AnswerRow {
  const who = sayWho(names.get(fact.by) ?? null, null);
  const [event] = fact.events;
  return {
    at: fact.at,
    says: `${who} ${deedOf(fact)}, on ${sayDay(londonDay(fact.at))} at ${sayLondonClock(fact.at)}.`,
    ...(fact.reason === null ? {} : { facts: [['Reason', fact.reason]] as const }),
    ...(event === undefined ? {} : { event }),
    ...(fact.contribution === null ? {} : { contribution: fact.contribution }),
  };
}

async function answer(
  inside: Inside,
  question: 'who-added' | 'who-changed',
  asked: QuestionAsked,
  kinds: readonly Fact['what'][],
  verbs: readonly Verb[],
): Promise<Answered | Problem> {
  const { family, event, contribution, practitioner } = asked;
  const period = periodOf(asked);
  if (isProblem(period)) return period;
  if (!(await isThere(inside, asked))) return problem('not-found');
  const names = await practitionersById(inside);
  const facts = (await factsOf(inside.transaction, family)).filter(
    (fact) =>
      kinds.includes(fact.what) &&
      (practitioner === undefined || fact.by === practitioner) &&
      (period.from === null || fact.at >= period.from) &&
      (period.to === null || fact.at < period.to),
  );
  const cameIn = event === undefined ? null : await contributionsOf(inside, family, event);
  const about = facts.filter(
    (fact) =>
      (event === undefined ||
        fact.events.includes(event) ||
        (fact.contribution !== null && cameIn?.has(fact.contribution) === true && fact.what !== 'completed')) &&
      (contribution === undefined || fact.contribution === contribution),
  );
  const logged =
    event !== undefined || contribution !== undefined
      ? null
      : await recordPage(
          inside.transaction,
          { family, practitioner: practitioner ?? null, verbs, ...period, ...(await onlyOwn(inside, family)) },
          0,
          0,
        );
  const done = question === 'who-added' ? 'added' : 'changed';
  const number = new Set(about.map(({ by }) => by)).size;
  return answered(inside, question, asked, {
    says:
      about.length === 0
        ? `The record holds nothing that was ${done}${sayPeriod(asked)}.`
        : `${about.length === 1 ? 'One thing was' : `${about.length.toLocaleString('en-GB')} things were`} ${done}${sayPeriod(asked)}, by ${people(number)}.`,
    parts: [{ heading: 'In the record, newest first', rows: about.map((fact) => rowOf(fact, names)) }],
    standsOn: [
      'What was added or decided is kept in tables to which rows are only ever added: nobody who uses Kinline can change or remove one. What stood before a decision or a correction is still there.',
      ...(logged === null
        ? []
        : [
            `The log holds ${logged.total === 1 ? '1 entry' : `${logged.total.toLocaleString('en-GB')} entries`} of such deeds in the same time; the access record lists them one by one.`,
          ]),
      ...(await edgesOfTheLog(inside, family)),
    ],
  });
}

async function contributionsOf({ transaction }: Inside, family: string, event: string): Promise<ReadonlySet<string>> {
  return new Set((await findEvents(transaction, family, [event])).map(({ contribution }) => contribution));
}

export const whoAdded = operation({
  name: 'who-added',
  says: 'Who added what to a family’s record, and when.',
  permission: 'ask-questions',
  effect: 'reads',
  input: QuestionInput,
  subject: ({ family }) => ({ family }),
  run: (inside, asked): Promise<Answered | Problem> => answer(inside, 'who-added', asked, ADDED, ['add']),
});

export const whoChanged = operation({
  name: 'who-changed',
  says: 'Who decided, settled, corrected, completed or set aside what of a family’s record, when and why.',
  permission: 'ask-questions',
  effect: 'reads',
  input: QuestionInput,
  subject: ({ family }) => ({ family }),
  run: (inside, asked): Promise<Answered | Problem> => answer(inside, 'who-changed', asked, CHANGED, ['change', 'decide']),
});
