/**
 * What a column's heading means. Boards and systems name the same column in many ways; each role lists the ways seen, folded (lower
 * case, no accents, no punctuation). A heading close in spelling to one of them is taken for it, and the reader says so.
 */
import { foldName } from '../domain/agency.ts';
import type { ColumnRole } from '../domain/contribution.ts';
import { COLUMN_NAMES } from './column-names.ts';

/** How sure a heading's meaning is: 3 a known name of the column, 2 a misspelling of one, 1 a known phrase inside a longer heading. */
export type HeadingMeaning = { readonly role: ColumnRole; readonly strength: 1 | 2 | 3; readonly like: string };

/** Phrases that give a longer heading away, tried in this order. */
const PHRASES: readonly (readonly [ColumnRole, RegExp])[] = [
  [
    'recorded',
    /\b(date|when|time)\b.*\b(entered|entry|recorded|recording|input|inputted|created|written|added|logged|typed|keyed)\b|\b(entered|recorded|input|created|written|added|logged)\b.*\b(date|on|when)\b/,
  ],
  [
    'recordedBy',
    /\b(recorded|entered|written|created|completed|added) by\b|\b(practitioner|worker|professional|clinician)\b.*\b(name|role)\b/,
  ],
  ['endDate', /\b(end|finish|ended|until)\b.*\bdate\b|\bdate\b.*\b(end|ended|until|finish|finished|to)$/],
  ['endTime', /\b(end|finish)\b.*\btime\b|\btime\b.*\b(end|ended|finish)\b/],
  ['seenAlone', /\bseen alone\b|\balone\b.*\bseen\b/],
  ['childSeen', /\b(child|children|baby)\b.*\bseen\b|\bseen\b.*\b(child|children|baby)\b/],
  ['childVoice', /\bvoice\b|\blived experience\b|\bwishes and feelings\b/],
  ['interpreter', /\binterpreter\b/],
  ['rag', /\brag\b|\bred\b.*\bamber\b.*\bgreen\b|\btraffic light\b/],
  ['impact', /\bimpact\b|\bpositive\b.*\bnegative\b|\bstrengths?\b.*\b(worr|concern|risk)|\bworr(y|ies)\b.*\bstrength/],
  ['sharedWith', /\b(shared|informed|notified|told)\b/],
  ['notes', /\b(comments?|analysis|commentary|reflections?|significance|remarks|expected practice)\b/],
  ['source', /\bsource\b|\b(document|bundle|witness|page|exhibit)\b.*\b(ref|reference|no|number)\b|\bevidence\b/],
  ['childrenAffected', /\bchild(ren)?\b.*\b(affected|involved|concerned|named)\b/],
  ['adultsPresent', /\b(adults?|people|persons?|others|who)\b.*\bpresent\b/],
  ['factOrOpinion', /\bfact\b.*\bopinion\b/],
  ['reference', /\b(reference|ref|incident|crime|log)\b.*\b(no|number|id)\b|\breference\b/],
  ['sequence', /\b(serial|sequence)\b/],
  ['outcome', /\boutcomes?\b/],
  ['response', /\b(actions?|response|responses|decisions?|intervention)\b/],
  ['kind', /\b(type|category|nature)\b.*\b(event|contact|incident|entry|note|activity)\b/],
  ['date', /\bdates?\b(?!.*\b(birth|born|review|reviewed|target|printed|report|completed|due)\b)/],
  ['time', /\btime\b/],
  ['agency', /\b(agency|agencies|organisation|organization)\b/],
  ['subjects', /\b(family members?|persons?|people|who)\b/],
  [
    'what',
    /\b(significant|key)\b.*\b(event|incident|information)\b|\bevents?\b|\bdescription\b|\bdetails?\b|\bsummary\b|\bwhat happened\b|\bincident\b|\bnarrative\b/,
  ],
];

/** Headings that look like one of ours and are something else: birth dates and the like are facts about people. */
const NEVER =
  /\b(birth|dob|born|d o b|edd|postcode|address|telephone|phone|email|nhs number|gender|ethnicity|surname|forename|lead|review date|target|deadline|due)\b/;

