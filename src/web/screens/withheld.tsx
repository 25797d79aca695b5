/** What is withheld from others because it seems to give away a place: for those who know the place to look at, and to put right together. */
import type { VNode } from 'preact';
import { agreeToSetMatchAside, askToSetMatchAside, listWithheld, type WithheldPart } from '../../app/places/set-match-aside.ts';
import { readFamily } from '../../app/read-family.ts';
import { isProblem } from '../../domain/problem.ts';
import { Form } from '../parts/html.tsx';
import { type Fault, Faults, Said } from '../parts/notice.tsx';
import { count } from '../parts/words.ts';
import { type Answer, problemAnswer, redirect, type Screen, type Visit } from '../visit.ts';

const PART_WORDS: Readonly<Record<WithheldPart['part'], string>> = {
  event: 'An event',
  attention: 'A row that needs attention',
  'not-event': 'A row that is not an event',
  notice: 'A remark on a file',
  person: 'A described person',
  note: 'A note',
  decision: 'The reason of a decision',
  settlement: 'The reason of a settlement',
  request: 'The note of a request',
  draft: 'A file that waits to be checked',
  document: 'A whole file',
};
const SHOWN = 100;

async function page(visit: Visit, faults: readonly Fault[]): Promise<Answer> {
  const family = visit.param('family');
  const [frame, found] = await Promise.all([visit.ask(readFamily, { family }), visit.ask(listWithheld, { family })]);
  if (isProblem(frame)) return problemAnswer(frame);
  if (isProblem(found)) return problemAnswer(found);
  return {
    kind: 'page',
    title: 'What is withheld from others',
    family: frame,
    section: 'team',
    back: { href: `/families/${family}/places`, text: 'Protected places' },
    status: faults.length === 0 ? 200 : 422,
    body: (
      <>
        <Said code={visit.query.get('said')} />
        <Faults faults={faults} />
        <h1 class="govuk-heading-l">What is withheld from others</h1>
        <p class="govuk-body">
          Each of these holds words of a protected place that is open to you. If one does not give the place away after all, two of those
          who know the place can say so; until then nobody else sees it.
        </p>
        {found.parts.length === 0 ? (
          <p class="govuk-body">Nothing is withheld for a place that is open to you.</p>
        ) : (
          <ul class="kin-board">
            {found.parts.slice(0, SHOWN).map((part) => (
              <Part key={part.match} visit={visit} part={part} family={family} />
            ))}
          </ul>
        )}
        {found.parts.length > SHOWN && (
          <p class="govuk-body">And {count(found.parts.length - SHOWN, 'other')}, shown when these are decided.</p>
        )}
      </>
    ),
  };
}

function Part({ visit, part, family }: { readonly visit: Visit; readonly part: WithheldPart; readonly family: string }): VNode {
  const where =
    part.event !== null
      ? `/families/${family}/events/${part.event}`
      : part.contribution !== null
        ? `/contributions/${part.contribution}`
        : null;
  const hidden = <input type="hidden" name="match" value={part.match} />;
  return (
    <li class="kin-agency">
      <h2 class="govuk-heading-s kin-tight">
        {PART_WORDS[part.part]}
        {part.file === null ? '' : ` in ${part.file}`}
      </h2>
      <p class="govuk-body kin-tight">
        It holds words of: {part.kind.toLowerCase()} of {part.person}.
      </p>
      {part.what !== null && <p class="govuk-body kin-tight">{part.what}</p>}
      {where !== null && (
        <p class="govuk-body kin-tight">
          <a class="govuk-link" href={where}>
            Look at it<span class="govuk-visually-hidden">: {PART_WORDS[part.part].toLowerCase()}</span>
          </a>
        </p>
      )}
      {part.askedBy !== null && (
        <p class="govuk-body kin-tight">
          {part.askedBy.name} says that it does not give the place away: {part.reason}
        </p>
      )}
      {part.mayAgree && (
        <Form visit={visit} action={`/families/${family}/withheld/agree`}>
          {hidden}
          <button class="govuk-button kin-tight" type="submit">
            I agree: show it again
          </button>
        </Form>
      )}
      {part.askedBy !== null && !part.mayAgree && (
        <p class="govuk-body kin-tight">It waits for a second person to whom the place is open.</p>
      )}
      {part.askedBy === null && (
        <details class="govuk-details kin-tight">
          <summary class="govuk-details__summary">
            <span class="govuk-details__summary-text">It does not give the place away</span>
          </summary>
          <div class="govuk-details__text">
            <Form visit={visit} action={`/families/${family}/withheld`}>
              {hidden}
              <div class="govuk-form-group">
                <label class="govuk-label" for={`why-${part.match}`}>
                  Why not?
                </label>
                <input class="govuk-input" id={`why-${part.match}`} name="reason" autocomplete="off" spellcheck={false} />
              </div>
              <button class="govuk-button govuk-button--secondary" type="submit">
                Ask a second person
              </button>
            </Form>
          </div>
        </details>
      )}
    </li>
  );
}

export const withheldScreen: Screen = {
  path: '/families/:family/withheld',
  get: (visit) => page(visit, []),
  post: async (visit) => {
    const family = visit.param('family');
    const match = visit.form.fields.get('match') ?? 'none';
    const reason = (visit.form.fields.get('reason') ?? '').trim();
    if (reason === '') return page(visit, [{ field: 'reason', text: 'Say why it does not give the place away', at: `why-${match}` }]);
    const found = await visit.ask(askToSetMatchAside, { family, match, reason });
    if (isProblem(found) && found.problem === 'not-valid')
      return page(visit, [{ field: 'reason', text: 'Write the reason without naming the place', at: `why-${match}` }]);
    return isProblem(found) ? problemAnswer(found) : redirect(`/families/${family}/withheld?said=aside-asked`);
  },
};

export const agreeWithheldScreen: Screen = {
  path: '/families/:family/withheld/agree',
  post: async (visit) => {
    const family = visit.param('family');
    const found = await visit.ask(agreeToSetMatchAside, { family, match: visit.form.fields.get('match') ?? 'none' });
    return isProblem(found) ? problemAnswer(found) : redirect(`/families/${family}/withheld?said=shown-again`);
  },
};
