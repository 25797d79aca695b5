/** Agencies: the bodies that contribute records, their codes (guide to contracts, section 2), plain names and the aliases they go by. */

export type Agency = {
  /** Stable code, such as `health-visiting`. */
  readonly code: string;
  /** What people call it, such as "Health visiting". */
  readonly name: string;
  /** Other names seen in files, such as "HV" or "0-19 service". Compared without case, accents and punctuation. */
  readonly aliases: readonly string[];
};

/** The agencies that practice checks may name, in the order in which lanes and ties are shown. A partnership may add its own. */
export const CORE_AGENCIES: readonly Agency[] = [
  {
    code: 'police',
    name: 'Police',
    aliases: ['constabulary', 'police service', 'public protection unit', 'PPU', 'police (MASH)', 'norfolk constabulary'],
  },
  {
    code: 'childrens-social-care',
    name: "Children's social care",
    aliases: [
      'CSC',
      'childrens services',
      "children's services",
      'social care',
      'social services',
      'CSWS',
      'children social care',
      'childrens social work',
      'SSD',
    ],
  },
  {
    code: 'mash',
    name: 'Multi-agency safeguarding hub (MASH)',
    aliases: ['multi agency safeguarding hub', 'front door', 'multi-agency safeguarding hub', 'CADS'],
  },
  { code: 'maternity', name: 'Maternity', aliases: ['midwifery', 'community midwife', 'midwife', 'midwives', 'maternity services', 'MW'] },
  {
    code: 'neonatal',
    name: 'Neonatal unit',
    aliases: [
      'NICU',
      'SCBU',
      'neonatal unit',
      'neonatal intensive care',
      'neonatal intensive care unit',
      'special care baby unit',
      'neonatal outreach',
      'LNU',
    ],
  },
  {
    code: 'health-visiting',
    name: 'Health visiting',
    aliases: [
      'HV',
      'health visitor',
      'health visitors',
      '0-19',
      '0-19 service',
      'healthy child programme',
      'HCP',
      'health visiting service',
    ],
  },
  { code: 'gp', name: 'GP', aliases: ['general practice', 'general practitioner', 'GP practice', 'surgery', 'primary care'] },
  {
    code: 'hospital',
    name: 'Hospital',
    aliases: [
      'acute',
      'acute tr',
      'acute trust',
      'ED',
      'A&E',
      'emergency department',
      'accident and emergency',
      'hospital trust',
      'acute hospital',
      'QEH',
      'paediatrics',
    ],
  },
  { code: 'ambulance', name: 'Ambulance service', aliases: ['EEAST', 'ambulance trust', 'paramedics', 'ambulance'] },
  {
    code: 'adult-mental-health',
    name: 'Adult mental health',
    aliases: [
      'AMH',
      'mental health',
      'mental health trust',
      'mental health services',
      'CMHT',
      'crisis team',
      'CRHT',
      'psychiatric liaison',
      'mental health liaison',
      'NSFT',
    ],
  },
  {
    code: 'alcohol-and-drug-service',
    name: 'Alcohol and drug service',
    aliases: [
      'substance misuse',
      'drug and alcohol service',
      'alcohol service',
      'alcohol and drugs',
      'CGL',
      'change grow live',
      'drug and alcohol',
    ],
  },
  {
    code: 'domestic-abuse-service',
    name: 'Domestic abuse service',
    aliases: ['IDVA', 'IDVA service', 'domestic abuse', 'womens aid', "women's aid", 'refuge', 'domestic violence service', 'leeway'],
  },
  { code: 'probation', name: 'Probation', aliases: ['NPS', 'probation service', 'CRC', 'national probation service'] },
  { code: 'education', name: 'School', aliases: ['education', 'schools', 'primary school', 'DSL', 'school nursing'] },
  {
    code: 'early-years',
    name: 'Early years',
    aliases: ['nursery', 'pre-school', 'preschool', "children's centre", 'childrens centre', 'early years setting'],
  },
  {
    code: 'housing',
    name: 'Housing',
    aliases: ['housing association', 'housing department', 'borough housing', 'housing options', 'housing provider'],
  },
  {
    code: 'voluntary',
    name: 'Voluntary sector',
    aliases: ['charity', 'third sector', 'home-start', 'homestart', 'voluntary organisation', 'VCSE'],
  },
  {
    code: 'partnership',
    name: 'Safeguarding partnership',
    aliases: ['LSCB', 'NSCP', 'NSCB', 'LSCP', 'safeguarding children partnership', 'safeguarding partnership'],
  },
];

/** Folds a name for comparing: lower case, no accents, apostrophes dropped, other punctuation as one space. */
export function foldName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’`]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Folded codes, names and aliases to agencies, kept for each list of agencies: looking one up must not fold them all again. */
const indexes = new WeakMap<readonly Agency[], ReadonlyMap<string, Agency>>();

function indexOf(agencies: readonly Agency[]): ReadonlyMap<string, Agency> {
  const known = indexes.get(agencies);
  if (known !== undefined) return known;
  const index = new Map<string, Agency>();
  const add = (name: string, agency: Agency): void => {
    const folded = foldName(name);
    if (!index.has(folded)) index.set(folded, agency);
  };
  for (const agency of agencies) {
    add(agency.code, agency);
    add(agency.name, agency);
  }
  for (const agency of agencies) for (const alias of agency.aliases) add(alias, agency);
  indexes.set(agencies, index);
  return index;
}

/** The agency that a code, name or alias stands for, or null. Exact after folding; nothing is guessed from part of a word. */
export function findAgency(text: string, agencies: readonly Agency[] = CORE_AGENCIES): Agency | null {
  const wanted = foldName(text);
  return wanted === '' ? null : (indexOf(agencies).get(wanted) ?? null);
}

/** The plain name of an agency code; a code that nobody described is shown as it is. */
export function agencyName(code: string | null, agencies: readonly Agency[] = CORE_AGENCIES): string {
  if (code === null) return 'Agency not recorded';
  return agencies.find((agency) => agency.code === code)?.name ?? code;
}
