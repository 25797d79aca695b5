/**
 * Words of accounts, for seeing whether two tell of the same thing: which words are too common to say anything, which word is a person,
 * and how uncommon each is within the chronology at hand.
 */
import { foldName } from '../agency.ts';
import type { Contribution } from '../contribution.ts';

/** English words that carry no matter. */
const EMPTY_WORDS = new Set(
  `a about above after again against all also am an and any are as at be because been before being below between both but by can could did do does doing
   down during each few for from further had has have having he her here hers herself him himself his how i if in into is it its itself just me more most my
   no nor not now of off on once only or other our out over own same she should so some such than that the their theirs them then there these they this those
   through to too under until up very was we were what when where which while who whom why will with would you your am pm hrs hours approx approximately via per re
   also although however since still yet within without upon went came come go going get got made make took take given give told said says stated states states
   reported reports report advised advise noted note notes regarding due day days week weeks month months year years time date today yesterday one two three four
   five six seven eight nine ten first second third monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
   september october november december jan feb mar apr jun jul aug sept sep oct nov dec`.split(/\s+/),
);

/** Words that stand in most records of this kind: weak evidence that two accounts are of one thing. */
const EVERYDAY_WORDS = new Set(
  `home visit visited visiting seen contact contacted appointment appointments review reviewed meeting met call called telephone phone phoned message letter email
   discussed discussion plan planned plans attended attend attends attendance referral referred refer discharged discharge admitted admission well baby child
   children family parents parent house address police social worker care health visitor midwife hospital school gp doctor nurse team service services agency
   support concern concerns concerned worry worries worried assessment assessed received sent information shared new agreed follow weight feeding sleeping
   growth development clinic ward unit staff officer officers case closed open opened record recorded records action actions present routine usual present
   asked felt feels feeling looked arranged booked offered declined accepted left right back still spoke speaks talked happy fine good observed observation
   observations attending outcome response next last previous previously current currently old age aged number local`.split(/\s+/),
);

/** Words for family members, with the role that they name. */
const PERSON_WORDS: ReadonlyMap<string, string> = new Map([
  ...['mother', 'mum', 'mam', 'mummy', 'mo', 'mothers', 'mums'].map((word) => [word, 'mother'] as const),
  ...['father', 'dad', 'daddy', 'fa', 'fathers', 'dads'].map((word) => [word, 'father'] as const),
  ...['sibling', 'siblings', 'brother', 'sister'].map((word) => [word, 'sibling'] as const),
  ...['grandmother', 'nan', 'gran', 'grandma', 'mgm', 'pgm'].map((word) => [word, 'grandmother'] as const),
  ...['grandfather', 'grandad', 'mgf', 'pgf'].map((word) => [word, 'grandfather'] as const),
  ...['stepfather', 'stepdad'].map((word) => [word, 'stepfather'] as const),
  ...['stepmother', 'stepmum'].map((word) => [word, 'stepmother'] as const),
]);

const ROLES: ReadonlySet<string> = new Set(PERSON_WORDS.values());

/** Roles that a family has once, so that a label with the role and the role's own word are one person in its files. */
const SINGLE_ROLES = new Set(['mother', 'father']);

/** The people of a family's files under one key each: a label that is described as the mother, and the word "mum", are `mother`. */
export class People {
  readonly #roleOfLabel = new Map<string, string>();
  /** Every label, folded, with the way it is first written. */
  readonly #labels = new Map<string, string>();

