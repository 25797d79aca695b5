/** What was recorded when, and when did it happen: the three times of each event with the delays between them. */
import { Type } from 'typebox';
import { agencyName } from '../../domain/agency.ts';
import { isProblem, type Problem, problem } from '../../domain/problem.ts';
import type { AnswerRow } from '../../domain/questions.ts';
import { delayBetween, LATE_AFTER_DAYS, lateness, sayDelay } from '../../domain/recording.ts';
import { londonDay, type PartialDate, sayDate, sayDay } from '../../domain/time.ts';
import { type EventCopy, eventCopies } from '../../store/questions.ts';
import { operation } from '../door.ts';
import { type Answered, answered, periodOf, QuestionInput, sayPeriod } from './asking.ts';
import { isThere } from './who.ts';

const sayWhen = (date: PartialDate): string => (date.from === null ? `“${date.raw}” (not a date)` : sayDate(date));

export const recordedWhen = operation({
  name: 'recorded-when',
  says: 'For each event when it happened, when its agency wrote it down and when it was received, with the delays.',
  permission: 'ask-questions',
  effect: 'reads',
  input: Type.Object({
    ...QuestionInput.properties,
    lateAfter: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 3_650, description: 'Days after which a record is called late; 7 when not said.' }),
    ),
  }),
  subject: ({ family }) => ({ family }),
  run: async (inside, asked): Promise<Answered | Problem> => {
    const { family, event, contribution, lateAfter = LATE_AFTER_DAYS } = asked;
    const period = periodOf(asked);
    if (isProblem(period)) return period;
    if (!(await isThere(inside, asked))) return problem('not-found');
    const copies = (await eventCopies(inside.transaction, family)).filter(
      (copy) =>
        (event === undefined || copy.event.id === event) &&
        (contribution === undefined || copy.contribution === contribution) &&
        happenedWithin(copy, asked),
    );
    const rows = copies.map((copy) => rowOf(copy, lateAfter));
    const late = rows.filter(({ mark }) => mark === 'late').length;
    const silent = copies.filter(({ event: one }) => one.recorded === null || one.recorded.from === null).length;
    return answered(inside, 'recorded-when', asked, {
      says: `${copies.length === 1 ? '1 account' : `${copies.length.toLocaleString('en-GB')} accounts`} of what happened${sayPeriod(asked)}: ${late === 0 ? 'none' : late.toLocaleString('en-GB')} certainly written down more than ${lateAfter} days after it happened; for ${silent === 0 ? 'none' : silent.toLocaleString('en-GB')} the source does not say when it was written down.`,
      parts: [{ heading: 'In the order in which it happened', rows }],
      standsOn: [
        '“Happened” and “written down” are what the agency’s own file says. “Received” is the moment at which this server had it, by its own clock; nobody can set it back.',
        'Where a date is not exact, neither is the delay, and nothing is called late that may have been in time. A time that the source does not give is not made up.',
      ],
    });
  },
});

function happenedWithin({ event: { happened } }: EventCopy, { from, to }: { readonly from?: string; readonly to?: string }): boolean {
  if (from === undefined && to === undefined) return true;
  if (happened.from === null) return false;
  return (to === undefined || happened.from <= to) && (from === undefined || (happened.to ?? happened.from) >= from);
}

function rowOf({ event, contribution, file, received, completed, superseded }: EventCopy, lateAfter: number): AnswerRow {
  const receivedDay = londonDay(received);
  const recorded = event.recorded === null || event.recorded.from === null ? null : event.recorded;
  const toRecord = recorded === null ? null : delayBetween(event.happened, recorded);
  const mark = lateness(toRecord, lateAfter);
  const reached = delayBetween(recorded ?? event.happened, receivedDay);
  return {
    at: received,
    says: `${agencyName(event.agency)}: ${event.what}`,
    ...(mark === null ? {} : { mark }),
    facts: [
      ['Happened', sayWhen(event.happened)],
      [
        'Written down',
        recorded === null
          ? event.recorded === null
            ? 'the source does not say when'
            : sayWhen(event.recorded)
          : `${sayWhen(recorded)}, ${sayDelay(toRecord)}`,
      ],
      [
        'Received',
        `${sayDay(receivedDay)}${reached === null ? '' : `, ${sayDelay(reached)} than it ${recorded === null ? 'happened' : 'was written down'}`}, in ${file}${completed ? ', when a person completed its row' : ''}${superseded ? ' (a corrected file has come since)' : ''}`,
      ],
    ],
    event: event.id,
    contribution,
  };
}
