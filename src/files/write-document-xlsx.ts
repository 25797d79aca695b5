/** A source document's tables as the sheets of an Excel workbook. Strings are strings; numbers keep their format; nothing is a formula. */
import { type Cell, cellText, type SourceDocument, type Table } from '../domain/document.ts';
import {
  columnLetters,
  contentTypes,
  PROPERTY_TYPES,
  packageRelations,
  properties,
  relations,
  SPREADSHEET,
  spreadsheetText,
  type TitledFile,
  XML,
  xml,
} from './write-ooxml.ts';
import type { Part } from './write-zip.ts';

const { main: MAIN, relations: OFFICE, type: TYPE } = SPREADSHEET;

/** The fills and number formats met, each with the number of its cell style. */
type Styles = { readonly fills: string[]; readonly formats: string[]; readonly pairs: Map<string, number> };

function styleOf(cell: Cell, styles: Styles): number {
  if (typeof cell === 'string' || (cell.fill === undefined && cell.format === undefined)) return 0;
  const place = (all: string[], value: string | undefined): number => {
    if (value === undefined) return 0;
    if (!all.includes(value)) all.push(value);
    return all.indexOf(value) + 1;
  };
  const pair = `${place(styles.fills, cell.fill)}/${place(styles.formats, cell.number === undefined ? undefined : cell.format)}`;
  const known = styles.pairs.get(pair);
  if (known !== undefined) return known;
  styles.pairs.set(pair, styles.pairs.size + 1);
  return styles.pairs.size;
}

function* stylesXml(styles: Styles): Generator<string> {
  yield `${XML}<styleSheet xmlns="${MAIN}">`;
  if (styles.formats.length > 0) {
    yield `<numFmts count="${styles.formats.length}">`;
    for (const [index, format] of styles.formats.entries()) yield `<numFmt numFmtId="${164 + index}" formatCode="${xml(format)}"/>`;
    yield '</numFmts>';
  }
  yield '<fonts count="1"><font><sz val="11"/><name val="Arial"/></font></fonts>';
  yield `<fills count="${styles.fills.length + 2}"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>`;
  for (const fill of styles.fills)
    yield `<fill><patternFill patternType="solid"><fgColor rgb="FF${fill}"/><bgColor indexed="64"/></patternFill></fill>`;
  yield '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>';
  yield '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>';
  yield `<cellXfs count="${styles.pairs.size + 1}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>`;
  for (const pair of styles.pairs.keys()) {
    const [fill = 0, format = 0] = pair.split('/').map(Number);
    yield `<xf numFmtId="${format === 0 ? 0 : 163 + format}" fontId="0" fillId="${fill === 0 ? 0 : fill + 1}" borderId="0" xfId="0"`;
    yield `${format === 0 ? '' : ' applyNumberFormat="1"'}${fill === 0 ? '' : ' applyFill="1"'}/>`;
  }
  yield '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';
}

function isCovered(cell: Cell | undefined, from?: 'above' | 'left'): boolean {
  if (cell === undefined || typeof cell === 'string' || cell.merged === undefined) return false;
  return from === undefined || cell.merged === from;
}

/** The merged areas, such as `A2:A5`. */
function mergedAreas(table: Table): string[] {
  const areas: string[] = [];
  for (const [index, row] of table.rows.entries()) {
    for (const [column, cell] of row.cells.entries()) {
      if (isCovered(cell)) continue;
      let right = column;
      while (isCovered(row.cells[right + 1], 'left')) right += 1;
      let bottom = index;
      while (isCovered(table.rows[bottom + 1]?.cells[column], 'above')) bottom += 1;
      const last = table.rows[bottom]?.number ?? row.number;
      if (right > column || bottom > index) areas.push(`${columnLetters(column)}${row.number}:${columnLetters(right)}${last}`);
    }
  }
  return areas;
}

function* sheetXml(table: Table, styles: Styles): Generator<string> {
  yield `${XML}<worksheet xmlns="${MAIN}">`;
  if (table.hiddenColumns.length > 0) {
    const columns = [...table.hiddenColumns].sort((a, b) => a - b);
    yield `<cols>${columns.map((column) => `<col min="${column + 1}" max="${column + 1}" width="9" hidden="1"/>`).join('')}</cols>`;
  }
  yield '<sheetData>';
  for (const row of table.rows) {
    yield `<row r="${row.number}"${row.hidden ? ' hidden="1"' : ''}>`;
    for (const [column, cell] of row.cells.entries()) {
      const style = styleOf(cell, styles);
      const at = `r="${columnLetters(column)}${row.number}"${style === 0 ? '' : ` s="${style}"`}`;
      if (typeof cell !== 'string' && cell.number !== undefined && !isCovered(cell)) yield `<c ${at}><v>${cell.number}</v></c>`;
      else if (!isCovered(cell) && cellText(cell) !== '') {
        yield `<c ${at} t="inlineStr"><is><t xml:space="preserve">${spreadsheetText(cellText(cell))}</t></is></c>`;
      } else if (style !== 0) yield `<c ${at}/>`;
    }
    yield '</row>';
  }
  yield '</sheetData>';
  const areas = mergedAreas(table);
  if (areas.length > 0)
    yield `<mergeCells count="${areas.length}">${areas.map((area) => `<mergeCell ref="${area}"/>`).join('')}</mergeCells>`;
  yield '</worksheet>';
}

function sheetName(table: Table, index: number): string {
  const named = /^sheet "(.*)"$/s.exec(table.place)?.[1] ?? `Sheet${index + 1}`;
  return named.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31);
}

/** The parts of the workbook, in the order in which they are written. */
export function* xlsxParts(document: SourceDocument, options: TitledFile): Generator<Part> {
  const styles: Styles = { fills: [], formats: [], pairs: new Map() };
  const sheets = document.tables.map((table, index) => ({
    table,
    path: `xl/worksheets/sheet${index + 1}.xml`,
    name: sheetName(table, index),
  }));
  yield contentTypes({
    'xl/workbook.xml': `${TYPE}.sheet.main+xml`,
    'xl/styles.xml': `${TYPE}.styles+xml`,
    ...Object.fromEntries(sheets.map(({ path }) => [path, `${TYPE}.worksheet+xml`])),
    ...PROPERTY_TYPES,
  });
  yield packageRelations('xl/workbook.xml');
  yield* properties(options.title ?? 'Chronology', options.on ?? '2000-01-01');
  yield relations('xl/_rels/workbook.xml.rels', [
    ...sheets.map((_, index) => ({ id: `rId${index + 1}`, type: 'worksheet', target: `worksheets/sheet${index + 1}.xml` })),
    { id: `rId${sheets.length + 1}`, type: 'styles', target: 'styles.xml' },
  ]);
  const listed = sheets.map(({ table, name }, index) => {
    return `<sheet name="${xml(name)}" sheetId="${index + 1}"${table.hidden ? ' state="hidden"' : ''} r:id="rId${index + 1}"/>`;
  });
  yield {
    name: 'xl/workbook.xml',
    content: [`${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>`, ...listed, '</sheets></workbook>'],
  };
  for (const { table, path } of sheets) yield { name: path, content: sheetXml(table, styles) };
  // The sheets came first, so that every style they use is known by now.
  yield { name: 'xl/styles.xml', content: stylesXml(styles) };
}
