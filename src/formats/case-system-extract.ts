/** What a case management system prints: event date, entry date, who entered it, event, outcome. Its times are often 00:00, which is no time. */
import type { Layout } from './layout.ts';

export const caseSystemExtract: Layout = {
  name: 'case-system-extract',
  says: 'An extract of a case management system: event date, entry date, entered by, event, outcome.',
  recognises: ({ roles }) => (roles.has('date') && roles.has('recorded') ? (roles.has('recordedBy') ? 7 : 6) : 0),
  examples: [
    {
      shows: 'entry dates apart from event dates, spreadsheet dates and a time of 00:00 that is none',
      document: {
        kind: 'xlsx',
        passages: [],
        remarks: [],
        tables: [
          {
            place: 'sheet "Extract"',
            hidden: false,
            hiddenColumns: [],
            rows: [
              { number: 1, hidden: false, cells: ['Event date', 'Entry date', 'Entered by', 'Event', 'Outcome'] },
              {
                number: 2,
                hidden: false,
                cells: [
                  { text: '12/04/2013', number: 41376, format: 'dd/mm/yyyy' },
                  { text: '15/06/2013', number: 41440, format: 'dd/mm/yyyy' },
                  'Duty social worker',
                  'Notification from police received.',
                  'No further action',
                ],
              },
              { number: 3, hidden: true, cells: ['13/04/2013 00:00', '10/04/2013', 'Team manager', 'Screened.', ''] },
            ],
          },
        ],
      },
      expected: {
        format: 'case-system-extract',
        events: [
          {
            happened: { raw: '12/04/2013', from: '2013-04-12', to: '2013-04-12', precision: 'day', time: null },
            recorded: { from: '2013-06-15' },
            recordedBy: 'Duty social worker',
            outcome: 'No further action',
          },
          { place: { row: 3, hidden: true }, happened: { from: '2013-04-13', time: null }, recorded: { from: '2013-04-10' } },
        ],
        notices: [
          { place: { row: 3 }, code: 'hidden-row' },
          { place: { row: 3 }, code: 'midnight-not-a-time' },
          { place: { row: 3 }, code: 'recorded-before-happened' },
        ],
      },
    },
  ],
};
