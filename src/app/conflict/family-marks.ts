/** What a family's records tell that a practitioner may share, as one-way marks, in the transaction in which they come in. */
import { factsOfContribution, familyNameFact } from '../../domain/conflict.ts';
import type { Contribution } from '../../domain/contribution.ts';
import { keepFamilyMarks } from '../../store/conflicts.ts';
import type { Inside } from '../door.ts';

/** Last of all in an operation: whoever does it may turn out to be in conflict with the family, and then sees it no more. */
export async function markFromContribution({ transaction, keys }: Inside, family: string, contribution: Contribution): Promise<void> {
  await keepFamilyMarks(transaction, keys.accounts, family, factsOfContribution(contribution));
}

/** Somebody may have said of this name that they know the family, before it was there. */
export async function markFromName({ transaction, keys }: Inside, family: string, label: string): Promise<void> {
  await keepFamilyMarks(transaction, keys.accounts, family, { whole: [familyNameFact(label)], surnames: [], places: [] });
}
