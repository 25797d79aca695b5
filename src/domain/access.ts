/**
 * Who may do what: practitioners, their roles, and the permissions that a role carries. Whether a practitioner may see *this* family
 * is a second question: their agency must be involved with it (asked, or has contributed), unless their role sees every family.
 */

/** Someone who works with families and chooses who they are on the first page (until sign-in exists). */
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
] as const;
export type Permission = (typeof PERMISSIONS)[number];

export type Role = {
  readonly code: string;
  readonly title: string;
  readonly permissions: readonly Permission[];
  /** Sees every family of the partnership; otherwise only those that the practitioner's agency is involved with. */
  readonly seesEveryFamily: boolean;
  /** May bring a file of any agency; otherwise only of their own. */
  readonly contributesForAnyAgency: boolean;
};

export const ROLES: readonly Role[] = [
  {
    code: 'business-manager',
    title: 'Partnership business manager',
    permissions: [
      'see-families',
      'see-family',
      'add-family',
      'ask-agencies',
      'contribute',
      'see-contribution',
      'merge',
      'note',
      'take-away',
    ],
    seesEveryFamily: true,
    contributesForAnyAgency: true,
  },
  {
    code: 'practitioner',
    title: 'Practitioner',
    permissions: ['see-families', 'see-family', 'add-family', 'contribute', 'see-contribution', 'note', 'take-away'],
    seesEveryFamily: false,
    contributesForAnyAgency: false,
  },
  {
    code: 'reviewer',
    title: 'Reviewer',
    permissions: ['see-families', 'see-family', 'see-contribution', 'take-away'],
    seesEveryFamily: true,
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

/** May this practitioner see a family with these involved agencies? */
export function maySeeFamily(practitioner: Practitioner, involvedAgencies: readonly string[]): boolean {
  const role = roleOf(practitioner);
  return role !== null && (role.seesEveryFamily || involvedAgencies.includes(practitioner.agency));
}

/** May this practitioner bring a file of this agency? `null` is a file whose rows name their own agencies. */
export function mayContributeFor(practitioner: Practitioner, agency: string | null): boolean {
  const role = roleOf(practitioner);
  return role?.permissions.includes('contribute') === true && (role.contributesForAnyAgency || agency === practitioner.agency);
}
