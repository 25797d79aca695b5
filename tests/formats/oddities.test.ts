/** The oddities that are normal in agencies' chronologies: each ends in a right reading or in a notice in plain words, never in a guess. */
import { describe, expect, it } from 'vitest';
import type { Cell } from '../../src/domain/document.ts';
import { codes, read, refused, table, word, workbook } from './understanding.ts';

const date = (text: string, number: number): Cell => ({ text, number, format: 'dd/mm/yyyy' });

describe('where the chronology stands', () => {
  it('title rows above the headings are kept and are no events', () => {
    const found = read(
      workbook([
        table([
          ['Norfolk LSCB', ''],
          ['Chronology for B, dob 14/08/2015', ''],
          ['', ''],
          ['Date', 'Event'],
          ['12/04/2013', 'Seen at home.'],
        ]),
      ]),
    );
    expect(found.events).toHaveLength(1);
    expect(found.notEvents.map(({ place, because }) => [place.row, because])).toEqual([
      [1, 'It stands above the headings.'],
      [2, 'It stands above the headings.'],
      [3, 'The row is blank.'],
    ]);
    expect(found.people).toMatchObject([{ label: 'B', dateOfBirth: '2015-08-14' }]);
    expect(found.tables[0]?.headingRows).toEqual([4]);
  });

  it('two rows of headings are one set of headings', () => {
    const left = (text: string): Cell => ({ text, merged: 'left' });
    const above = (text: string): Cell => ({ text, merged: 'above' });
    const found = read(
      word([
        table([
          ['Date', left('Date'), 'Event', 'Child', left('Child')],
          ['From', 'To', above('Event'), 'Seen', 'Voice'],
          ['12/04/2013', '14/04/2013', 'Stayed with aunt.', 'Y', 'Said that he liked it.'],
        ]),
      ]),
    );
    expect(found.tables[0]?.headingRows).toEqual([1, 2]);
    expect(found.tables[0]?.columns).toMatchObject({ date: 0, endDate: 1, what: 2, childSeen: 3, childVoice: 4 });
    expect(found.events).toMatchObject([
      { happened: { from: '2013-04-12', to: '2013-04-14', precision: 'range' }, childSeen: 'seen', childVoice: 'Said that he liked it.' },
    ]);
  });

  it('two rows of headings without merged cells, as a csv has them, are understood too', () => {
    const found = read(
      word([
        table([
          ['Date', '', 'Event', 'Child', ''],
          ['Start', 'End', '', 'Seen', 'Alone'],
          ['12/04/2013', '', 'Seen at home.', 'N', 'N'],
        ]),
      ]),
    );
    expect(found.tables[0]?.columns).toMatchObject({ date: 0, endDate: 1, what: 2, childSeen: 3 });
    expect(found.events).toMatchObject([{ childSeen: 'not-seen', happened: { precision: 'day' } }]);
  });

  it('headings repeated on each page are no events', () => {
    const found = read(
      word([
        table([
          ['Date', 'Event'],
          ['12/04/2013', 'One.'],
          ['Date', 'Event'],
          ['13/04/2013', 'Two.'],
        ]),
      ]),
    );
    expect(found.events).toHaveLength(2);
    expect(found.notEvents).toMatchObject([{ place: { row: 3 }, because: 'The headings are repeated.' }]);
  });

  it('a second table on the same sheet is read under its own headings', () => {
    const found = read(
      workbook([
        table([
          ['Date', 'Event', 'Source'],
          ['12/04/2013', 'One.', 'Log'],
          ['', '', ''],
          ['Source', 'Date', 'Event'],
          ['Diary', '13/04/2013', 'Two.'],
        ]),
      ]),
    );
    expect(found.events).toMatchObject([
      { what: 'One.', source: 'Log' },
      { what: 'Two.', source: 'Diary' },
    ]);
    expect(codes(found)).toContain('other-headings');
  });

  it('a table without headings that continues the one before takes its headings', () => {
    const found = read(
      word([
        table([
          ['Source', 'Event', 'Date'],
          ['Log', 'One.', '12/04/2013'],
        ]),
        table(
          [
            ['Diary', 'Two.', '13/04/2013'],
            ['Diary', 'Three.', '14/04/2013'],
          ],
          { place: 'table 2' },
        ),
      ]),
    );
    expect(found.events.map(({ what, source }) => [what, source])).toEqual([
      ['One.', 'Log'],
      ['Two.', 'Diary'],
      ['Three.', 'Diary'],
    ]);
    expect(found.notices).toContainEqual(
      expect.objectContaining({ code: 'headings-from-table-before', place: { table: 'table 2', row: 0, hidden: false } }),
    );
  });

  it('a list of people and a list of abbreviations are no chronology, and their rows are kept', () => {
    const found = read(
      word([
        table([
          ['Initial', 'Relationship', 'Date of birth'],
          ['B', 'Child', '14.8.15'],
          ['M', 'Mother', '3/4/1990'],
        ]),
        table(
          [
            ['Abbreviation', 'Meaning'],
            ['HV', 'Health visitor'],
          ],
          { place: 'table 2' },
        ),
        table(
          [
            ['Date', 'Event'],
            ['12/04/2013', 'One.'],
          ],
          { place: 'table 3' },
        ),
      ]),
    );
    expect(found.people).toMatchObject([
      { label: 'B', role: 'child', dateOfBirth: '2015-08-14' },
      { label: 'M', role: 'mother', dateOfBirth: '1990-04-03' },
    ]);
    expect(found.tables.map(({ rows }) => rows)).toEqual([
      { read: 3, events: 0, notEvents: 3, attention: 0 },
      { read: 2, events: 0, notEvents: 2, attention: 0 },
      { read: 1, events: 1, notEvents: 0, attention: 0 },
    ]);
    expect(codes(found).filter((code) => code === 'not-a-chronology')).toHaveLength(2);
  });

  it('every sheet is read, hidden ones too, and it is said', () => {
    const found = read(
      workbook([
        table(
          [
            ['Date', 'Event'],
            ['12/04/2013', 'One.'],
          ],
          { place: 'sheet "Police"' },
        ),
        table(
          [
            ['Date', 'Event'],
            ['13/04/2013', 'Two.'],
          ],
          { place: 'sheet "HV"', hidden: true },
        ),
      ]),
    );
    expect(found.events).toMatchObject([{ agency: 'police' }, { agency: 'health-visiting', place: { hidden: true } }]);
    expect(codes(found)).toContain('hidden-sheet');
  });

  it('hidden rows and columns are read, and it is said', () => {
    const source = table(
      [
        ['Date', 'Event', 'Outcome'],
        ['12/04/2013', 'One.', 'NFA'],
      ],
      { hiddenColumns: [2] },
    );
    const found = read(workbook([{ ...source, rows: source.rows.map((row, index) => ({ ...row, hidden: index === 1 })) }]));
    expect(found.events).toMatchObject([{ outcome: 'NFA', place: { row: 2, hidden: true } }]);
    expect(found.notices).toMatchObject([
      { code: 'hidden-column', says: '“Outcome”: hidden in the file, read like any other column.' },
      { code: 'hidden-row', place: { row: 2 } },
    ]);
  });

  it('rows such as “END OF CHRONOLOGY”, blank rows and headings across the table are no events', () => {
    const across = 'Period 2: after the birth';
    const found = read(
      word([
        table([
          ['Date', 'Event', 'Source'],
          ['2013', '', ''],
          ['12/04/2013', 'One.', 'Log'],
          [across, { text: across, merged: 'left' }, { text: across, merged: 'left' }],
          ['', '', ''],
          ['', 'END OF CHRONOLOGY', ''],
        ]),
      ]),
    );
    expect(found.events).toHaveLength(1);
    expect(found.attention).toHaveLength(0);
    expect(found.notEvents.map(({ place, because }) => [place.row, because])).toEqual([
      [2, 'It is a heading for the rows below.'],
      [4, 'It is a heading across the table.'],
      [5, 'The row is blank.'],
      [6, 'It marks the end of the chronology or of a page.'],
    ]);
  });

  it('a file with no table, and one with no dates, is refused in plain words', () => {
    expect(refused(word([], ['Dear colleague'])).problem).toBe('no-table');
    expect(
      refused(
        word([
          table([
            ['Name', 'Address'],
            ['A', 'B'],
          ]),
        ]),
      ).problem,
    ).toBe('no-date-column');
  });
});

