/**
 * Gathers the events of every contribution, each once. The same event can arrive by two routes (a department's file and the agency's
 * own merge of it, or an export merged again); the same agency can send the same reference twice. Whatever counts once is said.
 */
import { agencyName } from '../agency.ts';
import type { Contribution, Notice } from '../contribution.ts';
import { AUTHOR_NOTE_KIND, type Event, type Place } from '../event.ts';

/** An event with where it came from. `origin` is the same for events of one file, also when they came through an export. */
export type Gathered = {
  readonly event: Event;
  readonly origin: string;
  /** The contribution's rank by file name and hash, so that the order in which files are given changes nothing. */
  readonly contribution: number;
  /** The event's index in its contribution. */
  readonly index: number;
};

export type Gathering = {
  readonly contributions: readonly Contribution[];
  readonly gathered: readonly Gathered[];
  readonly notices: readonly Notice[];
};

/** Two contributions that give one agency and reference different content, with neither correcting the other. */
export type ReferenceConflict = {
  readonly agency: string;
  readonly ref: string;
  readonly places: readonly { readonly file: string; readonly format: string; readonly place: Place }[];
};

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Whether an event stands on the line of time as something that happened: author notes and nil returns do not. */
export function tellsOfSomething(event: Event): boolean {
  return event.kind !== AUTHOR_NOTE_KIND && event.kind !== 'nil-return';
}

/** `police.docx, table 1, row 7`, for a person. */
export function sayPlace(file: string, place: Place): string {
  return place.row > 0 ? `${file}, ${place.table}, row ${place.row}` : `${file}, ${place.table}`;
}

/** Contributions in an order that does not depend on the order in which they were given. */
export function inFixedOrder(contributions: readonly Contribution[]): readonly Contribution[] {
  return [...contributions].sort((a, b) => byText(a.file, b.file) || byText(a.sha256, b.sha256) || byText(a.agency ?? '', b.agency ?? ''));
}

