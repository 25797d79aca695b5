/**
 * What somebody had typed when their session ended or when they were asked again who they are: kept sealed for a day, shown to nobody else, and
 * sent again with one button. Files are not kept; they are chosen again.
 */
import { Type } from 'typebox';
import { type Problem, problem } from '../domain/problem.ts';
import { keepForm as keep, keptForms, takeAwayForm } from '../store/kept-forms.ts';
import { seal, unseal } from './accounts/sealing.ts';
import { operation } from './door.ts';
import { Id } from './inputs.ts';

const fields = Type.Array(Type.Tuple([Type.String({ maxLength: 200 }), Type.String({ maxLength: 4_000_000 })]), { maxItems: 2000 });
const form = Type.Object({
  /** Where it was sent to, on this site. */
  to: Type.String({ maxLength: 2000, pattern: '^/(?![/\\\\])' }),
  fields,
  /** The names of files that came with it. */
  files: Type.Array(Type.String({ maxLength: 255 }), { maxItems: 40 }),
});

export type KeptForm = {
  readonly to: string;
  readonly fields: readonly (readonly [string, string])[];
  readonly files: readonly string[];
};

export const keepForm = operation({
  name: 'keep-form',
  says: 'Keep what somebody had typed when their session had ended.',
  permission: 'choose-practitioner',
  effect: 'records',
  audited: false,
  input: Type.Object({ session: Id, form }),
  subject: () => ({ partnership: true }),
  run: async ({ transaction, keys, newId }, { session, form: typed }): Promise<{ readonly kept: string } | Problem> => {
    const id = newId();
    const sealed = seal(keys.accounts, 'kept-form', id, Buffer.from(JSON.stringify(typed)));
    return (await keep(transaction, id, session, sealed)) ? { kept: id } : problem('not-found');
  },
});

export type KeptForms = { readonly forms: readonly (KeptForm & { readonly id: string; readonly keptAt: string })[] };

export const readKeptForms = operation({
  name: 'read-kept-forms',
  says: 'What one had typed and not sent.',
  permission: 'keep-own-account',
  effect: 'reads',
  audited: false,
  input: Type.Object({}),
  subject: () => ({ partnership: true }),
  run: async ({ transaction, keys }): Promise<KeptForms> => {
    const kept = await keptForms(transaction);
    return {
      forms: kept.flatMap(({ id, sealed, keptAt }) => {
        const opened = unseal(keys.accounts, 'kept-form', id, sealed);
        return opened === null ? [] : [{ id, keptAt, ...(JSON.parse(opened.toString('utf8')) as KeptForm) }];
      }),
    };
  },
});

export const takeAwayKeptForm = operation({
  name: 'take-away-kept-form',
  says: 'Forget what one had typed: it was sent, or is not wanted.',
  permission: 'keep-own-account',
  effect: 'records',
  audited: false,
  input: Type.Object({ form: Id }),
  subject: () => ({ partnership: true }),
  run: async ({ transaction }, { form: id }): Promise<{ readonly done: true }> => {
    await takeAwayForm(transaction, id);
    return { done: true };
  },
});
