/**
 * Quay Lane (invented): a young mother who was once a child that agencies worried about, and a plan made before her baby was born. What good
 * looks like: everybody told, everybody answering, fathers and grandmothers seen, a worry in November met the next morning.
 */
import { familyNurse } from './quay-lane/family-nurse.ts';
import { maternity } from './quay-lane/maternity.ts';
import { schoolAndCollege, socialCare } from './quay-lane/social-care.ts';
import type { Scenario } from './scenario.ts';

export const quayLane: Scenario = {
  code: 'QL3',
  label: 'Quay Lane family',
  story:
    'Skye was 16 and living with her grandmother when she booked with the young parents’ midwife. What she had lived through as a child was read again, with her, before her ' +
    'baby was born. Midwife, family nurse and social worker told each other things and answered; Jayden, the father, was seen alone and listened to. Robin was born at 39 weeks ' +
    'and is thriving.',
  asked: [
    { agency: 'maternity', within: 15, promised: null },
    { agency: 'health-visiting', within: 15, promised: null },
    { agency: 'childrens-social-care', within: 15, promised: null },
    { agency: 'education', within: 15, promised: null },
    { agency: 'gp', within: 15, promised: 10 },
  ],
  files: [maternity, familyNurse, socialCare, schoolAndCollege],
  team: [
    { practitioner: 'social-worker', clearance: 'protected', because: 'Allocated social worker before and after the birth' },
    { practitioner: 'health-visitor', clearance: 'restricted', because: 'Family nurse team, visiting since the pregnancy' },
    { practitioner: 'school-safeguarding-lead', clearance: 'ordinary', because: 'Skye’s safeguarding lead at school' },
  ],
  said: [],
};
