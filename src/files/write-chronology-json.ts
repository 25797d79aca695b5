/**
 * An integrated chronology as JSON: contributions, events in order, happenings, gaps and notices, one event to a line. The events of
 * the contributions are the chronology's events, so they are not written twice: a contribution lists the ids of its own, and every event
 * says by `cameFrom` in which file and where it was first written.
 */
import type { Chronology } from '../domain/chronology.ts';
import { carriable } from '../domain/chronology-columns.ts';
import type { Event } from '../domain/event.ts';
import type { Surroundings } from './write-chronology-surroundings.ts';

function* listed(name: string, values: Iterable<unknown>): Generator<string> {
  yield `"${name}":[`;
  let count = 0;
  for (const value of values) {
    yield `${count === 0 ? '\n' : ',\n'}${carriable(JSON.stringify(value))}`;
    count += 1;
  }
  yield count === 0 ? ']' : '\n]';
}

function* eventsWithOrigin(events: readonly Event[], around: Surroundings): Generator<Event> {
  for (const event of events) {
    const { origin } = around.contextOf(event);
    yield origin === null ? event : { ...event, cameFrom: origin };
  }
}

export function* jsonPieces(chronology: Chronology, around: Surroundings): Generator<string> {
  yield '{"kinline":"chronology/1",\n';
  const contributions = chronology.contributions.map(({ events, ...contribution }) => ({
    ...contribution,
    eventIds: events.map(({ id }) => id),
  }));
  yield* listed('contributions', contributions);
  yield ',\n';
  yield* listed('events', eventsWithOrigin(chronology.events, around));
  yield ',\n';
  yield* listed('happenings', chronology.happenings);
  yield ',\n';
  yield* listed('gaps', chronology.gaps);
  yield ',\n';
  yield* listed('notices', chronology.notices);
  yield '}\n';
}
