/**
 * Meadow Row (invented): a baby born at 26 weeks comes home to a family whose earlier years several agencies each know a part of. Nobody
 * holds the picture, worry rises; then one nurse asks in the parents' own language, rings round, and the parts are put together in time.
 */
import { conference } from './meadow-row/conference.ts';
import { gp } from './meadow-row/gp.ts';
import { healthVisiting } from './meadow-row/health-visiting.ts';
import { hospital } from './meadow-row/hospital.ts';
import { mentalHealth } from './meadow-row/mental-health.ts';
import { ambulance, domesticAbuseService, probation } from './meadow-row/others.ts';
import { police } from './meadow-row/police.ts';
import { socialCareCourt, socialCareExtract } from './meadow-row/social-care.ts';
import type { Scenario } from './scenario.ts';

const asked = (agency: string, promised: number | null = null) => ({ agency, within: 15, promised });

export const meadowRow: Scenario = {
  code: 'MR1',
  label: 'Meadow Row family',
  story:
    'Emilija was born at 26 weeks and came home twelve days before she was expected. Her parents, Rasa and Tomas, speak Lithuanian; her brother Matas is four. ' +
    'Years before, the police were called to an assault that Matas saw, and Tomas took tablets, which was put down to alcohol. The police notification never reached ' +
    'health visiting. After the baby came home her parents grew more anxious by the day, each agency hearing a part. On 9 December 2016 the neonatal outreach nurse brought an ' +
    'interpreter, heard the whole of it, and rang round; three days later everybody read out what they held. Emilija, Matas and their parents are safe and well.',
  asked: [
    asked('police'),
    asked('childrens-social-care'),
    asked('hospital'),
    asked('health-visiting'),
    asked('gp'),
    asked('adult-mental-health'),
    asked('domestic-abuse-service'),
    asked('ambulance'),
    asked('probation'),
    asked('early-years'),
    asked('housing'),
    asked('alcohol-and-drug-service', 20),
  ],
  files: [
    police,
    socialCareExtract,
    socialCareCourt,
    hospital,
    healthVisiting,
    gp,
    conference,
    mentalHealth,
    domesticAbuseService,
    ambulance,
    probation,
  ],
  team: [
    { practitioner: 'social-worker', clearance: 'protected', because: 'Allocated social worker of both children' },
    { practitioner: 'health-visitor', clearance: 'restricted', because: 'Health visitor of Emilija and Matas' },
    { practitioner: 'police-safeguarding-officer', clearance: 'restricted', because: 'Took part in the strategy discussion' },
    { practitioner: 'neonatal-nurse', clearance: 'ordinary', because: 'Visits Emilija at home since the neonatal unit' },
    { practitioner: 'independent-reviewer', clearance: 'protected', because: 'Reviews how the agencies worked together' },
    { practitioner: 'partnership-chair', clearance: 'protected', because: 'Chairs the review' },
  ],
  said: [
    {
      same: [
        { file: socialCareExtract.file, begins: 'Initial child protection conference.' },
        { file: socialCareCourt.file, begins: 'Initial child protection conference.' },
      ],
      reason: 'One conference, written in the case system and in the chronology for court.',
    },
    {
      note: 'We have looked again in the paper record: nothing from the police or the hub is filed between April and July 2014.',
      on: { file: police.file, begins: 'Notification about Matas sent' },
      by: 'health-visitor',
    },
  ],
};
