/** Adult mental health: care episodes told in prose, with a table of contacts. */
import type { ScenarioFile } from '../scenario.ts';
import { table, wordDocument } from '../sheets.ts';

const contacts = [
  ['Date', 'Time', 'Type', 'Patient', 'What happened', 'Action', 'Clinician'],
  [
    '17/01/2015',
    '11.30',
    'Mental health assessment',
    'Tomas',
    'Tomas seen in the emergency department by liaison psychiatry, with a hangover and without an interpreter. He answers “yes” to every question. Low mood explained as the effect of alcohol.',
    'No follow-up. Letter to GP',
    'Liaison nurse',
  ],
  ['Immediate', '', 'Letter', 'Tomas', 'Letter offering the alcohol service’s open door.', '', 'Administrator'],
  [
    '09/12/2016',
    '17.05',
    'Telephone call',
    'Tomas',
    'GP rings the crisis team about Tomas. First mention in this record that he has children.',
    'Seen within 24 hours of being at home',
    'Crisis team',
  ],
  [
    '14/12/2016',
    '10.00',
    'Mental health assessment',
    'Tomas',
    'Full assessment of Tomas with an accredited interpreter, at his cousin’s home. Low since spring 2014, ashamed, counting breaths, thoughts of not being here without a plan. The earlier explanation is taken back: drinking was what he did about the feeling.',
    'Home treatment for six weeks; safety plan',
    'Crisis team doctor',
  ],
  ['20/12/2016', '09.00', 'Consultation', 'Tomas', 'Treatment begun together with the GP.', 'Weekly', 'Home treatment nurse'],
  [
    '31/01/2017',
    '',
    'Closure',
    'Tomas',
    'Home treatment ends. Tomas sleeps six hours, sings to Emilija.',
    'Talking therapy with an interpreter',
    'Home treatment nurse',
  ],
  ['Feb – Jul 2017', '', 'Contact', 'Tomas', 'Talking therapy, 18 of 20 sessions.', '', 'Therapist'],
];

export const mentalHealth: ScenarioFile = {
  file: 'mental-health-care-episodes.docx',
  agency: 'adult-mental-health',
  format: 'table',
  content: {
    kind: 'docx',
    document: wordDocument(
      [table('table 1', contacts)],
      [
        'Agency: Adult mental health',
        'Father: Tomas',
        'Care Episode 1. 17th January 2015 until 18th January 2015',
        'Tomas was seen once. The record was closed the next day. A month later the GP asked whether he should be seen again; there is no reply on file.',
        'Care Episode 2. 9th December 2016 until 31st July 2017',
        'Tomas was seen at home from the day after the GP’s call and finished treatment.',
      ],
    ),
  },
  coverage: [],
  notices: [],
  attention: 1,
  events: 6,
};
