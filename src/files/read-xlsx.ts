/**
 * An Excel workbook as a person sees it: every sheet (hidden ones too, and said), each row with the number at its left, numbers and
 * dates as they are shown beside the number that is stored, merged cells repeated, fill colours kept. Formulas are never worked out.
 */
import type { Passage, Remark, Row, SourceDocument, Table } from '../domain/document.ts';
import { ProblemError, problem } from '../domain/problem.ts';
import { type OfficePackage, type Relationship, readPackagePart, readRelationships } from './read-package.ts';
import { columnName } from './read-xlsx/address.ts';
import type { Budget, Workbook } from './read-xlsx/cell-values.ts';
import { coverMerged } from './read-xlsx/merges.ts';
import { readSheetNotes } from './read-xlsx/notes.ts';
import { readSharedStrings } from './read-xlsx/shared-strings.ts';
import { type SheetReading, sheetReader } from './read-xlsx/sheet.ts';
import { readStyles } from './read-xlsx/styles.ts';

type ListedSheet = { readonly name: string; readonly relationship: string; readonly hidden: boolean };

/** Reads an opened Excel package. Throws a ProblemError when it is damaged or over a limit. */
export function readXlsx(opened: OfficePackage): SourceDocument {
  const { archive, limits } = opened;
  const relationships = readRelationships(archive, opened.main, limits);
  const partOf = (type: string): string | null =>
    archive.find(relationships.find((one) => one.type === type && !one.external)?.target ?? '');
  const { sheets, from1904 } = readWorkbook(opened);
  if (sheets.length === 0) throw new ProblemError(problem('damaged-file', 'It has no sheets.'));
  refuseMacroSheets(relationships);
  const textsPart = partOf('sharedStrings');
  const texts = textsPart === null ? [] : readSharedStrings(opened, textsPart);
  const styles = readStyles(opened, partOf('styles'), partOf('theme'));
  const budget: Budget = { rows: 0, cells: 0 };
  const tables: Table[] = [];
  const passages: Passage[] = [];
  const remarks: Remark[] = [];
  for (const sheet of sheets) {
    const place = `sheet "${sheet.name}"`;
    const relationship = relationships.find((one) => one.id === sheet.relationship);
    if (relationship !== undefined && relationship.type !== 'worksheet') {
      remarks.push({ place, code: 'not-a-table', says: 'The sheet holds a chart or a dialogue, not a table. It was not read.' });
      continue;
    }
    const part = relationship === undefined || relationship.external ? null : archive.find(relationship.target);
    if (part === null) throw new ProblemError(problem('damaged-file', `A sheet is missing (${place}).`));
    const workbook: Workbook = { texts, styles, from1904, limits, budget, place };
    const reader = sheetReader(workbook);
    readPackagePart(opened, part, reader);
    const reading = reader.done();
    const notes = readSheetNotes(opened, part, place);
    passages.push(...notes.passages);
    remarks.push(...notes.remarks, ...asTable(sheet, place, reading, workbook, tables));
  }
  if (from1904)
    remarks.push({
      place: 'workbook',
      code: 'dates-from-1904',
      says: 'The workbook counts its days from 1904. They were converted to the same dates in the usual count.',
    });
  if (relationships.some((one) => one.type === 'externalLink' || one.type === 'externalLinkPath')) {
    remarks.push({
      place: 'workbook',
      code: 'external-links',
      says: 'The workbook points at other files. Nothing outside the workbook was opened; the values last saved were read.',
    });
  }
  return { kind: 'xlsx', tables, passages, remarks };
}

function readWorkbook(opened: OfficePackage): { sheets: readonly ListedSheet[]; from1904: boolean } {
  const sheets: ListedSheet[] = [];
  let from1904 = false;
  readPackagePart(opened, opened.main, {
    wantsText: false,
    open: (name, tag) => {
      if (name === 'x:workbookPr') from1904 = ['1', 'true', 'on'].includes(tag.get('date1904') ?? '');
      if (name !== 'x:sheet') return;
      const state = tag.get('state') ?? 'visible';
      sheets.push({
        name: (tag.get('name') ?? `Sheet ${sheets.length + 1}`).slice(0, 200),
        relationship: tag.get('r:id') ?? '',
        hidden: state !== 'visible',
      });
    },
    text: () => {},
    close: () => {},
  });
  return { sheets, from1904 };
}

function refuseMacroSheets(relationships: readonly Relationship[]): void {
  if (relationships.some((one) => /macrosheet|vbaProject/i.test(one.type))) throw new ProblemError(problem('macro-enabled'));
}

/** Adds the sheet as a table (an empty sheet is none) and says what is worth saying about it. */
function asTable(sheet: ListedSheet, place: string, reading: SheetReading, workbook: Workbook, tables: Table[]): Remark[] {
  const { rows, seen, lastColumn } = reading;
  const merged = coverMerged(rows, reading.merges, lastColumn, workbook.limits);
  const hiddenColumns = [
    ...new Set(reading.hiddenColumns.flatMap(({ left, right }) => range(Math.max(0, left), Math.min(right, lastColumn)))),
  ].sort((a, b) => a - b);
  if (rows.length === 0) return [];
  tables.push({ place, hidden: sheet.hidden, rows: rows satisfies readonly Row[], hiddenColumns });
  const remarks: Remark[] = [];
  const add = (happened: boolean, code: string, says: string): void => {
    if (happened) remarks.push({ place, code, says });
  };
  add(sheet.hidden, 'hidden-sheet', 'The sheet is hidden. It was read like the rest.');
  add(hiddenColumns.length > 0, 'hidden-columns', `Hidden columns were read like the rest: ${hiddenColumns.map(columnName).join(', ')}.`);
  add(seen.filtered, 'filtered-rows', 'A filter hides some rows of this sheet. They were read like the rest.');
  add(
    seen.formulas > 0,
    'formula',
    `${seen.formulas} ${seen.formulas === 1 ? 'cell is' : 'cells are'} worked out by a formula (the first is ${seen.firstFormula}). The values last saved were read.`,
  );
  add(
    seen.formulasWithoutValue > 0,
    'formula-without-value',
    `${seen.formulasWithoutValue} ${seen.formulasWithoutValue === 1 ? 'formula has no saved value and was' : 'formulas have no saved value and were'} read as empty. Open the workbook in Excel, save it and bring that copy.`,
  );
  add(seen.errors > 0, 'error-values', `Cells that show an error such as #REF! (${seen.errors}) were read as that text.`);
  add(
    seen.missingTexts > 0,
    'missing-text',
    `Cells that point at text which is not in the workbook (${seen.missingTexts}) were read as empty.`,
  );
  add(
    seen.missingStyles > 0,
    'missing-style',
    `Cells point at a style that is not in the workbook (${seen.missingStyles}). Dates among them may show as numbers.`,
  );
  add(seen.outOfOrder, 'rows-out-of-order', 'The rows of this sheet are stored out of order. They were put in order of their numbers.');
  add(
    seen.conditionalColours,
    'conditional-colours',
    'Some colours of this sheet come from rules. Only colours given to cells themselves were read.',
  );
  add(merged.overlapping > 0, 'overlapping-merges', 'Merged cells overlap each other. The first was taken.');
  add(
    merged.underMerged > 0,
    'text-under-merged-cell',
    `Cells that a merged cell covers have text of their own (${merged.underMerged}). Their own text was kept.`,
  );
  return remarks;
}

function range(from: number, to: number): number[] {
  return to < from ? [] : Array.from({ length: to - from + 1 }, (_, n) => from + n);
}
