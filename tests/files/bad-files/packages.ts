/** Bad packages: cut off, locked, with macros, bombs, and zip files whose headers lie. */
import { strToU8 } from 'fflate';
import {
  contentTypes,
  docx,
  docxParts,
  links,
  type Parts,
  p,
  tbl,
  textRows,
  tr,
  worksheet,
  XLSX_TYPE,
  xlsx,
  xlsxParts,
  zipped,
} from '../office-samples.ts';
import { type BadFile, bad, noise } from './kinds.ts';
import { packedMegabytes, type RawEntry, rawZip } from './raw-zip.ts';

export const goodDocx = (): Uint8Array => docx(p('Child: B') + tbl([tr(['Date', 'Event']), tr(['22.05.16', 'Seen'])]));
export const goodXlsx = (): Uint8Array =>
  xlsx({
    sheets: [
      {
        name: 'Police',
        xml: worksheet(
          textRows([
            ['Date', 'Event'],
            ['22.05.16', 'Seen'],
          ]),
        ),
      },
    ],
  });

const entries = (parts: Parts): RawEntry[] =>
  Object.entries(parts).map(([name, part]) => ({ name, data: typeof part === 'string' ? strToU8(part) : part }));
const wordEntries = (): RawEntry[] => entries(docxParts(tbl([tr(['Date', 'Event'])])));
/** A Word package with one entry changed or added. */
const withEntry = (entry: Partial<RawEntry> & { readonly name: string }): Uint8Array => {
  const all = wordEntries();
  const found = all.findIndex((one) => one.name === entry.name);
  if (found < 0) all.push({ data: strToU8('x'), ...entry });
  else all[found] = { ...(all[found] as RawEntry), ...entry };
  return rawZip(all);
};
const wide = (text: string): Uint8Array => Buffer.from(text, 'utf16le');
/** An old compound file with one named stream. */
const compound = (stream: string): Uint8Array =>
  Buffer.concat([
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    Buffer.alloc(504),
    wide('Root Entry'),
    Buffer.alloc(108),
    wide(stream),
    Buffer.alloc(400),
  ]);
const openSheet = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>';
const bombSheet = (megabytes: number, claimedSize: number): Uint8Array =>
  rawZip([
    ...entries(xlsxParts({ sheets: [{ name: 'S', xml: '' }] })).filter((one) => !one.name.includes('sheet1.xml')),
    {
      name: 'xl/worksheets/sheet1.xml',
      data: new Uint8Array(),
      packed: packedMegabytes(megabytes, 32, openSheet, '</sheetData></worksheet>'),
      claimedSize,
    },
  ]);
const macroDocument = 'application/vnd.ms-word.document.macroEnabled.main+xml';
const macroSheet = 'application/vnd.ms-excel.sheet.macroEnabled.main+xml';
const sheets = [{ name: 'S', xml: worksheet(textRows([['Date']])) }];

