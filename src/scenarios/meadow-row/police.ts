/** Police: a chronology of significant events in Word, as many boards ask for it. */
import type { ScenarioFile } from '../scenario.ts';
import { mergedAbove, table, titleRow, wordDocument } from '../sheets.ts';

const rows = [
  titleRow('CHRONOLOGY OF SIGNIFICANT EVENTS – RESTRICTED', 5),
  ['Date or period', 'Significant event', 'Source', 'Impact (positive or negative)', 'Action taken'],
  [
    'Summer 2011',
    'Rasa and Tomas move to Saltmarsh from Lithuania for work. Not known to police before this.',
    'Intelligence summary',
    'Neutral',
    '',
  ],
  [
    '?9 march 2013',
    'A caller who did not want to give a name reports a man and a woman shouting at 14 Meadow Row. All quiet when officers arrive; Rasa and Tomas seen at the door. Matas (5 months) not seen.',
    'Command and control log',
    'Negative',
    'Advice given. Recorded as a verbal argument',
  ],
  [
    '19/04/2014 21:40',
    'Neighbour calls 999: a woman screaming and a baby crying. Rasa has a swollen cheek and says in broken English that Tomas hit her. Tomas has been drinking since the afternoon. Matas, aged 18 months, is standing in his cot in the same room, crying.',
    'Command and control log; officer’s statement',
    'Negative',
    'Tomas arrested. Risk assessment with Rasa: medium. Tomas’s cousin interpreted',
  ],
  [
    '20/04/2014',
    'Rasa does not want to give a statement. She says through the cousin that she slipped.',
    'Crime report',
    'Negative',
    'Released, no further action. “Love him, he is good when not drink,” Rasa says',
  ],
  [
    mergedAbove('20/04/2014'),
    'Notification about Matas sent to the multi-agency safeguarding hub. The box for health visiting is not ticked; no reason is recorded.',
    'Public protection notice',
    'Negative',
    'Sent to the hub',
  ],
  [
    'w/c 28.04.14',
    'Safer neighbourhood officer calls twice at Meadow Row. No reply.',
    'Neighbourhood log',
    'Neutral',
    'Card left in English',
  ],
  [
    'Summer 2014',
    'Tomas is stopped driving the farm’s van and is over the limit.',
    'Custody record',
    'Negative',
    'Charged; disqualified for 14 months',
  ],
  ['31 June 2014', 'Call from Meadow Row, ended before it could be answered. No trace of a reply.', 'Command and control log', '', ''],
  [
    '18/01/2015 02:40',
    'Officers help paramedics at Meadow Row. Tomas has taken tablets with vodka. Rasa distressed; Matas (2) asleep upstairs. The kitchen is clean, with food.',
    'Command and control log',
    'Negative',
    'Tomas taken to hospital by ambulance. No notification about Matas',
  ],
  [
    '18/01/2015',
    'Note on the log: “Male intoxicated, alcohol related.” No reference to the call of 19/04/2014.',
    'Command and control log',
    'Negative',
    'Closed',
  ],
  [
    '07/12/2016 19.30-20.15',
    'Police called to shouting at Meadow Row. Rasa holds Emilija (4 months), wrapped and pink. Tomas outside on the step, sober, head in hands, says he has not slept. Matas (4) watches from the stairs.',
    'Command and control log',
    'Negative',
    'Verbal only. Neighbour thanked. Notification to the hub',
  ],
  [
    '08/12/2016',
    'Notification about Emilija and Matas sent to the hub, health visiting and the nursery.',
    'Public protection notice',
    'Positive',
    'Receipt from the hub and the nursery on 8 December; health visiting 9 December',
  ],
  [
    '12/12/2016 10.00',
    'Detective Sergeant brings the whole police history, including April 2014 and January 2015, to the discussion of professionals.',
    'Safeguarding unit diary',
    'Positive',
    'Strategy discussion asked for',
  ],
  [
    '13/12/2016',
    'Strategy discussion: police, social care, health visitor, neonatal outreach nurse and GP. Single agency enquiry by social care.',
    'Strategy minutes',
    'Positive',
    'Background shared with all',
  ],
  ['20/09/2017', 'No calls to Meadow Row since 7 December 2016.', 'Safeguarding unit diary', 'Positive', 'Closed'],
  ['', '', '', '', ''],
  titleRow('END OF CHRONOLOGY', 5),
];

export const police: ScenarioFile = {
  file: 'police-significant-events.docx',
  agency: 'police',
  format: 'significant-events',
  content: {
    kind: 'docx',
    document: wordDocument(
      [table('table 1', rows, { hiddenRows: [12] })],
      [
        'Agency: Saltmarsh Police, safeguarding unit',
        'Children: Matas (dob 11.10.12) and Emilija (dob 06.08.16)',
        'Period covered: 1 January 2011 to 30 September 2017. All known records.',
      ],
      ['Prepared by the safeguarding unit for the Saltmarsh partnership.'],
    ),
    additions: [
      { table: 0, row: 6, column: 4, as: 'deleted', text: 'Copied to health visiting.' },
      { table: 0, row: 14, column: 1, as: 'inserted', text: ' The officer reads it out in full.' },
      { table: 0, row: 4, column: 1, as: 'comment', text: 'Was the older child spoken to by anyone?' },
    ],
  },
  coverage: [{ from: '2011-01-01', to: '2017-09-30', complete: true }],
  notices: ['hidden-row', 'tracked-changes', 'comments', 'uncertain-date', 'season-in-months', 'coverage-read'],
  attention: 1,
  events: 15,
};
