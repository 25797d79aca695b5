/** What the smaller columns of a row say: whose note it is, which agency, the fields that few layouts have. */
import { findAgency } from '../domain/agency.ts';
import type { ColumnRole } from '../domain/contribution.ts';
import type { AuthorNote, Event } from '../domain/event.ts';
import type { ColumnPlan, RoleColumns } from './columns.ts';
import { kindFromWords, PLAIN_EVENT } from './kinds.ts';
import { readChildSeen, readFactOrOpinion, readInterpreter, readPeople, readSensitivity, readTags } from './values.ts';

/** The identity that an earlier export of ours gave the row, once each. */
export function givenId(id: string, reference: string, given: Set<string>): string | null {
  const found = KINLINE_ID.test(id) ? id : KINLINE_ID.test(reference) ? reference : null;
  if (found === null || given.has(found)) return null;
  given.add(found);
  return found;
}
const KINLINE_ID = /^[0-9a-f]{32}$/;

/** Remembers what a reader of short texts made of each: in a long table the same few stand again and again. */
export function remembering<Value>(read: (text: string) => Value): (text: string) => Value {
  const known = new Map<string, Value>();
  return (text) => {
    let value = known.get(text);
    if (value === undefined) {
      value = read(text);
      if (text.length <= 60) known.set(text, value);
    }
    return value;
  };
}

/** "Police: PPU log" is the source "PPU log" of the police. Only where what stands in front is an agency that is known. */
export function agencyInFront(source: string): { readonly agency: string; readonly source: string } | null {
  const match = /^\s*([^:–—]{2,60}?)\s*(?::|\s[-–—]\s)\s*(\S.*)$/s.exec(source);
  if (match?.[1] === undefined || match[2] === undefined) return null;
  const agency = findAgency(match[1]);
  return agency === null ? null : { agency: agency.code, source: match[2] };
}

/** A plain "contact" gives way to what the words name more closely ("Contact": "Home visit by HV"). */
export function closer(named: string, what: string): string {
  if (named !== 'contact') return named;
  const fromWords = kindFromWords(what);
  return fromWords === PLAIN_EVENT ? named : fromWords;
}

export function remember(odd: Map<string, number[]>, said: string, row: number): void {
  const rows = odd.get(said);
  if (rows === undefined) odd.set(said, [row]);
  else rows.push(row);
}

export function notesOf(plan: ColumnPlan, at: RoleColumns, texts: readonly string[]): readonly AuthorNote[] {
  if (at.notes < 0 && plan.moreNotes.length === 0) return NO_NOTES;
  const notes: AuthorNote[] = [];
  for (const column of at.notes < 0 ? plan.moreNotes : [at.notes, ...plan.moreNotes].sort((a, b) => a - b)) {
    const text = texts[column] ?? '';
    if (text !== '') notes.push({ text, heading: plan.keys[column] ?? null });
  }
  return notes;
}
const NO_NOTES: readonly AuthorNote[] = [];

/** The fields that few layouts have: they stand on an event only where the source has their column and says something. */
export function further(at: RoleColumns, text: (role: ColumnRole) => string): Partial<Event> {
  if (!at.hasFurther) return NOTHING_FURTHER;
  const found: { -readonly [Field in keyof Event]?: Event[Field] } = {};
  if (at.reference >= 0 && text('reference') !== '' && !KINLINE_ID.test(text('reference'))) found.ref = text('reference');
  if (at.adultsPresent >= 0 && text('adultsPresent') !== '') found.adultsPresent = readPeople(text('adultsPresent'));
  if (at.childVoice >= 0 && text('childVoice') !== '') found.childVoice = text('childVoice');
  if (at.seenAlone >= 0 && text('seenAlone') !== '' && readChildSeen(text('seenAlone')) === null)
    found.seenAlone = readPeople(text('seenAlone'));
  if (at.interpreter >= 0 && text('interpreter') !== '') {
    const interpreter = readInterpreter(text('interpreter'));
    if (interpreter !== null) found.interpreter = interpreter;
  }
  if (at.factors >= 0 && text('factors') !== '') found.factors = readTags(text('factors'));
  if (at.attributions >= 0 && text('attributions') !== '') {
    found.attributions = [{ claim: text('attributions'), by: null, basis: null, disputed: /\bdisputed?\b/i.test(text('attributions')) }];
  }
  if (at.sensitivity >= 0 && text('sensitivity') !== '') {
    const sensitivity = readSensitivity(text('sensitivity'));
    if (sensitivity !== null) found.sensitivity = sensitivity;
  }
  if (at.factOrOpinion >= 0 && text('factOrOpinion') !== '') {
    const said = readFactOrOpinion(text('factOrOpinion'));
    if (said !== null) found.factOrOpinion = said;
  }
  return found;
}
const NOTHING_FURTHER: Partial<Event> = {};
