/** One event of a JSON file: every field of the contract, the rest kept as it came. */
import { type Attribution, type AuthorNote, CORE_KINDS, type Event, type Place, type StatedShare } from '../domain/event.ts';
import type { DateNotice } from '../domain/time.ts';
import { NO_DATE } from './attention.ts';
import { agencyCode, dateIn, dayOrWords, isObject, type JsonObject, oneOf, textOf, textsIn } from './json-values.ts';
import { ACTION_DUE, kindFromWords, PLAIN_EVENT } from './kinds.ts';
import type { Moments } from './moments.ts';

export type JsonEvent = {
  readonly event: Event;
  /** Null when the file gives no date at all. */
  readonly happenedGiven: boolean;
  readonly wordsMissing: boolean;
  readonly notices: readonly DateNotice[];
  /** Why the date was not read, when it was not. */
  readonly dateNotices: readonly DateNotice[];
};

export type JsonEventContext = {
  readonly moments: Moments;
  readonly place: Place;
  readonly agency: string | null;
  readonly family: string | null;
  readonly id: string;
};

const CHILD_SEEN = ['seen', 'not-seen', 'not-applicable', 'not-known', 'not-recorded'] as const;
const IMPACTS = ['positive', 'negative', 'mixed', 'neutral'] as const;
const RAGS = ['red', 'amber', 'green'] as const;
const INTERPRETERS = ['accredited', 'not-needed', 'refused', 'family-member', 'partner', 'child', 'none', 'not-recorded'] as const;
const SENSITIVITIES = ['ordinary', 'restricted', 'protected'] as const;
const AGENCY_LISTS = ['attended', 'invited', 'sentReport', 'absent', 'couldLook', 'owner'] as const;
const TEXT_LISTS = ['adultsPresent', 'seen', 'seenAlone', 'historySought', 'factors', 'covers'] as const;
/** Fields that are read by hand below, or belong to the place of the event and not to its content. */
const KINDS = new Set<string>([...CORE_KINDS, PLAIN_EVENT, 'author-note', ACTION_DUE]);

type Writable = { -readonly [Field in keyof Event]: Event[Field] };

export function eventFromJson(given: JsonObject, context: JsonEventContext): JsonEvent {
  const { moments } = context;
  const left = new Map(Object.entries(given));
  const notices: DateNotice[] = [];
  const unknown: Record<string, unknown> = {};
  const keep = (field: string, value: unknown, says: string): void => {
    unknown[field] = value;
    notices.push({ code: 'field-not-read', says: `The field “${field}” ${says} It is kept as it came.` });
  };
  const take = (field: string): unknown => {
    const value = left.get(field);
    left.delete(field);
    return value;
  };
  /** A text, or null when the field is missing, empty of meaning or of another kind (then it is kept). */
  const text = (field: string): string | null => {
    const value = take(field);
    if (value === undefined || value === null) return null;
    const found = textOf(value);
    if (found === null) keep(field, value, 'is not a text.');
    return found;
  };
  const texts = (field: string): string[] | null => {
    const value = take(field);
    if (value === undefined || value === null) return null;
    const found = textsIn(value);
    if (found === null) keep(field, value, 'is not a list of texts.');
    return found;
  };
  const word = <Word extends string>(field: string, words: readonly Word[]): Word | null => {
    const value = take(field);
    if (value === undefined || value === null) return null;
    const found = oneOf(value, words);
    if (found === null) keep(field, value, `is none of ${words.join(', ')}.`);
    return found;
  };

  left.delete('place');
  left.delete('id');
  const happened = dateIn(take('happened'), moments);
  const recordedGiven = take('recorded');
  const recorded = dateIn(recordedGiven, moments);
  if (recorded !== null && recorded.date.from === null)
    notices.push({ code: 'recorded-not-read', says: `The day recorded, “${recorded.date.raw}”, was not read as a date.` });
  const ownAgency = text('agency');
  const kindGiven = text('kind');
  const what = text('what') ?? '';
  const kind = kindGiven === null || kindGiven.trim() === '' ? kindFromWords(what) : kindGiven.trim();
  if (kindGiven !== null && !KINDS.has(kind))
    notices.push({ code: 'unknown-kind', says: `“${kind}” is not a kind that checks know. It is kept as it is.` });
  const sequence = take('sequence');

  const event: Writable = {
    id: context.id,
    place: context.place,
    happened: happened?.date ?? NO_DATE,
    recorded: recorded === null || recorded.date.from === null ? null : recorded.date,
    agency: ownAgency === null || ownAgency.trim() === '' ? context.agency : agencyCode(ownAgency),
    source: text('source'),
    recordedBy: text('recordedBy'),
    subjects: texts('subjects') ?? [],
    childrenAffected: texts('childrenAffected') ?? [],
    kind,
    what,
    response: text('response'),
    outcome: text('outcome'),
    childSeen: word('childSeen', CHILD_SEEN) ?? 'not-recorded',
    impact: word('impact', IMPACTS),
    rag: word('rag', RAGS),
    sequence: typeof sequence === 'number' && Number.isFinite(sequence) ? sequence : null,
    notes: notesIn(take('notes')),
    words: wordsIn(take('words')),
  };
  if (recorded !== null && event.recorded === null) unknown['recorded'] = recordedGiven;
  if (sequence !== undefined && sequence !== null && event.sequence === null) keep('sequence', sequence, 'is not a number.');
  const ref = text('ref');
  if (ref !== null && ref !== '') event.ref = ref;
  const family = text('family') ?? context.family;
  if (family !== null) event.family = family;
  const cameFrom = take('cameFrom');
  if (isObject(cameFrom) && typeof cameFrom['file'] === 'string' && typeof cameFrom['place'] === 'string')
    event.cameFrom = { file: cameFrom['file'], place: cameFrom['place'] };
  for (const field of AGENCY_LISTS) {
    const list = texts(field);
    if (list !== null) event[field] = list.map(agencyCode);
  }
  for (const field of TEXT_LISTS) {
    const list = texts(field);
    if (list !== null) event[field] = list;
  }
  const cites = texts('cites');
  if (cites !== null) event.cites = cites.map(citation);
  for (const field of ['childVoice', 'supersedes', 'verifiedBy'] as const) {
    const found = text(field);
    if (found !== null) event[field] = found;
  }
  const interpreter = word('interpreter', INTERPRETERS);
  if (interpreter !== null) event.interpreter = interpreter;
  const sensitivity = word('sensitivity', SENSITIVITIES);
  if (sensitivity !== null) event.sensitivity = sensitivity;
  const factOrOpinion = word('factOrOpinion', ['fact', 'opinion'] as const);
  if (factOrOpinion !== null) event.factOrOpinion = factOrOpinion;
  const mobile = take('mobile');
  if (typeof mobile === 'boolean') event.mobile = mobile;
  else if (mobile !== undefined && mobile !== null) keep('mobile', mobile, 'is neither true nor false.');
  const due = dayOrWords(take('due'), moments);
  if (due !== null) event.due = due;
  const attributions = take('attributions');
  if (Array.isArray(attributions)) event.attributions = attributions.flatMap(attributionIn);
  else if (attributions !== undefined && attributions !== null) keep('attributions', attributions, 'is not a list.');
  const shares = take('shares');
  if (Array.isArray(shares))
    event.shares = shares.flatMap((share) => shareIn(share, moments, (says) => notices.push({ code: 'share-not-read', says })));
  else if (shares !== undefined && shares !== null) keep('shares', shares, 'is not a list.');
  const keptBefore = take('unknown');
  if (isObject(keptBefore)) Object.assign(unknown, keptBefore);
  for (const [field, value] of left) {
    if (value === undefined || field === '__proto__') continue;
    unknown[field] = value;
    notices.push({ code: 'unknown-field', says: `The field “${field}” is not one that Kinline knows. It is kept as it came.` });
  }
  if (Object.keys(unknown).length > 0) event.unknown = unknown;
  return {
    event,
    happenedGiven: happened !== null,
    wordsMissing: what.trim() === '' && (kindGiven === null || kindGiven.trim() === ''),
    notices,
    dateNotices: happened?.notices ?? [],
  };
}

