/**
 * The first run, by whoever runs the server: a database becomes a real partnership's, with its first administrator, or a demonstration, and stays what it
 * became. There is no default password: the administrator gets a one-time link.
 */

import type { Practitioner } from '../domain/access.ts';
import { CORE_AGENCIES } from '../domain/agency.ts';
import { type Problem, problem } from '../domain/problem.ts';
import { keepAgencies, keepPartnership } from '../store/agencies.ts';
import { writeAudit } from '../store/audit.ts';
import type { Transaction } from '../store/database.ts';
import { administrators, giveFirstLink, type KeptPartnership, keptPartnership } from '../store/first-run.ts';
import { keepPractitioners } from '../store/practitioners.ts';
import { newToken } from './accounts/sealing.ts';

type AsOwner = <Result>(work: (transaction: Transaction) => Promise<Result>) => Promise<Result>;

/** What this database is; null before its first run. The agencies of this version are kept with it. */
export function openPartnership(asOwner: AsOwner): Promise<KeptPartnership | null> {
  return asOwner(async (transaction) => {
    const kept = await keptPartnership(transaction);
    if (kept !== null) await keepAgencies(transaction, kept.id, CORE_AGENCIES);
    return kept;
  });
}

/** Makes it a demonstration with these invented people, or follows them in one. A real partnership's stays real. */
export function beginDemonstration(
  asOwner: AsOwner,
  partnership: { readonly id: string; readonly name: string },
  practitioners: readonly Practitioner[],
): Promise<Problem | null> {
  return asOwner(async (transaction) => {
    const kept = await keptPartnership(transaction);
    if (kept !== null && !kept.demonstration) return problem('is-partnership');
    await keepPartnership(transaction, { ...partnership, demonstration: true });
    await keepAgencies(transaction, partnership.id, CORE_AGENCIES);
    await keepPractitioners(transaction, partnership.id, practitioners);
    return null;
  });
}

export type FirstLink = { readonly link: string; readonly partnership: string };

/**
 * Makes it a real partnership's with its first administrator, and answers their link. Done again with the name of an administrator, it answers a new
 * link for them: the way back for a partnership whose administrators have all lost theirs.
 */
export function beginPartnership(
  asOwner: AsOwner,
  newId: () => string,
  first: { readonly id: string; readonly name: string | null; readonly administrator: string },
): Promise<FirstLink | Problem> {
  return asOwner(async (transaction) => {
    const kept = await keptPartnership(transaction);
    if (kept?.demonstration === true) return problem('is-demonstration');
    if (kept === null && first.name === null) return problem('not-valid', '--name: the partnership has no name yet.');
    const already = await administrators(transaction);
    const known = already.find(({ name }) => name === first.administrator);
    if (known === undefined && already.length > 0) return problem('has-practitioners');
    const partnership = kept ?? { id: first.id, name: first.name ?? '' };
    if (kept === null) await keepPartnership(transaction, partnership);
    await keepAgencies(transaction, partnership.id, CORE_AGENCIES);
    const id = known?.id ?? newId();
    if (known === undefined)
      await keepPractitioners(transaction, partnership.id, [
        { id, name: first.administrator, role: 'administrator', agency: 'partnership', title: 'Administrator' },
      ]);
    const { token, hash } = newToken();
    await giveFirstLink(transaction, id, hash);
    await writeAudit(transaction, {
      operation: 'begin-partnership',
      verb: 'add',
      subjectKind: 'practitioner',
      subject: id,
      outcome: 'done',
    });
    return { link: token, partnership: partnership.name };
  });
}
