/** Themes: the kinds of event that a reader wants beside each other. Every kind has exactly one; a kind that nobody listed is "Something else". */

import { MEETINGS_AND_PLANS } from '../event.ts';

export type Theme = { readonly key: string; readonly name: string; readonly kinds: readonly string[] };

export const THEMES: readonly Theme[] = [
  {
    key: 'pregnancy-and-birth',
    name: 'Pregnancy and birth',
    kinds: ['pregnancy-booked', 'birth', 'neonatal-admission', 'neonatal-discharge', 'pre-birth-assessment'],
  },
  {
    key: 'seen-and-visited',
    name: 'Visits and contacts',
    kinds: ['home-visit', 'contact', 'clinic-contact', 'child-seen', 'lived-experience', 'routine-enquiry'],
  },
  { key: 'missed', name: 'Was not brought, no access', kinds: ['was-not-brought', 'no-access'] },
  {
    key: 'violence',
    name: 'Domestic abuse and violence',
    kinds: ['domestic-abuse-incident', 'violence', 'sexual-abuse-allegation', 'marac'],
  },
  {
    key: 'mental-health',
    name: 'Mental health',
    kinds: ['suicide-attempt', 'self-harm', 'mental-health-crisis', 'mental-health-assessment'],
  },
  { key: 'alcohol-and-drugs', name: 'Alcohol and drugs', kinds: ['alcohol-crisis', 'drug-crisis'] },
  {
    key: 'worries-and-injuries',
    name: 'Worries and injuries',
    kinds: [
      'worry',
      'concern',
      'injury',
      'injury-non-mobile',
      'child-impact',
      'paediatric-opinion',
      'serious-incident',
      'serious-incident-notification',
      'death',
    ],
  },
  { key: 'home-and-relationships', name: 'Home and relationships', kinds: ['move', 'separation', 'reconciliation'] },
  {
    key: 'decisions-and-plans',
    name: 'Referrals, meetings and plans',
    kinds: [
      'discharge-planning-meeting',
      'assessment',
      'whole-family-assessment',
      'referral',
      'referral-decision',
      'referrer-told',
      ...MEETINGS_AND_PLANS,
      'transfer',
      'transfer-acknowledged',
      'action-agreed',
      'action-accepted',
      'action-done',
      'closure',
      'rapid-review',
    ],
  },
  { key: 'else', name: 'Something else', kinds: [] },
];

const themeByKind = new Map(THEMES.flatMap((theme) => theme.kinds.map((kind) => [kind, theme.key] as const)));

export function themeOf(kind: string): string {
  return themeByKind.get(kind) ?? 'else';
}

/** The kind of a row that its source did not classify: to print it would say nothing. */
export const UNSORTED = 'event';

/** A kind in plain words: `was-not-brought` is "Was not brought". */
export function kindName(kind: string): string {
  const words = kind
    .replaceAll('-', ' ')
    .replace(/\bmarac\b/, 'MARAC')
    .replace('non mobile', 'to a child who cannot move by itself');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
