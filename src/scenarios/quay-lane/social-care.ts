/** Children's social care: an extract in Excel, and the college's sheet beside it in the conference's colours. */
import type { Cell } from '../../domain/document.ts';
import type { ScenarioFile } from '../scenario.ts';
import { coloured, dateCell, sheet, workbook } from '../sheets.ts';

const extract: readonly (readonly Cell[])[] = [
  ['Event date', 'Entry date', 'Entered by', 'Case note type', 'People', 'Event', 'Outcome', 'Child seen'],
  [
    'June 2019',
    dateCell('2025-02-14'),
    'Hub social worker',
    'Concern',
    'Skye',
    'Skye (10) told her teacher that her mother’s partner shouted and broke things. Assessed then; she went to live with Denise in 2023.',
    'Read again now, because she is expecting a baby',
    'N/A',
  ],
  [
    dateCell('2025-02-13', '15:10'),
    dateCell('2025-02-13'),
    'Hub social worker',
    'Referral',
    'Skye, Unborn baby',
    'Referral received from the young parents’ midwife for the unborn baby.',
    'Accepted. Midwife told within the hour',
    'N/A',
  ],
  [
    dateCell('2025-02-20', '00:00'),
    dateCell('2025-02-20'),
    'Social worker',
    'Home visit',
    'Skye, Denise',
    'Home visit at Denise’s. Skye has her own room and shows the corner for the cot.',
    'Pre-birth assessment begins',
    'N/A',
  ],
  [
    dateCell('2025-04-15', '16:40'),
    dateCell('2025-04-15'),
    'Social worker',
    'Telephone call',
    'Jayden',
    'Family nurse rings about Jayden: cannabis at weekends, wants to be a father.',
    'Leaving-care worker brought in',
    'N/A',
  ],
  [
    dateCell('2025-06-23', '14:00'),
    dateCell('2025-06-24'),
    'Social worker',
    'Pre-birth assessment',
    'Unborn baby, Skye, Jayden, Denise',
    'Joint meeting for the pre-birth assessment with midwife and family nurse.',
    'Child in need plan before birth; no conference needed, reasons given',
    'N/A',
  ],
  [
    '22/09/2025',
    '21/09/2025',
    'Social worker',
    'Discharge planning meeting',
    'Robin, Skye',
    'Meeting on the ward before home.',
    'Visits shared out by day',
    'Y',
  ],
  [
    dateCell('2025-11-14', '09:15'),
    dateCell('2025-11-14'),
    'Social worker',
    'Professionals discussion',
    'Robin, Skye',
    'Ten minutes with the family nurse and the GP about Skye’s evenings.',
    'Denise on four evenings',
    'N/A',
  ],
  [
    dateCell('2026-03-19', '00:00'),
    dateCell('2026-03-20'),
    'Social worker',
    'Step down',
    'Robin, Skye, Jayden',
    'Plan ends with the family nurse as lead. Jayden has been to every appointment since September and has stopped smoking cannabis by his own account and his worker’s.',
    'Family help',
    'Y',
  ],
];

const green = coloured('', '00B050');
const amber = coloured('', 'FFC000');
const college: readonly (readonly Cell[])[] = [
  ['Date', 'Event', 'RAG', 'Strength or worry'],
  ['Autumn term 2024', 'Skye in Year 11, attendance 91%. Best in the kitchen.', green, 'Strength'],
  [dateCell('2025-01-27'), 'Skye tells her tutor that she is pregnant. Denise told together.', amber, 'Worry'],
  [dateCell('2025-06-20'), 'Last examination sat in a side room with a fan.', green, 'Strength'],
  ['Q1 2026', 'College keeps a place for Skye from September and one in its nursery for Robin.', green, 'Strength'],
];

export const socialCare: ScenarioFile = {
  file: 'childrens-social-care-extract.xlsx',
  agency: 'childrens-social-care',
  format: 'case-system-extract',
  content: { kind: 'xlsx', document: workbook([sheet('Case notes', extract)]) },
  coverage: [],
  notices: ['recorded-before-happened'],
  attention: 0,
  events: 8,
};

export const schoolAndCollege: ScenarioFile = {
  file: 'school-and-college-rag.xlsx',
  agency: 'education',
  format: 'conference-rag',
  content: { kind: 'xlsx', document: workbook([sheet('School', college)]) },
  coverage: [],
  notices: ['rag-from-colour', 'quarter-of-calendar-year'],
  attention: 0,
  events: 4,
};
