/** The five steps of bringing a file, as a line above each step; every step can be reached at any time and each works alone. */
import type { ComponentChildren } from 'preact';
import type { Draft } from '../../app/read-draft.ts';
import type { Visit } from '../visit.ts';
import { Form } from './html.tsx';
import { count } from './words.ts';

export const STEPS = ['file', 'table', 'columns', 'dates', 'check'] as const;
export type Step = (typeof STEPS)[number];

const NAMES: Readonly<Record<Step, string>> = {
  file: 'File',
  table: 'Table',
  columns: 'Columns',
  dates: 'Dates',
  check: 'Check',
};

export const stepAfter = (step: Step): Step => STEPS[STEPS.indexOf(step) + 1] ?? 'check';

/** The step that has a question which the file does not answer, or null when it can simply be checked. */
export function needsAnswer(draft: Draft): Step | null {
  if (draft.problem !== null) return draft.problem.problem === 'no-table' && draft.tables.length === 0 ? 'table' : 'columns';
  if (draft.agency === null && draft.contribution.events.some((event) => event.agency === null)) return 'file';
  return null;
}

/** Where a file that has just arrived is shown first: usual files go straight to the check. */
export const firstStepFor = (draft: Draft): Step => needsAnswer(draft) ?? 'check';

export function StepLine({ draft, step }: { readonly draft: Draft; readonly step: Step }) {
  return (
    <nav aria-label="Steps of bringing this file">
      <ol class="kin-steps">
        {STEPS.map((one, index) => (
          <li key={one}>
            <a
              class="govuk-link kin-steps__link"
              href={`/drafts/${draft.id}/${one}`}
              {...(one === step ? { 'aria-current': 'step' as const } : {})}
            >
              <span class="kin-steps__number">{index + 1}</span>
              <span>{NAMES[one]}</span>
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** For a file that was brought by mistake or will not be added: it leaves the waiting list and is kept. */
export function SetAside({ visit, draft }: { readonly visit: Visit; readonly draft: Pick<Draft, 'id' | 'file'> }) {
  return (
    <Form visit={visit} action={`/drafts/${draft.id}/set-aside`}>
      <button
        type="submit"
        class="govuk-button govuk-button--secondary kin-tight"
        data-module="govuk-button"
        data-prevent-double-click="true"
      >
        Set this file aside<span class="govuk-visually-hidden">: {draft.file}</span>
      </button>
    </Form>
  );
}

/** Why the file cannot be added as it is, or what nobody has said yet, and where to say it. */
export function Blocked({ draft, here }: { readonly draft: Draft; readonly here: Step }) {
  const step = needsAnswer(draft);
  // The step that asks the question needs no pointer to itself, unless it has to say why it asks.
  if (step === null || (step === here && draft.problem === null)) return null;
  const [what, where] =
    draft.problem === null
      ? ['Nobody has said which agency sent this file.', 'Say so in step 1']
      : [draft.problem.title, step === 'columns' ? 'Say in step 3 which column holds the dates' : draft.problem.next];
  return (
    <p class="kin-yellow">
      <strong>{what}</strong>{' '}
      <a class="govuk-link govuk-link--no-visited-state" href={`/drafts/${draft.id}/${step}`}>
        {where}
      </a>
    </p>
  );
}

/** What the mapping came from, when somebody corrected it for this agency before. */
export function Remembered({ draft }: { readonly draft: Draft }) {
  return draft.rememberedMapping ? (
    <p class="govuk-inset-text">The columns are read the way somebody corrected them for this agency last time.</p>
  ) : null;
}

/** The reading in one line, so that every step says what it would add as things stand. */
export function AsThingsStand({ draft, children }: { readonly draft: Draft; readonly children?: ComponentChildren }) {
  const { events, attention } = draft.contribution;
  return (
    <p class="govuk-body kin-quiet">
      As things stand: {count(events.length, 'event')}
      {attention.length > 0 && `, ${count(attention.length, 'row')} that a person must complete`}. {children}
    </p>
  );
}
