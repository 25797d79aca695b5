/** What the short columns say: child seen, impact, red/amber/green, interpreter, lists of people. A word that none of them knows is null. */
import { foldName } from '../domain/agency.ts';
import type { Cell } from '../domain/document.ts';
import type { ChildSeen, Impact, Interpreter, Rag, Sensitivity } from '../domain/event.ts';

const SEEN_WORDS: Readonly<Record<ChildSeen, readonly string[]>> = {
  seen: [
    'y',
    'yes',
    'seen',
    'true',
    'child seen',
    'children seen',
    'both seen',
    'all seen',
    'ys',
    'yes seen',
    'was seen',
    'observed',
    'all children seen',
    'both children seen',
    '✓',
  ],
  'not-seen': [
    'n',
    'no',
    'not seen',
    'false',
    'child not seen',
    'children not seen',
    'unseen',
    'not',
    'none seen',
    'not observed',
    'was not seen',
    '✗',
  ],
  'not-applicable': [
    'n a',
    'na',
    'not applicable',
    'n app',
    'not relevant',
    'not born',
    'unborn',
    'not yet born',
    'pre birth',
    'antenatal',
  ],
  'not-known': [
    'n k',
    'nk',
    'not known',
    'unknown',
    'unsure',
    'dk',
    'don t know',
    'dont know',
    'unclear',
    'not clear',
    'not sure',
    'u k',
    'u',
    '?',
  ],
  'not-recorded': [
    '',
    'n r',
    'nr',
    'not recorded',
    'not stated',
    'not documented',
    'not specified',
    'no record',
    'not noted',
    'blank',
    'left blank',
  ],
};

const seenByWord = new Map<string, ChildSeen>();
for (const [seen, words] of Object.entries(SEEN_WORDS) as [ChildSeen, readonly string[]][])
  for (const word of words) seenByWord.set(word, seen);

/** "Yes (awake)" is seen, "n/k" is not known, blank is not recorded; words that say none of these are null. */
export function readChildSeen(text: string): ChildSeen | null {
  const trimmed = text.trim();
  if (trimmed === '' || /^[-–—.]+$/.test(trimmed)) return 'not-recorded';
  if (/^[✓✔☑]$/.test(trimmed)) return 'seen';
  if (/^[✗✘☒]$/.test(trimmed)) return 'not-seen';
  if (/^\?+$/.test(trimmed)) return 'not-known';
  const folded = foldName(trimmed);
  const whole = seenByWord.get(folded);
  if (whole !== undefined) return whole;
  const first = foldName(trimmed.split(/[(,;:\n–—]|\s-\s/, 1)[0] ?? '');
  const start = first === '' ? undefined : seenByWord.get(first);
  if (start !== undefined) return start;
  if (/^(no|not)\b/.test(folded))
    return /^not (known|clear|sure)\b/.test(folded)
      ? 'not-known'
      : /^not (recorded|stated|documented)\b/.test(folded)
        ? 'not-recorded'
        : /^not (applicable|relevant|born)\b/.test(folded)
          ? 'not-applicable'
          : /^(no|not seen)\b/.test(folded)
            ? 'not-seen'
            : null;
  if (/^(yes|seen)\b/.test(folded)) return 'seen';
  return null;
}

const POSITIVE = /^(positive|pos|strength|strengths|protective|protective factor|good|p|s|yes positive|improved)\b/;
const NEGATIVE = /^(negative|neg|worry|worries|concern|concerns|risk|adverse|bad|harmful|w|risk factor)\b/;
const MIXED =
  /^(mixed|both|positive and negative|negative and positive|pos and neg|positive negative|pos neg|strength and worry|worry and strength|strength worry|either)\b/;
const NEUTRAL = /^(neutral|none|no impact|nil|neither|no effect)\b/;

export function readImpact(text: string): Impact | null {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  if (/^([+＋]\s*(\/|and|&)?\s*[-–—−]|[-–—−]\s*(\/|and|&)?\s*[+＋]|±)$/.test(trimmed)) return 'mixed';
  if (/^[+＋]+$/.test(trimmed)) return 'positive';
  if (/^[-–—−]+$/.test(trimmed)) return 'negative';
  const folded = foldName(trimmed);
  if (MIXED.test(folded)) return 'mixed';
  if (POSITIVE.test(folded)) return /\b(but|and)\b.*\b(negative|worr|concern|risk)/.test(folded) ? 'mixed' : 'positive';
  if (NEGATIVE.test(folded)) return /\b(but|and)\b.*\b(positive|strength|protective)/.test(folded) ? 'mixed' : 'negative';
  if (NEUTRAL.test(folded)) return 'neutral';
  return null;
}

const RAG_WORDS: readonly (readonly [Rag, RegExp])[] = [
  ['red', /^(r|red)\b/],
  ['amber', /^(a|amber|yellow|orange)\b/],
  ['green', /^(g|green)\b/],
];

/** Red, amber or green from a word or its first letter. "Red/amber" is null: the source did not choose. */
export function readRag(text: string): Rag | null {
  const folded = foldName(text);
  if (folded === '') return null;
  const named = new Set([...folded.matchAll(/\b(red|amber|green)\b/g)].map((match) => match[1]));
  if (named.size > 1) return null;
  for (const [rag, word] of RAG_WORDS) if (word.test(folded) && (folded.length === 1 || named.size === 1 || rag === 'amber')) return rag;
  if (named.size === 1) return [...named][0] as Rag;
  return null;
}

/** Red, amber or green from a cell's fill colour, by its hue; greys, whites, blues and purples are none of them. */
export function ragOfFill(fill: string): Rag | null {
  if (!/^[0-9A-F]{6}$/i.test(fill)) return null;
  const [red, green, blue] = [0, 2, 4].map((at) => Number.parseInt(fill.slice(at, at + 2), 16) / 255) as [number, number, number];
  const most = Math.max(red, green, blue);
  const least = Math.min(red, green, blue);
  const spread = most - least;
  if (spread < 0.08 || most < 0.25) return null;
  const saturation = spread / (1 - Math.abs(most + least - 1) || 1);
  if (saturation < 0.2) return null;
  const sixth = most === red ? ((green - blue) / spread + 6) % 6 : most === green ? (blue - red) / spread + 2 : (red - green) / spread + 4;
  const hue = sixth * 60;
  if (hue < 18 || hue >= 340) return 'red';
  if (hue < 68) return 'amber';
  if (hue < 168) return 'green';
  return null;
}

export function fillOf(cell: Cell | undefined): string | null {
  return cell === undefined || typeof cell === 'string' ? null : (cell.fill ?? null);
}

const NOBODY = new Set(['', 'n a', 'na', 'none', 'nil', 'not applicable', 'not recorded', 'nk', 'n k', 'not known', 'unknown']);

/** "M, F and B" is three people. Blank and "n/a" are nobody. */
export function readPeople(text: string): string[] {
  const trimmed = text.trim();
  if (trimmed === '' || NOBODY.has(foldName(trimmed)) || /^[-–—.]+$/.test(trimmed)) return [];
  const found: string[] = [];
  for (const part of trimmed.split(/\s*(?:[,;&+\n]|\/|\band\b)\s*/i)) {
    const label = part.trim();
    if (label !== '' && !found.includes(label)) found.push(label);
  }
  return found;
}

/** Tags in one cell: "domestic abuse; alcohol". */
export function readTags(text: string): string[] {
  return text
    .split(/[;,\n]/)
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '' && !NOBODY.has(foldName(tag)));
}

