/**
 * What speaks for and against two accounts being of the same event. How much they have in common is a private number, used only to
 * choose and order candidates; a person sees the reasons in words, those against beginning with "But".
 */
import { agencyName } from '../agency.ts';
import type { Event } from '../event.ts';
import { fromDayNumber, type PartialDate, sayClock, sayDate } from '../time.ts';
import { groupOf, isTelling, sayKind, saysNothing } from './kinds.ts';
import type { Portrait } from './portrait.ts';
import type { Vocabulary } from './vocabulary.ts';

/** From here on two accounts have enough in common to ask a person. */
export const ENOUGH_IN_COMMON = 6;
/** Days after which a second entry by the same agency is "long after". */
const LONG_AFTER_DAYS = 14;
/** A word shared by few accounts. */
const UNCOMMON = 3;

const isOneDay = (account: Portrait): boolean => account.from === account.to;

/** Days between the two ranges; 0 when they overlap. */
export function daysApart(a: Portrait, b: Portrait): number {
  return Math.max(0, a.from - b.to, b.from - a.to);
}

function inDays(a: Portrait, b: Portrait): number {
  const apart = daysApart(a, b);
  if (apart > 0) return apart === 1 ? 1 : 0.5;
  if (isOneDay(a) && isOneDay(b)) return 2;
  return Math.max(a.to - a.from, b.to - b.from) <= 7 ? 1 : 0;
}

/** Minutes between two times of the same day; 0 when their ranges overlap; null when one of them has none or the days differ. */
function minutesApart(a: Portrait, b: Portrait): number | null {
  if (a.minutes === null || b.minutes === null || a.until === null || b.until === null) return null;
  if (!isOneDay(a) || !isOneDay(b) || a.from !== b.from) return null;
  return Math.max(0, a.minutes - b.until, b.minutes - a.until);
}

function inTimes(a: Portrait, b: Portrait): number {
  const apart = minutesApart(a, b);
  if (apart === null) return inTimesOfOtherDays(a, b);
  return apart <= 10 ? 3 : apart <= 30 ? 2 : apart <= 60 ? 1 : apart <= 180 ? 0 : -2;
}

/** Times of two exact days: the same clock time points to a day written wrongly, hours apart round midnight to one night. */
function inTimesOfOtherDays(a: Portrait, b: Portrait): number {
  if (a.minutes === null || b.minutes === null || !isOneDay(a) || !isOneDay(b)) return 0;
  if (Math.abs(a.minutes - b.minutes) <= 10) return 1;
  return Math.abs((a.from - b.from) * 1440 + a.minutes - b.minutes) <= 360 ? 0.5 : -1.5;
}

function inKinds(a: Event, b: Event): number {
  if (a.kind === b.kind) return isTelling(a.kind) ? 2.5 : saysNothing(a.kind) ? 0 : 1;
  if (saysNothing(a.kind) || saysNothing(b.kind)) return 0;
  if (groupOf(a.kind) === groupOf(b.kind)) return isTelling(a.kind) && isTelling(b.kind) ? 1.5 : 0.5;
  return isTelling(a.kind) && isTelling(b.kind) ? -1.5 : 0;
}

/** People whom both accounts name, listed or in their words. */
function peopleOfBoth(a: Portrait, b: Portrait): readonly number[] {
  const both: number[] = [];
  const look = (person: number): void => {
    if (b.listed.includes(person) || b.named.includes(person)) both.push(person);
  };
  a.listed.forEach(look);
  a.named.forEach(look);
  return both;
}

function inPeople(a: Portrait, b: Portrait): number {
  const both = peopleOfBoth(a, b).length;
  if (both > 0) return Math.min(1.5, both * 0.75);
  return a.listed.length > 0 && b.listed.length > 0 ? -1.5 : 0;
}

type Shared = { readonly matter: number; readonly uncommon: readonly number[]; readonly ratio: number };

/** Words that both hold (both lists are sorted), how much they matter, and their part of the shorter account. */
function sharedWords(a: Portrait, b: Portrait, vocabulary: Vocabulary, count: number): Shared {
  let matter = 0;
  let both = 0;
  const uncommon: number[] = [];
  for (let i = 0, j = 0; i < a.tokens.length && j < b.tokens.length; ) {
    const one = a.tokens[i] as number;
    const other = b.tokens[j] as number;
    if (one < other) i += 1;
    else if (other < one) j += 1;
    else {
      const matters = vocabulary.matter(one, count);
      matter += matters;
      both += 1;
      if (matters >= UNCOMMON) uncommon.push(one);
      i += 1;
      j += 1;
    }
  }
  const shorter = Math.min(a.tokens.length, b.tokens.length);
  return { matter, uncommon, ratio: shorter === 0 ? 0 : both / shorter };
}