/** `HV:p1` cites an event of health visiting: the part before the colon may be an alias. */
function citation(cited: string): string {
  const colon = cited.indexOf(':');
  return colon <= 0 ? cited : `${agencyCode(cited.slice(0, colon))}${cited.slice(colon)}`;
}

function notesIn(value: unknown): readonly AuthorNote[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [{ text: value, heading: null }];
  if (!Array.isArray(value)) return [];
  return value.flatMap((note): AuthorNote[] => {
    if (typeof note === 'string') return [{ text: note, heading: null }];
    if (!isObject(note) || typeof note['text'] !== 'string') return [];
    return [{ text: note['text'], heading: typeof note['heading'] === 'string' ? note['heading'] : null }];
  });
}

function wordsIn(value: unknown): Record<string, string> {
  if (!isObject(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[0] !== '__proto__'),
  );
}

function attributionIn(value: unknown): Attribution[] {
  if (typeof value === 'string') return [{ claim: value, by: null, basis: null, disputed: false }];
  if (!isObject(value) || typeof value['claim'] !== 'string') return [];
  const by = textOf(value['by']);
  return [
    { claim: value['claim'], by: by === null ? null : agencyCode(by), basis: textOf(value['basis']), disputed: value['disputed'] === true },
  ];
}

const SHARE_DAYS = ['sent', 'received', 'acknowledged', 'returned', 'on'] as const;
const SHARE_TEXTS = ['how', 'decided', 'reason'] as const;

function shareIn(value: unknown, moments: Moments, says: (says: string) => void): StatedShare[] {
  if (!isObject(value)) return [];
  const to = textOf(value['to']);
  if (to === null) {
    says('A share does not say with whom. It was left out.');
    return [];
  }
  const share: { -readonly [Field in keyof StatedShare]: StatedShare[Field] } & Record<string, unknown> = { to: agencyCode(to) };
  for (const field of SHARE_DAYS) {
    if (value[field] === undefined) continue;
    share[field] = dayOrWords(value[field], moments);
  }
  for (const field of SHARE_TEXTS) {
    const text = textOf(value[field]);
    if (text !== null) share[field] = text;
  }
  // What nobody knows stays where it stood (a lawful basis, a role).
  for (const [field, other] of Object.entries(value)) {
    if (field in share || field === '__proto__' || other === undefined || other === null) continue;
    if (typeof other === 'string' || typeof other === 'number' || typeof other === 'boolean') share[field] = other;
  }
  return [share];
}
