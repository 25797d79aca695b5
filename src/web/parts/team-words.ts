/** What purposes and clearances are called on screens. */
import type { Clearance, Practitioner, Purpose } from '../../domain/access.ts';
import { titleOf } from '../../domain/access.ts';
import { agencyName } from '../../domain/agency.ts';

export const PURPOSE_WORDS: Readonly<Record<Purpose, string>> = {
  safeguarding: 'Keeping the children safe',
  gathering: 'Putting together what agencies hold',
  review: 'Looking back at how agencies worked',
};

export const CLEARANCE_WORDS: Readonly<Record<Clearance, string>> = {
  ordinary: 'Ordinary events',
  restricted: 'Ordinary and restricted events',
  protected: 'All events, also protected ones',
};

/** What somebody thought of an opening in an emergency. */
export const OUTCOME_WORDS: Readonly<Record<string, string>> = {
  proportionate: 'It was needed, and no more than was needed',
  'not-proportionate': 'It was not needed, or more than was needed',
  'follow-up': 'Something is to be followed up',
};

/** "Maureen Tully, Health visitor, Health visiting". */
export function sayPractitioner(who: Practitioner): string {
  return `${who.name}, ${titleOf(who)}, ${agencyName(who.agency)}`;
}
