/** Children's social care: significant events in Word, with headings over two rows and one agency's own kind words for what was missed. */
import type { ScenarioFile } from '../scenario.ts';
import { mergedAbove, table, titleRow, wordDocument } from '../sheets.ts';

const rows = [
  titleRow('Significant events – Ellis and Nia', 6),
  ['When', 'What', '', '', 'So what', ''],
  ['Date or period', 'Significant event', 'Family members', 'Source', 'Impact (positive or negative)', 'Action taken'],
  [
    'Early 2021',
    'The family is known to another council after a neighbour’s call. Papers asked for in 2023.',
    'Ellis, Nia, Joanne',
    'Transfer summary',
    'Negative',
    'Arrived only in November 2023',
  ],
  [
    '23.06.23',
    'School refers Ellis and Nia: cold, hunger, many moves.',
    'Ellis, Nia, Joanne',
    'Hub record',
    'Negative',
    'Telephone call to Joanne',
  ],
  [
    '14.07.23',
    'No further action: Joanne “engaged well by telephone”. The school is told.',
    'Ellis, Nia',
    'Hub record',
    'Negative',
    'Closed. Nobody had seen the room at the hotel',
  ],
  ['13.10.23', 'School refers again, with Ellis’s own words.', 'Ellis, Nia', 'Hub record', 'Negative', 'Accepted'],
  [
    '16.10.23 at 16.15',
    'Home visit to the hotel. Ellis shows how he puts a chair against the door. Nia in bed in her coat. Joanne, worn out, says: “I thought if I asked you would take them.”',
    'Ellis, Nia, Joanne',
    'Case note',
    'Negative',
    'Food, and an assessment begun that evening',
  ],
  [
    mergedAbove('16.10.23 at 16.15'),
    'Craig, a friend of Joanne’s, is in the room and gives his name. Checks made: nothing known.',
    'Craig, Joanne',
    'Case note',
    'Neutral',
    '',
  ],
  [
    '8 Nov 2023',
    'Meeting of professionals with school and housing. Housing’s report of May 2023 heard for the first time.',
    'Ellis, Nia, Joanne',
    'Minutes',
    'Positive',
    'Child in need plan with six actions, one owner each',
  ],
  [
    'w/c 27.11.23',
    'Family support worker with Joanne on three evenings; Ellis goes to football.',
    'Ellis, Joanne',
    'Case note',
    'Positive',
    '',
  ],
  [
    'Dec 2023 – Feb 2024',
    'Joanne moves to day shifts with the help of a letter from the social worker.',
    'Joanne',
    'Case note',
    'Positive',
    '',
  ],
  [
    '24.05.24',
    'Review of the child in need plan. Ellis says that he sleeps “all the way through”. Nia shows her bedroom on a telephone.',
    'Ellis, Nia, Joanne',
    'Minutes',
    'Positive',
    'Step down to early help',
  ],
  [
    '30.09.24',
    'Early help ends: Joanne asks for it to. The school agrees and says why.',
    'Ellis, Nia, Joanne',
    'Case note',
    'Positive',
    'Closed with evidence',
  ],
  ['n/k', 'Joanne’s letter to the team: “You saw us.”', 'Joanne', 'Letter', 'Positive', ''],
  titleRow('END OF CHRONOLOGY', 6),
];

export const socialCare: ScenarioFile = {
  file: 'childrens-social-care-significant-events.docx',
  agency: 'childrens-social-care',
  format: 'significant-events',
  content: {
    kind: 'docx',
    document: wordDocument(
      [table('table 1', rows)],
      [
        'Agency: Children’s social care',
        'Child: Ellis (dob 3 May 2014)   Sibling: Nia (dob 21 February 2017)',
        'Period covered: 1 June 2023 to 30 September 2024. Complete.',
      ],
    ),
  },
  coverage: [{ from: '2023-06-01', to: '2024-09-30', complete: true }],
  notices: ['coverage-read', 'part-of-period'],
  attention: 1,
  events: 11,
};
