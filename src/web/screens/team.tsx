/** The people working with a family: whoever is here sees the family, and nobody else does. Bringing somebody in, and ending it. */
import type { VNode } from 'preact';
import { declareColleaguesConflict, declareConflict } from '../../app/conflict/declare.ts';
import { readFamily } from '../../app/read-family.ts';
import { allocatePractitioner, endAllocation } from '../../app/team/allocate.ts';
import { listColleagues, type Member, readTeam, type TeamPage } from '../../app/team/read-team.ts';
import { CLEARANCES, type Clearance, type Practitioner, titleOf } from '../../domain/access.ts';
import { agencyName } from '../../domain/agency.ts';
import { isProblem } from '../../domain/problem.ts';
import { govuk } from '../govuk.ts';
import { Form, Html } from '../parts/html.tsx';
import { type Fault, Faults, faultOf, Said } from '../parts/notice.tsx';
import { Fact, KnownPrivately, Openings } from '../parts/team-known.tsx';
import { CLEARANCE_WORDS, PURPOSE_WORDS, sayPractitioner } from '../parts/team-words.ts';
import { sayInstant } from '../parts/words.ts';
import { type Answer, problemAnswer, redirect, type Screen, type Visit } from '../visit.ts';
import { dayBoxes, dayFromBoxes } from './ask-agency.tsx';

async function page(visit: Visit, faults: readonly Fault[]): Promise<Answer> {
  const family = visit.param('family');
  const [frame, team] = await Promise.all([visit.ask(readFamily, { family }), visit.ask(readTeam, { family })]);
  if (isProblem(frame)) return problemAnswer(frame);
  if (isProblem(team)) return problemAnswer(team);
  const found = team.mayGive.length === 0 ? null : await visit.ask(listColleagues, {});
  if (isProblem(found)) return problemAnswer(found);
  return {
    kind: 'page',
    title: 'People working with this family',
    family: frame,
    section: 'team',
    status: faults.length === 0 ? 200 : 422,
    body: (
      <>
        <Said code={visit.query.get('said')} />
        <Faults faults={faults} />
        <h1 class="govuk-heading-l">People working with this family</h1>
        <p class="govuk-body">
          These people can see this family, and nobody else can, except in an emergency. That an agency is asked, or sends what it holds,
          lets nobody there see anything.
        </p>
        <p class="govuk-body">
          <a class="govuk-link" href={`/families/${family}/places`}>
            Protected places
          </a>
          : a home, a refuge or a school that must stay hidden.
        </p>
        <h2 class="govuk-visually-hidden">Who works with them now</h2>
        <People members={team.working} visit={visit} team={team} />
        {found !== null && <BringIn visit={visit} team={team} faults={faults} colleagues={found.colleagues} />}
        <Openings team={team} />
        <KnownPrivately visit={visit} team={team} faults={faults} />
        {team.before.length > 0 && (
          <>
            <h2 class="govuk-heading-m">Who worked with them before</h2>
            <People members={team.before} visit={visit} team={team} />
          </>
        )}
      </>
    ),
  };
}

type PeopleProps = { readonly members: readonly Member[]; readonly visit: Visit; readonly team: TeamPage };

function People({ members, visit, team }: PeopleProps): VNode {
  if (members.length === 0) return <p class="govuk-body">Nobody at present.</p>;
  return (
    <ul class="kin-board">
      {members.map((member) => (
        <Person member={member} visit={visit} team={team} key={member.id} />
      ))}
    </ul>
  );
}

/** Until when somebody works with a family, in words. */
export function sayUntil({ until, ended, live, agency, practitioner }: Member): string {
  if (ended !== null) return `ended ${sayInstant(ended.at)} by ${ended.byName}: ${ended.reason}`;
  if (!live && practitioner.agency !== agency) return `ended by itself: they no longer work for ${agencyName(agency)}`;
  if (until === null) return live ? 'it is ended' : 'ended by itself: they have left';
  // The instant is the end of a day.
  const day = sayInstant(new Date(Date.parse(until) - 1000).toISOString()).replace(/ at .*$/, '');
  return `${live ? 'to the end of' : 'ran out with'} ${day}`;
}