/** What shared words say: a single uncommon one little, several much; that all are shared, something even when they are common. */
function inWords({ matter, uncommon, ratio }: Shared, shorter: number): number {
  const half = Math.min(8, matter / 2);
  if (shorter < 3) return uncommon.length < 2 ? half * 0.6 : half;
  if (uncommon.length === 0) return half * 0.6 + (ratio === 1 ? 2 : 0);
  return uncommon.length === 1 ? half * 0.6 + ratio * 1.5 : half + ratio * 3;
}

/** Whether the words of one account name the agency of the other. */
function namesAgencyOf(a: Portrait, b: Portrait): boolean {
  const { agency } = b.event;
  return agency !== null && agency !== a.event.agency && AGENCY_WORDS.get(agency)?.test(a.event.what) === true;
}

const AGENCY_WORDS: ReadonlyMap<string, RegExp> = new Map([
  ['police', /\bpolice|constable|\bPC \d/i],
  ['childrens-social-care', /\bsocial (care|work)|\bCSC\b|children.?s services/i],
  ['mash', /\bMASH\b/],
  ['maternity', /\bmidwi(fe|ves)|maternity/i],
  ['neonatal', /\bneonatal|\bNICU\b|\bSCBU\b/i],
  ['health-visiting', /\bhealth visit|\bHV\b/i],
  ['gp', /\bGP\b|\bgeneral practi/i],
  ['hospital', /\bhospital|\bA&E\b|\bED\b|emergency department/i],
  ['ambulance', /\bambulance|paramedic/i],
  ['adult-mental-health', /\bmental health|crisis team|psychiatr/i],
  ['alcohol-and-drug-service', /\balcohol (service|team)|drug (service|and alcohol)|substance misuse/i],
  ['domestic-abuse-service', /\bIDVA\b|domestic abuse service|women.?s aid/i],
  ['probation', /\bprobation/i],
  ['education', /\bschool|teacher|\bDSL\b/i],
  ['early-years', /\bnursery|pre-?school|children.?s centre/i],
  ['housing', /\bhousing/i],
]);

/** True when one agency entered it twice: again long after, or word for word. */
export function enteredTwice(a: Portrait, b: Portrait): boolean {
  if (a.event.agency !== b.event.agency || daysApart(a, b) > 0) return false;
  if (a.event.agency === null && a.origin !== b.origin) return false;
  if (a.event.what.trim() !== '' && a.event.what === b.event.what && a.from === b.from && a.to === b.to && a.minutes === b.minutes)
    return true;
  return recordedApart(a, b) >= LONG_AFTER_DAYS;
}

/** Days between the two days of recording; an account that says none was recorded when it happened, as far as anyone knows. */
function recordedApart(a: Portrait, b: Portrait): number {
  if (a.recorded === null && b.recorded === null) return 0;
  return Math.abs((a.recorded ?? a.to) - (b.recorded ?? b.to));
}

/** Whether the pair may be asked about at all: accounts of different contributions, or one agency's double entry. */
export function mayBeAsked(a: Portrait, b: Portrait): boolean {
  if (a.origin === b.origin && !enteredTwice(a, b)) return false;
  return !corrects(a.event, b.event) && !corrects(b.event, a.event);
}

/** A correction and what it corrects are known to be of one thing; nobody needs to be asked. */
function corrects(later: Event, earlier: Event): boolean {
  return later.supersedes !== undefined && later.supersedes === earlier.ref && later.agency === earlier.agency;
}

/** How much two accounts have in common. Symmetric. Private: it is never shown. */
export function inCommon(a: Portrait, b: Portrait, vocabulary: Vocabulary, count: number): number {
  const shared = sharedWords(a, b, vocabulary, count);
  const words = inWords(shared, Math.min(a.tokens.length, b.tokens.length));
  // Within one file only what is nearly the same in words is one thing entered twice; on other days, only what has telling words in common.
  if (a.origin === b.origin && shared.ratio < 0.5) return 0;
  if (daysApart(a, b) > 0 && shared.uncommon.length === 0 && shared.ratio < 1) return 0;
  const facts = inDays(a, b) + inTimes(a, b) + inKinds(a.event, b.event) + inPeople(a, b);
  const named = namesAgencyOf(a, b) || namesAgencyOf(b, a) ? 1 : 0;
  return facts + named + words;
}

