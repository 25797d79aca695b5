/** An integrated chronology as an Excel workbook: the sheets Chronology, Same events, Attention and Sources. */
import { agencyName } from '../domain/agency.ts';
import type { Chronology } from '../domain/chronology.ts';
import { ALL_COLUMNS, CHRONOLOGY_COLUMNS, chronologyCells, splitMore } from '../domain/chronology-columns.ts';
import { aboutWords, accountingOf, accountWords, coverageWords, groupedNotices, rowsWords, settledWords } from './write-chronology-rows.ts';
import type { ChronologyOptions, Surroundings } from './write-chronology-surroundings.ts';
import { type Sheet, xlsxPackage } from './write-xlsx.ts';
import type { Part } from './write-zip.ts';

/** Widths of the columns of the sheet Chronology, in characters; the machine's columns are narrow and do not wrap. */
const WIDTHS = [13, 12, 10, 20, 20, 18, 13, 14, 14, 22, 60, 40, 36, 14, 11, 9, 10, 30, 34, 30, 35, 12, 12, 12, 14];
const FIRST_PLAIN = CHRONOLOGY_COLUMNS.length - 1;

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

export function xlsxParts(chronology: Chronology, options: ChronologyOptions, around: Surroundings): Iterable<Part> {
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
  return xlsxPackage(sheets, options.title, options.today);
}
