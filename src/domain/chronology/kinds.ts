/** Which kinds of event can be two agencies' words for one thing, and which are so ordinary that sharing them says little. */

const GO_TOGETHER: readonly (readonly string[])[] = [
  ['domestic-abuse-incident', 'violence', 'injury', 'injury-non-mobile', 'child-impact', 'serious-incident', 'death'],
  ['suicide-attempt', 'self-harm', 'mental-health-crisis', 'alcohol-crisis', 'drug-crisis', 'mental-health-assessment'],
  ['birth', 'neonatal-admission'],
  ['neonatal-discharge', 'discharge-planning-meeting'],
  ['referral', 'referral-decision', 'referrer-told', 'concern', 'worry', 'escalation'],
  ['strategy-discussion', 'section-47-enquiry'],
  ['initial-child-protection-conference', 'review-child-protection-conference', 'child-protection-plan'],
  ['home-visit', 'no-access', 'child-seen', 'contact', 'clinic-contact', 'was-not-brought'],
  ['move', 'transfer', 'transfer-acknowledged'],
  ['huddle', 'professionals-discussion', 'core-group'],
  ['separation', 'reconciliation'],
];

const GROUP_OF: ReadonlyMap<string, number> = new Map(GO_TOGETHER.flatMap((kinds, group) => kinds.map((kind) => [kind, group] as const)));

const ORDINARY = new Set([
  'contact',
  'home-visit',
  'clinic-contact',
  'child-seen',
  'concern',
  'worry',
  'assessment',
  'event',
  'other',
  'note',
  'action-agreed',
  '',
]);

/** A kind that says what sort of thing happened, rather than that something did. */
export function isTelling(kind: string): boolean {
  return !ORDINARY.has(kind);
}

/** A number for kinds that go together; kinds of no group stand alone. */
export function groupOf(kind: string): string {
  const group = GROUP_OF.get(kind);
  return group === undefined ? kind : `group ${group}`;
}

/** Kinds that say nothing: a row that nobody classified. */
export function saysNothing(kind: string): boolean {
  return kind === 'contact' || kind === 'event' || kind === 'other' || kind === '';
}

export const sayKind = (kind: string): string => kind.replaceAll('-', ' ');
