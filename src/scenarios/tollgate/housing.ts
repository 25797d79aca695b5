/** Housing: a narrative in care episodes, as a housing officer wrote it from her files. */
import type { ScenarioFile } from '../scenario.ts';
import { wordDocument } from '../sheets.ts';

export const housing: ScenarioFile = {
  file: 'housing-narrative.docx',
  agency: 'housing',
  format: 'care-episodes',
  content: {
    kind: 'docx',
    document: wordDocument(
      [],
      [
        'Housing chronology',
        'Care Episode 1. January 2022 until 6th April 2023',
        'On 10 January 2022 Joanne applied for a home for herself, Ellis and Nia. She gave three addresses in the last two years.',
        'In August 2022 the family moved into a private flat over a shop in Tollgate Street.',
        'Two months later the shopkeeper rang about water coming through the ceiling.',
        'On 7 March 2023 the landlord gave notice. Joanne rang on the same day and was told to come back when she had a date from the court.',
        'Care Episode 2. 6th April 2023 until 20th December 2023',
        'On 6 April 2023 the family was placed in one room of a seafront hotel, with a shared kitchen on another floor.',
        'On 30 May 2023 the hotel reported that the children were alone from eight until half past ten in the evening. Joanne was cleaning offices. The report was filed and not passed on.',
        'The officer who knew the family left, and nobody was given the case.',
        'On 8 November 2023 the new officer met the school and social care and read out the report of May.',
        'Care Episode 3. 20th December 2023 until today',
        'On 20 December 2023 the family was given the keys of a house with a garden, two streets from the school.',
        'In Spring 2024 Joanne chose the colour of the kitchen: yellow.',
      ],
    ),
  },
  coverage: [],
  notices: [],
  attention: 1,
  events: 8,
};
