/** Test support: a thousand invented values that give a protected place away, and files that hold them wherever a file can hold words. */
import type { ProtectedPlace } from '../../src/domain/places/place.ts';
import { csv } from '../app/bring-files.ts';
import { docx, OFFICE, p, tbl, tc, textRows, tr, worksheet, xlsx } from '../files/office-samples.ts';

export type PlantedPlace = Omit<ProtectedPlace, 'kind'> & { readonly person: string; readonly values: readonly string[] };

const LETTERS = 'bcdfghjklmnpqrstvwxz';
const VOWELS = 'aeiou';

/** The same numbers each time. */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * below);
  };
}

/** So many places with 50 values each: 15 names, 10 addresses, 10 telephone numbers, 5 registrations, 10 other words. */
export function plantedPlaces(many: number): PlantedPlace[] {
  const random = chance(1000);
  const used = new Set<string>();
  const once = (make: () => string): string => {
    for (;;) {
      const value = make();
      if (used.has(value.toLowerCase())) continue;
      used.add(value.toLowerCase());
      return value;
    }
  };
  const letter = (from: string): string => from[random(from.length)] ?? 'x';
  const word = (): string => {
    const text = Array.from({ length: 4 }, () => letter(LETTERS) + letter(VOWELS) + letter(LETTERS)).join('');
    return (text[0] ?? '').toUpperCase() + text.slice(1);
  };
  const digits = (count: number): string => Array.from({ length: count }, () => random(10)).join('');
  const capital = (): string => letter(LETTERS.toUpperCase());
  const list = (count: number, make: () => string): string[] => Array.from({ length: count }, () => once(make));
  return Array.from({ length: many }, (_, index) => {
    const names = list(15, () => `${word()} ${word()}`).map((name, at) => (at % 5 === 0 ? name.replace(/[aeiou]/, 'é') : name));
    const address = list(10, () => `${1 + random(180)} ${word()} Street`);
    const phones = list(10, () => `07${digits(9)}`);
    const registrations = list(5, () => `${capital()}${capital()}${digits(2)} ${capital()}${capital()}${capital()}`);
    const words = list(10, () => `${word()} bus`);
    const values = [...names, ...address, ...phones, ...registrations, ...words];
    return { person: `Person ${index}`, names, address, postcode: null, phones, registrations, words, values };
  });
}

export type PlantedFile = { readonly file: string; readonly bytes: Uint8Array; readonly values: readonly string[] };

const HEAD = ['Date', 'Source', 'Event', 'Outcome'];
/** Rows that hold the values, and as many that hold none. */
const rowsOf = (values: readonly string[]): string[][] =>
  values.flatMap((value, at) => [
    [`0${1 + (at % 9)}/0${1 + (at % 8)}/2020`, 'Diary', `She said that it is ${value} for now.`, at % 2 === 0 ? 'None' : `Told ${value}`],
    [`1${at % 9}/0${1 + (at % 8)}/2021`, 'Diary', `Plain entry ${at} about sleep.`, 'None'],
  ]);
const table = (rows: readonly (readonly string[])[]): string => tbl([HEAD, ...rows].map((row) => tr([...row])));
const plainRows = [['01/02/2020', 'Diary', 'Plain entry about a visit.', 'None']];
const csvOf = (rows: readonly (readonly string[])[]): Uint8Array =>
  csv(...[HEAD, ...rows].map((row) => row.map((cell) => `"${cell}"`).join(',')));
const PROPERTIES = (values: readonly string[]): string =>
  `<?xml version="1.0"?><cp:coreProperties xmlns:cp="x" xmlns:dc="y"><dc:title>${values[0]}</dc:title><dc:description>${values.slice(1).join('; ')}</dc:description></cp:coreProperties>`;
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

