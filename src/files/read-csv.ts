/**
 * A csv as agencies' systems export it: whatever encoding, delimiter and ragged rows. What was decided about it, and why, becomes a
 * remark, so that nothing about the reading is a silent guess.
 */
import { CsvError, parse } from 'csv-parse/sync';
import type { Remark, Row, SourceDocument } from '../domain/document.ts';
import type { Limits } from '../domain/limits.ts';
import { ProblemError, problem } from '../domain/problem.ts';
import type { DecodedText } from './read-encoding.ts';

const DELIMITERS = [',', ';', '\t', '|'] as const;
type Delimiter = (typeof DELIMITERS)[number];
const CALLED: Readonly<Record<Delimiter, string>> = { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'vertical bars' };
const SAMPLE = 131_072;
const SAMPLE_RECORDS = 200;

/** Reads decoded text as one table. Throws a ProblemError when a limit is passed or a quotation mark never closes. */
export function readCsv(decoded: DecodedText, limits: Limits): SourceDocument {
  const remarks: Remark[] = [];
  const say = (code: string, says: string): void => {
    remarks.push({ place: 'file', code, says });
  };
  if (decoded.encoding !== 'UTF-8') say('encoding', `The text was read as ${decoded.encoding}, because ${decoded.because}.`);
  if (decoded.badCharacters > 0)
    say('bad-characters', `${decoded.badCharacters} characters that are not text were left out or are shown as \uFFFD.`);
  const { text, declared } = withoutSeparatorLine(decoded.text);
  const delimiter = declared ?? decideDelimiter(text);
  if (declared !== null) say('delimiter', `The columns are separated by ${CALLED[declared]}, as the first line says.`);
  else if (delimiter !== ',')
    say('delimiter', `The columns were read as separated by ${CALLED[delimiter]}, because that gives rows of the same length.`);
  const rows = records(text, delimiter, limits);
  return { kind: 'csv', tables: [{ place: 'table 1', hidden: false, rows, hiddenColumns: [] }], passages: [], remarks };
}

/** True when text without a name that says so is still plainly a table: at least two rows, most with the same number of columns. */
export function looksDelimited(text: string): boolean {
  const counts = fieldCounts(text.slice(0, SAMPLE), decideDelimiter(text));
  return counts.length >= 2 && (counts[0] ?? 0) >= 2 && counts.filter((count) => count === counts[0]).length >= counts.length * 0.8;
}

/** `sep=;` on the first line is an instruction to the spreadsheet, not a row. */
function withoutSeparatorLine(text: string): { text: string; declared: Delimiter | null } {
  const line = /^"?sep=([,;|\t])"?[,;|\t]*\r?(?:\n|$)/i.exec(text);
  return line === null ? { text, declared: null } : { text: text.slice(line[0].length), declared: line[1] as Delimiter };
}

/** The delimiter that gives the most rows the same number of columns (two or more); a comma when none does. */
function decideDelimiter(text: string): Delimiter {
  const sample = text.slice(0, SAMPLE);
  let best: Delimiter = ',';
  let bestFit = 0;
  for (const delimiter of DELIMITERS) {
    const counts = fieldCounts(sample, delimiter);
    const usual = mostUsual(counts.filter((count) => count > 1));
    if (usual === null) continue;
    // How steadily it divides the rows matters most; between equals, the one that finds more columns.
    const fit = (usual.times / counts.length) * (1 + Math.min(usual.count, 30) / 100);
    if (fit > bestFit) {
      best = delimiter;
      bestFit = fit;
    }
  }
  return best;
}

function mostUsual(counts: readonly number[]): { count: number; times: number } | null {
  const times = new Map<number, number>();
  for (const count of counts) times.set(count, (times.get(count) ?? 0) + 1);
  let best: { count: number; times: number } | null = null;
  for (const [count, n] of times)
    if (best === null || n > best.times || (n === best.times && count > best.count)) best = { count, times: n };
  return best;
}

/** Columns in each record of the sample that is not blank, minding quotation marks. */
function fieldCounts(sample: string, delimiter: string): number[] {
  const counts: number[] = [];
  let fields = 1;
  let quoted = false;
  let fieldStart = true;
  let blank = true;
  for (let at = 0; at < sample.length && counts.length < SAMPLE_RECORDS; at++) {
    const character = sample[at] as string;
    if (quoted) {
      // Two quotation marks inside a quoted cell are one of its characters.
      if (character === '"' && sample[at + 1] === '"') at++;
      else if (character === '"') quoted = false;
      continue;
    }
    if (character === '"' && fieldStart) {
      quoted = true;
      blank = false;
    } else if (character === delimiter) {
      fields++;
      fieldStart = true;
      continue;
    } else if (character === '\n' || character === '\r') {
      if (!blank || fields > 1) counts.push(fields);
      fields = 1;
      fieldStart = true;
      blank = true;
      continue;
    } else if (character !== ' ') blank = false;
    if (character !== ' ') fieldStart = false;
  }
  if (sample.length < SAMPLE && !blank) counts.push(fields);
  return counts;
}

function records(text: string, delimiter: Delimiter, limits: Limits): Row[] {
  const rows: Row[] = [];
  let number = 0;
  let cells = 0;
  let refused: ProblemError | null = null;
  const refuse = (code: Parameters<typeof problem>[0], detail: string): null => {
    refused ??= new ProblemError(problem(code, detail));
    throw refused;
  };
  try {
    parse(text, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      record_delimiter: ['\r\n', '\n', '\r'],
      max_record_size: Math.min(limits.cellLength * 20, 20_000_000),
      on_record: (record: string[]) => {
        number++;
        if (record.length > limits.columns)
          return refuse(
            'too-many-columns',
            `Row ${number} has ${record.length.toLocaleString('en-GB')}; the limit is ${limits.columns.toLocaleString('en-GB')}.`,
          );
        cells += record.length;
        if (number > limits.rows) return refuse('too-many-rows', `The limit is ${limits.rows.toLocaleString('en-GB')}.`);
        if (cells > limits.cells) return refuse('too-many-rows', `The limit is ${limits.cells.toLocaleString('en-GB')} cells.`);
        let empty = true;
        for (let n = 0; n < record.length; n++) {
          const cell = record[n] as string;
          if (cell.length > limits.cellLength)
            return refuse(
              'cell-too-long',
              `Row ${number}, column ${n + 1}; the limit is ${limits.cellLength.toLocaleString('en-GB')} characters.`,
            );
          if (cell.includes('\r')) record[n] = cell.replace(/\r\n?/g, '\n');
          if (empty && cell.trim() !== '') empty = false;
        }
        // A blank line is no row, but it is counted, as a spreadsheet would.
        if (!empty) rows.push({ number, hidden: false, cells: record });
        return null;
      },
    });
  } catch (thrown) {
    if (refused !== null) throw refused;
    if (thrown instanceof CsvError) {
      if (thrown.code === 'CSV_MAX_RECORD_SIZE')
        throw new ProblemError(problem('cell-too-long', `The record after row ${number}; a quotation mark may not be closed.`));
      if (thrown.code === 'CSV_QUOTE_NOT_CLOSED')
        throw new ProblemError(problem('damaged-file', `A quotation mark that opens after row ${number} is never closed.`));
      throw new ProblemError(problem('damaged-file', `The record after row ${number} could not be read.`));
    }
    throw thrown;
  }
  return rows;
}