/** The same value as text whatever the order of its fields. */
function fixedText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(fixedText).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).filter(
      ([, field]) => field !== undefined && field !== null && !(Array.isArray(field) && field.length === 0),
    );
    return `{${fields
      .sort(([a], [b]) => byText(a, b))
      .map(([name, field]) => `${name}:${fixedText(field)}`)
      .join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

/** What an event says, apart from where it stood and by which route it came. */
export function contentOf(event: Event): string {
  const { id: _id, place: _place, words: _words, cameFrom: _cameFrom, sequence: _sequence, ...content } = event;
  return fixedText(content);
}

/** The event with its contribution's agency when neither the row nor its own file said one. */
function withAgency(event: Event, contribution: Contribution): Event {
  return event.agency === null && contribution.agency !== null ? { ...event, agency: contribution.agency } : event;
}

function originOf(event: Event, contribution: Contribution): string {
  return event.cameFrom === undefined
    ? `${event.agency ?? ''}|${contribution.file}|${contribution.sha256}`
    : `${event.agency ?? ''}|${event.cameFrom.file}|`;
}

export function gather(given: readonly Contribution[]): Gathering {
  const contributions = inFixedOrder(given);
  const kept = new Map<string, Gathered>();
  const again = new Map<string, { count: number; differing: number; first: Place; file: string; keptIn: string }>();
  for (const [rank, contribution] of contributions.entries()) {
    for (const [index, read] of contribution.events.entries()) {
      const event = withAgency(read, contribution);
      const one: Gathered = { event, origin: originOf(event, contribution), contribution: rank, index };
      const earlier = kept.get(event.id);
      if (earlier === undefined) {
        kept.set(event.id, one);
        continue;
      }
      // The agency's own file is nearer to the source than an export that repeats it.
      const replaces = earlier.event.cameFrom !== undefined && event.cameFrom === undefined;
      const [stays, goes] = replaces ? [one, earlier] : [earlier, one];
      kept.set(event.id, stays);
      const goesIn = contributions[goes.contribution] as Contribution;
      const staysIn = contributions[stays.contribution] as Contribution;
      const key = `${goes.contribution}|${stays.contribution}`;
      const seen = again.get(key) ?? { count: 0, differing: 0, first: goes.event.place, file: goesIn.file, keptIn: staysIn.file };
      seen.count += 1;
      if (contentOf(goes.event) !== contentOf(stays.event)) {
        if (seen.differing === 0) seen.first = goes.event.place;
        seen.differing += 1;
      }
      again.set(key, seen);
    }
  }
  const notices: Notice[] = [];
  for (const [, { count, differing, first, file, keptIn }] of [...again].sort(([a], [b]) => byText(a, b))) {
    const whole: Place = { table: file, row: 0, hidden: false };
    const came = count === 1 ? 'One event is' : `${count} events are`;
    notices.push({ place: whole, code: 'same-event-twice', says: `${came} in ${file} and in ${keptIn}. Each counts once.` });
    if (differing > 0) {
      const differs = differing === 1 ? 'One of them differs' : `${differing} of them differ`;
      notices.push({
        place: { ...first, table: `${file}, ${first.table}` },
        code: 'same-event-differs',
        says: `${differs} between the two files, first at ${sayPlace(file, first)}. The account in ${keptIn} is shown; the other stays in its contribution.`,
      });
    }
  }
  const once = oncePerReference([...kept.values()], contributions);
  return { contributions, gathered: once.gathered, notices: [...notices, ...once.notices] };
}

/**
 * Whether a contribution's references name one event each (guide to contracts, section 1). A "Ref" column of a table often names a
 * document that several rows cite, so equal references there say nothing, and no row may be dropped for them.
 */
function keepsToReferences(contribution: Contribution | undefined): boolean {
  return contribution?.format === 'contribution-json';
}

/** The same agency, reference and content counts once; the same agency and reference with other content is said. */
function oncePerReference(
  gathered: readonly Gathered[],
  contributions: readonly Contribution[],
): { gathered: readonly Gathered[]; notices: readonly Notice[] } {
  const byReference = new Map<string, Gathered[]>();
  for (const one of gathered) {
    const { ref, agency } = one.event;
    if (ref === undefined || ref === '' || agency === null || !keepsToReferences(contributions[one.contribution])) continue;
    const key = `${agency}|${ref}`;
    const same = byReference.get(key);
    if (same === undefined) byReference.set(key, [one]);
    else same.push(one);
  }
  const dropped = new Set<Gathered>();
  const notices: Notice[] = [];
  const fileOf = (one: Gathered): string => contributions[one.contribution]?.file ?? '';
  const placeOf = (one: Gathered): string => sayPlace(fileOf(one), one.event.place);
  for (const same of byReference.values()) {
    if (same.length < 2) continue;
    same.sort((a, b) => a.contribution - b.contribution || a.index - b.index);
    const distinct: Gathered[] = [];
    for (const one of same) {
      const equal = distinct.find((other) => contentOf(other.event) === contentOf(one.event));
      if (equal === undefined) {
        distinct.push(one);
        continue;
      }
      dropped.add(one);
      notices.push({
        place: { ...one.event.place, table: `${fileOf(one)}, ${one.event.place.table}` },
        code: 'same-reference-twice',
        says: `${agencyName(one.event.agency)} gives reference ${one.event.ref} twice with the same content (${placeOf(equal)}; ${placeOf(one)}). It counts once.`,
      });
    }
    const first = distinct[0];
    const second = distinct[1];
    if (first === undefined || second === undefined || distinct.some((one) => one.event.supersedes === one.event.ref)) continue;
    notices.push({
      place: { ...second.event.place, table: `${fileOf(second)}, ${second.event.place.table}` },
      code: 'conflicting-references',
      says: `${agencyName(first.event.agency)} gives reference ${first.event.ref} to different events (${distinct.map(placeOf).join('; ')}). All are kept.`,
    });
  }
  return { gathered: dropped.size === 0 ? gathered : gathered.filter((one) => !dropped.has(one)), notices };
}

/** References that stand twice with different content and no `supersedes`, with both places. */
export function referenceConflicts(given: readonly Contribution[]): readonly ReferenceConflict[] {
  const byReference = new Map<
    string,
    { agency: string; ref: string; content: Map<string, ReferenceConflict['places'][number]>; corrects: boolean }
  >();
  for (const contribution of inFixedOrder(given)) {
    if (!keepsToReferences(contribution)) continue;
    for (const read of contribution.events) {
      const event = withAgency(read, contribution);
      const { ref, agency } = event;
      if (ref === undefined || ref === '' || agency === null) continue;
      const key = `${agency}|${ref}`;
      const found = byReference.get(key) ?? { agency, ref, content: new Map(), corrects: false };
      const content = contentOf(event);
      if (!found.content.has(content))
        found.content.set(content, { file: contribution.file, format: contribution.format, place: event.place });
      if (event.supersedes === ref) found.corrects = true;
      byReference.set(key, found);
    }
  }
  return [...byReference.values()]
    .filter((found) => found.content.size > 1 && !found.corrects)
    .map(({ agency, ref, content }) => ({ agency, ref, places: [...content.values()] }));
}