describe('which column is what', () => {
  it.each([
    ['Dtae', 'Significant evnet', 'Sorce of information', 'Outcmoe'],
    ['DATE:', 'EVENT', 'SOURCE', 'OUTCOME'],
    ['Date (dd/mm/yyyy)', 'Details of event\n(facts only)', 'Doc ref', 'Result'],
    ['When', 'What happened', 'Evidence source', 'Outcome for child'],
  ])('the headings %s, %s, %s, %s mean date, event, source and outcome', (...headings) => {
    const found = read(word([table([headings, ['12/04/2013', 'Seen at home.', 'Log', 'NFA']])]));
    expect(found.tables[0]?.columns).toMatchObject({ date: 0, what: 1, source: 2, outcome: 3 });
    expect(found.events).toMatchObject([{ what: 'Seen at home.', source: 'Log', outcome: 'NFA' }]);
  });

  it('a misspelt heading is taken for what it must be, and it is said', () => {
    const found = read(
      word([
        table([
          ['Date', 'Signifcant event'],
          ['12/04/2013', 'One.'],
        ]),
      ]),
    );
    expect(found.notices).toMatchObject([
      { code: 'heading-misspelt', says: 'The heading “Signifcant event” was taken for “significant event”.' },
    ]);
  });

  it('a heading that nobody knows keeps its words with the event, and it is said', () => {
    const found = read(
      word([
        table([
          ['Date', 'Event', 'Ward round'],
          ['12/04/2013', 'One.', 'Dr A'],
        ]),
      ]),
    );
    expect(found.events[0]?.words).toEqual({ Date: '12/04/2013', Event: 'One.', 'Ward round': 'Dr A' });
    expect(codes(found)).toEqual(['heading-not-known']);
  });

  it('a mapping that a person made wins over the headings', () => {
    const rows = [
      ['Logged', 'Date', 'Text'],
      ['12/04/2013', '14/04/2013', 'One.'],
    ];
    expect(read(word([table(rows)])).events).toMatchObject([{ happened: { from: '2013-04-14' } }]);
    const found = read(word([table(rows)]), { mapping: { date: 'Logged', recorded: 'Date' } });
    expect(found.events).toMatchObject([{ happened: { from: '2013-04-12' }, recorded: { from: '2013-04-14' } }]);
    expect(read(word([table(rows)]), { mapping: { recorded: null } }).tables[0]?.columns).not.toHaveProperty('recorded');
  });

  it('headings in words that nobody knows are still headings: the dates and the longest words are found, and a mapping can name them', () => {
    const rows = [
      ['Kiedy', 'Co', 'Kto'],
      ['12/04/2013', 'Wizyta domowa.', 'HV'],
      ['14/04/2013', 'Telefon.', 'GP'],
    ];
    const found = read(word([table(rows)]));
    expect(found.tables[0]).toMatchObject({
      headings: ['Kiedy', 'Co', 'Kto'],
      columns: { date: 0, what: 1 },
      rows: { read: 2, events: 2 },
    });
    expect(codes(found)).toEqual(['column-by-content', 'column-by-content', 'heading-not-known']);
    expect(read(word([table(rows)]), { mapping: { date: 'Kiedy', what: 'Co', agency: 'Kto' } }).events.map(({ agency }) => agency)).toEqual(
      ['health-visiting', 'gp'],
    );
  });

  it('a mapping to a heading that is not there is said', () => {
    expect(
      codes(
        read(
          word([
            table([
              ['Date', 'Event'],
              ['12/04/2013', 'One.'],
            ]),
          ]),
          { mapping: { source: 'Herkunft' } },
        ),
      ),
    ).toEqual(['mapping-not-used']);
  });

  it('a date of birth is never taken for the date of an event', () => {
    const found = read(
      word([
        table([
          ['Date of birth', 'Event date', 'Event'],
          ['01/02/2010', '12/04/2013', 'One.'],
        ]),
      ]),
    );
    expect(found.events).toMatchObject([{ happened: { from: '2013-04-12' } }]);
  });

  it('dates that are targets of a plan are read and said to be targets', () => {
    const found = read(
      word([
        table([
          ['Recommendation', 'Action', 'Target Date'],
          ['File papers', 'Audit', 'Immediate'],
          ['Brief managers', 'Re-issue policy', 'August 2006'],
        ]),
      ]),
    );
    expect(found.events).toMatchObject([{ kind: 'action-due', happened: { from: '2006-08-01', to: '2006-08-31' } }]);
    expect(found.attention).toMatchObject([{ place: { row: 2 }, code: 'not-a-date' }]);
    expect(codes(found)).toContain('target-dates');
  });

  it('a column of comment is a note beside the event, never a part of it', () => {
    const found = read(
      word([
        table([
          ['Date', 'Event', 'Analysis', 'Author comment'],
          ['12/04/2013', 'One.', 'Opportunity missed.', 'Check.'],
        ]),
      ]),
    );
    expect(found.events[0]?.notes).toEqual([
      { text: 'Opportunity missed.', heading: 'Analysis' },
      { text: 'Check.', heading: 'Author comment' },
    ]);
  });
});

