/** Whom an event must not reach: what it means is said before anything is chosen. */
import { keepFromReaching, liftMustNotReach, type MustNotReachPage, readMustNotReach } from '../../app/keep-from-reaching.ts';
import { listAgencies } from '../../app/list-agencies.ts';
import { readEvent } from '../../app/read-event.ts';
import { readFamily } from '../../app/read-family.ts';
import { listColleagues } from '../../app/team/read-team.ts';
import { mayDo } from '../../domain/access.ts';
import { isProblem } from '../../domain/problem.ts';
import { sayDate } from '../../domain/time.ts';
import { shorten } from '../../domain/timeline/marks.ts';
import { govuk } from '../govuk.ts';
import { Form, Html } from '../parts/html.tsx';
import { type Fault, Faults, faultOf, Said } from '../parts/notice.tsx';
import { sayPractitioner } from '../parts/team-words.ts';
import { sayInstant } from '../parts/words.ts';
import { type Answer, problemAnswer, redirect, type Screen, type Visit } from '../visit.ts';

const addressOf = (visit: Visit): string => `/families/${visit.param('family')}/events/${visit.param('event')}/must-not-reach`;

async function page(visit: Visit, faults: readonly Fault[]): Promise<Answer> {
  const [family, event] = [visit.param('family'), visit.param('event')];
  const [frame, found, page] = await Promise.all([
    visit.ask(readFamily, { family }),
    visit.ask(readEvent, { family, event }),
    visit.ask(readMustNotReach, { family, event }),
  ]);
  if (isProblem(frame)) return problemAnswer(frame);
  if (isProblem(found)) return problemAnswer(found);
  if (isProblem(page)) return problemAnswer(page);
  const may = mayDo(visit.practitioner, 'keep-from-reaching');
  const audiences = may ? await choices(visit) : [];
  const others = found.otherAccounts.length;
  return {
    kind: 'page',
    title: 'Must not reach',
    family: frame,
    section: 'timeline',
    back: { href: `/families/${family}/events/${event}`, text: 'Back to the event' },
    status: faults.length === 0 ? 200 : 422,
    body: (
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <Said code={visit.query.get('said')} />
          <Faults faults={faults} />
          <h1 class="govuk-heading-l">
            Must not reach
            <span class="govuk-caption-m">
              {sayDate(found.event.happened)}: {shorten(found.event.what, 140)}
            </span>
          </h1>
          {page.now.length === 0 ? (
            <p class="govuk-body">This event reaches everybody who works with the family and may see it.</p>
          ) : (
            <ul class="kin-board">
              {page.now.map((line) => (
                <li class="kin-agency" key={`${line.audience.kind} ${line.audience.id}`}>
                  <h2 class="govuk-heading-s kin-tight">{line.name}</h2>
                  <p class="govuk-body kin-tight">
                    {line.byName}, {sayInstant(line.at)}: {line.reason}
                  </p>
                  {may && <Lift visit={visit} line={line} />}
                </li>
              ))}
            </ul>
          )}
          {may && (
            <>
              <h2 class="govuk-heading-m">Keep it from somebody</h2>
              <Html
                of={govuk('warning-text', {
                  text: 'For whoever you choose it is as if this event were not there: on no page, in no count, in no file that they take away. That holds for the agency that wrote it too, and for you, if you choose your own.',
                  iconFallbackText: 'Warning',
                })}
              />
              {others > 0 && (
                <p class="govuk-body">
                  {others === 1 ? 'Another account of it' : `${others} other accounts of it`} may stand in this family’s chronology. Each is
                  an event of its own: keep those too, if they tell the same.
                </p>
              )}
              <Keep visit={visit} faults={faults} audiences={audiences} />
            </>
          )}
          {page.lines.length > page.now.length && <History lines={page.lines} />}
        </div>
      </div>
    ),
  };
}

type Line = MustNotReachPage['now'][number];

function Lift({ visit, line }: { readonly visit: Visit; readonly line: Line }) {
  const id = `lift-${line.audience.kind}-${line.audience.id}`;
  return (
    <details class="govuk-details kin-tight">
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">
          Let it reach them again<span class="govuk-visually-hidden">: {line.name}</span>
        </span>
      </summary>
      <div class="govuk-details__text">
        <Form visit={visit} action={addressOf(visit)}>
          <input type="hidden" name="lift" value={`${line.audience.kind} ${line.audience.id}`} />
          <div class="govuk-form-group">
            <label class="govuk-label" for={id}>
              Why may it reach {line.name} again?
            </label>
            <input class="govuk-input" id={id} name="why" autocomplete="off" />
          </div>
          <button class="govuk-button govuk-button--secondary" type="submit">
            Let it reach them
          </button>
        </Form>
      </div>
    </details>
  );
}

