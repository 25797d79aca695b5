/** Looking at an opening afterwards: was it proportionate? And saying so when nobody looked in time. */
import { Type } from 'typebox';
import { OUTCOMES, type Outcome, type Reviewing, reviewDue, reviewingAt } from '../../domain/emergency.ts';
import { type Problem, problem } from '../../domain/problem.ts';
import { sealAudit, writeAudit } from '../../store/audit.ts';
import { inTransaction } from '../../store/database.ts';
import { insertReview, type OpeningRow, openingsKnown, tellOfUnreviewed } from '../../store/openings.ts';
import { type Context, operation, whoAsks } from '../door.ts';
import { Id, Words } from '../inputs.ts';

export type OpeningToReview = OpeningRow & { readonly standing: Reviewing; readonly due: string };

export const listOpenings = operation({
  name: 'list-openings',
  says: 'The openings in an emergency that one was told of, and where their review stands.',
  permission: 'review-openings',
  effect: 'reads',
  input: Type.Object({}),
  subject: () => ({ partnership: true }),
  run: async (inside): Promise<{ readonly openings: readonly OpeningToReview[] }> => ({
    openings: (await openingsKnown(inside.transaction))
      .filter(({ own }) => !own)
      .map((row) => {
        const opening = {
          by: row.practitioner.id,
          since: row.since,
          until: row.until,
          closedAt: row.closedAt,
          reviews: row.reviews.map(({ outcome, byName, at }) => ({ outcome, by: byName, at })),
          escalatedAt: null,
        };
        // Reviews have the database's time, which need not be quite this server's.
        const at = [inside.now(), ...row.reviews.map((one) => one.at)].sort().at(-1) ?? inside.now();
        return { ...row, standing: reviewingAt(opening, at), due: reviewDue(row) };
      }),
  }),
});

export type ReviewedOpening = { readonly id: string };

export const reviewOpening = operation({
  name: 'review-opening',
  says: 'Say of an opening in an emergency whether it was proportionate, or what is to be followed up, and why.',
  permission: 'review-openings',
  effect: 'records',
  verb: 'decide',
  input: Type.Object({ opening: Id, outcome: Type.Enum([...OUTCOMES]), words: Words }),
  subject: () => ({ partnership: true }),
  run: async (inside, { opening, outcome, words }): Promise<ReviewedOpening | Problem> => {
    const { transaction } = inside;
    const found = (await openingsKnown(transaction)).find(({ id, mineToReview }) => id === opening && mineToReview);
    if (found === undefined) return problem('not-found');
    const id = inside.newId();
    await insertReview(transaction, { id, opening, outcome: outcome as Outcome, words, by: whoAsks(inside).id });
    return { id };
  },
});

/**
 * The server's own round: tells the chair and the business managers of openings that nobody reviewed in 72 hours, once each, and writes
 * that down. Nobody asks for it, so it does not go through the door; the database believes no time that is not yet.
 */
export async function tellOfLateReviews(context: Context, at: string): Promise<number> {
  const { told, entries } = await inTransaction(context.database, 'read committed', async (transaction) => {
    const late = await tellOfUnreviewed(transaction, context.keys.context, at);
    const written: number[] = [];
    for (const { family } of late) {
      const line = { operation: 'tell-of-late-reviews', verb: 'add', subjectKind: 'family', subject: family, outcome: 'done' } as const;
      written.push(await writeAudit(transaction, line));
    }
    return { told: late.length, entries: written };
  });
  for (const entry of entries) await sealAudit(context.database, entry);
  return told;
}