describe('when it happened', () => {
  const one = (cells: readonly Cell[], headings: readonly string[] = ['Date', 'Event']) =>
    read(workbook([table([headings, cells, ['30/12/2014', 'Another event.']])]));

  it('a month stays a month and the words are kept', () => {
    expect(one(['Apr 2013', 'One.']).events[0]?.happened).toEqual({
      raw: 'Apr 2013',
      from: '2013-04-01',
      to: '2013-04-30',
      precision: 'month',
      approx: false,
      time: null,
    });
  });

  it('a day that does not exist waits for a person with its whole row', () => {
    expect(one(['29/02/2015', 'One.']).attention).toMatchObject([
      {
        place: { table: 'table 1', row: 2 },
        text: '29/02/2015 | One.',
        code: 'impossible-date',
        says: '29 February 2015 does not exist. The row is kept without a date.',
        draft: { what: 'One.', happened: { precision: 'invalid', from: null } },
      },
    ]);
  });

  it.each(['tbc', 'Ongoing', 'Immediate', '01/01/1900', 'Undated', 'n/k'])('“%s” is not a date and the row waits for a person', (words) => {
    const found = one([words, 'One.']);
    expect(found.events).toHaveLength(1);
    expect(found.attention).toMatchObject([{ place: { row: 2 }, text: `${words} | One.` }]);
  });

  it('a blank date is not filled from the row above; the row above is named', () => {
    const found = read(
      word([
        table([
          ['Date', 'Event'],
          ['12/04/2013', 'One.'],
          ['', 'Two.'],
        ]),
      ]),
    );
    expect(found.events).toHaveLength(1);
    expect(found.attention).toMatchObject([
      {
        place: { row: 3 },
        code: 'no-date',
        says: 'The row has no date. It may be of the same day as row 2; that is for you to say. It is kept without one.',
        draft: { happened: { raw: '', from: null } },
      },
    ]);
  });

  it('a merged date covers all its rows', () => {
    const found = read(
      word([
        table([
          ['Date', 'Event'],
          ['12/04/2013', 'One.'],
          [{ text: '12/04/2013', merged: 'above' }, 'Two.'],
        ]),
      ]),
    );
    expect(found.events).toMatchObject([{ what: 'One.' }, { what: 'Two.', happened: { from: '2013-04-12', to: '2013-04-12' } }]);
  });

  it('two dates in one cell are one event over both, and the split is offered', () => {
    const found = one(['12/04/2013 and 15/04/2013', 'One.']);
    expect(found.events[0]).toMatchObject({ happened: { from: '2013-04-12', to: '2013-04-15' } });
    expect(codes(found, 2)).toContain('two-dates');
  });

  it('a second date in the words is said and nothing is split', () => {
    const found = one(['12/04/2013', 'Seen by GP; seen again on 25 February.']);
    expect(found.events).toHaveLength(2);
    expect(found.notices).toMatchObject([
      {
        place: { row: 2 },
        code: 'second-date-in-words',
        says: 'The words also name “25 February”. That may be an event of its own; nothing was split.',
      },
    ]);
  });

  it('the event’s own day in its words is not a second date, nor is a date of birth', () => {
    expect(codes(one(['12/04/2013', 'On 12 April 2013 B (dob 14.8.15) was seen.']))).toEqual([]);
  });

  it('spreadsheet numbers are days; a plain five-digit number in the date column too, and that is said', () => {
    const found = read(
      workbook([
        table([
          ['Date', 'Event'],
          [date('12/04/2013', 41376), 'One.'],
          ['41377', 'Two.'],
        ]),
      ]),
    );
    expect(found.events).toMatchObject([
      { happened: { raw: '12/04/2013', from: '2013-04-12' } },
      { happened: { raw: '41377', from: '2013-04-13' } },
    ]);
    expect(codes(found, 3)).toContain('serial-number');
  });

  it('a column that proves the month to come first is read so, with the evidence', () => {
    const found = read(
      word([
        table([
          ['Date', 'Event'],
          ['03/04/2013', 'One.'],
          ['11/17/2013', 'Two.'],
        ]),
      ]),
    );
    expect(found.events.map(({ happened }) => happened.from)).toEqual(['2013-03-04', '2013-11-17']);
    expect(found.tables[0]?.dayMonthOrder).toEqual({ order: 'month-first', because: expect.stringContaining('“11/17/2013”') });
  });

  it('the order of day and month that a person gave wins', () => {
    expect(
      read(
        word([
          table([
            ['Date', 'Event'],
            ['03/04/2013', 'One.'],
          ]),
        ]),
        { order: 'month-first' },
      ).events[0]?.happened.from,
    ).toBe('2013-03-04');
  });

  it('the evidence of one table holds for the whole file', () => {
    const found = read(
      word([
        table([
          ['Date', 'Event'],
          ['03/04/2013', 'One.'],
        ]),
        table(
          [
            ['Date', 'Event'],
            ['11/17/2013', 'Two.'],
          ],
          { place: 'table 2' },
        ),
      ]),
    );
    expect(found.events[0]?.happened.from).toBe('2013-03-04');
  });

  it('a time column, an end date and an end time are put together', () => {
    const found = read(
      word([
        table([
          ['Date', 'Time', 'End date', 'End time', 'Event'],
          ['12/04/2013', '23.55', '13/04/2013', '01.20', 'One.'],
          ['12/04/2013', '2.30pm', '', '', 'Two.'],
        ]),
      ]),
    );
    expect(found.events).toMatchObject([
      {
        happened: {
          raw: '12/04/2013 – 13/04/2013',
          from: '2013-04-12',
          to: '2013-04-13',
          precision: 'range',
          time: { from: '23:55', to: '01:20' },
        },
      },
      { happened: { precision: 'minute', time: { raw: '2.30pm', from: '14:30' } } },
    ]);
  });

  it('00:00 and 25:00 are no times; the words are kept and it is said', () => {
    const found = read(
      word([
        table([
          ['Date', 'Time', 'Event'],
          ['12/04/2013', '00:00', 'One.'],
          ['12/04/2013', '25:00', 'Two.'],
        ]),
      ]),
    );
    expect(found.events).toMatchObject([
      { happened: { time: null, precision: 'day' }, words: { Time: '00:00' } },
      { happened: { time: null }, words: { Time: '25:00' } },
    ]);
    expect([codes(found, 2), codes(found, 3)]).toEqual([['midnight-not-a-time'], ['impossible-time']]);
  });

  it('an end before the start is said and not used', () => {
    const found = read(
      word([
        table([
          ['Start date', 'End date', 'Event'],
          ['12/04/2013', '10/04/2013', 'One.'],
        ]),
      ]),
    );
    expect(found.events).toMatchObject([{ happened: { from: '2013-04-12', to: '2013-04-12' } }]);
    expect(codes(found, 2)).toEqual(['end-before-start']);
  });

  it('an entry made before the event is kept with a notice', () => {
    const found = read(
      word([
        table([
          ['Event date', 'Entry date', 'Event'],
          ['12/04/2013', '10/04/2013', 'One.'],
        ]),
      ]),
    );
    expect(found.events).toMatchObject([{ happened: { from: '2013-04-12' }, recorded: { from: '2013-04-10' } }]);
    expect(codes(found, 2)).toEqual(['recorded-before-happened']);
  });

  it('strict reading leaves what Chronolator refuses to a person', () => {
    const document = word([
      table([
        ['Date', 'Event'],
        ['22 may 2016?', 'One.'],
        ['22 May 2016', 'Two.'],
      ]),
    ]);
    expect(read(document).events).toHaveLength(2);
    expect(read(document, { strict: true })).toMatchObject({ events: [{ what: 'Two.' }], attention: [{ place: { row: 2 } }] });
  });

  it('a date without words waits for a person', () => {
    expect(
      read(
        word([
          table([
            ['Date', 'Event', 'Source'],
            ['12/04/2013', '', 'Log'],
          ]),
        ]),
      ).attention,
    ).toMatchObject([{ code: 'no-words' }]);
  });

  it('rows out of order are named and not moved', () => {
    const found = read(
      word([
        table([
          ['Date', 'Event'],
          ['12/04/2013', 'One.'],
          ['14/04/2013', 'Two.'],
          ['13/04/2013', 'Three.'],
          ['Apr 2013', 'Four.'],
          ['15/04/2013', 'Five.'],
        ]),
      ]),
    );
    expect(found.events.map(({ what }) => what)).toEqual(['One.', 'Two.', 'Three.', 'Four.', 'Five.']);
    expect(found.notices).toMatchObject([{ code: 'not-in-order', says: expect.stringContaining('Row 4:') }]);
  });
});