function sayList(items: readonly string[]): string {
  return items.length <= 1 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

const withoutTime = (date: PartialDate): PartialDate =>
  date.time === null ? date : { ...date, precision: date.precision === 'minute' ? 'day' : date.precision, time: null };

/** A date in words without its time, such as "14 February 2014" or "February 2014 (day not recorded)". */
export function sayDays(date: PartialDate): string {
  return sayDate(withoutTime(date));
}

function sayDayNumber(number: number): string {
  const day = fromDayNumber(number);
  return sayDate({ raw: day, from: day, to: day, precision: 'day', approx: false, time: null });
}

const sayTime = (account: Portrait): string => sayClock(account.event.happened.time?.from ?? '');

function aboutDays(a: Portrait, b: Portrait): readonly string[] {
  const apart = daysApart(a, b);
  const [first, second] = [sayDays(a.event.happened), sayDays(b.event.happened)];
  if (apart > 0) return [`But the days differ: ${first} and ${second}`];
  if (isOneDay(a) && isOneDay(b)) return [`Both on ${sayDayNumber(a.from)}`];
  return [`The dates can be the same: ${first} and ${second}`, 'But at least one date is not exact'];
}

function aboutTimes(a: Portrait, b: Portrait): readonly string[] {
  const apart = minutesApart(a, b);
  if (apart === null) {
    const sameClock = a.minutes !== null && a.minutes === b.minutes && isOneDay(a) && isOneDay(b) && a.from !== b.from;
    return sameClock ? [`Both at ${sayTime(a)}, on different days`] : [];
  }
  if (apart === 0) return [sayTime(a) === sayTime(b) ? `Both at ${sayTime(a)}` : `The times overlap: ${sayTime(a)} and ${sayTime(b)}`];
  if (apart <= 10) return [`The times are ${apart} ${apart === 1 ? 'minute' : 'minutes'} apart: ${sayTime(a)} and ${sayTime(b)}`];
  return [`But the times differ: ${sayTime(a)} and ${sayTime(b)}`];
}

function aboutKinds(a: Event, b: Event): readonly string[] {
  if (a.kind === b.kind) return saysNothing(a.kind) ? [] : [`Both are recorded as: ${sayKind(a.kind)}`];
  if (saysNothing(a.kind) || saysNothing(b.kind)) return [];
  if (groupOf(a.kind) === groupOf(b.kind)) return [`Kinds that can be the same thing: ${sayKind(a.kind)} and ${sayKind(b.kind)}`];
  return [`But the kinds differ: ${sayKind(a.kind)} and ${sayKind(b.kind)}`];
}

function aboutPeople(a: Portrait, b: Portrait, vocabulary: Vocabulary): readonly string[] {
  const say = (numbers: readonly number[]): string => sayList(numbers.map((number) => vocabulary.person(number)).sort());
  const both = peopleOfBoth(a, b);
  if (both.length > 0) return [`Both name ${say(both)}`];
  if (a.listed.length > 0 && b.listed.length > 0) return [`But they name different people: ${say(a.listed)}; ${say(b.listed)}`];
  return [];
}

function aboutWords(a: Portrait, b: Portrait, vocabulary: Vocabulary, count: number): readonly string[] {
  if (a.event.what !== '' && a.event.what === b.event.what) return ['The words are the same'];
  const { uncommon } = sharedWords(a, b, vocabulary, count);
  if (uncommon.length === 0) return ['But they share no uncommon word'];
  const shown = [...uncommon].sort((one, other) => vocabulary.heldBy(one) - vocabulary.heldBy(other) || one - other).slice(0, 5);
  return [
    `Same uncommon words: ${shown
      .map((token) => vocabulary.word(token))
      .sort()
      .join(', ')}`,
  ];
}

function aboutDoubleEntry(a: Portrait, b: Portrait): readonly string[] {
  if (a.event.agency !== b.event.agency || !enteredTwice(a, b)) return [];
  const who = a.event.agency === null ? 'The same agency' : agencyName(a.event.agency);
  const apart = recordedApart(a, b);
  if (apart < LONG_AFTER_DAYS) return [`${who} entered it twice in the same words`];
  const [first, second] = (a.recorded ?? a.to) <= (b.recorded ?? b.to) ? [a, b] : [b, a];
  return [
    `${who} entered it twice: first on ${sayDayNumber(first.recorded ?? first.to)}, again ${apart} days later, on ${sayDayNumber(second.recorded ?? second.to)}`,
  ];
}

function aboutAgencies(a: Portrait, b: Portrait): readonly string[] {
  const say = (one: Portrait, other: Portrait): readonly string[] =>
    namesAgencyOf(one, other)
      ? [
          `${one.event.agency === null ? 'The other account' : `The account of ${agencyName(one.event.agency)}`} mentions ${agencyName(other.event.agency)}`,
        ]
      : [];
  return [...say(a, b), ...say(b, a)];
}

function aboutChildSeen(a: Event, b: Event): readonly string[] {
  const seen = [a.childSeen, b.childSeen];
  return seen.includes('seen') && seen.includes('not-seen')
    ? ['But one says that the child was seen and the other that the child was not']
    : [];
}

/** The reasons for, then those against, in words. `a` stands before `b` in the chronology. */
export function reasons(a: Portrait, b: Portrait, vocabulary: Vocabulary, count: number): readonly string[] {
  const all = [
    ...aboutDoubleEntry(a, b),
    ...aboutDays(a, b),
    ...aboutTimes(a, b),
    ...aboutPeople(a, b, vocabulary),
    ...aboutKinds(a.event, b.event),
    ...aboutWords(a, b, vocabulary, count),
    ...aboutAgencies(a, b),
    ...aboutChildSeen(a.event, b.event),
  ];
  const against = (reason: string): boolean => reason.startsWith('But ');
  return [...all.filter((reason) => !against(reason)), ...all.filter(against)];
}
