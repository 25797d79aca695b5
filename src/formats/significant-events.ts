/** Significant events (Scottish and many English boards): date or period, significant event, source, impact positive or negative, action taken. */
import { type Layout, wordTable } from './layout.ts';

export const significantEvents: Layout = {
  name: 'significant-events',
  says: 'A chronology of significant events: date or period, significant event, source, impact, action taken.',
  recognises: ({ headings, roles }) => {
    const named = headings.some(
      (heading) => /\bsignificant (event|information|incident)s?\b/.test(heading) || /^key events?$/.test(heading),
    );
    if (!roles.has('date') || !roles.has('what')) return 0;
    return named ? (roles.has('impact') ? 8 : 5) : roles.has('impact') && roles.has('source') ? 4 : 0;
  },
  examples: [
    {
      shows: 'a week, a period of months and impacts by word and by sign',
      document: wordTable(
        [
          ['Date/Period', 'Significant event', 'Source', 'Impact (positive or negative)', 'Action taken'],
          [
            'w/c 23.11.15',
            'Mother tearful and says that she cannot settle the baby.',
            'Health visitor',
            'Negative',
            'Listening visit offered',
          ],
          ['Aug – Oct 2015', 'Parents visit the neonatal unit daily.', 'Neonatal unit', '+', ''],
        ],
        ['Police chronology'],
      ),
      expected: {
        format: 'significant-events',
        agency: 'police',
        events: [
          {
            happened: { raw: 'w/c 23.11.15', from: '2015-11-23', to: '2015-11-29', precision: 'week', approx: false, time: null },
            source: 'Health visitor',
            impact: 'negative',
            response: 'Listening visit offered',
            outcome: null,
            childSeen: 'not-recorded',
          },
          { happened: { from: '2015-08-01', to: '2015-10-31', precision: 'range' }, impact: 'positive', response: null },
        ],
        attention: [],
      },
    },
  ],
};