describe('who and how', () => {
  it.each([
    ['Y', 'seen'],
    ['Yes (awake)', 'seen'],
    ['N', 'not-seen'],
    ['No - at nursery', 'not-seen'],
    ['N/A', 'not-applicable'],
    ['n/k', 'not-known'],
    ['', 'not-recorded'],
    ['Not recorded', 'not-recorded'],
  ])('child seen “%s” means %s', (words, seen) => {
    expect(
      read(
        word([
          table([
            ['Date', 'Event', 'Child seen'],
            ['12/04/2013', 'One.', words],
          ]),
        ]),
      ).events[0]?.childSeen,
    ).toBe(seen);
  });

  it.each([
    ['Positive', 'positive'],
    ['-', 'negative'],
    ['+/-', 'mixed'],
    ['Strength', 'positive'],
    ['Worry', 'negative'],
    ['', null],
  ])('impact “%s” means %s', (words, impact) => {
    expect(
      read(
        word([
          table([
            ['Date', 'Event', 'Impact'],
            ['12/04/2013', 'One.', words],
          ]),
        ]),
      ).events[0]?.impact,
    ).toBe(impact);
  });

  it('an agency by its alias is that agency; one that nobody knows keeps its words', () => {
    const found = read(
      word([
        table([
          ['Date', 'Event', 'Agency'],
          ['12/04/2013', 'One.', 'HV'],
          ['13/04/2013', 'Two.', 'Acute Tr'],
          ['14/04/2013', 'Three.', 'The Larder'],
        ]),
      ]),
    );
    expect(found.events.map(({ agency }) => agency)).toEqual(['health-visiting', 'hospital', 'The Larder']);
  });

  it('the agency given with the file wins over what the file says of itself, and a row wins over both', () => {
    const document = word(
      [
        table([
          ['Date', 'Event', 'Agency'],
          ['12/04/2013', 'One.', ''],
          ['13/04/2013', 'Two.', 'GP'],
        ]),
      ],
      ['Police chronology'],
    );
    expect(read(document).events.map(({ agency }) => agency)).toEqual(['police', 'gp']);
    expect(read(document, { agency: 'Housing' }).events.map(({ agency }) => agency)).toEqual(['housing', 'gp']);
  });

  it('a source is not an agency', () => {
    const found = read(
      word([
        table([
          ['Date', 'Event', 'Source'],
          ['12/04/2013', 'One.', 'Health visitor'],
        ]),
      ]),
    );
    expect(found.events).toMatchObject([{ agency: null, source: 'Health visitor' }]);
  });

  it('colours alone are read as red, amber and green, and it is said once for the table', () => {
    const colour = (fill: string): Cell => ({ text: '', fill });
    const found = read(
      workbook([
        table([
          ['Date', 'Event', 'RAG'],
          ['12/04/2013', 'One.', colour('FF0000')],
          ['13/04/2013', 'Two.', colour('FFC000')],
          ['14/04/2013', 'Three.', colour('92D050')],
          ['15/04/2013', 'Four.', 'Amber'],
        ]),
      ]),
    );
    expect(found.events.map(({ rag }) => rag)).toEqual(['red', 'amber', 'green', 'amber']);
    expect(found.notices).toMatchObject([{ code: 'rag-from-colour', place: { row: 0 } }]);
  });

  it('colours on the date cells are read where there is no column for them; stripes of one colour are not', () => {
    const filled = (text: string, fill: string): Cell => ({ text, fill });
    const rated = read(
      workbook([
        table([
          ['Date', 'Event'],
          [filled('12/04/2013', 'FF0000'), 'One.'],
          [filled('13/04/2013', '00B050'), 'Two.'],
        ]),
      ]),
    );
    expect(rated.events.map(({ rag }) => rag)).toEqual(['red', 'green']);
    const striped = read(
      workbook([
        table([
          ['Date', 'Event'],
          [filled('12/04/2013', 'E2EFDA'), 'One.'],
          ['13/04/2013', 'Two.'],
          [filled('14/04/2013', 'E2EFDA'), 'Three.'],
        ]),
      ]),
    );
    expect(striped.events.map(({ rag }) => rag)).toEqual([null, null, null]);
  });

  it('an author’s note is not an event of the family', () => {
    const found = read(
      word([
        table([
          ['Date', 'Source', 'Event'],
          ['12/04/2013', '¬ chair', ''],
        ]),
      ]),
    );
    expect(found.events).toMatchObject([{ kind: 'author-note', source: '¬ chair', what: '' }]);
  });

  it.each([
    ['Home visit by HV, B weighed.', 'home-visit'],
    ['B was not brought to the clinic appointment.', 'was-not-brought'],
    ['DNA appointment with paediatrician.', 'was-not-brought'],
    ['Strategy discussion held.', 'strategy-discussion'],
    ['MARAC meeting.', 'marac'],
    ['B discharged from NICU.', 'neonatal-discharge'],
    ['HV not invited to the strategy discussion.', 'event'],
    ['F taken to hospital after taking tablets.', 'event'],
    ['Home visit cancelled by M.', 'event'],
    ['Telephone call to GP.', 'contact'],
    ['No contact in this period.', 'nil-return'],
    ['No recorded contact by any agency save GP consultations for S.', 'event'],
  ])('“%s” is of the kind %s', (what, kind) => {
    expect(
      read(
        word([
          table([
            ['Date', 'Event'],
            ['12/04/2013', what],
          ]),
        ]),
      ).events[0]?.kind,
    ).toBe(kind);
  });

  it('a nil return over a period declares that period as covered', () => {
    const found = read(
      word([
        table([
          ['Date', 'Event'],
          ['1 January 2013 to 31 March 2013', 'Nil return'],
        ]),
      ]),
    );
    expect(found.events).toMatchObject([{ kind: 'nil-return' }]);
    expect(found.coverage).toEqual([{ from: '2013-01-01', to: '2013-03-31', complete: true }]);
  });

  it('a period that the file says it covers is coverage, not said to be complete unless the file says so', () => {
    const found = read(
      word(
        [
          table([
            ['Date', 'Event'],
            ['12/04/2013', 'One.'],
          ]),
        ],
        ['Period covered: 1 January 2012 to 31 March 2016'],
      ),
    );
    expect(found.coverage).toEqual([{ from: '2012-01-01', to: '2016-03-31', complete: false }]);
  });

  it('a kind that nobody knows is kept as it is, with a notice', () => {
    const found = read(
      word([
        table([
          ['Date', 'Event', 'Type'],
          ['12/04/2013', 'One.', 'Strat meeting'],
          ['13/04/2013', 'Two.', 'Pet visit'],
        ]),
      ]),
    );
    expect(found.events.map(({ kind }) => kind)).toEqual(['strategy-discussion', 'Pet visit']);
    expect(codes(found, 3)).toEqual(['unknown-kind']);
  });
});

