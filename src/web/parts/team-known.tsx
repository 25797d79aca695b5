/** Beside the people of a family: that somebody knows it privately, and who opened it in an emergency. */
import type { VNode } from 'preact';
import type { TeamPage } from '../../app/team/read-team.ts';
import { govuk } from '../govuk.ts';
import type { Visit } from '../visit.ts';
import { Form, Html } from './html.tsx';
import { type Fault, faultOf } from './notice.tsx';
import { sayPractitioner } from './team-words.ts';
import { sayInstant } from './words.ts';

export function Fact({ name, children }: { readonly name: string; readonly children: string }): VNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Somebody here may know the family privately: they, or a colleague, say so, and do not see it any more. */
export function KnownPrivately({
  visit,
  team,
  faults,
}: {
  readonly visit: Visit;
  readonly team: TeamPage;
  readonly faults: readonly Fault[];
}): VNode {
  const others = team.mayGive.length === 0 ? [] : team.working.filter(({ practitioner }) => practitioner.id !== visit.practitioner?.id);
  return (
    <details class="govuk-details" open={faults.some(({ field }) => field === 'because')}>
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">I know this family privately, or a colleague does</span>
      </summary>
      <div class="govuk-details__text">
        <p class="govuk-body">
          Whoever knows the family privately does not see it any more, not even in an emergency. It cannot be taken back.
        </p>
        <Form visit={visit} action={`/families/${team.family.id}/team/known`}>
          <Html
            of={govuk('select', {
              id: 'colleague',
              name: 'colleague',
              label: { text: 'Who knows them?' },
              items: [
                { value: '', text: 'I do' },
                ...others.map(({ practitioner }) => ({ value: practitioner.id, text: sayPractitioner(practitioner) })),
              ],
            })}
          />
          <Html
            of={govuk('input', {
              id: 'because',
              name: 'because',
              label: { text: 'How?' },
              hint: { text: 'Only the person who knows them can read it.' },
              ...faultOf(faults, 'because'),
              autocomplete: 'off',
            })}
          />
          <button class="govuk-button govuk-button--secondary" type="submit">
            Write it down
          </button>
        </Form>
      </div>
    </details>
  );
}

/** Who opened the family in an emergency: everybody who works with it may know. */
export function Openings({ team }: { readonly team: TeamPage }): VNode | null {
  if (team.openings.length === 0) return null;
  return (
    <section id="openings">
      <h2 class="govuk-heading-m">Opened in an emergency</h2>
      <ul class="kin-board">
        {team.openings.map((one) => (
          <li class="kin-agency" key={one.id}>
            <div class="kin-agency__head">
              <h3 class="govuk-heading-s kin-tight">{sayPractitioner(one.practitioner)}</h3>
              {one.live && <Html of={govuk('tag', { text: 'Open now', classes: 'kin-tag--waits' })} />}
            </div>
            <dl class="kin-facts">
              <Fact name="Since">{sayInstant(one.since)}</Fact>
              <Fact name="Until">{one.closedAt === null ? sayInstant(one.until) : `closed ${sayInstant(one.closedAt)}`}</Fact>
              <Fact name="Why">{one.reason}</Fact>
            </dl>
          </li>
        ))}
      </ul>
    </section>
  );
}
