/**
 * Facts about people in the words around a chronology: "Child: B (dob 14.8.15)   Sibling: S (dob 11.10.11)", "EDD 14 October 2015", "born at 26
 * weeks". And lists of people. Two descriptions of one person are merged only where they agree.
 */
import { foldName } from '../domain/agency.ts';
import type { Notice } from '../domain/contribution.ts';
import type { Event } from '../domain/event.ts';
import type { DescribedPerson } from '../domain/person.ts';
import type { PartialDate } from '../domain/time.ts';
import type { PlannedTable } from './find-tables.ts';
import type { Moments } from './moments.ts';
import { textsOf } from './row-words.ts';
import type { Saying } from './sayings.ts';

type Fact = {
  readonly label: string;
  readonly role?: string;
  born?: PartialDate;
  expected?: PartialDate;
  gestationWeeks?: number;
  readonly place: string;
};

const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const DATE = `(?:\\d{4}-\\d{2}-\\d{2}|\\d{1,2}\\s*[./-]\\s*\\d{1,2}\\s*[./-]\\s*\\d{2,4}|\\d{1,2}\\s*[-. ]?\\s*(?:st|nd|rd|th)?\\s*(?:of\\s+)?[-. ]?${MONTH}[-., ]*\\d{2,4}|${MONTH}\\s+(?:\\d{1,2}(?:st|nd|rd|th)?,?\\s+)?\\d{4})`;
const BORN = '(?:d\\.?\\s?o\\.?\\s?b\\.?|date of birth|birth ?date|born(?: on)?(?: the)?|b\\.)';
const EXPECTED =
  '(?:e\\.?d\\.?d\\.?|e\\.?d\\.?c\\.?|expected date of (?:delivery|birth|confinement)|expected delivery date|estimated (?:due date|date of delivery)|expected(?: on)?|due date|due(?: on)?)';
