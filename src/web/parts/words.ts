/** Counting and listing in plain English. */

/** "1 event", "7 events", "no events". A plural other than with an s is given. */
export function count(number: number, one: string, many = `${one}s`): string {
  return number === 0 ? `no ${many}` : `${number.toLocaleString('en-GB')} ${number === 1 ? one : many}`;
}

/** "a", "a and b", "a, b and c". */
export function list(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
