/** The chronology of a family court bundle (Public Law Outline): serial number, date, event, witness or document reference. */
import { type Layout, wordTable } from './layout.ts';

export const courtChronology: Layout = {
  name: 'court-chronology',
  says: 'The chronology of a family court bundle: serial number, date, event, witness or document reference.',
  recognises: ({ headings, roles }) => {
    if (!roles.has('date') || !roles.has('source')) return 0;
    const source = headings.some((heading) => /\b(witness|bundle|exhibit)\b/.test(heading) || /\bdocument (ref|reference)\b/.test(heading));
    const serial = headings.some((heading) => /^serial\b/.test(heading));
    return source ? (serial ? 9 : 7) : 0;
  },
  examples: [
    {
      shows: 'a serial number, an uncertain month, a day that does not exist and an undated letter',
      document: wordTable(
        [
          ['Serial No.', 'Date', 'Event - detail', 'Witness or document reference'],
          ['1', '12.04.13', 'M attends A&E with facial bruising; says she fell.', 'E203-205'],
          ['2', '?/01/2014', 'F taken to hospital by ambulance after taking tablets.', 'E77 (ambulance log); G9'],
          ['3', '29.02.15', 'GP confirms pregnancy.', 'G14'],
          ['4', 'Undated', 'Letter from M to housing about damp.', 'M3'],
        ],
        ['SOCIAL WORK CHRONOLOGY', 'Child: B (dob 14.8.15)   Sibling: S (dob 11.10.11)'],
      ),
      expected: {
        format: 'court-chronology',
        people: [
          { label: 'B', role: 'child', dateOfBirth: '2015-08-14', place: 'paragraph 2' },
          { label: 'S', role: 'sibling', dateOfBirth: '2011-10-11', place: 'paragraph 2' },
        ],
        tables: [{ rows: { read: 4, events: 2, notEvents: 0, attention: 2 } }],
        events: [
          { happened: { raw: '12.04.13', from: '2013-04-12', to: '2013-04-12', precision: 'day' }, sequence: 1, source: 'E203-205' },
          { happened: { raw: '?/01/2014', from: '2014-01-01', to: '2014-01-31', precision: 'month' }, sequence: 2 },
        ],
        attention: [
          { place: { row: 4 }, code: 'impossible-date', text: '3 | 29.02.15 | GP confirms pregnancy. | G14' },
          { place: { row: 5 }, code: 'not-a-date' },
        ],
      },
    },
  ],
};
