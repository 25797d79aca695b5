/**
 * The blank chronology that an agency fills in, with its own instructions: what each column is for, how to write a date that is not
 * certain, what to do when there was no contact. Its example rows begin with "Example:", which the reader takes for what they are.
 */
import type { Agency } from '../domain/agency.ts';
import type { CellLine } from '../domain/chronology-columns.ts';
import { docxPackage, styled, tableXml } from './write-docx.ts';
import { xlsxPackage } from './write-xlsx.ts';
import { together, zipped } from './write-zip.ts';

export type TemplateOptions = { readonly agency: Agency; readonly format: 'docx' | 'xlsx' };

/** Templates are dated by their edition and not by the day they are made, so that the same template has the same bytes. */
const EDITION = '2026-11-23';

type Column = {
  readonly heading: string;
  readonly width: number;
  readonly sheetWidth: number;
  readonly says: string;
  readonly choices?: readonly string[];
};

const COLUMNS: readonly Column[] = [
  {
    heading: 'Date',
    width: 120,
    sheetWidth: 18,
    says: 'The day it happened, as 22/05/2016. If you do not know the day, write what you know: see "Dates" below. Every row needs one.',
  },
  {
    heading: 'Time',
    width: 70,
    sheetWidth: 10,
    says: 'As 14:30, or in words (evening). Leave it blank when the record gives none; do not write 00:00.',
  },
  {
    heading: 'Source',
    width: 120,
    sheetWidth: 24,
    says: 'Where it is written: the record, document or diary, and whose. For example: Health visitor diary, HV1.',
  },
  { heading: 'Recorded by', width: 90, sheetWidth: 18, says: 'The role of the person who wrote it, not their name.' },
  { heading: 'Recorded on', width: 90, sheetWidth: 14, says: 'The day it was written down, when that is later than the day it happened.' },
  {
    heading: 'People',
    width: 80,
    sheetWidth: 14,
    says: 'Who it was about, by the letters of the list of people, with a semicolon between them: M; F.',
  },
  { heading: 'Children affected', width: 80, sheetWidth: 14, says: 'Every child it may have touched, also one who was not there.' },
  {
    heading: 'What happened',
    width: 340,
    sheetWidth: 60,
    says: 'One event to a row, in plain and neutral words. Facts here; what you think of them under Notes. What went well counts too.',
  },
  {
    heading: 'Response',
    width: 180,
    sheetWidth: 40,
    says: 'What your agency did or decided, whom it told, and when. "Nothing was done" is worth writing.',
  },
  { heading: 'Outcome', width: 120, sheetWidth: 30, says: 'What came of it, when the record says.' },
  {
    heading: 'Child seen',
    width: 80,
    sheetWidth: 15,
    says: 'Seen, Not seen, Not applicable or Not known. Blank means that the record does not say.',
    choices: ['Seen', 'Not seen', 'Not applicable', 'Not known'],
  },
  {
    heading: 'Impact',
    width: 80,
    sheetWidth: 12,
    says: 'For the child: Positive, Negative, Mixed or Neutral. Positive events matter as much.',
    choices: ['Positive', 'Negative', 'Mixed', 'Neutral'],
  },
  { heading: 'Notes', width: 120, sheetWidth: 30, says: 'Your own remarks, kept apart from the facts.' },
];

/** Examples of an invented family. Each begins with the word that says so. */
const EXAMPLES: readonly Readonly<Record<string, string>>[] = [
  {
    Date: 'Example: 12/04/2013',
    Time: '21:40',
    Source: 'Incident log',
    'Recorded by': 'Response officer',
    People: 'M; F',
    'Children affected': 'S',
    'What happened': 'Called to the home by a neighbour. M said that F had pushed her. S, aged 1, was asleep upstairs.',
    Response: 'F left for the night. Children’s social care told by notification on 13/04/2013.',
    Outcome: 'No further police action.',
    'Child seen': 'Seen',
    Impact: 'Negative',
  },
  {
    Date: 'Example: May 2013',
    Source: 'Clinic letter',
    'Recorded by': 'Health visitor',
    'Recorded on': '03/06/2013',
    People: 'S',
    'Children affected': 'S',
    'What happened': 'Was not brought to the development check. The day is not recorded.',
    Response: 'Letter sent; new appointment offered.',
    'Child seen': 'Not seen',
    Impact: 'Negative',
  },
  {
    Date: 'Example: w/c 23/11/2015',
    Source: 'Family support record',
    People: 'M; B',
    'Children affected': 'B',
    'What happened': 'M and her sister cared for B together through the week. B gained weight and settled.',
    'Child seen': 'Seen',
    Impact: 'Positive',
  },
];

