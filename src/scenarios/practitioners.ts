/** The practitioners of the demonstration: invented people of the invented Saltmarsh partnership, one for each kind of task. */
import type { Practitioner } from '../domain/access.ts';

export const PRACTITIONERS: readonly Practitioner[] = [
  { id: 'business-manager', name: 'Ruth Ashworth', role: 'business-manager', agency: 'partnership', title: 'Partnership business manager' },
  { id: 'social-worker', name: 'Daniel Okafor', role: 'practitioner', agency: 'childrens-social-care', title: 'Social worker' },
  { id: 'health-visitor', name: 'Maureen Tully', role: 'practitioner', agency: 'health-visiting', title: 'Health visitor' },
  {
    id: 'police-safeguarding-officer',
    name: 'Sergeant Priya Nair',
    role: 'practitioner',
    agency: 'police',
    title: 'Police safeguarding officer',
  },
  { id: 'neonatal-nurse', name: 'Grace Adeyemi', role: 'practitioner', agency: 'neonatal', title: 'Neonatal outreach nurse' },
  { id: 'school-safeguarding-lead', name: 'Helen Birch', role: 'practitioner', agency: 'education', title: 'Designated safeguarding lead' },
  {
    id: 'emergency-doctor',
    name: 'Dr Sam Adair',
    role: 'emergency-practitioner',
    agency: 'hospital',
    title: 'Emergency department doctor',
  },
  { id: 'independent-reviewer', name: 'Dr Martin Sedge', role: 'reviewer', agency: 'partnership', title: 'Independent reviewer' },
  { id: 'partnership-chair', name: 'Anjali Mistry', role: 'reviewer', agency: 'partnership', title: 'Independent chair and scrutineer' },
  { id: 'administrator', name: 'Joan Pell', role: 'administrator', agency: 'partnership', title: 'Administrator' },
];
