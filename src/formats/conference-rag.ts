/** A child protection conference's chronology with red, amber and green (Norfolk 2023): a sheet per agency; the rating may be only a colour. */
import type { SourceDocument } from '../domain/document.ts';
import type { Layout } from './layout.ts';

const sheet = (place: string, rows: readonly (readonly [string, string, string | null, string])[]): SourceDocument['tables'][number] => ({
  place: `sheet "${place}"`,
  hidden: false,
  hiddenColumns: [],
  rows: [
    { number: 1, hidden: false, cells: ['Date', 'Event', 'RAG', 'Strength or worry'] },
    ...rows.map(([date, event, fill, impact], index) => ({
      number: index + 2,
      hidden: false,
      cells: [date, event, fill === null ? '' : { text: '', fill }, impact],
    })),
  ],
});

export const conferenceRag: Layout = {
  name: 'conference-rag',
  says: 'A conference chronology rated red, amber and green, with a sheet for each agency.',
  recognises: ({ headings, roles }) => {
    if (!roles.has('date') || !roles.has('rag')) return 0;
    return headings.some((heading) => /\b(strength|worr)/.test(heading)) ? 9 : roles.has('source') && roles.has('agency') ? 3 : 6;
  },
  examples: [
    {
      shows: 'agencies by their sheets and ratings that are only colours',
      document: {
        kind: 'xlsx',
        passages: [],
        remarks: [],
        tables: [
          sheet('Police', [
            ['12/04/2013', 'Attended home after a neighbour called.', 'FF0000', 'Worry'],
            ['03/05/2013', 'Mother gives a statement.', 'FFC000', 'Worry'],
          ]),
          sheet('Health visiting', [['20/05/2013', 'S is meeting milestones.', '00B050', 'Strength']]),
        ],
      },
      expected: {
        format: 'conference-rag',
        agency: null,
        events: [
          { agency: 'police', rag: 'red', impact: 'negative' },
          { agency: 'police', rag: 'amber', impact: 'negative' },
          { agency: 'health-visiting', rag: 'green', impact: 'positive' },
        ],
        notices: [
          {
            place: { table: 'sheet "Police"', row: 0 },
            code: 'rag-from-colour',
            says: 'Red, amber or green was read from the colour of the cells under “RAG” (red: row 2; amber: row 3).',
          },
          { place: { table: 'sheet "Health visiting"', row: 0 }, code: 'rag-from-colour' },
        ],
      },
    },
  ],
};