describe('people in the words around the table', () => {
  const people = (...passages: string[]) =>
    read(
      word(
        [
          table([
            ['Date', 'Event'],
            ['12/04/2013', 'One.'],
          ]),
        ],
        passages,
      ),
    ).people;

  it.each<[string, object[]]>([
    [
      'Child: B (dob 14.8.15)   Sibling: S (dob 11.10.11)',
      [
        { label: 'B', role: 'child', dateOfBirth: '2015-08-14' },
        { label: 'S', role: 'sibling', dateOfBirth: '2011-10-11' },
      ],
    ],
    ['Baby B: DOB 14/08/2015 EDD 14.10.15', [{ label: 'B', dateOfBirth: '2015-08-14', expectedDate: '2015-10-14' }]],
    ['B, born 20 August 2015 at 26 weeks', [{ label: 'B', dateOfBirth: '2015-08-20', gestationWeeks: 26 }]],
    [
      'Mother (M) dob 3/4/1990; Father (F) dob 5/6/1988',
      [
        { label: 'M', role: 'mother', dateOfBirth: '1990-04-03' },
        { label: 'F', role: 'father', dateOfBirth: '1988-06-05' },
      ],
    ],
    ['Unborn baby, due date 14 October 2015', [{ label: 'Unborn baby', role: 'child', dateOfBirth: null, expectedDate: '2015-10-14' }]],
    [
      'Subject child: B, date of birth: October 2011',
      [{ label: 'B', dateOfBirth: null, born: { raw: 'October 2011', precision: 'month' } }],
    ],
  ])('“%s”', (text, expected) => {
    expect(people(text)).toMatchObject(expected);
  });

  it('a name on one line and a date of birth on the next are one person', () => {
    expect(people('Name of child: Alex Marsh', 'Date of birth: 14/08/2015')).toMatchObject([
      { label: 'Alex Marsh', dateOfBirth: '2015-08-14' },
    ]);
  });

  it('weeks of gestation that only the event of the birth gives are taken for the person, and it is said', () => {
    const found = read(
      word(
        [
          table([
            ['Date', 'Event'],
            ['14.08.2015', 'Baby B born at 31+2 weeks.'],
          ]),
        ],
        ['Child: B (dob 14.8.15)'],
      ),
    );
    expect(found.people).toMatchObject([{ label: 'B', gestationWeeks: 31 }]);
    expect(codes(found, 2)).toEqual(['gestation-from-event']);
  });

  it('two dates of birth for one person are both kept, and it is said', () => {
    const found = read(
      word(
        [
          table([
            ['Date', 'Event'],
            ['12/04/2013', 'One.'],
          ]),
        ],
        ['Child: B (dob 14.8.15)', 'B, dob 15.8.15'],
      ),
    );
    expect(found.people.map(({ dateOfBirth }) => dateOfBirth)).toEqual(['2015-08-14', '2015-08-15']);
    expect(codes(found)).toEqual(['two-birth-dates']);
  });
});
