/** A child in danger now: opening one family for four hours. And what was opened before, with what was thought of it. */
import type { VNode } from 'preact';
import { closeOpening, listOwnOpenings, type OwnOpening, openInAnEmergency } from '../../app/emergency/open.ts';
import { isProblem } from '../../domain/problem.ts';
import { govuk } from '../govuk.ts';
import { Form, Html } from '../parts/html.tsx';
import { type Fault, FormColumn, faultOf } from '../parts/notice.tsx';
import { OUTCOME_WORDS } from '../parts/team-words.ts';
import { sayInstant } from '../parts/words.ts';
import { type Answer, problemAnswer, redirect, type Screen, type Visit } from '../visit.ts';
import { dayBoxes, dayFromBoxes } from './ask-agency.tsx';

async function page(visit: Visit, faults: readonly Fault[]): Promise<Answer> {
  const found = await visit.ask(listOwnOpenings, {});
  if (isProblem(found)) return problemAnswer(found);
  const { fields } = visit.form;
  return {
    kind: 'page',
    title: 'A child in danger now',
    section: 'emergency',
    status: faults.length === 0 ? 200 : 422,
    body: (
      <FormColumn visit={visit} faults={faults} heading="A child in danger now">
        <p class="govuk-body-l">You can see one family’s chronology at once, when a child cannot wait for somebody to bring you in.</p>
        <Form visit={visit} action="/emergency">
          <h2 class="govuk-heading-m">Who is the child?</h2>
          <Html
            of={govuk('input', {
              id: 'child',
              name: 'child',
              label: { text: 'The child’s name' },
              value: fields.get('child') ?? '',
              autocomplete: 'off',
              spellcheck: false,
              ...faultOf(faults, 'child'),
            })}
          />
          <Html of={dayBoxes(visit, 'born', 'Date of birth', 'For example, 6 8 2016', faults)} />
          <Html
            of={govuk('input', {
              id: 'family',
              name: 'family',
              label: { text: 'Or what the family is called' },
              hint: { text: 'When you do not know the child’s name or date of birth.' },
              value: fields.get('family') ?? '',
              autocomplete: 'off',
              spellcheck: false,
            })}
          />
          <h2 class="govuk-heading-m">Why?</h2>
          <Html
            of={govuk('textarea', {
              id: 'reason',
              name: 'reason',
              rows: '2',
              label: { text: 'What is happening, in a few words' },
              value: fields.get('reason') ?? '',
              ...faultOf(faults, 'reason'),
            })}
          />
          <h2 class="govuk-heading-m">What happens then</h2>
          <ul class="govuk-list govuk-list--bullet">
            <li>You see this one family for four hours, or until you close it.</li>
            <li>The people who work with the family, and an independent reviewer, are told at once.</li>
            <li>Afterwards somebody who did not open it asks whether it was needed.</li>
          </ul>
          <Html of={govuk('button', { text: 'Open the family', preventDoubleClick: true })} />
        </Form>
        <Before openings={found.openings} />
      </FormColumn>
    ),
  };
}

/** "Until 23 November 2026 at 10:41pm", or how it ended. */
export function sayOpen({ until, closedAt }: Pick<OwnOpening, 'until' | 'closedAt'>): string {
  return closedAt === null ? `until ${sayInstant(until)}` : `closed ${sayInstant(closedAt)}`;
}

function Before({ openings }: { readonly openings: readonly OwnOpening[] }): VNode | null {
  if (openings.length === 0) return null;
  return (
    <>
      <h2 class="govuk-heading-m">What you opened before</h2>
      <ul class="kin-board">
        {openings.map((one) => (
          <li class="kin-agency" key={one.id}>
            <h3 class="govuk-heading-s kin-tight">
              {sayInstant(one.since)}, {sayOpen(one)}
            </h3>
            <p class="govuk-body kin-tight">You wrote: “{one.reason}”</p>
            {one.reviews.length === 0 && <p class="govuk-body kin-tight">Nobody has looked at it yet.</p>}
            {one.reviews.map((review) => (
              <p class="govuk-body kin-tight" key={review.at}>
                {review.byName}, {sayInstant(review.at)}: {OUTCOME_WORDS[review.outcome]}. {review.words}
              </p>
            ))}
            {one.family !== null && (
              <p class="govuk-body kin-tight">
                <a class="govuk-link" href={`/families/${one.family}/timeline`}>
                  Go to the family
                </a>
              </p>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

export const emergencyScreen: Screen = {
  path: '/emergency',
  get: (visit) => page(visit, []),
  post: async (visit) => {
    const { fields } = visit.form;
    const child = (fields.get('child') ?? '').trim();
    const family = (fields.get('family') ?? '').trim();
    const born = dayFromBoxes(fields, 'born');
    const reason = (fields.get('reason') ?? '').trim();
    const faults: Fault[] = [];
    if (family === '') {
      if (child === '') faults.push({ field: 'child', text: 'Give the child’s name, or what the family is called' });
      if (born === 'not-a-day' || (born === null && child !== ''))
        faults.push({ field: 'born', text: 'Give the day on which the child was born, such as 6 8 2016', at: 'born-day' });
    }
    if (reason === '') faults.push({ field: 'reason', text: 'Say in a few words what is happening' });
    if (faults.length > 0) return page(visit, faults);
    const sought = family !== '' ? { family } : { child, born: born ?? '' };
    const found = await visit.ask(openInAnEmergency, { sought, reason });
    if (!isProblem(found)) return redirect(`/families/${found.family}/timeline`);
    if (found.problem !== 'not-found') return problemAnswer(found);
    return page(visit, [
      {
        field: 'child',
        text: 'No family could be opened with these details. Check the name and the day, or try what the family is called. Ring the duty social worker if a child cannot wait.',
      },
    ]);
  },
};

export const closeOpeningScreen: Screen = {
  path: '/emergency/close',
  post: async (visit) => {
    const { fields } = visit.form;
    const found = await visit.ask(closeOpening, { family: fields.get('family') ?? '', opening: fields.get('opening') ?? '' });
    return isProblem(found) ? problemAnswer(found) : redirect('/emergency?said=closed');
  },
};
