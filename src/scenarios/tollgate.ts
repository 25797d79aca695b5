/**
 * Tollgate (invented): two school-age children, cold and hungry through three moves. Each entry is small and is answered by itself; seen on
 * one wall they are one thing, and their mother gets the help that she was afraid to ask for.
 */
import type { Scenario } from './scenario.ts';
import { housing } from './tollgate/housing.ts';
import { school } from './tollgate/school.ts';
import { socialCare } from './tollgate/social-care.ts';

export const tollgate: Scenario = {
  code: 'TG2',
  label: 'Tollgate family',
  story:
    'Ellis and Nia came to school cold, hungry and late through three moves in two years. School, housing and social care each wrote small entries that were answered one ' +
    'by one. In October 2023 Ellis wrote what his evenings were like; his school sent his words with everything since 2022, and the agencies put their entries on one wall. ' +
    'The family now has a house near the school, and Joanne works by day.',
  asked: [
    { agency: 'education', within: 15, promised: null },
    { agency: 'housing', within: 15, promised: 10 },
    { agency: 'childrens-social-care', within: 15, promised: null },
    { agency: 'gp', within: 15, promised: null },
  ],
  files: [school, housing, socialCare],
  team: [
    { practitioner: 'social-worker', clearance: 'protected', because: 'Allocated social worker of Ellis and Nia' },
    { practitioner: 'school-safeguarding-lead', clearance: 'restricted', because: 'Safeguarding lead at the children’s school' },
    { practitioner: 'independent-reviewer', clearance: 'protected', because: 'Reviews how the agencies worked together' },
    { practitioner: 'partnership-chair', clearance: 'protected', because: 'Chairs the review' },
  ],
  said: [],
};
