import { describe, expect, it } from 'vitest';
import { CORE_AGENCIES } from '../../src/domain/agency.ts';
import {
  ALL_COLUMNS,
  chronologyCells,
  dateWords,
  documentCells,
  eventFromCells,
  eventFromDocumentCells,
  guarded,
  type Rereading,
  type RowContext,
  referenceIn,
  sameEvent,
  sealForDocument,
  splitMore,
  unguarded,
} from '../../src/domain/chronology-columns.ts';
import type { Event } from '../../src/domain/event.ts';
import { readDate } from '../../src/domain/time.ts';
import { anEvent, exactly } from '../files/invented-events.ts';

const context: RowContext = { agencies: CORE_AGENCIES, origin: { file: 'police.docx', place: 'table 1, row 2' }, alsoTold: '' };
const reading: Rereading = {
  place: { table: 'sheet "Chronology"', row: 2, hidden: false },
  agencies: CORE_AGENCIES,
  readHappened: ({ date }) => readDate(date, { order: 'day-first', today: '2026-11-23' }).date,
};
const column = (heading: string): number => ALL_COLUMNS.indexOf(heading);

/** The row as exported, with some of its cells changed by a person. */
function edited(event: Event, changes: Readonly<Record<string, string>>) {
  const cells = chronologyCells(event, context);
  for (const [heading, text] of Object.entries(changes)) cells[column(heading)] = text;
  return eventFromCells(ALL_COLUMNS, cells, reading);
}

describe('the row of an event', () => {
  it('shows an exact day as 12/04/2013 and anything less exact in the words of the source', () => {
    expect(dateWords(exactly('2013-04-12'))).toBe('12/04/2013');
    expect(dateWords({ raw: 'Summer 2012', from: '2012-06-01', to: '2012-08-31', precision: 'season', approx: false, time: null })).toBe(
      'Summer 2012',
    );
    expect(dateWords({ raw: '?22 may 2016', from: '2016-05-22', to: '2016-05-22', precision: 'day', approx: true, time: null })).toBe(
      '?22 may 2016',
    );
  });

  it('names the agency, the kind and whether the child was seen in plain words', () => {
    const cells = chronologyCells(anEvent(1, { agency: 'health-visiting', kind: 'section-47-enquiry', childSeen: 'not-seen' }), context);
    expect([cells[column('Agency')], cells[column('Kind')], cells[column('Child seen')]]).toEqual([
      'Health visiting',
      'Section 47 enquiry',
      'Not seen',
    ]);
  });

  it('reads back as the same event', () => {
    const event = anEvent(1);
    const back = edited(event, {});
    expect(back?.changed).toEqual([]);
    expect(sameEvent(back?.event as Event, event)).toBe(true);
    expect(back?.event.cameFrom).toEqual(context.origin);
  });

  it('reads back wherever its columns now stand', () => {
    const event = anEvent(1);
    const cells = chronologyCells(event, context);
    const order = [20, 10, 0, ...ALL_COLUMNS.keys()].filter((at, index, all) => all.indexOf(at) === index);
    const back = eventFromCells(
      order.map((at) => ALL_COLUMNS[at] ?? ''),
      order.map((at) => cells[at] ?? ''),
      reading,
    );
    expect(sameEvent(back?.event as Event, event)).toBe(true);
  });

  it('takes the words that a person changed after the export, and names their columns', () => {
    const back = edited(anEvent(1), {
      'What happened': 'Called to the home. S was awake.',
      'Child seen': 'Not seen',
      Date: '13/04/2013',
      Agency: 'GP',
      People: 'M',
    });
    expect(back?.changed).toEqual(['Date', 'Agency', 'People', 'What happened', 'Child seen']);
    expect(back?.event).toMatchObject({
      what: 'Called to the home. S was awake.',
      childSeen: 'not-seen',
      agency: 'gp',
      subjects: ['M'],
      happened: { from: '2013-04-13' },
    });
  });

  it('does not call a date changed that Excel only wrote in another way', () => {
    const back = edited(anEvent(1), { Date: '12/4/2013' });
    expect(back?.changed).toEqual([]);
    expect(back?.event.happened).toEqual(exactly('2013-04-12'));
  });

  it('takes a text that a person cleared for cleared', () => {
    const back = edited(anEvent(1), { Response: '' });
    expect(back?.changed).toEqual(['Response']);
    expect(back?.event.response).toBeNull();
  });

  it('keeps the exact event when a column was taken away', () => {
    const event = anEvent(1);
    const cells = chronologyCells(event, context);
    const kept = [...ALL_COLUMNS.keys()].filter((at) => at !== column('Kind') && at !== column('Notes'));
    const back = eventFromCells(
      kept.map((at) => ALL_COLUMNS[at] ?? ''),
      kept.map((at) => cells[at] ?? ''),
      reading,
    );
    expect(back?.changed).toEqual([]);
    expect(sameEvent(back?.event as Event, event)).toBe(true);
  });

  it('is no row of ours when it carries no seal, or a broken one', () => {
    expect(edited(anEvent(1), { More: '' })).toBeNull();
    expect(edited(anEvent(1), { More: '{"id":"1"}' })).toBeNull();
    expect(edited(anEvent(1), { More: '[1,2]' })).toBeNull();
    expect(eventFromCells(['Date', 'What happened'], ['12/04/2013', 'x'], reading)).toBeNull();
  });

  it('writes a long text once, not once for each place where it stands', () => {
    const what = 'A long account of one evening. '.repeat(40).trim();
    const more = chronologyCells(anEvent(1, { what, words: { Event: what } }), context)[column('More')] ?? '';
    expect(more).not.toContain('A long account');
    expect(edited(anEvent(1, { what, words: { Event: what } }), {})?.event.words).toEqual({ Event: what });
  });

  it('parts a seal that is longer than a spreadsheet cell may be, and joins it again', () => {
    const event = anEvent(1, { childVoice: '=😀'.repeat(40_000) });
    const cells = chronologyCells(event, context);
    const parts = splitMore(cells.pop() ?? '');
    expect(parts.length).toBeGreaterThan(2);
    expect(parts.every((part) => part.length <= 32_767)).toBe(true);
    expect(sameEvent(eventFromCells(ALL_COLUMNS, [...cells, ...parts], reading)?.event as Event, event)).toBe(true);
  });
});