const INTERPRETER_WORDS: readonly (readonly [Interpreter, RegExp])[] = [
  ['not-recorded', /^(|not recorded|n r|nr|not stated|blank|not known|n k|unknown)$/],
  ['not-needed', /^(not (needed|required|applicable)|n a|na|no need|none needed|none required)\b/],
  ['refused', /^(refused|declined|offered)\b|\b(refused|declined)\b/],
  ['child', /\b(child|sibling|son|daughter|brother|sister)\b/],
  ['partner', /\b(partner|husband|wife|father|mother)\b/],
  ['family-member', /\b(family|relative|aunt|uncle|grand\w+|friend)\b/],
  [
    'accredited',
    /\b(accredited|professional|telephone|language line|languageline|face to face|by phone|qualified|registered|interpreter used)\b/,
  ],
  ['none', /^(n|no|none|not used|no interpreter|without)\b/],
];

/** Who interpreted. A bare "yes" is null: it does not say who. */
export function readInterpreter(text: string): Interpreter | null {
  const folded = foldName(text);
  for (const [interpreter, words] of INTERPRETER_WORDS) if (words.test(folded)) return interpreter;
  return null;
}

export function readSensitivity(text: string): Sensitivity | null {
  const folded = foldName(text);
  if (/^(ordinary|normal|none|no|official|standard)$/.test(folded)) return 'ordinary';
  if (/^(restricted|sensitive|official sensitive|yes|third party)$/.test(folded)) return 'restricted';
  if (/^(protected|highly sensitive|secret|do not share)$/.test(folded)) return 'protected';
  return null;
}

export function readFactOrOpinion(text: string): 'fact' | 'opinion' | null {
  const folded = foldName(text);
  if (/^(f|fact|factual)$/.test(folded)) return 'fact';
  if (/^(o|opinion|view|professional opinion|judgement)$/.test(folded)) return 'opinion';
  return null;
}

/** The order of an event within its day: a number, with or without a full stop. */
export function readSequence(text: string): number | null {
  const match = /^\s*(\d{1,9}(?:\.\d{1,6})?)[.):]?\s*$/.exec(text);
  return match === null ? null : Number(match[1]);
}
