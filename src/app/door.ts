/**
 * The one door. Everything that a person can do is an operation (operation.ts), which cannot be written without a permission and a subject.
 * `through` asks *may they?*, writes down *that they did* in the same transaction, and only then lets the result out.
 * What a person may not see and what does not exist give the same answer: `not-found`.
 */
import { createHash } from 'node:crypto';
import { mayDo, type Practitioner } from '../domain/access.ts';
import { isProblem, type Problem, problem } from '../domain/problem.ts';
import { sealAudit, writeAudit } from '../store/audit.ts';
import { enterContext } from '../store/context.ts';
import { inTransaction, type Transaction } from '../store/database.ts';
import { keepAnswer, rememberedAnswer } from '../store/idempotency.ts';
import { comeToFamily, familyOfContribution, familyOfDraft, withinBudget } from '../store/involvement.ts';
import type { Context, Inside, Operation, Subject } from './operation.ts';

export { type Context, type Inside, type Operation, operation, whoAsks } from './operation.ts';

/** A request that may be sent again: the same key is the same request. */
export type Asking = { readonly idempotencyKey?: string };

/**
 * Brings a request through the door. The answer is the operation's result or a problem; anything that throws is a fault, is logged
 * without what it was about, and answers `unexpected`.
 */
export async function through<Input, Result>(
  context: Context,
  wanted: Operation<Input, Result>,
  input: Input,
  asking: Asking = {},
): Promise<Result | Problem> {
  const wrong = wanted.valid(input);
  if (wrong !== null) return problem('not-valid', wrong);
  try {
    let prepared: unknown;
    if (wanted.prepare !== null) {
      const who = await inTransaction(context.database, 'read committed', (transaction) => admit(transaction, context, wanted, input));
      if (isProblem(who)) return await refuse(context, wanted, input, who);
      const admitted = { ...context, practitioner: who };
      const remembered = await answered(admitted, wanted, input, asking);
      if (remembered !== null) return remembered;
      prepared = await wanted.prepare(admitted, input);
      if (isProblem(prepared)) return await refuse(context, wanted, input, prepared);
    }
    const isolation = wanted.effect === 'decides' ? 'serializable' : wanted.effect === 'reads' ? 'repeatable read' : 'read committed';
    const came = await undoneWhenRefused(() =>
      inTransaction(context.database, isolation, (transaction) => enter(context, wanted, input, asking, transaction, prepared)),
    );
    if (isProblem(came)) return await refuse(context, wanted, input, came);
    if (came.entry !== null) await sealAudit(context.database, came.entry);
    const between = came.answer;
    if (isProblem(between)) return await refuse(context, wanted, input, between);
    const out = wanted.finish === null ? between : await wanted.finish(context, input, between);
    // What is stopped on its way out, such as a file, is written down as refused.
    if (isProblem(out)) return await refuse(context, wanted, input, out);
    return out as Result;
  } catch (error) {
    context.log.error({ operation: wanted.name, fault: faultOf(error) }, 'an operation failed');
    return problem('unexpected');
  }
}

/** Runs inside one transaction: admission, the key's earlier answer, the work, the audit. */
async function enter<Input, Result>(
  context: Context,
  wanted: Operation<Input, Result>,
  input: Input,
  asking: Asking,
  transaction: Transaction,
  prepared: unknown,
): Promise<{ readonly answer: unknown; readonly entry: number | null }> {
  const who = await admit(transaction, context, wanted, input);
  if (isProblem(who)) throw new Refusal(who);
  const key = wanted.effect === 'reads' || who === null ? undefined : asking.idempotencyKey;
  if (key !== undefined && who !== null) {
    const earlier = await rememberedAnswer(transaction, who.id, key);
    if (earlier !== null) return { answer: sameRequest(earlier, wanted, input), entry: null };
  }
  const result = await wanted.run({ ...context, practitioner: who, transaction }, input, prepared);
  if (isProblem(result)) throw new Refusal(result);
  const at = context.now();
  if (key !== undefined && who !== null)
    await keepAnswer(transaction, who.id, key, at, { operation: wanted.name, request: fingerprint(input), answer: result });
  if (!wanted.audited) return { answer: result, entry: null };
  const touched = subjectOf(wanted.touched(input, result));
  return {
    answer: result,
    entry: await writeAudit(transaction, { operation: wanted.name, verb: wanted.verb(input), ...touched, outcome: 'done' }),
  };
}

/** How long ago somebody may have shown who they are, for what is privileged. */
const FRESH_FOR_MS = 5 * 60_000;

/**
 * Makes whoever is asking the one whom the database answers in this transaction. Who they are, their role and their agency come from the
 * database and not from the request, so that a role taken away counts at once. Null when they are nobody, or nobody any more.
 */
export async function enterAs(transaction: Transaction, { practitioner, session, purpose, keys }: Context): Promise<Practitioner | null> {
  if (practitioner === null) return null;
  const claim = { practitioner: practitioner.id, session: session?.id ?? null, how: session?.how ?? null, purpose };
  return (await enterContext(transaction, claim, keys.context))?.practitioner ?? null;
}

