/** The domestic abuse service (a message of our own kind, with what it told to whom), the ambulance service, and probation's nil return. */
import type { ScenarioFile } from '../scenario.ts';
import { csvText, table, wordDocument } from '../sheets.ts';

export const domesticAbuseService: ScenarioFile = {
  file: 'domestic-abuse-service.json',
  agency: 'domestic-abuse-service',
  format: 'contribution-json',
  content: {
    kind: 'json',
    value: {
      kinline: 'contribution/1',
      agency: 'domestic-abuse-service',
      family: 'MR1',
      coverage: [{ from: '2014-01-01', to: '2017-09-30', complete: true }],
      people: [
        { label: 'Rasa', role: 'mother', language: 'Lithuanian', interpreterNeeded: true },
        { label: 'Tomas', role: 'father', language: 'Lithuanian' },
        { label: 'Matas', role: 'sibling', dateOfBirth: '2012-10-11' },
        { label: 'Emilija', role: 'child', dateOfBirth: '2016-08-06', gestationWeeks: 26 },
      ],
      events: [
        {
          ref: 'd1',
          kind: 'contact',
          happened: { raw: '11 May 2015' },
          recorded: '2015-05-11',
          recordedBy: 'support worker',
          subjects: ['Rasa'],
          childrenAffected: ['Matas'],
          what: 'Rasa comes with a friend from work. With an interpreter she tells of April 2014 and of being frightened when Tomas drinks.',
          childSeen: 'not-seen',
          interpreter: 'accredited',
          factors: ['domesticAbuseHistory'],
          shares: [
            { to: 'childrens-social-care', how: 'telephone', sent: '2015-05-12', received: null, acknowledged: null },
            {
              to: 'health-visiting',
              decided: 'not-shared',
              on: '2015-05-12',
              reason: 'Rasa did not want the health visitor to know, and Matas was not thought to be at risk that day.',
            },
          ],
        },
        {
          ref: 'd2',
          kind: 'assessment',
          happened: { raw: '20/05/2015', time: '14:00' },
          recorded: '2015-05-20',
          recordedBy: 'support worker',
          subjects: ['Rasa'],
          childrenAffected: ['Matas'],
          what: 'Safety plan in Lithuanian. Rasa names two neighbours whom she would call.',
          childSeen: 'not-applicable',
          interpreter: 'accredited',
          factors: ['protectiveNetwork'],
        },
        {
          ref: 'd3',
          kind: 'contact',
          happened: { raw: 'w/c 15 June 2015' },
          recorded: '2015-06-17',
          recordedBy: 'support worker',
          subjects: ['Rasa'],
          what: 'Rasa says that Tomas no longer drinks at home.',
          childSeen: 'not-applicable',
          interpreter: 'accredited',
          attributions: [{ claim: 'violence came only with drink', by: 'Rasa', basis: 'her own account', disputed: true }],
        },
        {
          ref: 'd4',
          kind: 'closure',
          happened: { raw: '20 July 2015' },
          recorded: '2015-07-20',
          recordedBy: 'support worker',
          subjects: ['Rasa'],
          childrenAffected: ['Matas'],
          what: 'Rasa ends support: things are better. She keeps the card.',
          childSeen: 'not-applicable',
          interpreter: 'none',
          shares: [{ to: 'childrens-social-care', how: 'telephone', sent: '2015-07-21', received: '2015-07-21', acknowledged: null }],
        },
        {
          ref: 'd5',
          kind: 'contact',
          happened: { raw: '12/12/2016', time: '10:00' },
          recorded: '2016-12-12',
          recordedBy: 'service manager',
          subjects: ['Rasa', 'Tomas'],
          childrenAffected: ['Emilija', 'Matas'],
          what: 'Service manager reads out the safety plan of May 2015 at the discussion of professionals.',
          childSeen: 'not-applicable',
          interpreter: 'not-needed',
          cites: ['d1', 'd2'],
          shares: [
            { to: 'childrens-social-care', how: 'at the meeting', sent: '2016-12-12', received: '2016-12-12', acknowledged: '2016-12-12' },
            { to: 'health-visiting', how: 'at the meeting', sent: '2016-12-12', received: '2016-12-12', acknowledged: '2016-12-12' },
          ],
        },
        {
          ref: 'd6',
          kind: 'assessment',
          happened: { raw: '15/06/2017' },
          recorded: '2017-06-16',
          recordedBy: 'support worker',
          subjects: ['Rasa'],
          what: 'Seen alone with an interpreter, Rasa says that she is not afraid. She would call us if she were.',
          childSeen: 'not-applicable',
          interpreter: 'accredited',
          seenAlone: ['Rasa'],
          factors: ['protectiveNetwork'],
        },
      ],
    },
  },
  coverage: [{ from: '2014-01-01', to: '2017-09-30', complete: true }],
  notices: [],
  attention: 0,
  events: 6,
};

const ambulanceRows = [
  ['Date and time', 'Reference', 'Patient', 'Incident', 'Outcome'],
  [
    '20/04/2014 00:25',
    'A-2201',
    'Rasa',
    'Called to Meadow Row by police for a woman with a facial injury. Rasa waves the crew away; goes to hospital later by taxi.',
    'Not conveyed',
  ],
  [
    '18/01/2015 02:22',
    'A-3119',
    'Tomas',
    'Overdose of paracetamol with vodka. Rasa called 999; operator used a Lithuanian line. “There is a small boy upstairs” is on the recording.',
    'Conveyed 02:50. Safeguarding form not sent',
  ],
  ['05/08/2016 22:15', 'A-4870', 'Rasa', 'In labour at 26 weeks.', 'Conveyed'],
  ['28/11/2016 22:40', 'A-5003', 'Emilija', 'Tomas rings 111: the baby will not stop crying.', 'Advised to go to the emergency department'],
];

export const ambulance: ScenarioFile = {
  file: 'ambulance-incidents.csv',
  agency: 'ambulance',
  format: 'table',
  content: { kind: 'csv', text: csvText(ambulanceRows, '\t'), encoding: 'utf-16le' },
  coverage: [],
  notices: ['encoding'],
  attention: 0,
  events: 4,
};

export const probation: ScenarioFile = {
  file: 'probation-nil-return.docx',
  agency: 'probation',
  format: 'significant-events',
  content: {
    kind: 'docx',
    document: wordDocument(
      [
        table('table 1', [
          ['Date or period', 'Significant event', 'Source'],
          ['01/01/2011 – 30/09/2017', 'No contact in this period.', 'Case system search'],
        ]),
      ],
      ['Agency: Probation', 'Period covered: 1 January 2011 to 30 September 2017. Complete.'],
    ),
  },
  coverage: [{ from: '2011-01-01', to: '2017-09-30', complete: true }],
  notices: ['coverage-read'],
  attention: 0,
  events: 1,
};
