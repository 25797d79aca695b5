/** The integrated grid of a serious case review: date, time, agency, source, person, event, response or action, child seen, comment. */
import { type Layout, wordTable } from './layout.ts';

export const integratedGrid: Layout = {
  name: 'integrated-grid',
  says: 'The integrated grid of a review: date, time, agency, source, person, event, response, child seen, comment.',
  recognises: ({ roles }) => {
    if (!roles.has('date') || !roles.has('agency')) return 0;
    const further = (['time', 'source', 'subjects', 'response', 'childSeen', 'notes'] as const).filter((role) => roles.has(role)).length;
    return further >= 3 ? 6 + Math.min(further, 3) : further >= 1 ? 3 : 0;
  },
  examples: [
    {
      shows: 'times, agencies by alias, several people and the reviewer’s comment as a note',
      document: wordTable([
        ['Date', 'Time', 'Agency', 'Source', 'Person', 'Event', 'Response/Action', 'Child seen', 'Comment'],
        [
          '12/04/2013',
          '21.40hrs',
          'Police',
          'PPU log',
          'M, F and S',
          'Domestic incident at home address.',
          'F arrested',
          'Y',
          'Was S spoken to?',
        ],
        ['13/04/2013', '', 'CSC', 'Case notes', 'S', 'Notification read.', 'No further action', 'N', ''],
        ['20/05/2013', '10:00', 'Leeward Project', 'Diary', 'M', 'M attends with S.', '', 'Yes (awake)', ''],
      ]),
      expected: {
        format: 'integrated-grid',
        events: [
          {
            happened: {
              from: '2013-04-12',
              precision: 'minute',
              time: { raw: '21.40hrs', from: '21:40', to: null, approx: false, partOfDay: null },
            },
            agency: 'police',
            subjects: ['M', 'F', 'S'],
            kind: 'domestic-abuse-incident',
            response: 'F arrested',
            childSeen: 'seen',
            notes: [{ text: 'Was S spoken to?', heading: 'Comment' }],
          },
          { happened: { precision: 'day', time: null }, agency: 'childrens-social-care', childSeen: 'not-seen', notes: [] },
          { agency: 'Leeward Project', childSeen: 'seen' },
        ],
      },
    },
  ],
};
