/** Who was told, and when did they open it: what agencies state that they told each other, and the messages of this partnership. */
import { agencyName } from '../../domain/agency.ts';
import type { StatedShare } from '../../domain/event.ts';
import { isProblem, type Problem, problem } from '../../domain/problem.ts';
import type { AnswerRow } from '../../domain/questions.ts';
import { isDay, sayDay } from '../../domain/time.ts';
import { type EventCopy, eventCopies } from '../../store/questions.ts';
import { operation } from '../door.ts';
import { type Answered, answered, periodOf, QuestionInput, sayPeriod } from './asking.ts';
import { isThere } from './who.ts';

export const whoWasTold = operation({
  name: 'who-was-told',
  says: 'Which agencies were told of which events, how and when, whether they confirmed it, and which messages were opened.',
  permission: 'ask-questions',
  effect: 'reads',
  input: QuestionInput,
  subject: ({ family }) => ({ family }),
  run: async (inside, asked): Promise<Answered | Problem> => {
    const period = periodOf(asked);
    if (isProblem(period)) return period;
    if (!(await isThere(inside, asked))) return problem('not-found');
    const copies = (await eventCopies(inside.transaction, asked.family)).filter(
      (copy) => !copy.superseded && (asked.event === undefined || copy.event.id === asked.event),
    );
    const told = copies
      .flatMap((copy) => (copy.event.shares ?? []).map((share) => ({ copy, share })))
      .filter(({ share }) => within(share, asked));
    const rows = told.map(({ copy, share }) => rowOf(copy, share));
    const confirmed = told.filter(({ share }) => (share.acknowledged ?? null) !== null).length;
    const not = told.filter(({ share }) => share.decided === 'not-shared').length;
    return answered(inside, 'who-was-told', asked, {
      says:
        rows.length === 0
          ? `The files that were received state no telling of one agency by another${sayPeriod(asked)}.`
          : `The files state ${rows.length === 1 ? '1 telling' : `${rows.length.toLocaleString('en-GB')} tellings`}${sayPeriod(asked)}: ${confirmed.toLocaleString('en-GB')} confirmed by the agency that was told, ${not.toLocaleString('en-GB')} decided not to be told.`,
      parts: [{ heading: 'As the agencies’ files state it', rows }],
      standsOn: [
        'What one agency told another is known from what their files state. Sent is not received: only a telling that was confirmed counts as known to the one told.',
        'That a file states nothing does not mean that nobody was told.',
      ],
    });
  },
});

const dates = ({ sent, received, acknowledged, returned, on }: StatedShare): string[] =>
  [sent, received, acknowledged, returned, on].filter((day): day is string => typeof day === 'string');

function within(share: StatedShare, { from, to }: { readonly from?: string; readonly to?: string }): boolean {
  if (from === undefined && to === undefined) return true;
  return dates(share).some((day) => (from === undefined || day >= from) && (to === undefined || day <= to));
}

const say = (day: string): string => (isDay(day) ? sayDay(day) : `“${day}”`);

function rowOf({ event, contribution }: EventCopy, share: StatedShare): AnswerRow {
  const [from, to] = [agencyName(event.agency), agencyName(share.to)];
  const facts: (readonly [string, string])[] = [['About', event.what]];
  if (share.how !== undefined) facts.push(['How', share.how]);
  if (typeof share.sent === 'string') facts.push(['Sent', say(share.sent)]);
  if (typeof share.received === 'string') facts.push(['Received', say(share.received)]);
  if (typeof share.acknowledged === 'string') facts.push(['Confirmed', say(share.acknowledged)]);
  if (typeof share.returned === 'string') facts.push(['Came back', say(share.returned)]);
  if (share.reason !== undefined) facts.push(['Reason', share.reason]);
  const row = { at: null, facts, event: event.id, contribution };
  if (share.decided === 'not-shared')
    return {
      ...row,
      says: `${from} decided not to tell ${to}${typeof share.on === 'string' ? ` on ${say(share.on)}` : ''}.`,
      mark: 'not shared',
    };
  if (typeof share.returned === 'string') return { ...row, says: `${from} told ${to}, but it came back.`, mark: 'not confirmed' };
  if (typeof share.acknowledged === 'string')
    return { ...row, says: `${from} told ${to}, who confirmed it on ${say(share.acknowledged)}.` };
  return { ...row, says: `${from} says that it told ${to}; nothing says that it was confirmed.`, mark: 'not confirmed' };
}
