/** What the accounts of one happening disagree on, each account's value side by side, and who settled it on which and why. */
import { foldName } from '../agency.ts';
import type { Event } from '../event.ts';
import { sayKind, saysNothing } from './kinds.ts';
import { listedPeople } from './portrait.ts';
import type { Account, Conflict, ConflictAbout, Settlement } from './terms.ts';
import type { People } from './vocabulary.ts';

/** An ISO day, or two of them for a range. */
function sayRange(event: Event): string {
  const { from, to } = event.happened;
  return from === to ? (from ?? '') : `${from} to ${to}`;
}

/** The days differ when no day lies within every account's range. */
function aboutDay(events: readonly Event[]): readonly Account[] {
  const dated = events.filter((event) => event.happened.from !== null && event.happened.to !== null);
  const latestStart =
    dated
      .map(({ happened }) => happened.from ?? '')
      .sort()
      .at(-1) ?? '';
  return dated.some(({ happened }) => (happened.to ?? '') < latestStart)
    ? dated.map((event) => ({ event: event.id, value: sayRange(event) }))
    : [];
}

const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** The times differ when they do not overlap; an approximate time reaches half an hour each way. */
function aboutTime(events: readonly Event[]): readonly Account[] {
  const timed = events.flatMap((event) => {
    const { time } = event.happened;
    if (time === null || time.from === null) return [];
    const from = minutes(time.from);
    const to = time.to === null ? from : minutes(time.to);
    const around = time.approx ? 30 : 0;
    return [
      {
        event,
        value: time.to === null ? time.from : `${time.from} to ${time.to}`,
        from: from - around,
        to: (to < from ? to + 1440 : to) + around,
      },
    ];
  });
  const latestStart = Math.max(...timed.map(({ from }) => from));
  return timed.some(({ to }) => to < latestStart) ? timed.map(({ event, value }) => ({ event: event.id, value })) : [];
}

function differing(accounts: readonly (Account & { readonly key: string })[]): readonly Account[] {
  return new Set(accounts.map(({ key }) => key)).size > 1 ? accounts.map(({ event, value }) => ({ event, value })) : [];
}

function aboutPeople(events: readonly Event[], people: People): readonly Account[] {
  return differing(
    events.flatMap((event) => {
      const labels = new Map(listedPeople(event).map((label) => [people.key(label), label.trim()]));
      labels.delete('');
      return labels.size === 0
        ? []
        : [{ event: event.id, value: [...labels.values()].join(', '), key: [...labels.keys()].sort().join('|') }];
    }),
  );
}

function aboutChildSeen(events: readonly Event[]): readonly Account[] {
  return differing(
    events.flatMap(({ id, childSeen }) =>
      childSeen === 'seen' || childSeen === 'not-seen' ? [{ event: id, value: childSeen, key: childSeen }] : [],
    ),
  );
}

function aboutKind(events: readonly Event[]): readonly Account[] {
  return differing(events.flatMap(({ id, kind }) => (saysNothing(kind) ? [] : [{ event: id, value: sayKind(kind), key: kind }])));
}

function aboutText(events: readonly Event[], text: (event: Event) => string | null): readonly Account[] {
  return differing(
    events.flatMap((event) => {
      const value = text(event)?.trim() ?? '';
      return value === '' ? [] : [{ event: event.id, value, key: foldName(value) }];
    }),
  );
}

/** The latest settlement that looked at every account of the conflict; an account that joined since opens it again. */
function settledOn(about: ConflictAbout, accounts: readonly Account[], settlements: readonly Settlement[]): Conflict['settled'] {
  let latest: Settlement | null = null;
  for (const settlement of settlements) {
    if (settlement.about !== about || !accounts.some(({ event }) => event === settlement.on)) continue;
    if (!accounts.every(({ event }) => settlement.events.includes(event))) continue;
    if (latest === null || settlement.at >= latest.at) latest = settlement;
  }
  return latest === null ? null : { on: latest.on, by: latest.by, at: latest.at, reason: latest.reason };
}

/** Conflicts among accounts of one happening. Accounts that say nothing on a matter take no part in its conflict. */
export function findConflicts(events: readonly Event[], people: People, settlements: readonly Settlement[]): readonly Conflict[] {
  const found: readonly (readonly [ConflictAbout, readonly Account[]])[] = [
    ['day', aboutDay(events)],
    ['time', aboutTime(events)],
    ['people', aboutPeople(events, people)],
    ['child-seen', aboutChildSeen(events)],
    ['kind', aboutKind(events)],
    ['outcome', aboutText(events, (event) => event.outcome)],
    ['words', aboutText(events, (event) => event.what)],
  ];
  return found.flatMap(([about, accounts]) =>
    accounts.length === 0 ? [] : [{ about, accounts, settled: settledOn(about, accounts, settlements) }],
  );
}
