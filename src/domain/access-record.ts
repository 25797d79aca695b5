/**
 * The access record in sentences: what a line of the audit says, in the words of somebody who reads what was done with their family's record.
 */
import { type Practitioner, type Purpose, titleOf } from './access.ts';
import { agencyName } from './agency.ts';
import type { AuditEntry, Verb } from './audit.ts';
import { londonDay } from './time.ts';

/** What each operation is called when it was done: "Maureen Tully … read the timeline". */
const DONE: Readonly<Record<string, string>> = {
  'read-chronology': 'read the timeline',
  'read-event': 'opened one event',
  'read-family': 'looked at the family’s page and its agencies',
  'read-contribution': 'looked at a file that was received',
  'read-original': 'took away an original file',
  'read-draft': 'looked at a file that had arrived',
  'download-chronology': 'took the chronology away as a file',
  'print-chronology': 'opened the chronology to print it',
  'add-family': 'added this family',
  'add-note': 'wrote a note beside an event',
  'ask-agency': 'wrote down that an agency was asked for its chronology',
  'record-promise': 'wrote down what an agency promised',
  'receive-contribution': 'added a file',
  'start-contribution': 'brought a file',
  'correct-draft': 'corrected how a file is read',
  'accept-draft': 'added a file to the chronology',
  'set-aside-draft': 'set a file aside',
  'complete-row': 'completed a row into an event',
  'decide-same-event': 'decided whether two accounts are of one event',
  'settle-conflict': 'settled what accounts disagree on',
  'read-access-record': 'looked at this access record',
  'read-access-record-for-family': 'looked at the family’s own copy of this access record',
  'download-access-record-for-family': 'took away the family’s own copy of this access record',
  'open-in-an-emergency': 'opened this family in an emergency',
  'close-opening': 'closed an emergency opening',
  'list-openings': 'looked at the emergency openings',
  'review-opening': 'reviewed an emergency opening',
  'open-message': 'opened a message about this family',
  'read-team': 'looked at who works with this family',
  'allocate-practitioner': 'made somebody part of the work with this family',
  'end-allocation': 'ended somebody’s part in the work with this family',
  'declare-conflict': 'declared a conflict of interest',
  'declare-colleagues-conflict': 'declared a conflict of interest of a colleague',
  'keep-place': 'wrote down a protected place',
  'list-places': 'looked at the protected places',
  'ask-to-release': 'asked to release a protected place to somebody',
  'agree-to-release': 'agreed to release a protected place to somebody',
  'withdraw-release': 'withdrew a release of a protected place',
  'list-withheld': 'looked at what is withheld',
  'ask-to-set-match-aside': 'asked to set a match with a protected place aside',
  'agree-to-set-match-aside': 'agreed to set a match with a protected place aside',
  'keep-from-reaching': 'kept an event from reaching somebody',
  'lift-must-not-reach': 'let an event reach somebody again',
  'read-must-not-reach': 'looked at what must not reach whom',
  'who-saw': 'asked who saw it',
  'who-added': 'asked who added to it',
  'who-changed': 'asked who changed it',
  'who-printed': 'asked who printed it',
  'who-exported': 'asked who took it away',
  'who-was-refused': 'asked who was refused',
  'what-could-they-see': 'asked what a professional could see on a day',
  'recorded-when': 'asked what was recorded when',
  'anything-altered': 'asked whether anything was altered',
  'who-was-told': 'asked who was told',
};

const BY_VERB: Readonly<Record<Verb, string>> = {
  read: 'looked at something of this family',
  add: 'added something',
  change: 'changed something',
  decide: 'decided something',
  share: 'told somebody something',
  print: 'opened something to print it',
  export: 'took something away as a file',
  'sign-in': 'signed in',
  'sign-out': 'signed out',
  refuse: 'asked for something',
};

/** What the verbs are called in a list to choose from, and what their totals are of. */
export const VERB_WORDS: Readonly<Record<Verb, readonly [one: string, many: string]>> = {
  read: ['look', 'looks'],
  add: ['addition', 'additions'],
  change: ['change', 'changes'],
  decide: ['decision', 'decisions'],
  share: ['sharing', 'sharings'],
  print: ['printing', 'printings'],
  export: ['taking away', 'takings away'],
  'sign-in': ['signing in', 'signings in'],
  'sign-out': ['signing out', 'signings out'],
  refuse: ['refusal', 'refusals'],
};

/**
 * Operations that may only be told to somebody from whom nothing of the family is withheld: each says that there is something to be kept
 * from somebody. Their own author always sees them.
 */
const TELLS_OF_HIDING = /(^|-)(places?|conflicts?|keep-from|reaching|reach|release|withheld|match|marks?)(-|$)/;
/** Settling what accounts disagree on is no conflict of interest. */
const TELLS_OF_NO_HIDING: readonly string[] = ['settle-conflict'];

export const hidesSomething = (operation: string): boolean => TELLS_OF_HIDING.test(operation) && !TELLS_OF_NO_HIDING.includes(operation);

/** A declared conflict is seen by the one whom it names and by nobody else (docs/access-policy.md, clause 13): so is that it was declared. */
export const isOnlyTheAuthors = (operation: string): boolean => /(^|-)conflicts?(-|$)/.test(operation) && hidesSomething(operation);

const FOR: Readonly<Record<Purpose, string>> = {
  safeguarding: 'for safeguarding',
  gathering: 'to gather the chronology',
  review: 'for a review',
};

