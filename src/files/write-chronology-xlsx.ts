/**
 * An integrated chronology as an Excel workbook: the sheets Chronology, Same events, Attention and Sources. Every cell is a string typed
 * as a string; there are no formulas, no links and nothing hidden.
 */
import { agencyName } from '../domain/agency.ts';
import type { Chronology } from '../domain/chronology.ts';
import { ALL_COLUMNS, CHRONOLOGY_COLUMNS, chronologyCells, LONGEST_CELL, splitMore } from '../domain/chronology-columns.ts';
import {
  aboutWords,
  accountingOf,
  accountWords,
  type ChronologyOptions,
  coverageWords,
  groupedNotices,
  rowsWords,
  type Surroundings,
  settledWords,
} from './write-chronology-content.ts';
import {
  columnLetters,
  contentTypes,
  PROPERTY_TYPES,
  packageRelations,
  properties,
  relations,
  spreadsheetText,
  XML,
  xml,
} from './write-ooxml.ts';
import type { Part } from './write-zip.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Numbers of the cell styles in `STYLES`. */
const HEADING = 1;
const WRAPPED = 2;
const PLAIN = 3;

const STYLES = [
  `${XML}<styleSheet xmlns="${MAIN}">`,
  '<fonts count="2"><font><sz val="10"/><name val="Arial"/><family val="2"/></font>',
  '<font><b/><sz val="10"/><color rgb="FFFFFFFF"/><name val="Arial"/><family val="2"/></font></fonts>',
  '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>',
  '<fill><patternFill patternType="solid"><fgColor rgb="FF1D3B53"/><bgColor indexed="64"/></patternFill></fill></fills>',
  '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>',
  '<border><left/><right/><top/><bottom style="thin"><color rgb="FFB1B4B6"/></bottom><diagonal/></border></borders>',
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4">',
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
  '<xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>',
  '<xf numFmtId="49" fontId="0" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyBorder="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>',
  '<xf numFmtId="49" fontId="0" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyBorder="1" applyAlignment="1"><alignment vertical="top"/></xf>',
  '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
];

/** Widths of the columns of the sheet Chronology, in characters; the machine's columns are narrow and do not wrap. */
const WIDTHS = [13, 12, 10, 20, 20, 18, 13, 14, 14, 22, 60, 40, 36, 14, 11, 9, 10, 30, 34, 30, 35, 12, 12, 12, 14];
const FIRST_PLAIN = CHRONOLOGY_COLUMNS.length - 1;

type Sheet = {
  readonly name: string;
  readonly widths: readonly number[];
  readonly headings: readonly string[];
  readonly rows: Iterable<readonly string[]>;
  readonly firstPlain: number;
};

/** A text longer than a cell can be keeps its beginning; the seal beside it has the whole. */
function fitting(text: string): string {
  if (text.length <= LONGEST_CELL) return text;
  const ending = ' … (cut: longer than a spreadsheet cell may be)';
  return text.slice(0, LONGEST_CELL - ending.length).replace(/[\ud800-\udbff]$/, '') + ending;
}

function* sheetXml(sheet: Sheet, letters: readonly string[]): Generator<string> {
  yield `${XML}<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`;
  yield '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>';
  for (const [index, width] of sheet.widths.entries())
    yield `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`;
  yield '</cols><sheetData>';
  let number = 0;
  const row = (cells: readonly string[], styleOf: (column: number) => number): string => {
    number += 1;
    let written = `<row r="${number}">`;
    for (let column = 0; column < cells.length; column += 1) {
      const text = cells[column];
      if (text === undefined || text === '') continue;
      const letter = letters[column] ?? columnLetters(column);
      written += `<c r="${letter}${number}" s="${styleOf(column)}" t="inlineStr"><is><t xml:space="preserve">${spreadsheetText(fitting(text))}</t></is></c>`;
    }
    return `${written}</row>`;
  };
  yield row(sheet.headings, () => HEADING);
  for (const cells of sheet.rows) yield row(cells, (column) => (column >= sheet.firstPlain ? PLAIN : WRAPPED));
  yield '</sheetData><pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>';
  yield '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/><headerFooter><oddFooter>&amp;CPage &amp;P of &amp;N</oddFooter></headerFooter></worksheet>';
}

function* chronologyRows(chronology: Chronology, around: Surroundings): Generator<readonly string[]> {
  for (const event of chronology.events) {
    const cells = chronologyCells(event, around.contextOf(event));
    const more = cells.pop() ?? '';
    cells.push(...splitMore(more));
    yield cells;
  }
}

