/**
 * How our own Excel workbooks are made: every cell a string typed as a string, a frozen heading row, widths and wrapping, A4 landscape
 * when printed. No formulas, no links, nothing hidden. Written piece by piece.
 */
import { LONGEST_CELL } from '../domain/chronology-columns.ts';
import {
  columnLetters,
  contentTypes,
  PROPERTY_TYPES,
  packageRelations,
  properties,
  relations,
  SPREADSHEET,
  spreadsheetText,
  XML,
  xml,
} from './write-ooxml.ts';
import type { Part } from './write-zip.ts';

const { main: MAIN, relations: OFFICE, type: TYPE } = SPREADSHEET;

/** Numbers of the cell styles in `STYLES`. */
const HEADING = 1;
const WRAPPED = 2;
const PLAIN = 3;
const TITLE = 4;
const ABOVE = 5;

const STYLES = [
  `${XML}<styleSheet xmlns="${MAIN}">`,
  '<fonts count="3"><font><sz val="10"/><name val="Arial"/><family val="2"/></font>',
  '<font><b/><sz val="10"/><color rgb="FFFFFFFF"/><name val="Arial"/><family val="2"/></font>',
  '<font><b/><sz val="14"/><color rgb="FF1D3B53"/><name val="Arial"/><family val="2"/></font></fonts>',
  '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>',
  '<fill><patternFill patternType="solid"><fgColor rgb="FF1D3B53"/><bgColor indexed="64"/></patternFill></fill></fills>',
  '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>',
  '<border><left/><right/><top/><bottom style="thin"><color rgb="FFB1B4B6"/></bottom><diagonal/></border></borders>',
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="6">',
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
  '<xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>',
  '<xf numFmtId="49" fontId="0" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyBorder="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>',
  '<xf numFmtId="49" fontId="0" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyBorder="1" applyAlignment="1"><alignment vertical="top"/></xf>',
  '<xf numFmtId="49" fontId="2" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>',
  '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>',
  '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
];

/** One sheet: what stands above the headings, the headings, the rows; widths in characters. */
export type Sheet = {
  readonly name: string;
  readonly widths: readonly number[];
  /** Lines above the headings, each in the first column; the first is the title. */
  readonly above?: readonly string[];
  readonly headings: readonly string[];
  readonly rows: Iterable<readonly string[]>;
  /** Columns from this one on (counted from 0) hold codes, which do not wrap. */
  readonly firstPlain: number;
  /** Lists to choose from, by column, for the rows that a person will fill in. */
  readonly choices?: readonly { readonly column: number; readonly values: readonly string[] }[];
  /** True for a sheet to fill in: what is typed stays text, so that Excel does not turn an uncertain date into a certain one. */
  readonly toFillIn?: boolean;
};

/** A text longer than a cell can be keeps its beginning; the seal beside it has the whole. */
function fitting(text: string): string {
  if (text.length <= LONGEST_CELL) return text;
  const ending = ' … (cut: longer than a spreadsheet cell may be)';
  return text.slice(0, LONGEST_CELL - ending.length).replace(/[\ud800-\udbff]$/, '') + ending;
}

/** How many rows to fill in are offered the lists. */
const OFFERED_ROWS = 1_000;

/** Lists to choose from. The values stand in the list itself, so nothing is looked up or calculated. */
function choicesXml(sheet: Sheet, from: number): string {
  const choices = sheet.choices ?? [];
  if (choices.length === 0) return '';
  const each = choices.map(({ column, values }) => {
    const letter = columnLetters(column);
    const list = xml(`"${values.join(',')}"`);
    return `<dataValidation type="list" allowBlank="1" showErrorMessage="0" sqref="${letter}${from}:${letter}${from + OFFERED_ROWS}"><formula1>${list}</formula1></dataValidation>`;
  });
  return `<dataValidations count="${choices.length}">${each.join('')}</dataValidations>`;
}

function* sheetXml(sheet: Sheet, letters: readonly string[]): Generator<string> {
  const above = sheet.above ?? [];
  const top = above.length + (sheet.headings.length > 0 ? 1 : 0);
  yield `${XML}<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`;
  yield `<sheetViews><sheetView workbookViewId="0"><pane ySplit="${top}" topLeftCell="A${top + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>`;
  for (const [index, width] of sheet.widths.entries())
    yield `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"${sheet.toFillIn === true ? ` style="${WRAPPED}"` : ''}/>`;
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
  for (const [index, line] of above.entries()) yield row([line], () => (index === 0 ? TITLE : ABOVE));
  if (sheet.headings.length > 0) yield row(sheet.headings, () => HEADING);
  for (const cells of sheet.rows) yield row(cells, (column) => (column >= sheet.firstPlain ? PLAIN : WRAPPED));
  yield '</sheetData>';
  yield choicesXml(sheet, top + 1);
  yield '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>';
  yield '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/><headerFooter><oddFooter>&amp;CPage &amp;P of &amp;N</oddFooter></headerFooter></worksheet>';
}

/** The parts of the workbook, in the order in which they are written. */
export function* xlsxPackage(sheets: readonly Sheet[], title: string, on: string): Generator<Part> {
  const paths = sheets.map((_, index) => `xl/worksheets/sheet${index + 1}.xml`);
  yield contentTypes({
    'xl/workbook.xml': `${TYPE}.sheet.main+xml`,
    'xl/styles.xml': `${TYPE}.styles+xml`,
    ...Object.fromEntries(paths.map((path) => [path, `${TYPE}.worksheet+xml`])),
    ...PROPERTY_TYPES,
  });
  yield packageRelations('xl/workbook.xml');
  yield* properties(title, on);
  yield relations('xl/_rels/workbook.xml.rels', [
    ...paths.map((_, index) => ({ id: `rId${index + 1}`, type: 'worksheet', target: `worksheets/sheet${index + 1}.xml` })),
    { id: `rId${paths.length + 1}`, type: 'styles', target: 'styles.xml' },
  ]);
  const listed = sheets.map(({ name }, index) => `<sheet name="${xml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`);
  // The heading row is printed again on every page.
  const titles = sheets.map(
    ({ name, above }, index) =>
      `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">'${xml(name)}'!$${(above?.length ?? 0) + 1}:$${(above?.length ?? 0) + 1}</definedName>`,
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