/** One file for each place in which a file can hold words; together they hold all the values. The last two are named after theirs. */
export function plantedFiles(values: readonly string[]): PlantedFile[] {
  const kinds: readonly ((some: readonly string[]) => Uint8Array)[] = [
    (some) => csvOf(rowsOf(some)),
    (some) => docx(table(rowsOf(some))),
    (some) => xlsx({ sheets: [{ name: 'Records', xml: worksheet(textRows([HEAD, ...rowsOf(some)])) }] }),
    (some) =>
      Buffer.from(
        JSON.stringify({
          agency: 'gp',
          events: some.map((value, at) => ({ ref: `r${at}`, kind: 'contact', happened: '2020-03-04', what: `She is at ${value}` })),
        }),
      ),
    // A row that needs attention, and one that is none.
    (some) => csvOf([...some.map((value) => ['tbc', 'Letter', `Letter to ${value}`, '']), ['END OF CHRONOLOGY', '', '', ''], ...plainRows]),
    // Comments, a header, a footnote, hidden text, an alternative text, and what the document says of itself.
    (some) =>
      docx(
        `${table(plainRows)}<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>${some[0]}</w:t></w:r></w:p><w:p><w:r><w:drawing><wp:docPr xmlns:wp="z" id="1" name="n" descr="${some[1]}"/></w:drawing></w:r></w:p>`,
        {
          'word/comments.xml': `<w:comments ${W}>${some
            .slice(2)
            .map((value, at) => `<w:comment w:id="${at}" w:author="${value}">${p(value)}</w:comment>`)
            .join('')}</w:comments>`,
          'docProps/core.xml': PROPERTIES(some.slice(40)),
          'word/header1.xml': `<w:hdr ${W}>${p(some[2] ?? '')}</w:hdr>`,
          'word/footnotes.xml': `<w:footnotes ${W}><w:footnote w:id="1">${p(some[3] ?? '')}</w:footnote></w:footnotes>`,
        },
        [{ id: 'c1', type: `${OFFICE}/comments`, target: 'comments.xml' }],
      ),
    // Tracked changes: what was put in, what was taken out, in pieces.
    (some) =>
      docx(
        tbl([
          tr(HEAD),
          ...some.map((value, at) =>
            tr([
              `0${1 + (at % 9)}/05/2020`,
              'Diary',
              tc(
                at % 2 === 0
                  ? `<w:p><w:ins w:id="1" w:author="a"><w:r><w:t xml:space="preserve">${value.slice(0, 4)}</w:t></w:r><w:r><w:t xml:space="preserve">${value.slice(4)}</w:t></w:r></w:ins></w:p>`
                  : `<w:p><w:r><w:t xml:space="preserve">Seen. </w:t></w:r><w:del w:id="2" w:author="a"><w:r><w:delText xml:space="preserve">${value}</w:delText></w:r></w:del></w:p>`,
              ),
              'None',
            ]),
          ),
        ]),
      ),
    // A hidden sheet, hidden rows, and what the workbook says of itself.
    (some) =>
      xlsx({
        sheets: [
          { name: 'Records', xml: worksheet(textRows([HEAD, ...rowsOf(some.slice(0, 10))]).replaceAll('<row ', '<row hidden="1" ')) },
          { name: 'Old', state: 'hidden', xml: worksheet(textRows(some.slice(0, 30).map((value) => [value]))) },
        ],
        more: { 'docProps/core.xml': PROPERTIES(some.slice(30)) },
      }),
  ];
  const share = Math.ceil((values.length - 2) / kinds.length);
  const files = kinds.map((make, at) => {
    const some = values.slice(at * share, Math.min((at + 1) * share, values.length - 2));
    const bytes = make(some);
    const ending = bytes[0] === 0x50 ? (Buffer.from(bytes).includes('word/') ? 'docx' : 'xlsx') : bytes[0] === 0x7b ? 'json' : 'csv';
    return { file: `records ${at}.${ending}`, bytes, values: some };
  });
  const named = values.slice(-2).map((value) => ({ file: `letter from ${value}.csv`, bytes: csvOf(plainRows), values: [value] }));
  return [...files, ...named];
}