  constructor(contributions: readonly Contribution[]) {
    const holders = new Map<string, Set<string>>();
    for (const { people } of contributions) {
      for (const { label, role } of people) {
        const folded = foldName(label);
        if (!this.#labels.has(folded)) this.#labels.set(folded, label.trim());
        const foldedRole = foldName(role ?? '');
        const plain = PERSON_WORDS.get(foldedRole) ?? foldedRole;
        if (SINGLE_ROLES.has(plain)) holders.set(plain, (holders.get(plain) ?? new Set()).add(folded));
      }
    }
    for (const [role, labels] of holders) if (labels.size === 1) for (const label of labels) this.#roleOfLabel.set(label, role);
  }

  /** The key of a label in a list of people. */
  key(label: string): string {
    const folded = foldName(label);
    return this.#roleOfLabel.get(folded) ?? PERSON_WORDS.get(folded) ?? folded;
  }

  /** A person's key as a reader knows them: "the father", or the label as files write it. */
  say(key: string): string {
    if (ROLES.has(key)) return `the ${key}`;
    return this.#labels.get(key) ?? (key.length === 1 ? key.toUpperCase() : key);
  }

  /** The person whom a word of running text names, or null. A single letter counts only as a capital and when files use it as a label. */
  named(word: string): string | null {
    const lower = word.toLowerCase();
    const role = PERSON_WORDS.get(lower);
    if (role !== undefined) return role;
    if (!this.#labels.has(lower)) return null;
    if (word.length === 1 && (word === lower || word === 'A' || word === 'I')) return null;
    return this.#roleOfLabel.get(lower) ?? lower;
  }
}

/** A word without its plural or its ending, so that "tablets" meets "tablet" and "overdosed" meets "overdose". */
function stem(word: string): string {
  if (word.length > 6 && word.endsWith('ing')) return dropDouble(word.slice(0, -3));
  if (word.length > 5 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (word.length > 4 && word.endsWith('ed')) return dropDouble(word.slice(0, -2));
  if (word.length > 3 && word.endsWith('s') && !word.endsWith('ss')) return dropE(word.slice(0, -1));
  return dropE(word);
}
const dropE = (word: string): string => (word.length > 4 && word.endsWith('e') ? word.slice(0, -1) : word);
const dropDouble = (word: string): string => (/([bdgmnprt])\1$/.test(word) ? word.slice(0, -1) : word);

const BETWEEN_WORDS = /[^\p{L}\p{N}]+/u;
const NOBODY: number[] = [];

/** Words as numbers, in the order in which they are first met, with how many accounts hold each. */
export class Vocabulary {
  readonly #people: People;
  /** Each form as written, to a word's number, or to -1 (says nothing) or -2 less the person's number. */
  readonly #forms = new Map<string, number>();
  readonly #stems = new Map<string, number>();
  readonly #shown: string[] = [];
  readonly #everyday: boolean[] = [];
  readonly #held: number[] = [];
  readonly #persons: string[] = [];
  readonly #personNumbers = new Map<string, number>();
  readonly #labelNumbers = new Map<string, number>();
  readonly #firstLabels: (string | undefined)[] = [];
  /** For each word, the reading in which it was last met, so that an account counts it once. */
  readonly #lastReadIn: number[] = [];
  readonly #reading: number[] = [];
  #readings = 0;

  constructor(people: People) {
    this.#people = people;
  }

  get size(): number {
    return this.#shown.length;
  }

  word(token: number): string {
    return this.#shown[token] ?? '';
  }

  /** A person in words: "the father", or a label as an account first wrote it. */
  person(number: number): string {
    const key = this.#persons[number] ?? '';
    const said = this.#people.say(key);
    return said === key ? (this.#firstLabels[number] ?? key) : said;
  }

  heldBy(token: number): number {
    return this.#held[token] ?? 0;
  }

  personNumber(key: string): number {
    const known = this.#personNumbers.get(key);
    if (known !== undefined) return known;
    this.#personNumbers.set(key, this.#persons.length);
    this.#persons.push(key);
    return this.#persons.length - 1;
  }

  labelNumber(label: string): number {
    const known = this.#labelNumbers.get(label);
    if (known !== undefined) return known;
    const number = this.personNumber(this.#people.key(label));
    this.#labelNumbers.set(label, number);
    this.#firstLabels[number] ??= label.trim();
    return number;
  }

  /** The distinct words of a text that say something, and the people whom it names. Each word is counted as held by one more account. */
  read(text: string): { readonly tokens: Int32Array; readonly persons: readonly number[] } {
    const tokens = this.#reading;
    tokens.length = 0;
    let persons: number[] = NOBODY;
    this.#readings += 1;
    for (const form of text.split(BETWEEN_WORDS)) {
      if (form === '') continue;
      const number = this.#forms.get(form) ?? this.#meet(form);
      if (number >= 0) {
        if (this.#lastReadIn[number] === this.#readings) continue;
        this.#lastReadIn[number] = this.#readings;
        this.#held[number] = (this.#held[number] ?? 0) + 1;
        tokens.push(number);
      } else if (number <= -2) {
        const person = -2 - number;
        if (persons === NOBODY) persons = [person];
        else if (!persons.includes(person)) persons.push(person);
      }
    }
    return { tokens: Int32Array.from(tokens).sort(), persons };
  }

  /**
   * How much it says that two accounts share a word: 0 to 7, more for words that fewer of the `count` accounts hold. In a short
   * chronology every word is rare, so the count is taken with a thousand imagined accounts.
   */
  matter(token: number, count: number): number {
    const rarity = Math.min(7, Math.log((count + 1000) / ((this.#held[token] ?? 0) + 2)));
    return this.#everyday[token] === true ? Math.min(0.6, rarity) : rarity < 3 ? rarity / 4 : rarity;
  }

  #meet(form: string): number {
    const number = this.#number(form);
    this.#forms.set(form, number);
    return number;
  }

  #number(form: string): number {
    const person = this.#people.named(form);
    if (person !== null) return -2 - this.personNumber(person);
    const lower = form.toLowerCase();
    if (lower.length < 3 || EMPTY_WORDS.has(lower) || /^\d{1,2}(st|nd|rd|th)?$/.test(lower) || /^(19|20)\d\d$/.test(lower)) return -1;
    const key = stem(lower);
    const known = this.#stems.get(key);
    if (known !== undefined) return known;
    const token = this.#shown.length;
    this.#stems.set(key, token);
    this.#shown.push(lower);
    this.#everyday.push(EVERYDAY_WORDS.has(lower) || EVERYDAY_WORDS.has(key));
    this.#held.push(0);
    this.#lastReadIn.push(0);
    return token;
  }
}
