/**
 * What could this professional see on that day? The same predicates that let them in are asked as of that day, from its first moment to its
 * last, wherever anything changed between. The answer holds only events that the asker sees too.
 */
import { Type } from 'typebox';
import { ROLES } from '../../domain/access.ts';
import { midSentence } from '../../domain/access-record.ts';
import { agencyName } from '../../domain/agency.ts';
import { type Problem, problem } from '../../domain/problem.ts';
import type { AnswerRow } from '../../domain/questions.ts';
import { addDays, isDay, londonDay, londonMidnight, sayDate, sayDay, sayLondonClock } from '../../domain/time.ts';
import { findPractitioner } from '../../store/practitioners.ts';
import { type CouldSee, couldSee, type EventCopy, eventCopies } from '../../store/questions.ts';
import { operation } from '../door.ts';
import { Id, IsoDay } from '../inputs.ts';
import { type Answered, answered, sayPeriod } from './asking.ts';

export const whatCouldTheySee = operation({
  name: 'what-could-they-see',
  says: 'Whether a professional could see a family at any time of a day, and which events.',
  permission: 'ask-questions',
  effect: 'reads',
  input: Type.Object({ family: Id, practitioner: Id, on: IsoDay, page: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })) }),
  subject: ({ family }) => ({ family }),
  run: async (inside, { family, practitioner, on, page }): Promise<Answered | Problem> => {
    if (!isDay(on)) return problem('not-valid', 'There is no such day.');
    const who = await findPractitioner(inside.transaction, practitioner);
    if (who === null) return problem('not-found');
    const from = londonMidnight(on);
    if (from > inside.now()) return problem('not-valid', 'That day has not come yet.');
    const ends = londonMidnight(addDays(on, 1));
    const to = [ends, inside.now()].sort()[0] ?? ends;
    const stretches = joined(await couldSee(inside.transaction, { family, practitioner, from, to }));
    const copies = await eventCopies(inside.transaction, family);
    const seen = new Set(stretches.flatMap(({ events }) => events));
    const earlier = new Set(stretches.flatMap((one) => one.earlier).filter((id) => !seen.has(id)));
    const ever = stretches.some(({ through }) => through !== null);
    return answered(
      inside,
      'what-could-they-see',
      { family, from: on, to: on, ...(page === undefined ? {} : { page }) },
      {
        says: ever
          ? `${who.name} could see this family${sayPeriod({ family, from: on, to: on })}, with ${seen.size === 1 ? '1 event' : `${seen.size.toLocaleString('en-GB')} events`} that stood in it at some time of that day.`
          : `${who.name} could not see this family at any time${sayPeriod({ family, from: on, to: on })}.`,
        parts: [
          {
            heading: 'In the course of the day',
            rows: stretches.map((one, at) => stretchRow(one, stretches[at + 1]?.moment ?? null, from)),
          },
          ...(seen.size === 0 ? [] : [{ heading: 'Events that they could see', rows: eventRows(copies, seen) }]),
          ...(earlier.size === 0
            ? []
            : [{ heading: 'Events that stood only in a file which had been corrected by then', rows: eventRows(copies, earlier) }]),
        ],
        standsOn: [
          'The same rules that decide who may see what are asked as of each moment of that day: who they were then, in which role and for which agency; which allocations and emergency openings ran; what was kept from whom. All of it is kept with its time and is never changed or removed.',
          'It says what they could have seen, not what they looked at: “Who saw it?” answers that.',
          'It speaks of events. A file’s rows that are not events, and rows that wait for a date, came and went with their file.',
          `The day is that of Europe/London, from midnight to ${ends === to ? 'midnight' : `this moment, ${sayLondonClock(to)}`}. Why somebody could not see a family is not said.`,
        ],
      },
    );
  },
});

/** Moments between which nothing changed that this answer shows are one stretch. */
function joined(moments: readonly CouldSee[]): CouldSee[] {
  const stretches: CouldSee[] = [];
  for (const moment of moments) {
    const last = stretches.at(-1);
    const same = last !== undefined && JSON.stringify({ ...last, moment: null }) === JSON.stringify({ ...moment, moment: null });
    if (!same) stretches.push(moment);
  }
  return stretches;
}

function stretchRow({ moment, role, agency, through, events }: CouldSee, next: string | null, begins: string): AnswerRow {
  const from = moment === begins ? 'From the beginning of the day' : `From ${sayLondonClock(moment)}`;
  const until = next === null ? '' : ` until ${sayLondonClock(next)}`;
  const title = ROLES.find(({ code }) => code === role)?.title ?? null;
  const as = title === null ? '' : ` As ${midSentence(title)} of ${agencyName(agency)}.`;
  const what =
    through === null
      ? 'they could not see this family'
      : `they could see this family through ${through === 'allocation' ? 'an allocation' : 'an emergency opening'}, with ${events.length === 1 ? '1 event' : `${events.length.toLocaleString('en-GB')} events`}`;
  return { at: moment, says: `${from}${until} ${what}.${as}` };
}

function eventRows(copies: readonly EventCopy[], ids: ReadonlySet<string>): AnswerRow[] {
  const said = new Set<string>();
  return copies.flatMap(({ event, contribution, file, received }) => {
    if (!ids.has(event.id) || said.has(event.id)) return [];
    said.add(event.id);
    const when = event.happened.from === null ? `“${event.happened.raw}”` : sayDate(event.happened);
    return [
      {
        at: null,
        says: `${when}, ${agencyName(event.agency)}: ${event.what}`,
        facts: [['Received', `${sayDay(londonDay(received))}, in ${file}`]] as const,
        event: event.id,
        contribution,
      },
    ];
  });
}