/** What every contributor needs to know, in the order in which they need it. No line may look like a fact about the file itself. */
const INSTRUCTIONS: readonly { readonly heading: string; readonly lines: readonly string[] }[] = [
  {
    heading: 'Before you begin',
    lines: [
      'Fill in the lines above the table. After "Period covered", write the first day, the word "to" and the last day that your records cover, and then the word "complete" if every contact in that time is in the table.',
      'If you had no contact with the family in that time, write one row whose Date holds the first and the last day, and "Nil return: no contact in this period" under What happened. A nil return is an answer; an empty file is not.',
      'Add as many rows as you need. You may leave columns blank; please do not rename, merge or remove them, and do not add headings between the rows.',
      'The rows that begin with the word Example show how it is done. You may delete them or leave them; they are never read as events.',
    ],
  },
  {
    heading: 'Dates',
    lines: [
      'Write the day first: 22/05/2016, 22.05.16 and 22 May 2016 are all read.',
      'Never invent a day. Write what the record gives: May 2016; 2016; Summer 2012; early 2015; about May 2013; w/c 23/11/2015; 03/11/2013 - 17/11/2013; ?22 May 2016 when it is uncertain.',
      'One date to a row. Two visits are two rows.',
      'If a day cannot be right (31 June), leave it as the record has it. You will be asked about it; it is not corrected for you.',
    ],
  },
  {
    heading: 'Words',
    lines: [
      'Write so that the family could read it. Plain and neutral, without blame; a child was not brought, a mother did not want the visit.',
      'Write what was seen and said, and who said it. An explanation ("put down to alcohol") is somebody’s: say whose.',
      'Positive events count as much as worrying ones. So does what was planned and did not happen.',
      'Do not colour cells to say something: write it. Do not hide rows. Do not paste pictures.',
    ],
  },
];

const lines = (text: string, strong = false): CellLine[] => (text === '' ? [] : [{ label: null, text, strong }]);

/** Lines that the contributor completes. The agency is filled in. */
function toComplete(agency: Agency): string[] {
  return [`Agency: ${agency.name}`, 'Family:', 'Period covered:', 'Filled in by (role) and on:'];
}

function* docxBody(agency: Agency): Generator<string> {
  yield styled('Title', `${agency.name} chronology`);
  for (const line of toComplete(agency)) yield styled('Normal', line);
  yield styled('Heading1', 'How to fill this in');
  for (const { heading, lines: said } of INSTRUCTIONS) {
    yield styled('Heading2', heading);
    for (const line of said) yield styled('Normal', line);
  }
  yield styled('Heading2', 'The columns');
  for (const { heading, says } of COLUMNS) yield styled('Normal', `${heading}. ${says}`);
  yield styled('Heading1', 'People');
  yield* tableXml({
    caption: 'People',
    description: 'One row for each person: the letter used in the chronology, who they are, and when they were born or expected.',
    headings: ['Letter', 'Role', 'Date of birth', 'Expected date of birth', 'Language'],
    widths: [12, 28, 20, 20, 20],
    rows: Array.from({ length: 6 }, () => [[], [], [], [], []]),
  });
  yield styled('Heading1', 'Chronology');
  yield* tableXml({
    caption: 'Chronology',
    description: 'One row for each event. The first rows are examples.',
    headings: COLUMNS.map(({ heading }) => heading),
    widths: COLUMNS.map(({ width }) => width),
    rows: [
      ...EXAMPLES.map((example) => COLUMNS.map(({ heading }) => lines(example[heading] ?? ''))),
      ...Array.from({ length: 25 }, () => COLUMNS.map(() => [])),
    ],
  });
  yield '<w:p/>';
}

/** The bytes of the template for one agency. */
export async function writeTemplate({ agency, format }: TemplateOptions): Promise<Uint8Array> {
  const title = `${agency.name} chronology`;
  if (format === 'docx') return together(zipped(docxPackage({ title, on: EDITION, classification: '', body: docxBody(agency) })));
  const sheets = [
    {
      name: 'Chronology',
      widths: COLUMNS.map(({ sheetWidth }) => sheetWidth),
      above: [title, ...toComplete(agency)],
      headings: COLUMNS.map(({ heading }) => heading),
      rows: EXAMPLES.map((example) => COLUMNS.map(({ heading }) => example[heading] ?? '')),
      firstPlain: COLUMNS.length,
      toFillIn: true,
      choices: COLUMNS.flatMap(({ choices }, column) => (choices === undefined ? [] : [{ column, values: choices }])),
    },
    {
      name: 'People',
      widths: [12, 28, 20, 24, 20],
      headings: ['Letter', 'Role', 'Date of birth', 'Expected date of birth', 'Language'],
      rows: [],
      firstPlain: 5,
      toFillIn: true,
    },
    {
      name: 'How to fill this in',
      widths: [22, 120],
      headings: ['About', 'What to do'],
      rows: [
        ...INSTRUCTIONS.flatMap(({ heading, lines: said }) => said.map((line, index) => [index === 0 ? heading : '', line])),
        ...COLUMNS.map(({ heading, says }, index) => [index === 0 ? 'The columns' : '', `${heading}. ${says}`]),
      ],
      firstPlain: 2,
    },
  ];
  return together(zipped(xlsxPackage(sheets, title, EDITION)));
}
