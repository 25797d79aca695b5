/** Every word that a file holds, shown or not, so that a protected place is found wherever it stands. */
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../src/domain/limits.ts';
import { matcherFor } from '../../src/domain/places/matcher.ts';
import { wordsOfFile } from '../../src/files/words-of-file.ts';
import { docx, p, tbl, textRows, tr, worksheet, xlsx } from './office-samples.ts';

const matcher = matcherFor([
  {
    kind: 'refuge',
    names: ['Rosebank Refuge'],
    address: ['14 Tern Street'],
    postcode: null,
    phones: [],
    registrations: [],
    words: [],
  },
]);
const finds = (bytes: Uint8Array): boolean => wordsOfFile(bytes, LIMITS).some((text) => matcher.find([text]).length > 0);
const text = (words: string): Uint8Array => new TextEncoder().encode(words);
const table = tbl([tr(['Date', 'Event']), tr(['01/02/2020', 'Weighed'])]);
const run = (words: string, around = ''): string => `<w:r>${around}<w:t xml:space="preserve">${words}</w:t></w:r>`;

describe('the words of a file', () => {
  it.each([
    ['a csv', text('Date,Event\n01/02/2020,Moved to Rosebank Refuge\n')],
    ['escapes in JSON', text('{"what":"Rose\\u0062ank\\nRefuge"}')],
    ['entities in markup', text('<p>14 T&#101;rn Street</p>')],
    ['runs of a word', docx(`<w:p>${run('14 Te')}${run('rn Str', '<w:rPr><w:b/></w:rPr>')}${run('eet')}</w:p>`)],
    ['hidden text', docx(`<w:p>${run('Rosebank Refuge', '<w:rPr><w:vanish/></w:rPr>')}</w:p>`)],
    ['a comment', docx(table, { 'word/comments.xml': `<w:comments><w:comment>${p('Rosebank Refuge')}</w:comment></w:comments>` })],
    ['the author of a comment', docx(table, { 'word/comments.xml': '<w:comments><w:comment w:author="Rosebank Refuge"/></w:comments>' })],
    ['a header', docx(table, { 'word/header1.xml': `<w:hdr>${p('Rosebank Refuge')}</w:hdr>` })],
    [
      'what was taken out',
      docx(`<w:p>${run('14 ')}<w:del><w:r><w:delText>Tern</w:delText></w:r></w:del><w:ins>${run('Gull')}</w:ins>${run(' Street')}</w:p>`),
    ],
    [
      'what was put in',
      docx(`<w:p>${run('14 ')}<w:del><w:r><w:delText>Gull</w:delText></w:r></w:del><w:ins>${run('Tern')}</w:ins>${run(' Street')}</w:p>`),
    ],
    ['an alternative text', docx('<w:p><w:r><w:drawing><wp:docPr descr="14 Tern Street"/></w:drawing></w:r></w:p>')],
    [
      'what a document says of itself',
      docx(table, { 'docProps/core.xml': '<cp:coreProperties><dc:title>Rosebank Refuge</dc:title></cp:coreProperties>' }),
    ],
    ['a hidden sheet', xlsx({ sheets: [{ name: 'A', state: 'hidden', xml: worksheet(textRows([['Rosebank Refuge']])) }] })],
    ['the name of a sheet', xlsx({ sheets: [{ name: 'Rosebank Refuge', xml: worksheet(textRows([['x']])) }] })],
    ['the name of a part', docx(table, { 'word/media/Rosebank Refuge.png': 'x' })],
  ])('hold what stands in %s', (_, bytes) => expect(finds(bytes)).toBe(true));

  it.each([
    ['a csv', text('Date,Event\n01/02/2020,Weighed\n')],
    ['a document', docx(table)],
    [
      'a workbook',
      xlsx({
        sheets: [
          {
            name: 'A',
            xml: worksheet(
              textRows([
                ['Weighed', '14'],
                ['Tern', 'Gull Street'],
              ]),
            ),
          },
        ],
      }),
    ],
  ])('hold nothing else in %s', (_, bytes) => expect(finds(bytes)).toBe(false));
});
