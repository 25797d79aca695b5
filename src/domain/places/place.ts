/**
 * A protected place: somewhere that some people must not find out about, and the words that would tell them: its address, its names,
 * its telephone numbers, the registration marks of vehicles. It is kept apart from everything else, sealed, and looked for in whatever
 * comes in and goes out.
 */

export const PLACE_KINDS = [
  'home-address',
  'refuge',
  'foster-placement',
  'school',
  'nursery',
  'surgery',
  'contact-centre',
  'workplace',
  'phone',
  'vehicle',
  'other',
] as const;
export type PlaceKind = (typeof PLACE_KINDS)[number];

/** What each kind is called when it is said to somebody to whom the place is open. */
export const PLACE_KIND_WORDS: Readonly<Record<PlaceKind, string>> = Object.freeze({
  'home-address': 'Home address',
  refuge: 'Refuge',
  'foster-placement': 'Foster placement',
  school: 'School',
  nursery: 'Nursery',
  surgery: 'Surgery or clinic',
  'contact-centre': 'Contact centre',
  workplace: 'Workplace',
  phone: 'Telephone',
  vehicle: 'Vehicle',
  other: 'Somewhere else',
});

export type ProtectedPlace = {
  readonly kind: PlaceKind;
  /** Every name that people use for it, the short ones too. */
  readonly names: readonly string[];
  /** The address as it would stand on an envelope, line by line. A town or county on a line of its own is not looked for. */
  readonly address: readonly string[];
  readonly postcode: string | null;
  readonly phones: readonly string[];
  readonly registrations: readonly string[];
  /** Anything else that gives it away, such as the name of the school bus. */
  readonly words: readonly string[];
};

/** A text to look for, and how it may be written. */
export type SoughtText = { readonly as: 'words' | 'phone' | 'code'; readonly text: string };

const POSTCODE = /\b[A-Z]{1,2}[0-9IO][A-Z0-9]?\s*[0-9IO][A-Z]{2}\b/gi;
const UNIT_ALONE = /^(flat|apartment|apt|unit|room|floor|no|number|block|suite)\.?\s*[\w-]{1,4}$/i;
/** Streets that stand in most towns: alone they reveal nothing, and looking for them would hide the innocent. */
const IN_EVERY_TOWN = new Set(
  (
    'high main church station park victoria queen queens king kings london mill school north south east west new green manor grange ' +
    'the market bridge albert george york richmond windsor springfield chapel broad mount'
  ).split(' '),
);
const STREET_WORDS =
  'street|st|road|rd|avenue|ave|lane|ln|close|cl|drive|dr|court|ct|crescent|cres|gardens|gdns|grove|place|pl|square|sq|terrace|terr|way|walk|row|rise|hill|quay|view|yard|mews|wharf|loke|plain';
const STREET = new RegExp(`(?:(\\d+\\s?[a-z]?(?:\\s?-\\s?\\d+)?)\\s+)?((?:[\\p{L}'’.-]+\\s+){1,4}(?:${STREET_WORDS}))\\b\\.?`, 'iu');

/** Everything that is looked for on behalf of a place. Shown to those who registered it, so that they can see what is missing. */
export function soughtTexts(place: ProtectedPlace): readonly SoughtText[] {
  const sought = new Map<string, SoughtText>();
  const add = (as: SoughtText['as'], text: string): void => {
    const trimmed = text.replace(/\s+/g, ' ').replace(/^[\s,.;]+|[\s,.;]+$/g, '');
    if (foldedLength(trimmed) >= SHORTEST) sought.set(`${as} ${trimmed.toLowerCase()}`, { as, text: trimmed });
  };
  for (const name of place.names) addName(add, name);
  for (const [index, line] of place.address.entries()) addLine(add, line, index === 0);
  if (place.postcode !== null) add('code', place.postcode);
  for (const phone of place.phones) add('phone', phone);
  for (const registration of place.registrations) add('code', registration);
  for (const words of place.words) add('words', words);
  return [...sought.values()];
}

/** Shorter texts would be found everywhere. */
export const SHORTEST = 4;

function foldedLength(text: string): number {
  return text.normalize('NFKD').replace(/[^\p{L}\p{N}]/gu, '').length;
}

type Add = (as: SoughtText['as'], text: string) => void;

function addName(add: Add, name: string): void {
  add('words', name);
  add('words', name.replace(/^\s*the\s+/i, ''));
}

function addLine(add: Add, line: string, first: boolean): void {
  for (const postcode of line.match(POSTCODE) ?? []) add('code', postcode);
  const rest = line.replace(POSTCODE, ' ');
  const parts = rest.split(/[,;\n]/).map((part) => part.trim());
  const tells = (part: string): boolean => /\d/.test(part) || STREET.test(part);
  if (first || tells(rest)) {
    if (parts.length === 1 && !UNIT_ALONE.test(rest.trim())) addName(add, rest);
    if (parts.length > 1 && tells(rest)) add('words', parts.filter((part, at) => at === 0 || tells(part)).join(', '));
  }
  for (const [index, part] of parts.entries()) {
    if (UNIT_ALONE.test(part)) continue;
    if (tells(part) || (first && index === 0)) addName(add, part);
    const street = STREET.exec(part);
    if (street === null) continue;
    const [whole, number, name = ''] = street;
    if (number !== undefined) add('words', whole);
    const words = name
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== 'the');
    if (words.length > 2 || !IN_EVERY_TOWN.has(words[0] ?? '')) add('words', name);
  }
}