describe('the row of an event in a document', () => {
  const event = anEvent(1, {
    outcome: 'No further action',
    notes: [{ text: 'Check the log.', heading: null }],
    impact: 'negative',
    recordedBy: 'response officer',
  });
  const seal = JSON.parse(sealForDocument(event, context)) as unknown;

  it('reads back as the same event', () => {
    const back = eventFromDocumentCells(documentCells(event, context), seal, reading);
    expect(back?.changed).toEqual([]);
    expect(sameEvent(back?.event as Event, event)).toBe(true);
  });

  it('takes what a person changed in one line of a cell and keeps the other lines', () => {
    const cells = documentCells(event, context).map((cell) =>
      cell
        .replace('S was asleep upstairs.', 'S was awake.')
        .replace('No further action', 'Referred on')
        .replace('12/04/2013', '14/04/2013')
        .replace('Negative', 'Mixed'),
    );
    const back = eventFromDocumentCells(cells, seal, reading);
    expect(back?.changed).toEqual(['When', 'What happened', 'Response and outcome', 'Child seen']);
    expect(back?.event).toMatchObject({
      what: 'Called to the home by a neighbour. S was awake.',
      notes: event.notes,
      response: event.response,
      outcome: 'Referred on',
      impact: 'mixed',
      childSeen: 'seen',
      happened: { from: '2013-04-14' },
    });
  });

  it('does not take a child’s printed age for a part of the date', () => {
    const cells = documentCells(event, { ...context, ages: ['S aged 18 months'] });
    const aged = JSON.parse(sealForDocument(event, { ...context, ages: ['S aged 18 months'] })) as unknown;
    const back = eventFromDocumentCells(
      cells.map((cell) => cell.replace('12/04/2013', '15/04/2013')),
      aged,
      reading,
    );
    expect(back?.event.happened).toMatchObject({ from: '2013-04-15', precision: 'day', time: null });
  });

  it('finds the reference among the small print', () => {
    expect(referenceIn(documentCells(event, context)[7] ?? '')).toBe(event.id);
    expect(referenceIn('From: police.docx')).toBeNull();
  });
});

describe('a text that a spreadsheet would run', () => {
  it('is guarded by an apostrophe, which is taken off again exactly', () => {
    for (const text of ['=1+1', '+44', '-1', '@x', '\tx', '\rx', '\nx', "'", "''", "'=1", '＝1']) {
      expect(guarded(text)).toBe(`'${text}`);
      expect(unguarded(guarded(text))).toBe(text);
    }
  });

  it('is left alone when it would not run', () => {
    for (const text of ['', 'a=1', ' =1', '12/04/2013', '(x)']) {
      expect(guarded(text)).toBe(text);
      expect(unguarded(text)).toBe(text);
    }
  });
});

describe('the same event', () => {
  it('may stand in another place of another file', () => {
    expect(sameEvent(anEvent(1), anEvent(1, { place: { table: 'table 9', row: 99, hidden: true } }))).toBe(true);
    expect(sameEvent(anEvent(1), anEvent(1, { cameFrom: { file: 'police.docx', place: 'table 1, row 2' } }))).toBe(true);
  });

  it('differs when any of its fields differs', () => {
    expect(sameEvent(anEvent(1), anEvent(2))).toBe(false);
    expect(sameEvent(anEvent(1), anEvent(1, { words: { Date: '12/04/2013' } }))).toBe(false);
    expect(sameEvent(anEvent(1), anEvent(1, { mobile: false }))).toBe(false);
    expect(sameEvent(anEvent(1), anEvent(1, { subjects: ['F', 'M'] }))).toBe(false);
    expect(sameEvent(anEvent(1, { cameFrom: { file: 'a', place: '' } }), anEvent(1, { cameFrom: { file: 'b', place: '' } }))).toBe(false);
  });
});