/** A question to the store outside an operation's own transaction, asked as the same person. For `prepare` and `finish`. */
export async function askAs<Result>(
  context: Context,
  question: (inside: Inside, practitioner: Practitioner) => Promise<Result | Problem>,
): Promise<Result | Problem> {
  return inTransaction(context.database, 'read committed', async (transaction) => {
    const practitioner = await enterAs(transaction, context);
    return practitioner === null ? problem('not-signed-in') : question({ ...context, practitioner, transaction }, practitioner);
  });
}

/** Who is asking, when they may; otherwise the problem. What is hidden from them is not there: the same question, the same answer. */
async function admit<Input, Result>(
  transaction: Transaction,
  context: Context,
  wanted: Operation<Input, Result>,
  input: Input,
): Promise<Practitioner | null | Problem> {
  const who = await enterAs(transaction, context);
  if (wanted.permission === 'choose-practitioner') return who;
  if (who === null) return problem('not-signed-in');
  const subject = wanted.subject(input);
  const family = await seenFamily(transaction, subject);
  if (family === null) return problem('not-found');
  if (!mayDo(who, wanted.permission)) return problem('not-permitted');
  if (family !== OF_NONE && !(await withinBudget(transaction, family, context.limits.familiesADay))) return problem('budget-used-up');
  return wanted.stepUp && isStale(context) ? problem('step-up-needed') : who;
}

/** What is asked for belongs to no one family. */
const OF_NONE = Symbol('of no family');

/**
 * The family of what is asked for, when it is there for them: the family first, then, within a family seen, the contribution or draft
 * itself. Null when it is hidden or not there.
 */
async function seenFamily(transaction: Transaction, subject: Subject): Promise<string | typeof OF_NONE | null> {
  if (!('family' in subject || 'contribution' in subject || 'draft' in subject)) return OF_NONE;
  const family = await comeToFamily(transaction, subject);
  if (family === null || 'family' in subject) return family;
  return 'contribution' in subject ? familyOfContribution(transaction, subject.contribution) : familyOfDraft(transaction, subject.draft);
}

function isStale({ session, now }: Context): boolean {
  return session !== null && Date.parse(now()) - Date.parse(session.authenticatedAt) > FRESH_FOR_MS;
}

/** The answer that this key was given before, asked for before slow work is done again. */
async function answered<Input, Result>(
  context: Context,
  wanted: Operation<Input, Result>,
  input: Input,
  asking: Asking,
): Promise<Result | Problem | null> {
  const { practitioner } = context;
  const key = asking.idempotencyKey;
  if (key === undefined || practitioner === null) return null;
  const earlier = await inTransaction(context.database, 'read committed', async (transaction) => {
    await enterAs(transaction, context);
    return rememberedAnswer(transaction, practitioner.id, key);
  });
  return earlier === null ? null : (sameRequest(earlier, wanted, input) as Result | Problem);
}

function sameRequest<Input, Result>(
  earlier: { readonly operation: string; readonly request: string; readonly answer: unknown },
  wanted: Operation<Input, Result>,
  input: Input,
): unknown {
  return earlier.operation === wanted.name && earlier.request === fingerprint(input) ? earlier.answer : problem('key-reused');
}

async function refuse<Input, Result>(context: Context, wanted: Operation<Input, Result>, input: Input, refused: Problem): Promise<Problem> {
  const entry = await inTransaction(context.database, 'read committed', async (transaction) => {
    await enterAs(transaction, context);
    const asked = subjectOf(wanted.subject(input));
    return writeAudit(transaction, { operation: wanted.name, verb: 'refuse', ...asked, outcome: refused.problem });
  });
  await sealAudit(context.database, entry);
  return refused;
}

/** Carries a refusal out of a transaction, so that whatever the work had begun is undone. */
class Refusal extends Error {
  readonly refused: Problem;
  constructor(refused: Problem) {
    super(refused.problem);
    this.refused = refused;
  }
}

async function undoneWhenRefused<Result>(work: () => Promise<Result>): Promise<Result | Problem> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) return error.refused;
    throw error;
  }
}

/** The audit's subject. Texts that come from outside are cut, so that a made-up id cannot carry anything into the audit. */
function subjectOf(subject: Subject): { readonly subjectKind: string; readonly subject: string | null } {
  if ('partnership' in subject) return { subjectKind: 'partnership', subject: null };
  const [kind, id] = Object.entries(subject)[0] as [string, string];
  return { subjectKind: kind, subject: /^[0-9a-f]{32}$/.test(id) ? id : null };
}

/** The same request has the same fingerprint: fields in any order, bytes by their hash. */
export function fingerprint(input: unknown): string {
  const canonical = (value: unknown): unknown => {
    if (value instanceof Uint8Array) return { sha256: createHash('sha256').update(value).digest('hex') };
    if (Array.isArray(value)) return value.map(canonical);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, field]) => field !== undefined)
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([name, field]) => [name, canonical(field)]),
    );
  };
  return createHash('sha256')
    .update(JSON.stringify(canonical(input)))
    .digest('hex');
}

/** What may be logged of a fault: where it was, not what it said, since messages can hold values. */
function faultOf(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { name: typeof error };
  const place =
    error.stack
      ?.split('\n')
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 8)
      .map((line) => line.trim()) ?? [];
  return { name: error.name, ...('code' in error && typeof error.code === 'string' ? { code: error.code } : {}), place };
}