export const BAD_PACKAGES: readonly BadFile[] = [
  // Cut off
  bad('only the first two bytes of a package', 'a.docx', 'damaged-file', () => 'PK'),
  bad('cut off in the first header', 'a.docx', 'damaged-file', () => goodDocx().slice(0, 20)),
  bad('cut off inside the packed text', 'a.docx', 'damaged-file', () => goodDocx().slice(0, 600)),
  bad('cut off in the middle', 'a.xlsx', 'damaged-file', () => goodXlsx().slice(0, goodXlsx().length / 2)),
  bad('cut off in the directory', 'a.docx', 'damaged-file', () => goodDocx().slice(0, -90)),
  bad('cut off in the end record', 'a.docx', 'damaged-file', () => goodDocx().slice(0, -3)),
  bad('its beginning is missing', 'a.docx', 'wrong-extension', () => goodDocx().slice(300)),
  bad('a hole of zeros in the middle', 'a.docx', 'damaged-file', () => goodDocx().fill(0, 700, 900)),
  bad('two packages one after the other', 'a.docx', 'damaged-file', () => Buffer.concat([goodDocx(), goodXlsx()])),
  bad('a program with a package behind it', 'a.docx', 'wrong-extension', () =>
    Buffer.concat([Buffer.from('MZ'), noise(4_000), goodDocx()]),
  ),
  // Locked and old
  bad('a zip with a password', 'a.docx', 'password-protected', () => withEntry({ name: 'word/document.xml', flags: 1 })),
  bad('an Office password round a document', 'a.docx', 'password-protected', () => compound('EncryptedPackage')),
  bad('Word before 2007', 'a.doc', 'old-office-file', () => compound('WordDocument')),
  bad('Excel before 2007 under a new name', 'a.xlsx', 'old-office-file', () => compound('Workbook')),
  bad('an Outlook message', 'a.docx', 'wrong-extension', () => compound('__nameid_version1.0')),
  // Macros
  bad('a document with macros', 'a.docm', 'macro-enabled', () =>
    zipped({ ...docxParts(p('x'), { 'word/vbaProject.bin': noise(64) }, [], macroDocument) }),
  ),
  bad('a document with macros, renamed', 'a.docx', 'macro-enabled', () => zipped(docxParts(p('x'), {}, [], macroDocument))),
  bad('a workbook with macros', 'a.xlsm', 'macro-enabled', () =>
    zipped(xlsxParts({ sheets, type: macroSheet, more: { 'xl/vbaProject.bin': noise(64) } })),
  ),
  bad('a workbook with macros that calls itself plain', 'a.xlsx', 'macro-enabled', () =>
    xlsx({ sheets, more: { 'xl/vbaProject.bin': noise(64) } }),
  ),
  bad('macros under another name', 'a.xlsx', 'macro-enabled', () =>
    zipped({
      ...xlsxParts({ sheets }),
      'xl/pictures.bin': noise(64),
      '[Content_Types].xml': contentTypes({ 'xl/workbook.xml': XLSX_TYPE, 'xl/pictures.bin': 'application/vnd.ms-office.vbaProject' }),
    }),
  ),
  bad('an Excel 4 macro sheet', 'a.xlsx', 'macro-enabled', () => xlsx({ sheets, more: { 'xl/macrosheets/sheet2.xml': '<x/>' } })),
  bad('an Excel 4 macro sheet by its link only', 'a.xlsx', 'macro-enabled', () =>
    xlsx({
      sheets,
      moreLinks: [{ id: 'm', type: 'http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet', target: 'other/s.xml' }],
      more: { 'xl/other/s.xml': '<x/>' },
    }),
  ),
  // Other packages
  bad('a binary workbook', 'a.xlsb', 'unknown-file-kind', () =>
    zipped({
      ...xlsxParts({ sheets }),
      '[Content_Types].xml': contentTypes({ 'xl/workbook.bin': 'application/vnd.ms-excel.sheet.binary.macroEnabled.main' }),
    }),
  ),
  bad('a PowerPoint presentation', 'a.pptx', 'unknown-file-kind', () =>
    zipped({
      '[Content_Types].xml': contentTypes({
        'ppt/p.xml': 'application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml',
      }),
      '_rels/.rels': links([{ id: 'a', type: 'officeDocument', target: 'ppt/p.xml' }]),
      'ppt/p.xml': '<p/>',
    }),
  ),
  bad('an OpenDocument text', 'a.odt', 'unknown-file-kind', () =>
    zipped({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '<x/>' }),
  ),
  bad('an OpenDocument spreadsheet renamed', 'a.xlsx', 'wrong-extension', () =>
    zipped({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '<x/>' }),
  ),
  bad('a zip of pictures renamed', 'a.docx', 'wrong-extension', () => zipped({ '1.png': noise(100), '2.png': noise(100) })),
  bad('an empty zip', 'a.docx', 'wrong-extension', () => zipped({})),
  // Bombs
  bad('1 GB of spaces that says so', 'a.xlsx', 'inflates-too-large', () => bombSheet(1_024, 2 ** 30 + 200)),
  bad('1 GB of spaces that says 5,000 bytes', 'a.xlsx', 'unsafe-file', () => bombSheet(1_024, 5_000)),
  bad('250 MB of spaces, within the size but beyond the ratio', 'a.xlsx', 'inflates-too-large', () => bombSheet(250, 250 * 2 ** 20 + 200)),
  bad('1 GB in a part that nobody needs', 'a.docx', 'inflates-too-large', () =>
    withEntry({ name: 'word/media/image1.bmp', packed: packedMegabytes(1_024, 0), claimedSize: 2 ** 30 }),
  ),
  bad('1 GB in a part that nobody needs, and says 10 bytes', 'a.docx', 'reads', () =>
    withEntry({ name: 'word/media/image1.bmp', packed: packedMegabytes(1_024, 0), claimedSize: 10 }),
  ),
  bad('a part that claims 4 GB and holds a line', 'a.docx', 'inflates-too-large', () =>
    withEntry({ name: 'word/document.xml', claimedSize: 0xfffffffe }),
  ),
  bad('a part that claims more than it holds', 'a.docx', 'damaged-file', () => {
    const part = wordEntries().find((one) => one.name === 'word/document.xml') as RawEntry;
    return withEntry({ name: 'word/document.xml', claimedSize: part.data.length + 10 });
  }),
  bad('zips inside zips', 'a.docx', 'reads', () =>
    docx(tbl([tr(['Date'])]), {
      'word/embeddings/a.zip': Array.from({ length: 9 }).reduce<Uint8Array>(
        (inner) => zipped({ 'a.zip': inner, 'b.zip': inner }),
        packedMegabytes(4, 0),
      ),
    }),
  ),
  bad('10,000 parts', 'a.docx', 'too-many-parts', () =>
    rawZip([...wordEntries(), ...Array.from({ length: 10_000 }, (_, n) => ({ name: `x/${n}.xml`, data: strToU8('x') }))]),
  ),
  bad('500 parts in one place', 'a.docx', 'unsafe-file', () =>
    rawZip([...wordEntries(), ...Array.from({ length: 500 }, (_, n) => ({ name: `x/${n}.xml`, data: new Uint8Array(), sharesWith: 2 }))]),
  ),
  // Headers that lie
  bad('the same part twice', 'a.docx', 'unsafe-file', () =>
    rawZip([...wordEntries(), { name: 'word/document.xml', data: strToU8('<x/>') }]),
  ),
  bad('the same part twice in other letters', 'a.docx', 'unsafe-file', () =>
    rawZip([...wordEntries(), { name: 'WORD/Document.XML', data: strToU8('<x/>') }]),
  ),
  bad('a part with an absolute name', 'a.docx', 'unsafe-file', () => withEntry({ name: '/etc/passwd' })),
  bad('a part that climbs out of the package', 'a.docx', 'unsafe-file', () => withEntry({ name: 'word/../../x.xml' })),
  bad('a part with backslashes', 'a.docx', 'unsafe-file', () => withEntry({ name: 'word\\x.xml' })),
  bad('a part with a drive letter', 'a.docx', 'unsafe-file', () => withEntry({ name: 'C:x.xml' })),
  bad('a directory and parts that disagree', 'a.docx', 'unsafe-file', () =>
    withEntry({ name: 'word/document.xml', localName: 'word/documenT.xml' }),
  ),
  bad('a checksum that is wrong', 'a.docx', 'damaged-file', () => withEntry({ name: 'word/document.xml', crc: 1 })),
  bad('a packing that Office does not use', 'a.docx', 'damaged-file', () => withEntry({ name: 'word/document.xml', method: 14 })),
  bad('noise instead of packed text', 'a.docx', 'damaged-file', () => withEntry({ name: 'word/document.xml', packed: noise(300) })),
  // Missing and misleading parts
  bad('no list of parts', 'a.docx', 'damaged-file', () => rawZip(wordEntries().filter((one) => !one.name.includes('Content_Types')))),
  bad('no document', 'a.docx', 'damaged-file', () => rawZip(wordEntries().filter((one) => one.name !== 'word/document.xml'))),
  bad('no links', 'a.docx', 'damaged-file', () => rawZip(wordEntries().filter((one) => one.name !== '_rels/.rels'))),
  bad('links that are not XML', 'a.docx', 'damaged-file', () => withEntry({ name: '_rels/.rels', data: strToU8('not xml') })),
  bad('a main part outside the package', 'a.docx', 'damaged-file', () =>
    withEntry({ name: '_rels/.rels', data: strToU8(links([{ id: 'a', type: 'officeDocument', target: '../../../../etc/passwd' }])) }),
  ),
  bad('a main part on the internet', 'a.docx', 'damaged-file', () =>
    withEntry({
      name: '_rels/.rels',
      data: strToU8(links([{ id: 'a', type: 'officeDocument', target: 'https://example.org/a.xml', external: true }])),
    }),
  ),
  bad('a template on the internet', 'a.docx', 'reads, saying external-links', () =>
    docx(
      p('x'),
      {
        'word/settings.xml': '<x/>',
        'word/_rels/settings.xml.rels': links([
          { id: 't', type: 'attachedTemplate', target: 'https://example.org/t.dotm', external: true },
        ]),
      },
      [{ id: 's', type: 'settings', target: 'settings.xml' }],
    ),
  ),
  bad('no workbook', 'a.xlsx', 'damaged-file', () =>
    zipped(Object.fromEntries(Object.entries(xlsxParts({ sheets })).filter(([name]) => name !== 'xl/workbook.xml'))),
  ),
  bad('a sheet that is not there', 'a.xlsx', 'damaged-file', () =>
    zipped(Object.fromEntries(Object.entries(xlsxParts({ sheets })).filter(([name]) => !name.includes('sheet1.xml')))),
  ),
  bad('a workbook without sheets', 'a.xlsx', 'damaged-file', () => xlsx({ sheets: [] })),
  bad('a workbook of charts only', 'a.xlsx', 'reads, saying not-a-table', () =>
    zipped({
      ...xlsxParts({ sheets }),
      'xl/_rels/workbook.xml.rels': links([{ id: 'sheet1', type: 'chartsheet', target: 'chartsheets/sheet1.xml' }]),
    }),
  ),
  bad('a workbook named as a document', 'a.docx', 'reads, saying name-says-otherwise', goodXlsx),
  bad('a document named as a workbook', 'a.xlsx', 'reads, saying name-says-otherwise', goodDocx),
];