function Person({ member, visit, team }: Omit<PeopleProps, 'members'> & { readonly member: Member }): VNode {
  const who = member.practitioner;
  return (
    <li class="kin-agency">
      <div class="kin-agency__head">
        <h3 class="govuk-heading-m kin-tight">{who.name}</h3>
        {who.id === visit.practitioner?.id && <Html of={govuk('tag', { text: 'You', classes: 'kin-tag--quiet' })} />}
      </div>
      <p class="govuk-body kin-tight">
        {titleOf(who)}, {agencyName(member.agency)}
      </p>
      <dl class="kin-facts">
        <Fact name="For">{PURPOSE_WORDS[member.purpose]}</Fact>
        <Fact name="Sees">{CLEARANCE_WORDS[member.clearance]}</Fact>
        <Fact name="Since">{sayInstant(member.since)}</Fact>
        <Fact name="Until">{sayUntil(member)}</Fact>
        <Fact name="Brought in by">{`${member.byName}: ${member.reason}`}</Fact>
      </dl>
      {member.live && team.mayGive.length > 0 && (
        <details class="govuk-details kin-tight">
          <summary class="govuk-details__summary">
            <span class="govuk-details__summary-text">
              End this<span class="govuk-visually-hidden">: {who.name}</span>
            </span>
          </summary>
          <div class="govuk-details__text">
            <Form visit={visit} action={`/families/${team.family.id}/team/end`}>
              <input type="hidden" name="allocation" value={member.id} />
              <div class="govuk-form-group">
                <label class="govuk-label" for={`why-${member.id}`}>
                  Why does {who.name} stop working with this family?
                </label>
                <input class="govuk-input" id={`why-${member.id}`} name="why" autocomplete="off" />
              </div>
              <button class="govuk-button govuk-button--secondary" type="submit">
                End it now
              </button>
            </Form>
          </div>
        </details>
      )}
    </li>
  );
}

type BringInProps = {
  readonly visit: Visit;
  readonly team: TeamPage;
  readonly faults: readonly Fault[];
  readonly colleagues: readonly Practitioner[];
};

const SEES_HINT: Readonly<Record<Clearance, string>> = {
  ordinary: 'Enough for most. Restricted and protected events of their own agency they see in any case.',
  restricted: 'Such as health or police information that its agency marked as restricted.',
  protected: 'Only for those who could not keep the children safe otherwise.',
};

function BringIn({ visit, team, faults, colleagues }: BringInProps): VNode {
  const { fields } = visit.form;
  const here = new Set(team.working.map(({ practitioner }) => practitioner.id));
  const chosen = fields.get('practitioner') ?? visit.query.get('practitioner');
  const sees = fields.get('clearance') ?? 'ordinary';
  return (
    <section class="govuk-grid-row" id="bring-in">
      <div class="govuk-grid-column-two-thirds">
        <h2 class="govuk-heading-m">Bring somebody in</h2>
        <Form visit={visit} action={`/families/${team.family.id}/team`}>
          <Html
            of={govuk('select', {
              id: 'practitioner',
              name: 'practitioner',
              label: { text: 'Who?', classes: 'govuk-label--s' },
              items: [
                { value: '', text: 'Choose a person' },
                ...colleagues
                  .filter(({ id }) => id !== visit.practitioner?.id)
                  .map((one) => ({
                    value: one.id,
                    text: here.has(one.id) ? `${sayPractitioner(one)} (works with this family)` : sayPractitioner(one),
                    selected: one.id === chosen,
                  })),
              ],
              ...faultOf(faults, 'practitioner'),
            })}
          />
          <Html
            of={govuk('radios', {
              idPrefix: 'clearance',
              name: 'clearance',
              fieldset: { legend: { text: 'What may they see?', classes: 'govuk-fieldset__legend--s' } },
              classes: 'govuk-radios--small',
              items: team.mayGive.map((one) => ({
                value: one,
                text: CLEARANCE_WORDS[one],
                hint: { text: SEES_HINT[one] },
                checked: one === sees,
              })),
            })}
          />
          <Html
            of={dayBoxes(
              visit,
              'until',
              'Until when? (optional)',
              'The last day, such as 14 12 2026. Without one, until it is ended',
              faults,
            )}
          />
          <Html
            of={govuk('textarea', {
              id: 'reason',
              name: 'reason',
              rows: '2',
              label: { text: 'Why?', classes: 'govuk-label--s' },
              hint: { text: 'Everybody who works with this family can read it.' },
              value: fields.get('reason') ?? '',
              ...faultOf(faults, 'reason'),
            })}
          />
          <Html of={govuk('button', { text: 'Bring them in', preventDoubleClick: true })} />
        </Form>
      </div>
    </section>
  );
}

