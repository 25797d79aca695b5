/**
 * Who may do what: practitioners, their roles, and the permissions and purposes that a role carries. Whether a practitioner may see
 * *this* family is a second question, which the database answers (docs/access-policy.md): live involvement, for this purpose.
 */

/** Someone who works with families and signs in. */
export type Practitioner = {
  readonly id: string;
  readonly name: string;
  /** A code of `ROLES`. A role that is not there carries no permission at all. */
  readonly role: string;
  /** Agency code. */
  readonly agency: string;
  /** What people call their job, such as "Health visitor"; the role's title when it is missing. */
  readonly title?: string;
};

/** What a practitioner does something for. Access to a family is always for one of these. */
export const PURPOSES = ['safeguarding', 'gathering', 'review'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** How much of a family's record somebody may see; each holds the one before it. */
export const CLEARANCES = ['ordinary', 'restricted', 'protected'] as const;
export type Clearance = (typeof CLEARANCES)[number];

export const PERMISSIONS = [
  'choose-practitioner',
  'see-families',
  'see-family',
  'add-family',
  'ask-agencies',
  'contribute',
  'see-contribution',
  'merge',
  'note',
  'take-away',
  'allocate',
  'open-in-an-emergency',
  'declare-conflict',
  'keep-from-reaching',
  'keep-places',
  'release-places',
  'see-access-record',
  'ask-questions',
  'review-openings',
  'be-told',
  'keep-own-account',
  'see-figures',
  'administer',
  'keep-the-audit',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

export type Role = {
  readonly code: string;
  readonly title: string;
  readonly permissions: readonly Permission[];
  /** What this role may see families for; the first is meant when nothing is said. None: it sees no family. */
  readonly purposes: readonly Purpose[];
  /** May bring a file of any agency; otherwise only of their own. */
  readonly contributesForAnyAgency: boolean;
};

/** What everyone who signs in may do. */
const EVERYONE = ['be-told', 'declare-conflict', 'keep-own-account'] as const;
const WORKS_WITH_FAMILIES = [
  ...EVERYONE,
  'see-families',
  'see-family',
  'add-family',
  'contribute',
  'see-contribution',
  'note',
  'take-away',
  'allocate',
  'keep-from-reaching',
  'keep-places',
  'release-places',
] as const;

export const ROLES: readonly Role[] = [
  {
    code: 'business-manager',
    title: 'Partnership business manager',
    permissions: [...WORKS_WITH_FAMILIES, 'ask-agencies', 'merge', 'see-access-record', 'ask-questions', 'see-figures'],
    purposes: ['gathering'],
    contributesForAnyAgency: true,
  },
  {
    code: 'practitioner',
    title: 'Practitioner',
    permissions: WORKS_WITH_FAMILIES,
    purposes: ['safeguarding'],
    contributesForAnyAgency: false,
  },
  {
    code: 'emergency-practitioner',
    title: 'Practitioner in an emergency service',
    permissions: [...WORKS_WITH_FAMILIES, 'open-in-an-emergency'],
    purposes: ['safeguarding'],
    contributesForAnyAgency: false,
  },
  {
    code: 'reviewer',
    title: 'Reviewer',
    permissions: [
      ...EVERYONE,
      'see-families',
      'see-family',
      'see-contribution',
      'take-away',
      'see-access-record',
      'ask-questions',
      'review-openings',
      'see-figures',
    ],
    purposes: ['review'],
    contributesForAnyAgency: false,
  },
  {
    code: 'administrator',
    title: 'Administrator',
    permissions: [...EVERYONE, 'administer', 'keep-the-audit'],
    purposes: [],
    contributesForAnyAgency: false,
  },
];

export function roleOf(practitioner: Practitioner): Role | null {
  return ROLES.find((role) => role.code === practitioner.role) ?? null;
}

/** What people call this practitioner's job. */
export function titleOf(practitioner: Practitioner): string {
  return practitioner.title ?? roleOf(practitioner)?.title ?? practitioner.role;
}

/** Does this practitioner's role carry the permission? Choosing who you are is the only thing that needs nobody. */
export function mayDo(practitioner: Practitioner | null, permission: Permission): boolean {
  if (permission === 'choose-practitioner') return true;
  return practitioner !== null && (roleOf(practitioner)?.permissions.includes(permission) ?? false);
}

/** May this practitioner bring a file of this agency? `null` is a file whose rows name their own agencies. */
export function mayContributeFor(practitioner: Practitioner, agency: string | null): boolean {
  const role = roleOf(practitioner);
  return role?.permissions.includes('contribute') === true && (role.contributesForAnyAgency || agency === practitioner.agency);
}
