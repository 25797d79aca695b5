/** Signing in, as far as it can be decided without a database: how long a session lasts, what a sign-in name is, which passwords are too easy. */
import { FREQUENT_PASSWORDS, FREQUENT_WORDS } from './frequent-passwords.ts';

/** How long somebody stays signed in: without asking for anything, and at most. */
export type SessionTerms = { readonly idleMinutes: number; readonly hours: number };
export const SESSION_TERMS: SessionTerms = { idleMinutes: 15, hours: 10 };

export const SHORTEST_PASSWORD = 12;
export const LONGEST_PASSWORD = 200;

/** Sign-in names are compared without regard to case, width and surrounding space. */
export function sameLogin(login: string): string {
  return login.normalize('NFKC').trim().toLowerCase();
}

/** Like an e-mail address, and no longer than one may be. */
export function isLogin(login: string): boolean {
  const name = sameLogin(login);
  return name.length <= 254 && /^[^\s@]+@[^\s@]+$/.test(name);
}

/**
 * What is wrong with a new password, as a sentence, or null. Length counts, and that it is not one of those that are tried first; what it is
 * made of does not.
 * @param about words that an acquaintance would try: one's name, the partnership's, the sign-in name.
 */
export function passwordFault(password: string, about: readonly string[]): string | null {
  const typed = password;
  if ([...typed].length < SHORTEST_PASSWORD)
    return `The password must be ${SHORTEST_PASSWORD} characters or more. Three or four words make a good one`;
  if (typed.length > LONGEST_PASSWORD) return `The password must be ${LONGEST_PASSWORD} characters or fewer`;
  const lower = typed.toLowerCase();
  if (FREQUENT_PASSWORDS.has(lower) || isRun(lower) || isRepeat(lower))
    return 'That password is one of those that are tried first. Choose another';
  const rest = withoutFrequentWords(lettersOf(lower));
  if (rest.length < 4) return 'That password is made of words that are tried first. Choose another';
  const known = about.flatMap((words) => words.toLowerCase().split(/[^\p{L}\p{N}]+/u)).filter((word) => word.length >= 3);
  const without = known.reduce((left, word) => left.replaceAll(word, ''), lower);
  if (without !== lower && without.length < 8)
    return 'That password is made of your name, your sign-in name or the partnership’s name. Choose another';
  return null;
}

/** Letters alone, with the usual disguises undone: p4ssw0rd is password. */
function lettersOf(text: string): string {
  const undone: Readonly<Record<string, string>> = {
    '0': 'o',
    '1': 'i',
    '3': 'e',
    '4': 'a',
    '5': 's',
    '7': 't',
    '@': 'a',
    $: 's',
    '!': 'i',
  };
  return [...text.replace(/[\d\W_]+$/u, '')]
    .map((one) => undone[one] ?? one)
    .join('')
    .replace(/[^\p{L}]/gu, '');
}

function withoutFrequentWords(letters: string): string {
  return FREQUENT_WORDS.reduce((rest, word) => rest.replaceAll(word, ''), letters);
}

/** abcdefghijkl, 123456789012, and the same backwards. */
function isRun(text: string): boolean {
  const steps = [...text].slice(1).map((one, index) => (one.codePointAt(0) ?? 0) - (text.codePointAt(index) ?? 0));
  const along = steps.filter((step) => step === 1 || step === -9).length;
  const back = steps.filter((step) => step === -1 || step === 9).length;
  return Math.max(along, back) >= steps.length - 1;
}

/** aaaaaaaaaaaa, abcabcabcabc. */
function isRepeat(text: string): boolean {
  for (let length = 1; length <= 4; length += 1)
    if (
      text ===
      text
        .slice(0, length)
        .repeat(Math.ceil(text.length / length))
        .slice(0, text.length)
    )
      return true;
  return false;
}