export const teamScreen: Screen = {
  path: '/families/:family/team',
  get: (visit) => page(visit, []),
  post: async (visit) => {
    const { fields } = visit.form;
    const family = visit.param('family');
    const practitioner = fields.get('practitioner') ?? '';
    const clearance = CLEARANCES.find((one) => one === fields.get('clearance')) ?? 'ordinary';
    const until = dayFromBoxes(fields, 'until');
    const reason = (fields.get('reason') ?? '').trim();
    const faults: Fault[] = [];
    if (practitioner === '') faults.push({ field: 'practitioner', text: 'Choose a person' });
    if (until === 'not-a-day' || (until !== null && until < visit.today))
      faults.push({ field: 'until', text: 'Give a day from today on, such as 14 12 2026', at: 'until-day' });
    if (reason === '') faults.push({ field: 'reason', text: 'Say why they are to work with this family' });
    if (faults.length > 0 || until === 'not-a-day') return page(visit, faults);
    const found = await visit.ask(allocatePractitioner, { family, practitioner, clearance, until, reason });
    return isProblem(found) ? problemAnswer(found) : redirect(`/families/${family}/team?said=brought-in`);
  },
};

export const endAllocationScreen: Screen = {
  path: '/families/:family/team/end',
  post: async (visit) => {
    const { fields } = visit.form;
    const family = visit.param('family');
    const allocation = fields.get('allocation') ?? '';
    const reason = (fields.get('why') ?? '').trim();
    if (reason === '') return page(visit, [{ field: 'why', text: 'Say why they stop working with this family', at: `why-${allocation}` }]);
    const found = await visit.ask(endAllocation, { family, allocation, reason });
    if (isProblem(found)) return problemAnswer(found);
    // Whoever ended their own work does not see the family any more.
    const still = await visit.ask(readTeam, { family });
    return redirect(isProblem(still) ? '/families' : `/families/${family}/team?said=ended`);
  },
};

/** From the page of a family's people: that one knows them, or that a colleague does. */
export const declareConflictScreen: Screen = {
  path: '/families/:family/team/known',
  post: async (visit): Promise<Answer> => {
    const { fields } = visit.form;
    const family = visit.param('family');
    const practitioner = fields.get('colleague') ?? '';
    const because = (fields.get('because') ?? '').trim();
    if (because === '') return page(visit, [{ field: 'because', text: 'Say how they know the family' }]);
    if (practitioner === '' || practitioner === visit.practitioner?.id) {
      const found = await visit.ask(declareConflict, { of: { family }, because });
      return isProblem(found) ? problemAnswer(found) : redirect('/my-details?said=declared');
    }
    const found = await visit.ask(declareColleaguesConflict, { family, practitioner, because });
    return isProblem(found) ? problemAnswer(found) : redirect(`/families/${family}/team?said=declared-colleague`);
  },
};