const FACT = new RegExp(`\\b(?:(${BORN})|(${EXPECTED}))[\\s:=–-]{0,4}(?:is |was |of )?(${DATE})`, 'gi');
const GESTATION =
  /\b(?:(?:born|delivered|delivery|birth|premature(?:ly)?)\b[^.;|\n]{0,30}?\bat\s+(\d{2})(?:\s*\+\s*\d)?\s*(?:weeks?|wks?|\/40)|(\d{2})(?:\s*\+\s*\d)?\s*(?:weeks?|wks?)['’]?\s*gestation|gestation(?:\s*at birth)?\s*[:=]?\s*(\d{2})(?:\s*\+\s*\d)?\s*(?:weeks?|wks?)?)/gi;

const ROLES: Readonly<Record<string, string>> = {
  child: 'child',
  'subject child': 'child',
  'index child': 'child',
  subject: 'child',
  baby: 'child',
  'unborn baby': 'child',
  unborn: 'child',
  infant: 'child',
  'young person': 'child',
  twin: 'child',
  children: 'child',
  sibling: 'sibling',
  brother: 'sibling',
  sister: 'sibling',
  'half sibling': 'sibling',
  'half brother': 'sibling',
  'half sister': 'sibling',
  'older sibling': 'sibling',
  'younger sibling': 'sibling',
  'elder sibling': 'sibling',
  mother: 'mother',
  mum: 'mother',
  'birth mother': 'mother',
  father: 'father',
  dad: 'father',
  'birth father': 'father',
  stepfather: 'stepfather',
  stepmother: 'stepmother',
  partner: 'partner',
  'mothers partner': 'partner',
  grandmother: 'grandmother',
  grandfather: 'grandfather',
  'maternal grandmother': 'grandmother',
  'paternal grandmother': 'grandmother',
  'maternal grandfather': 'grandfather',
  'paternal grandfather': 'grandfather',
  aunt: 'aunt',
  uncle: 'uncle',
  carer: 'carer',
  'foster carer': 'carer',
};
const ROLE_WORDS = Object.keys(ROLES)
  .filter((role) => role !== 'mothers partner')
  .concat(["mother['’]s partner"])
  .sort((a, b) => b.length - a.length)
  .join('|');
const NAME = "[A-Z][\\p{L}0-9'’.-]*(?:\\s+[A-Z][\\p{L}'’.-]*){0,2}";
/** "Child: B", "Mother (M)", "Baby B", "Name of child: Alex". */
const ROLE_AND_NAME = new RegExp(
  `(?:^|[^\\p{L}])((?:${ROLE_WORDS}))\\s*(?:['’]s name|name)?\\s*[:(\\[–-]?\\s*(${NAME})?\\s*[)\\]]?\\s*[,:;(\\[–-]*\\s*$`,
  'iu',
);
const LAST_NAME = new RegExp(`(?:^|[^\\p{L}])(${NAME})\\s*[)\\]]?\\s*[,:;(\\[–-]*\\s*$`, 'u');
const NAME_LINE = new RegExp(
  `^\\s*(?:(?:full )?name(?: of (?:the )?(?:child|subject|young person))?|child(?:['’]s name)?|subject(?: child)?|(?:subject['’]s|child['’]s) (?:full )?name)\\s*[:–-]\\s*(${NAME})\\s*$`,
  'iu',
);
const NOT_NAMES =
  /^(?:the|at|on|is|was|dob|born|date|of|birth|edd|and|aged|due|expected|who|she|he|they|re|in|family|court|case|no|nb|all|chronology|confidential|name|address)$/i;

/** The people that the sayings and lists describe. Notices tell of a person with two birth dates. */
export function peopleIn(
  sayings: readonly Saying[],
  tables: readonly PlannedTable[],
  moments: Moments,
): { readonly people: DescribedPerson[]; readonly notices: Notice[] } {
  const facts: Fact[] = [];
  let lastNamed: string | null = null;
  for (const saying of sayings) {
    if (saying.text.length > 20_000) continue;
    const named = NAME_LINE.exec(saying.text)?.[1];
    if (named !== undefined) lastNamed = named.trim();
    for (const fact of factsIn(saying, lastNamed, moments)) facts.push(fact);
  }
  for (const { table, kind } of tables) if (kind === 'people') for (const fact of listedIn(table, moments)) facts.push(fact);
  return gather(facts);
}

/** Without `moments` only the weeks of gestation are looked for. */
function factsIn(saying: Saying, carried: string | null, moments: Moments | null): Fact[] {
  const { text, place } = saying;
  const facts: Fact[] = [];
  const marks: { readonly at: number; readonly end: number; readonly kind: 'born' | 'expected' | 'gestation'; readonly value: string }[] =
    [];
  for (const match of moments === null ? [] : text.matchAll(FACT))
    marks.push({
      at: match.index,
      end: match.index + match[0].length,
      kind: match[1] !== undefined ? 'born' : 'expected',
      value: match[3] ?? '',
    });
  for (const match of text.matchAll(GESTATION)) {
    const weeks = match[1] ?? match[2] ?? match[3] ?? '';
    if (Number(weeks) >= 20 && Number(weeks) <= 44)
      marks.push({ at: match.index, end: match.index + match[0].length, kind: 'gestation', value: weeks });
  }
  marks.sort((a, b) => a.at - b.at);
  let from = 0;
  let current: { label: string; role?: string } | null = null;
  for (const mark of marks) {
    const before = text.slice(from, Math.max(from, mark.at));
    const who = labelBefore(before);
    // "B (dob 14.8.15, EDD 14.10.15)": nothing but signs between two facts means the same person.
    if (who !== null) current = who;
    else if (current === null || /[.\n|]|\s{3,}/.test(before.trim() === '' ? '' : before.trim()))
      current = carried !== null ? { label: carried } : (current ?? null);
    const label: { label: string; role?: string } =
      current ??
      (mark.kind === 'born' || mark.kind === 'gestation' ? { label: 'Child', role: 'child' } : { label: 'Unborn baby', role: 'child' });
    current = label;
    const fact: Fact = { ...label, place };
    if (mark.kind === 'gestation') fact.gestationWeeks = Number(mark.value);
    else if (moments !== null) {
      const reading = moments.dateText(mark.value);
      if (reading.date.from === null && reading.date.precision !== 'invalid') {
        from = mark.end;
        continue;
      }
      if (mark.kind === 'born') fact.born = reading.date;
      else fact.expected = reading.date;
    }
    facts.push(fact);
    from = Math.max(from, mark.end);
  }
  return facts;
}

/** Who the words just before a fact name. */
function labelBefore(before: string): { label: string; role?: string } | null {
  const words = before.replace(/[\s,;:–-]+$/, '').slice(-120);
  if (words.trim() === '') return null;
  const roleAndName = ROLE_AND_NAME.exec(words);
  if (roleAndName?.[1] !== undefined) {
    const role = ROLES[foldName(roleAndName[1])] ?? foldName(roleAndName[1]);
    const name = roleAndName[2]?.replace(/[.,]$/, '').trim();
    if (name !== undefined && name !== '' && !NOT_NAMES.test(name)) return { label: name, role };
    return { label: capital(roleAndName[1].trim()), role };
  }
  const name = LAST_NAME.exec(words)?.[1]?.replace(/[.,]$/, '').trim();
  if (name === undefined || NOT_NAMES.test(name)) return null;
  return { label: name };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1).toLowerCase();

/** A list of people: a column of names or letters, and columns of birth dates, roles and expected dates. */
function listedIn(table: PlannedTable['table'], moments: Moments): Fact[] {
  const facts: Fact[] = [];
  const headings = (table.rows.find((row) => textsOf(row).filter((text) => text !== '').length >= 2)?.cells ?? []).map((_, column) => {
    const row = table.rows.find((candidate) => textsOf(candidate).filter((text) => text !== '').length >= 2);
    return row === undefined ? '' : foldName(textsOf(row)[column] ?? '');
  });
  const first = table.rows.findIndex((row) => textsOf(row).filter((text) => text !== '').length >= 2);
  const find = (pattern: RegExp): number => headings.findIndex((heading) => pattern.test(heading));
  const born = find(/^(dob|d o b|date of birth|born|birth date|dob or edd|date of birth or edd|date of birth edd|dob edd)\b/);
  const expected = find(/^(edd|due date|expected|estimated)\b/);
  const short = find(/^(initials?|letter|key|code|known as|designation|referred to as|abbreviation|label)\b/);
  const name = find(/\b(name|person|child|family member|subject|who|member)\b/);
  const role = find(/\b(relationship|role)\b/);
  const gestation = find(/\bgestation\b/);
  for (const row of table.rows.slice(first + 1)) {
    const texts = textsOf(row);
    const label = (texts[short] ?? '') || (texts[name] ?? '') || (texts[role] ?? '');
    if (label === '') continue;
    const said = foldName(texts[role] ?? '');
    const roleSaid = said === '' ? undefined : (ROLES[said] ?? said);
    const fact: Fact = { label, ...(roleSaid === undefined ? {} : { role: roleSaid }), place: `${table.place}, row ${row.number}` };
    const dates: readonly [number, 'born' | 'expected'][] = [
      [born, 'born'],
      [expected, 'expected'],
    ];
    for (const [column, field] of dates) {
      const reading = column < 0 ? null : moments.date(row.cells[column]);
      if (reading === null || (reading.date.from === null && reading.date.precision !== 'invalid')) continue;
      if (field === 'born' && /edd|due|expected/i.test(texts[column] ?? '')) fact.expected = reading.date;
      else fact[field] = reading.date;
    }
    const weeks = Number(/\d{2}/.exec(texts[gestation] ?? '')?.[0] ?? Number.NaN);
    if (weeks >= 20 && weeks <= 44) fact.gestationWeeks = weeks;
    facts.push(fact);
  }
  return facts;
}

/**
 * How early a child was born, where only the event of the birth says it ("Baby B born at 31+2 weeks"). It is added to a person whom the file
 * describes under the same label, and said.
 */
export function withGestation(
  people: readonly DescribedPerson[],
  events: readonly Event[],
): { readonly people: DescribedPerson[]; readonly notices: Notice[] } {
  const found = [...people];
  const notices: Notice[] = [];
  for (const event of events) {
    if (event.kind !== 'birth') continue;
    for (const fact of factsIn({ place: event.place.table, text: event.what.slice(0, 400) }, null, null)) {
      const at = found.findIndex((person) => foldName(person.label) === foldName(fact.label));
      const person = found[at];
      if (person === undefined || person.gestationWeeks !== undefined || fact.gestationWeeks === undefined) continue;
      found[at] = { ...person, gestationWeeks: fact.gestationWeeks };
      notices.push({
        place: event.place,
        code: 'gestation-from-event',
        says: `The words say that ${fact.label} was born at ${fact.gestationWeeks} weeks. It was taken for ${fact.label}’s age.`,
      });
    }
  }
  return { people: found, notices };
}

const exactDay = (date: PartialDate | undefined): string | null =>
  date?.from != null && date.from === date.to && !date.approx ? date.from : null;

/** One description per label, place of its first fact; a second, different birth date is a description of its own. */
function gather(facts: readonly Fact[]): { people: DescribedPerson[]; notices: Notice[] } {
  const people: DescribedPerson[] = [];
  const notices: Notice[] = [];
  const byLabel = new Map<string, number[]>();
  for (const fact of facts) {
    const key = foldName(fact.label);
    const known = byLabel.get(key) ?? [];
    const at = known.find((index) => {
      const person = people[index];
      return person !== undefined && !contradicts(person, fact);
    });
    const same = at === undefined ? undefined : people[at];
    const added = described(fact);
    if (at === undefined || same === undefined) {
      // A list that contradicts itself again and again is said to do so no more than this.
      if (known.length >= MOST_ACCOUNTS) continue;
      if (known.length > 0) {
        notices.push({
          place: { table: fact.place, row: 0, hidden: false },
          code: 'two-birth-dates',
          says: 'One person is described with two different dates of birth or expected dates. Both are kept.',
        });
      }
      byLabel.set(key, [...known, people.length]);
      people.push(added);
      continue;
    }
    people[at] = {
      ...added,
      ...same,
      dateOfBirth: same.dateOfBirth ?? added.dateOfBirth,
      expectedDate: same.expectedDate ?? added.expectedDate,
      ...(same.role === undefined && added.role !== undefined ? { role: added.role } : {}),
    };
  }
  return { people, notices };
}
const MOST_ACCOUNTS = 20;

function described(fact: Fact): DescribedPerson {
  const day = exactDay(fact.born);
  return {
    label: fact.label,
    ...(fact.role === undefined ? {} : { role: fact.role }),
    dateOfBirth: day,
    expectedDate: exactDay(fact.expected),
    ...(fact.born !== undefined && day === null ? { born: fact.born } : {}),
    ...(fact.gestationWeeks === undefined ? {} : { gestationWeeks: fact.gestationWeeks }),
    place: fact.place,
  };
}

function contradicts(person: DescribedPerson, fact: Fact): boolean {
  const born = exactDay(fact.born);
  const expected = exactDay(fact.expected);
  return (
    (born !== null && person.dateOfBirth !== null && born !== person.dateOfBirth) ||
    (expected !== null && person.expectedDate !== null && expected !== person.expectedDate)
  );
}