function* sameEventRows(chronology: Chronology, around: Surroundings): Generator<readonly string[]> {
  for (const [index, happening] of chronology.happenings.entries()) {
    const group = String(index + 1);
    const decision = happening.decided ? 'Agreed: the same event' : 'Nobody has decided yet';
    for (const id of happening.events) yield [group, decision, around.titleOf(id), id, happening.because.join('\n'), '', '', ''];
    for (const conflict of happening.conflicts) {
      for (const { event, value } of conflict.accounts) {
        yield [
          group,
          decision,
          around.titleOf(event),
          event,
          '',
          aboutWords(conflict.about),
          accountWords(conflict.about, value),
          settledWords(conflict, around.titleOf),
        ];
      }
    }
  }
}

function* attentionRows(chronology: Chronology): Generator<readonly string[]> {
  for (const { file, attention, notEvents } of chronology.contributions) {
    for (const { place, text, says } of attention) yield ['Needs attention', file, place.table, String(place.row), text, says];
    for (const { place, text, because } of notEvents) yield ['Not an event', file, place.table, String(place.row), text, because];
  }
  for (const { file, table, rows, says } of groupedNotices(chronology)) yield ['Remark', file, table, rowsWords(rows), '', says];
}

function* sourceRows(chronology: Chronology, options: ChronologyOptions): Generator<readonly string[]> {
  for (const contribution of chronology.contributions) {
    const { read, events, notEvents, attention } = accountingOf(contribution);
    const counts = [read, events, notEvents, attention].map(String);
    yield [
      contribution.file,
      agencyName(contribution.agency, options.agencies),
      ...counts,
      coverageWords(contribution.coverage),
      contribution.sha256,
    ];
  }
}

export function* xlsxParts(chronology: Chronology, options: ChronologyOptions, around: Surroundings): Generator<Part> {
  const sheets: readonly Sheet[] = [
    { name: 'Chronology', widths: WIDTHS, headings: ALL_COLUMNS, rows: chronologyRows(chronology, around), firstPlain: FIRST_PLAIN },
    {
      name: 'Same events',
      widths: [8, 22, 32, 35, 60, 26, 40, 50],
      headings: ['Group', 'Decision', 'Account', 'Reference', 'Reasons', 'They differ on', 'This account says', 'Settled?'],
      rows: sameEventRows(chronology, around),
      firstPlain: 8,
    },
    {
      name: 'Attention',
      widths: [18, 30, 22, 16, 70, 60],
      headings: ['What', 'File', 'Table', 'Row', 'Words of the row', 'Why'],
      rows: attentionRows(chronology),
      firstPlain: 6,
    },
    {
      name: 'Sources',
      widths: [34, 24, 11, 11, 11, 17, 40, 66],
      headings: ['File', 'Agency', 'Rows read', 'Events', 'Not events', 'Needing attention', 'Period covered', 'SHA-256'],
      rows: sourceRows(chronology, options),
      firstPlain: 8,
    },
  ];
  const paths = sheets.map((_, index) => `xl/worksheets/sheet${index + 1}.xml`);
  yield contentTypes({
    'xl/workbook.xml': `${TYPE}.sheet.main+xml`,
    'xl/styles.xml': `${TYPE}.styles+xml`,
    ...Object.fromEntries(paths.map((path) => [path, `${TYPE}.worksheet+xml`])),
    ...PROPERTY_TYPES,
  });
  yield packageRelations('xl/workbook.xml');
  yield* properties(options.title, options.today);
  yield relations('xl/_rels/workbook.xml.rels', [
    ...paths.map((_, index) => ({ id: `rId${index + 1}`, type: 'worksheet', target: `worksheets/sheet${index + 1}.xml` })),
    { id: `rId${paths.length + 1}`, type: 'styles', target: 'styles.xml' },
  ]);
  const listed = sheets.map(({ name }, index) => `<sheet name="${xml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`);
  // The heading row is printed again on every page.
  const titles = sheets.map(
    ({ name }, index) => `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">'${xml(name)}'!$1:$1</definedName>`,
  );
  yield {
    name: 'xl/workbook.xml',
    content: [
      `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>`,
      ...listed,
      '</sheets><definedNames>',
      ...titles,
      '</definedNames></workbook>',
    ],
  };
  yield { name: 'xl/styles.xml', content: STYLES };
  const letters = Array.from({ length: 40 }, (_, index) => columnLetters(index));
  for (const [index, sheet] of sheets.entries()) yield { name: paths[index] ?? '', content: sheetXml(sheet, letters) };
}