type Choice = { readonly value: string; readonly text: string };

/** People of the partnership, then whole agencies. */
async function choices(visit: Visit): Promise<readonly Choice[]> {
  const [agencies, people] = await Promise.all([visit.ask(listAgencies, {}), visit.ask(listColleagues, {})]);
  return [
    ...(isProblem(people) ? [] : people.colleagues.map((one) => ({ value: `practitioner ${one.id}`, text: sayPractitioner(one) }))),
    ...(isProblem(agencies) ? [] : agencies.agencies.map((one) => ({ value: `agency ${one.code}`, text: `Everybody of ${one.name}` }))),
  ];
}

type KeepProps = { readonly visit: Visit; readonly faults: readonly Fault[]; readonly audiences: readonly Choice[] };

function Keep({ visit, faults, audiences }: KeepProps) {
  const { fields } = visit.form;
  return (
    <Form visit={visit} action={addressOf(visit)}>
      <Html
        of={govuk('select', {
          id: 'audience',
          name: 'audience',
          label: { text: 'Whom must it not reach?' },
          items: [
            { value: '', text: 'Choose a person or an agency' },
            ...audiences.map((one) => ({ ...one, selected: one.value === fields.get('audience') })),
          ],
          ...faultOf(faults, 'audience'),
        })}
      />
      <Html
        of={govuk('textarea', {
          id: 'reason',
          name: 'reason',
          rows: '2',
          label: { text: 'Why?' },
          hint: { text: 'Those who see the event can read it.' },
          value: fields.get('reason') ?? '',
          ...faultOf(faults, 'reason'),
        })}
      />
      <Html of={govuk('button', { text: 'Keep it from them', preventDoubleClick: true })} />
    </Form>
  );
}

function History({ lines }: { readonly lines: MustNotReachPage['lines'] }) {
  return (
    <>
      <h2 class="govuk-heading-m">What was written before</h2>
      <ul class="govuk-list govuk-list--bullet">
        {lines.map((line) => (
          <li key={`${line.at} ${line.audience.id}`}>
            {sayInstant(line.at)}, {line.byName}: {line.effect === 'hide' ? 'must not reach' : 'may reach again'} {line.name}. {line.reason}
          </li>
        ))}
      </ul>
    </>
  );
}

/** "practitioner abc" or "agency gp", as the forms send it. */
function audienceFrom(text: string): { readonly kind: 'practitioner' | 'agency'; readonly id: string } | null {
  const [kind, id = ''] = text.split(' ');
  return (kind === 'practitioner' || kind === 'agency') && id !== '' ? { kind, id } : null;
}

export const mustNotReachScreen: Screen = {
  path: '/families/:family/events/:event/must-not-reach',
  get: (visit) => page(visit, []),
  post: async (visit) => {
    const { fields } = visit.form;
    const [family, event] = [visit.param('family'), visit.param('event')];
    const lift = audienceFrom(fields.get('lift') ?? '');
    if (lift !== null) {
      const why = (fields.get('why') ?? '').trim();
      if (why === '') return page(visit, [{ field: 'why', text: 'Say why it may reach them again', at: `lift-${lift.kind}-${lift.id}` }]);
      const lifted = await visit.ask(liftMustNotReach, { family, event, audience: lift, reason: why });
      return isProblem(lifted) ? problemAnswer(lifted) : redirect(`${addressOf(visit)}?said=lifted`);
    }
    const audience = audienceFrom(fields.get('audience') ?? '');
    const reason = (fields.get('reason') ?? '').trim();
    const faults: Fault[] = [];
    if (audience === null) faults.push({ field: 'audience', text: 'Choose whom it must not reach' });
    if (reason === '') faults.push({ field: 'reason', text: 'Say why it must not reach them' });
    if (audience === null || faults.length > 0) return page(visit, faults);
    const kept = await visit.ask(keepFromReaching, { family, event, audience, reason });
    if (isProblem(kept)) return problemAnswer(kept);
    // Whoever kept it from themselves does not see the event any more.
    const still = await visit.ask(readMustNotReach, { family, event });
    return redirect(isProblem(still) ? `/families/${family}/timeline` : `${addressOf(visit)}?said=kept-from`);
  },
};
