/**
 * Chronolator (a Word add-in that boards know): sequence, start date, start time, end date, end time, source of information, then the board's
 * own columns. When it merges it puts the agency in front of the source; a source that begins with # ^ ¬ or ~ marks an author's note.
 */
import { type Layout, wordTable } from './layout.ts';

export const chronolator: Layout = {
  name: 'chronolator',
  says: 'A Chronolator table: sequence, start date, start time, end date, end time, source of information, and the board’s columns.',
  agencyBeforeSource: true,
  recognises: ({ headings }) => {
    const has = (heading: string): boolean => headings.includes(heading);
    if (!has('start date') || !(has('source of information') || has('source'))) return 0;
    return 6 + (has('source of information') ? 2 : 0) + (has('start time') || has('end date') || has('end time') ? 2 : 0);
  },
  examples: [
    {
      shows: 'sequence within a day, a time over midnight, an author’s note and the agency in front of the source',
      document: wordTable([
        ['Sequence', 'Start Date', 'Start Time', 'End Date', 'End Time', 'Source of Information', 'Event', 'Child seen'],
        ['1', '22.05.16', '23.55', '23.05.16', '01.20', 'Police: PPU log', 'Officers at the address.', 'n/k'],
        ['1.5', '22-may-16', '', '', '', 'Health visitor HV1 diary', 'Telephone call from M.', 'N/A'],
        ['2', '22 May 2016', '', '', '', '# Author', 'Overlap of two accounts.', ''],
      ]),
      expected: {
        format: 'chronolator',
        events: [
          {
            happened: { from: '2016-05-22', to: '2016-05-23', precision: 'range', time: { from: '23:55', to: '01:20' } },
            sequence: 1,
            agency: 'police',
            source: 'PPU log',
            childSeen: 'not-known',
          },
          {
            happened: { raw: '22-may-16', from: '2016-05-22' },
            sequence: 1.5,
            agency: null,
            source: 'Health visitor HV1 diary',
            kind: 'contact',
            childSeen: 'not-applicable',
          },
          { sequence: 2, kind: 'author-note' },
        ],
      },
    },
  ],
};
