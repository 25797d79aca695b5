/** Our own exports come back as they were; what people changed or added since is taken and said. */
import { describe, expect, it } from 'vitest';
import { CORE_AGENCIES } from '../../src/domain/agency.ts';
import {
  ALL_COLUMNS,
  chronologyCells,
  DOCUMENT_COLUMNS,
  documentCells,
  sameEvent,
  sealForDocument,
} from '../../src/domain/chronology-columns.ts';
import type { SourceDocument } from '../../src/domain/document.ts';
import type { Event } from '../../src/domain/event.ts';
import { codes, read, table, word, workbook } from './understanding.ts';

const { events } = read(
  word([
    table([
      ['Date', 'Time', 'End date', 'Entry date', 'Agency', 'Source', 'Person', 'Event', 'Response', 'Child seen', 'RAG', 'Comment'],
      [
        'c. May 2013',
        '',
        '',
        '15/06/2013',
        'HV',
        'Diary',
        'M and S',
        'Home visit; S is walking.',
        'Advice given',
        'Yes (awake)',
        'Green',
        'Check dates.',
      ],
      ['12/04/2013', '21.40', '13/04/2013', '', 'The Larder', '', '', 'Parcel collected.\nTwo bags.', '', '', '', ''],
    ]),
  ]),
);
const context = { agencies: CORE_AGENCIES, origin: { file: 'hv.docx', place: 'table 1, row 2' }, alsoTold: 'Police' };
const rows = events.map((event) => chronologyCells(event, context));

const sameAs = (found: readonly Event[]) => found.map((event, index) => sameEvent(event, events[index] as Event));

describe('an integrated chronology read back', () => {
  it('from a workbook has the same events with the same ids, and its other sheets hold none', () => {
    const found = read(
      workbook([
        table([ALL_COLUMNS, ...rows], { place: 'sheet "Chronology"' }),
        table(
          [
            ['Date', 'Account'],
            ['12/04/2013', 'One'],
            ['12/04/2013', 'Two'],
          ],
          { place: 'sheet "Same events"' },
        ),
      ]),
    );
    expect(found.format).toBe('kinline-chronology');
    expect(sameAs(found.events)).toEqual([true, true]);
    expect(found.notices).toEqual([]);
    expect(found.notEvents).toHaveLength(3);
  });

  it('says what somebody changed, and takes the change', () => {
    const what = ALL_COLUMNS.indexOf('What happened');
    const changed = rows.map((cells, index) =>
      index === 0 ? cells.map((cell, column) => (column === what ? 'Home visit; S is running.' : cell)) : cells,
    );
    const found = read(workbook([table([ALL_COLUMNS, ...changed])]));
    expect(found.events[0]).toMatchObject({ id: events[0]?.id, what: 'Home visit; S is running.', source: 'Diary' });
    expect(found.notices).toMatchObject([
      { place: { row: 2 }, code: 'changed-since-export', says: expect.stringContaining('“What happened”') },
    ]);
  });

  it('takes a row that stands twice once', () => {
    const found = read(workbook([table([ALL_COLUMNS, ...rows, rows[0] ?? []])]));
    expect(found.events).toHaveLength(2);
    expect(found.notEvents).toMatchObject([{ place: { row: 4 } }]);
  });

  it('keeps the ids where the sealing column was taken away', () => {
    const found = read(workbook([table([ALL_COLUMNS, ...rows].map((cells) => cells.slice(0, ALL_COLUMNS.indexOf('From'))))]));
    expect(found.events.map(({ id }) => id)).toEqual(events.map(({ id }) => id));
  });

  it('from a Word document is put together with what travels inside it; a row taken out is said', () => {
    const document: SourceDocument = {
      kind: 'docx',
      passages: [],
      remarks: [],
      tables: [table([DOCUMENT_COLUMNS, documentCells(events[0] as Event, context)])],
      json: { kinline: 'chronology/1', title: 'x', events: events.map((event) => JSON.parse(sealForDocument(event, context))) },
    };
    const found = read(document);
    expect(sameAs(found.events)).toEqual([true]);
    expect(codes(found)).toEqual(['removed-since-export']);
  });
});
