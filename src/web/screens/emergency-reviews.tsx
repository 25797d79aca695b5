/** Looking at openings in an emergency afterwards: who, why, how long; and what one thinks of it. */
import type { VNode } from 'preact';
import { listOpenings, type OpeningToReview, reviewOpening } from '../../app/emergency/review.ts';
import { OUTCOMES } from '../../domain/emergency.ts';
import { isProblem } from '../../domain/problem.ts';
import { govuk } from '../govuk.ts';
import { Form, Html } from '../parts/html.tsx';
import { type Fault, FormColumn, faultOf } from '../parts/notice.tsx';
import { OUTCOME_WORDS, sayPractitioner } from '../parts/team-words.ts';
import { sayInstant } from '../parts/words.ts';
import { type Answer, problemAnswer, redirect, type Screen, type Visit } from '../visit.ts';
import { sayOpen } from './emergency.tsx';

const STANDING: Readonly<Record<OpeningToReview['standing'], { readonly text: string; readonly classes: string }>> = {
  waiting: { text: 'To be looked at', classes: 'kin-tag--open' },
  late: { text: 'Not looked at in time', classes: 'kin-tag--waits' },
  'follow-up': { text: 'To be followed up', classes: 'kin-tag--waits' },
  done: { text: 'Looked at', classes: 'kin-tag--done' },
};

async function page(visit: Visit, faults: readonly Fault[]): Promise<Answer> {
  const found = await visit.ask(listOpenings, {});
  if (isProblem(found)) return problemAnswer(found);
  const waiting = found.openings.filter(({ standing }) => standing !== 'done');
  const done = found.openings.filter(({ standing }) => standing === 'done');
  return {
    kind: 'page',
    title: 'Families opened in an emergency',
    section: 'emergency',
    status: faults.length === 0 ? 200 : 422,
    body: (
      <FormColumn visit={visit} faults={faults} heading="Families opened in an emergency">
        <p class="govuk-body">
          Each is looked at by somebody who did not open it, within 72 hours. If nobody does, the chair and the business manager are told.
        </p>
        <h2 class="govuk-heading-m">To be looked at</h2>
        <Openings openings={waiting} visit={visit} faults={faults} />
        {done.length > 0 && (
          <>
            <h2 class="govuk-heading-m">Looked at</h2>
            <Openings openings={done} visit={visit} faults={faults} />
          </>
        )}
      </FormColumn>
    ),
  };
}

type OpeningsProps = { readonly openings: readonly OpeningToReview[]; readonly visit: Visit; readonly faults: readonly Fault[] };

function Openings({ openings, ...rest }: OpeningsProps): VNode {
  if (openings.length === 0) return <p class="govuk-body">None.</p>;
  return (
    <ul class="kin-board">
      {openings.map((one) => (
        <One one={one} {...rest} key={one.id} />
      ))}
    </ul>
  );
}

function One({ one, visit, faults }: Omit<OpeningsProps, 'openings'> & { readonly one: OpeningToReview }): VNode {
  const { fields } = visit.form;
  const mine = fields.get('opening') === one.id;
  const shown = mine ? faults : [];
  return (
    <li class="kin-agency" id={`opening-${one.id}`}>
      <div class="kin-agency__head">
        <h3 class="govuk-heading-s kin-tight">{sayInstant(one.since)}</h3>
        <Html of={govuk('tag', STANDING[one.standing])} />
      </div>
      <dl class="kin-facts">
        <div>
          <dt>Opened by</dt>
          <dd>{sayPractitioner(one.practitioner)}</dd>
        </div>
        <div>
          <dt>Why</dt>
          <dd>{one.reason}</dd>
        </div>
        <div>
          <dt>Open</dt>
          <dd>{sayOpen(one)}</dd>
        </div>
        {one.reviews.length === 0 && (
          <div>
            <dt>Look at it by</dt>
            <dd>{sayInstant(one.due)}</dd>
          </div>
        )}
        {one.reviews.map((review) => (
          <div key={review.at}>
            <dt>Looked at</dt>
            <dd>
              {review.byName}, {sayInstant(review.at)}: {OUTCOME_WORDS[review.outcome]}. {review.words}
            </dd>
          </div>
        ))}
      </dl>
      {one.family !== null && (
        <p class="govuk-body kin-tight">
          <a class="govuk-link" href={`/families/${one.family}/timeline`}>
            Go to the family
          </a>
        </p>
      )}
      {one.mineToReview && one.standing !== 'done' && (
        <Form visit={visit} action="/emergency/reviews">
          <input type="hidden" name="opening" value={one.id} />
          <Html
            of={govuk('radios', {
              idPrefix: `outcome-${one.id}`,
              name: 'outcome',
              fieldset: { legend: { text: 'Was it needed, and no more than was needed?', classes: 'govuk-fieldset__legend--s' } },
              classes: 'govuk-radios--small',
              items: OUTCOMES.map((value) => ({
                value,
                text: OUTCOME_WORDS[value] ?? value,
                checked: mine && fields.get('outcome') === value,
              })),
              ...faultOf(shown, 'outcome'),
            })}
          />
          <Html
            of={govuk('textarea', {
              id: `words-${one.id}`,
              name: 'words',
              rows: '2',
              label: { text: 'In your words' },
              hint: { text: 'Whoever opened the family reads it.' },
              value: mine ? (fields.get('words') ?? '') : '',
              ...faultOf(shown, 'words'),
            })}
          />
          <Html of={govuk('button', { text: 'Write it down', classes: 'govuk-button--secondary', preventDoubleClick: true })} />
        </Form>
      )}
    </li>
  );
}

export const emergencyReviewsScreen: Screen = {
  path: '/emergency/reviews',
  get: (visit) => page(visit, []),
  post: async (visit) => {
    const { fields } = visit.form;
    const opening = fields.get('opening') ?? '';
    const outcome = OUTCOMES.find((one) => one === fields.get('outcome'));
    const words = (fields.get('words') ?? '').trim();
    const faults: Fault[] = [];
    if (outcome === undefined) faults.push({ field: 'outcome', text: 'Say whether it was needed', at: `outcome-${opening}` });
    if (words === '') faults.push({ field: 'words', text: 'Say it in a few words', at: `words-${opening}` });
    if (outcome === undefined || faults.length > 0) return page(visit, faults);
    const found = await visit.ask(reviewOpening, { opening, outcome, words });
    return isProblem(found) ? problemAnswer(found) : redirect('/emergency/reviews?said=reviewed');
  },
};
