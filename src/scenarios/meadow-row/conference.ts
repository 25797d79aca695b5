/** Nursery, housing and a charity: the sheets that they filled in for the conference, rated red, amber or green by colour alone. */
import type { Cell } from '../../domain/document.ts';
import type { ScenarioFile } from '../scenario.ts';
import { coloured, dateCell, mergedAbove, sheet, workbook } from '../sheets.ts';

const red = coloured('', 'FF0000');
const amber = coloured('', 'FFC000');
const green = coloured('', '00B050');
const headings: readonly Cell[] = ['Date', 'Event', 'RAG', 'Strength or worry'];

const nursery: readonly (readonly Cell[])[] = [
  headings,
  [dateCell('2015-09-07'), 'Matas starts at Little Oystercatchers. Settles with one key worker.', green, 'Strength'],
  [dateCell('2015-11-19'), 'Matas hides under the table when a father raises his voice in the corridor.', amber, 'Worry'],
  [dateCell('2016-02-11'), 'Matas plays “sleeping daddy, call the van”. Key worker writes it down word for word.', amber, 'Worry'],
  ['Summer term 2016', 'Matas speaks more English than his parents and is asked to tell them things. Staff agree to stop.', amber, 'Worry'],
  [dateCell('2016-09-05'), 'Matas back after the holidays: “My sister is in a glass box.” Draws her every day.', green, 'Strength'],
  [dateCell('2016-11-21'), 'Matas says: “Baby screams and daddy goes outside.” Told to the health visitor the same day.', red, 'Worry'],
  [mergedAbove('21/11/2016'), 'Rasa late to fetch Matas, grey with tiredness. Given tea; stays half an hour.', amber, 'Worry'],
  [dateCell('2016-12-08'), 'Police notification received and acknowledged before the nursery opens.', green, 'Strength'],
  [dateCell('2016-12-12'), 'Nursery manager reads Matas’s words to the discussion of professionals.', green, 'Strength'],
  [dateCell('2017-03-10'), 'Tomas reads the bear book to the whole group, in two languages.', green, 'Strength'],
];

const housing: readonly (readonly Cell[])[] = [
  headings,
  ['06/2012', 'Tenancy of 14 Meadow Row begins, in both names.', green, 'Strength'],
  ['21/04/2014', 'Neighbour at 16 reports a bad night at the weekend. Asks for better walls.', amber, 'Worry'],
  ['19/01/2015', 'Neighbour reports an ambulance. No action for housing.', '', ''],
  ['05/12/2016', 'Neighbour at 16: a baby cries for hours, a man shouts, then silence. “I am worried, not cross.”', red, 'Worry'],
  ['06/12/2016', 'Housing officer rings the non-emergency number and suggests a welfare visit.', amber, 'Strength'],
  ['15/03/2017', 'Second bedroom approved, so that Matas does not share with a baby who wakes.', green, 'Strength'],
  ['tbc', 'New tenancy agreement in Lithuanian.', green, 'Strength'],
];

const homeStart: readonly (readonly Cell[])[] = [
  headings,
  ['23/01/2017', 'Volunteer matched: a grandmother from Vilnius, twenty years in Saltmarsh.', green, 'Strength'],
  ['Feb – May 2017', 'Volunteer with Rasa and Emilija every Tuesday.', green, 'Strength'],
  ['late May 2017', 'Rasa joins the sewing group.', green, 'Strength'],
];

export const conference: ScenarioFile = {
  file: 'conference-chronologies-rag.xlsx',
  agency: null,
  format: 'conference-rag',
  content: {
    kind: 'xlsx',
    document: workbook([sheet('Nursery', nursery), sheet('Housing', housing, { hiddenRows: [4] }), sheet('Home-Start', homeStart)]),
  },
  coverage: [],
  notices: ['rag-from-colour', 'hidden-row', 'part-of-period'],
  attention: 1,
  events: 19,
};
