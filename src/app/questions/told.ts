/** Who was told, and when did they open it: what agencies state that they told each other, and the messages of this partnership. */
import type { Practitioner } from '../../domain/access.ts';
import { sayWho } from '../../domain/access-record.ts';
import { agencyName } from '../../domain/agency.ts';
import type { StatedShare } from '../../domain/event.ts';
import { isProblem, type Problem, problem } from '../../domain/problem.ts';
import type { AnswerRow } from '../../domain/questions.ts';
import { isDay, sayDay, sayLondon } from '../../domain/time.ts';
import { type EventCopy, eventCopies, type Told, toldOf } from '../../store/questions.ts';
import { operation } from '../door.ts';
import { type Answered, answered, periodOf, practitionersById, QuestionInput, sayPeriod } from './asking.ts';
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
    const names = await practitionersById(inside);
    const messages = (asked.event === undefined ? await toldOf(inside.transaction, asked.family) : []).filter(
      ({ at, practitioner }) =>
        (period.from === null || at >= period.from) &&
        (period.to === null || at < period.to) &&
        (asked.practitioner === undefined || asked.practitioner === practitioner),
    );
    const unopened = messages.filter(({ opened }) => opened === null).length;
    const stated =
      rows.length === 0
        ? `The files that were received state no telling of one agency by another${sayPeriod(asked)}.`
        : `The files state ${rows.length === 1 ? '1 telling' : `${rows.length.toLocaleString('en-GB')} tellings`}${sayPeriod(asked)}: ${confirmed.toLocaleString('en-GB')} confirmed by the agency that was told, ${not.toLocaleString('en-GB')} decided not to be told.`;
    const sent =
      messages.length === 0
        ? 'Kinline sent nobody a message about this family.'
        : `Kinline sent ${messages.length === 1 ? '1 message' : `${messages.length.toLocaleString('en-GB')} messages`}, of which ${unopened === 0 ? 'every one was opened' : `${unopened.toLocaleString('en-GB')} ${unopened === 1 ? 'was' : 'were'} not opened yet`}.`;
    return answered(inside, 'who-was-told', asked, {
      says: asked.event === undefined ? `${stated} ${sent}` : stated,
      parts: [
        { heading: 'Messages of this partnership, newest first', rows: messages.map((message) => messageRow(message, names)) },
        { heading: 'As the agencies’ files state it', rows },
      ],
      standsOn: [
        'What one agency told another is known from what their files state. Sent is not received: only a telling that was confirmed counts as known to the one told.',
        'That a file states nothing does not mean that nobody was told.',
        'A message says that something happened, never what. It counts as opened when its reader opened it here while signed in.',
      ],
    });
  },
});

const TOLD_OF: Readonly<Record<string, string>> = {
  'opened-in-an-emergency': 'that the family was opened in an emergency',
  'opening-not-reviewed': 'that an emergency opening was not reviewed within 72 hours',
  'opening-reviewed': 'that an emergency opening was reviewed',
};

function messageRow({ practitioner, kind, at, opened }: Told, names: ReadonlyMap<string, Practitioner>): AnswerRow {
  const who = sayWho(names.get(practitioner) ?? null, null);
  const of = TOLD_OF[kind] ?? 'of something that happened';
  return opened === null
    ? { at, says: `${who} was told ${of} on ${sayLondon(at)}, and has not opened the message.`, mark: 'not confirmed' }
    : { at, says: `${who} was told ${of} on ${sayLondon(at)}, and opened the message on ${sayLondon(opened)}.` };
}

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