const MAX_HEADING = 90;

const exact = new Map<string, ColumnRole>();
for (const [role, names] of Object.entries(COLUMN_NAMES) as [ColumnRole, readonly string[]][]) {
  for (const name of names) if (!exact.has(name)) exact.set(name, role);
}
const long = [...exact.keys()].filter((name) => name.length >= 4);

/** The date of a plan's actions: when something is to be done. Only used when a table has no other date. */
export const TARGET_DATE = /^(target date|due date|by when|deadline|timescale|to be completed by|date due|completion date|target)$/;

/** What a heading means, or null. `also` adds names, folded, for roles (a mapping that a person made). */
export function meaningOf(heading: string, also: ReadonlyMap<string, ColumnRole> = new Map()): HeadingMeaning | null {
  const trimmed = heading.trim();
  if (trimmed === '') return null;
  if (/^[+＋]\s*(\/|or|and)?\s*[-–—−]$/.test(trimmed) || /^[+±]$/.test(trimmed)) return { role: 'impact', strength: 3, like: '+/-' };
  if (/^(#|№)$/.test(trimmed)) return { role: 'sequence', strength: 3, like: '#' };
  const folded = foldName(trimmed);
  const chosen = also.get(folded);
  if (chosen !== undefined) return { role: chosen, strength: 3, like: folded };
  for (const wording of wordings(trimmed)) {
    const role = exact.get(wording);
    if (role !== undefined) return { role, strength: 3, like: wording };
  }
  if (trimmed.length > MAX_HEADING || NEVER.test(folded)) return null;
  const near = nearest(wordings(trimmed)[0] ?? folded);
  if (near !== null) return { role: near.role, strength: 2, like: near.like };
  for (const [role, phrase] of PHRASES) {
    if (phrase.test(folded)) return { role, strength: 1, like: COLUMN_NAMES[role][0] ?? role };
  }
  return null;
}

/** The heading as it stands, without what is in brackets, and its first line: headings often carry instructions. */
function wordings(heading: string): string[] {
  const withoutBrackets = heading.replace(/\([^)]*\)|\[[^\]]*\]/g, ' ');
  const firstLine = heading.split('\n', 1)[0] ?? '';
  const found = [foldName(heading), foldName(withoutBrackets), foldName(firstLine)];
  return [...new Set(found.filter((wording) => wording !== ''))];
}

function nearest(folded: string): { readonly role: ColumnRole; readonly like: string } | null {
  if (folded.length < 4) return null;
  let best: { role: ColumnRole; like: string; distance: number } | null = null;
  for (const name of long) {
    const allowed = Math.min(name.length, folded.length) >= 8 ? 2 : Math.min(name.length, folded.length) >= 5 ? 1 : 0;
    if (allowed === 0) {
      // Four letters: only two that changed places ("Dtae").
      if (name.length === 4 && folded.length === 4 && swapped(name, folded)) return { role: exact.get(name) ?? 'date', like: name };
      continue;
    }
    if (Math.abs(name.length - folded.length) > allowed) continue;
    // Hardly anybody mistypes both the first and the last letter.
    if (name[0] !== folded[0] && name.at(-1) !== folded.at(-1)) continue;
    const distance = editDistance(name, folded, allowed);
    if (distance <= allowed && (best === null || distance < best.distance)) {
      const role = exact.get(name);
      if (role !== undefined) best = { role, like: name, distance };
    }
  }
  return best;
}

function swapped(a: string, b: string): boolean {
  for (let at = 0; at + 1 < a.length; at += 1) {
    if (a.slice(0, at) + (a[at + 1] ?? '') + (a[at] ?? '') + a.slice(at + 2) === b) return true;
  }
  return false;
}

/** Letters added, dropped, changed or two neighbours exchanged; stops counting past `limit`. */
export function editDistance(a: string, b: string, limit: number): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let value = Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) value = Math.min(value, (before[j - 2] ?? 0) + 1);
      row.push(value);
      least = Math.min(least, value);
    }
    if (least > limit) return limit + 1;
    before = previous;
    previous = row;
  }
  return previous[b.length] ?? limit + 1;
}
