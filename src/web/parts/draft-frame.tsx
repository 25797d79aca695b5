/** What steps of bringing a file have in common: the draft they are about, the page round them, and where they lead. */
import type { VNode } from 'preact';
import { correctDraft } from '../../app/correct-draft.ts';
import { type Draft, readDraft } from '../../app/read-draft.ts';
import type { ColumnMapping } from '../../domain/contribution.ts';
import { isProblem } from '../../domain/problem.ts';
import { govuk } from '../govuk.ts';
import { type Answer, type Page, problemAnswer, redirect, type Visit } from '../visit.ts';
import { needsAnswer, SetAside, type Step, StepLine, stepAfter } from './draft-steps.tsx';
import { Html } from './html.tsx';

/**
 * The draft that the address names; one that was accepted meanwhile has become a contribution, and its page is shown instead; one that
 * was set aside waits no longer.
 */
export async function openDraft(visit: Visit): Promise<{ readonly draft: Draft } | { readonly instead: Answer }> {
  const draft = await visit.ask(readDraft, { draft: visit.param('draft') });
  if (isProblem(draft)) return { instead: problemAnswer(draft) };
  if (draft.setAside) return { instead: redirect(`/families/${draft.family}/gather?said=set-aside`) };
  return draft.acceptedAs === null ? { draft } : { instead: redirect(`/contributions/${draft.acceptedAs}`) };
}

export function draftPage(visit: Visit, draft: Draft, step: Step, title: string, body: VNode): Page {
  return {
    kind: 'page',
    title,
    back: { href: `/families/${draft.family}/gather`, text: 'Gather' },
    body: (
      <>
        <StepLine draft={draft} step={step} />
        <span class="govuk-caption-l">
          {draft.familyLabel}: {draft.file}
        </span>
        {body}
        <SetAside visit={visit} draft={draft} />
      </>
    ),
  };
}

/** Every step ends in the same two buttons: go on, or skip to the end when it looks right. */
export function Onwards({ draft, step }: { readonly draft: Draft; readonly step: Step }) {
  return (
    <div class="govuk-button-group">
      <Html of={govuk('button', { text: 'Save and go on', name: 'then', value: stepAfter(step), preventDoubleClick: true })} />
      {needsAnswer(draft) === null && (
        <Html
          of={govuk('button', { text: 'Looks right, skip to the end', name: 'then', value: 'check', classes: 'govuk-button--secondary' })}
        />
      )}
    </div>
  );
}

export function thenTo(visit: Visit, step: Step): Answer {
  const then = visit.form.fields.get('then');
  return redirect(`/drafts/${visit.param('draft')}/${then === 'check' ? 'check' : stepAfter(step)}`);
}

export async function correct(
  visit: Visit,
  correction: { mapping?: ColumnMapping; agency?: string; leaveOutTables?: string[]; order?: 'day-first' | 'month-first' },
  step: Step,
): Promise<Answer> {
  const found = await visit.ask(correctDraft, { draft: visit.param('draft'), ...correction });
  return isProblem(found) ? problemAnswer(found) : thenTo(visit, step);
}