const WHY_NOT: Readonly<Record<string, string>> = {
  'not-found': 'could not see it',
  'not-permitted': 'their role does not do that',
  'not-signed-in': 'was not signed in any more',
  'step-up-needed': 'had first to show again who they are',
  'not-valid': 'something in the request was not as expected',
  'out-of-date': 'somebody else had changed it meanwhile',
};

/** "Health visitor" in the middle of a sentence; initials such as GP stay. */
export const midSentence = (title: string): string => (/^[A-Z][a-z]/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title);

/** "Maureen Tully, health visitor," with the agency that they acted for when the title does not say it. */
export function sayWho(who: Practitioner | null, agency: string | null): string {
  if (who === null) return 'Somebody who was not signed in';
  const title = titleOf(who);
  const name = agencyName(agency ?? who.agency);
  return `${who.name}, ${midSentence(title)} (${name}),`;
}

export const sayPurpose = (purpose: string | null): string => (purpose === null ? '' : (FOR[purpose as Purpose] ?? ''));

/** What was done, without who and when. `file`: the name of the file that it was about, when the reader may know it. */
export function sayDeed(
  { operation, verb, outcome }: Pick<AuditEntry, 'operation' | 'verb' | 'outcome'>,
  file: string | null = null,
): string {
  const named = file === null ? '' : ` (${file})`;
  const deed = DONE[operation] ?? BY_VERB[verb];
  if (verb !== 'refuse') return deed + named;
  const wanted = DONE[operation];
  const what = wanted === undefined ? 'asked for something of this family' : `asked for what the record calls “${wanted}”`;
  return `${what}${named} and was refused: ${WHY_NOT[outcome] ?? 'it could not be done'}`;
}

/** The whole sentence: who did what, for what, and why where a reason was given. `when` stands in it unless the page says it beside. */
export function sayLine(
  line: Pick<AuditEntry, 'operation' | 'verb' | 'outcome' | 'purpose' | 'agency'>,
  who: Practitioner | null,
  {
    file = null,
    because = null,
    when = null,
  }: { readonly file?: string | null; readonly because?: string | null; readonly when?: string | null } = {},
): string {
  const purpose = sayPurpose(line.purpose);
  const why = because === null ? (purpose === '' ? '' : `, ${purpose}`) : `, because: ${because.replace(/[.\s]+$/, '')}`;
  return `${sayWho(who, line.agency)} ${sayDeed(line, file)}${when === null ? '' : ` on ${when}`}${why}.`;
}

/** What the copy that a family reads may tell, and in which words. Whatever is not here is left out of it. */
const TOLD_TO_FAMILIES: Readonly<Record<string, string>> = {
  'read-chronology': 'read the timeline of what agencies wrote about your family',
  'read-event': 'read about one thing that happened',
  'read-family': 'looked at the page about your family',
  'read-contribution': 'looked at a file that an agency sent',
  'download-chronology': 'made a copy of what agencies wrote, to take along',
  'print-chronology': 'opened what agencies wrote, to print it',
  'add-family': 'began this record',
  'add-note': 'wrote a note',
  'ask-agency': 'asked an agency to send what it had written',
  'receive-contribution': 'added a file from an agency',
  'accept-draft': 'added a file from an agency',
  'complete-row': 'added a date that was missing',
  'decide-same-event': 'looked whether two agencies wrote about the same thing',
  'settle-conflict': 'wrote down which agency’s account to go by, where two differ',
};

const TO_FAMILIES_FOR: Readonly<Record<Purpose, string>> = {
  safeguarding: 'to help keep children safe',
  gathering: 'to put together what agencies wrote',
  review: 'to learn how agencies worked together',
};

/** Roles as the family reads them. What people call their job may hold a place or a service that must not be told. */
const TO_FAMILIES_WHO: Readonly<Record<string, string>> = {
  'business-manager': 'The partnership’s business manager',
  practitioner: 'A practitioner',
  'emergency-practitioner': 'A practitioner',
  reviewer: 'A reviewer',
};

/** A line for the family: role and agency instead of a name. Null when it is left out. */
export function sayToFamily(line: Pick<AuditEntry, 'operation' | 'verb' | 'outcome' | 'purpose' | 'agency' | 'role'>): string | null {
  const deed = line.verb === 'refuse' || line.outcome !== 'done' ? undefined : TOLD_TO_FAMILIES[line.operation];
  const who = line.role === null ? undefined : TO_FAMILIES_WHO[line.role];
  if (deed === undefined || who === undefined || line.agency === null) return null;
  const purpose = TO_FAMILIES_FOR[line.purpose as Purpose];
  const from = line.agency === 'partnership' ? '' : ` from ${agencyName(line.agency)}`;
  return `${who}${from} ${deed}${purpose === undefined ? '' : `, ${purpose}`}.`;
}

/** Lines by the day in London on which they were written, in the order in which they come. */
export function byDay<Line extends { readonly at: string }>(
  lines: readonly Line[],
): readonly { readonly day: string; readonly lines: readonly Line[] }[] {
  const days: { day: string; lines: Line[] }[] = [];
  for (const line of lines) {
    const day = londonDay(line.at);
    const last = days.at(-1);
    if (last?.day === day) last.lines.push(line);
    else days.push({ day, lines: [line] });
  }
  return days;
}
