/** Gather: has every agency answered, which period does each cover, and is every row accounted for? */
import { type AgencyLine, type ContributionLine, type FamilyPage, readFamily } from '../../app/read-family.ts';
import { mayDo } from '../../domain/access.ts';
import { isProblem } from '../../domain/problem.ts';
import { type Day, sayDay } from '../../domain/time.ts';
import { govuk } from '../govuk.ts';
import { sayAccounting, sayCoverage } from '../parts/accounting.ts';
import { SetAside } from '../parts/draft-steps.tsx';
import { Html } from '../parts/html.tsx';
import { Said } from '../parts/notice.tsx';
import { count, sayInstant } from '../parts/words.ts';
import { problemAnswer, type Screen, type Visit } from '../visit.ts';

export const gatherScreen: Screen = {
  path: '/families/:family/gather',
  get: async (visit) => {
    const family = await visit.ask(readFamily, { family: visit.param('family') });
    if (isProblem(family)) return problemAnswer(family);
    const mayAsk = mayDo(visit.practitioner, 'ask-agencies');
    const mayBring = mayDo(visit.practitioner, 'contribute');
    return {
      kind: 'page',
      title: 'Gather from agencies',
      family,
      section: 'gather',
      body: (
        <>
          <Said code={visit.query.get('said')} />
          <div class="kin-heading">
            <div>
              <h1 class="govuk-heading-l">Gather</h1>
              <p class="govuk-body-l">{sayGathered(family)}</p>
            </div>
            <div class="govuk-button-group">
              {mayBring && <Html of={govuk('button', { text: 'Bring files that arrived', href: `/families/${family.id}/gather/new` })} />}
              {mayAsk && (
                <Html
                  of={govuk('button', {
                    text: 'Ask an agency',
                    href: `/families/${family.id}/gather/ask`,
                    classes: 'govuk-button--secondary',
                  })}
                />
              )}
            </div>
          </div>
          <Disagreements family={family} />
          {mayBring && <Waiting family={family} visit={visit} />}
          {family.agencies.length === 0 ? (
            <p class="govuk-body">No agency has been asked and nothing has arrived. Ask an agency, or bring a file that you have.</p>
          ) : (
            <ul class="kin-board">
              {family.agencies.map((line) => (
                <AgencyCard line={line} visit={visit} family={family.id} mayAsk={mayAsk} mayBring={mayBring} key={line.agency} />
              ))}
            </ul>
          )}
        </>
      ),
    };
  },
};

/** Files that were brought and not added yet: whoever was called away finds them here again. */
function Waiting({ family, visit }: { readonly family: FamilyPage; readonly visit: Visit }) {
  if (family.drafts.length === 0) return null;
  return (
    <section class="kin-yellow" aria-labelledby="waiting">
      <h2 class="govuk-heading-s kin-tight" id="waiting">
        {family.drafts.length === 1 ? 'One file waits to be checked' : `${family.drafts.length} files wait to be checked`}
      </h2>
      <ul class="govuk-list kin-tight">
        {family.drafts.map((draft) => (
          <li key={draft.id}>
            <a class="govuk-link govuk-link--no-visited-state" href={`/drafts/${draft.id}/check`}>
              {draft.file}
            </a>
            , brought {sayInstant(draft.startedAt)}. It does not count yet.
            <SetAside visit={visit} draft={draft} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What agencies say differently about the children themselves: shown where someone can ask them, and never settled silently. */
function Disagreements({ family }: { readonly family: FamilyPage }) {
  const said = family.children.flatMap((child) => child.disagreements.map((text) => ({ label: child.label, text })));
  if (said.length === 0) return null;
  return (
    <section class="kin-yellow" aria-labelledby="disagreements">
      <h2 class="govuk-heading-s kin-tight" id="disagreements">
        Agencies describe the children differently
      </h2>
      <ul class="govuk-list kin-tight">
        {said.map(({ label, text }) => (
          <li key={label + text}>
            <strong>{label}:</strong> {text}
          </li>
        ))}
      </ul>
    </section>
  );
}

function sayGathered(family: FamilyPage): string {
  const agencies = family.agencies.filter((line) => !isOnlyAStand(line));
  const answered = agencies.filter((line) => line.contributions.length > 0).length;
  const told = agencies.filter(isToldElsewhere).length;
  const asked = agencies.length;
  if (asked === 0) return 'Nobody has been asked yet.';
  return answered === asked
    ? `${asked === 1 ? 'The one agency here has' : `All ${asked} agencies have`} sent something.`
    : `${answered} of ${count(asked, 'agency', 'agencies')} ${answered === 1 ? 'has' : 'have'} sent something.${told === 0 ? '' : ` ${told} more ${told === 1 ? 'is' : 'are'} told of in another agency’s file.`}`;
}

/** Where files of several agencies stand is not itself an agency that answers, unless it was asked. */
function isOnlyAStand(line: AgencyLine): boolean {
  return line.agency === 'partnership' && line.asked === null;
}

/** Nothing of its own has arrived, but its events stand in another agency's file. */
function isToldElsewhere(line: AgencyLine): boolean {
  return line.contributions.length === 0 && line.toldIn.length > 0;
}

/** Where an agency stands, as a tag with words. */
function standing(line: AgencyLine, today: Day): { readonly text: string; readonly classes: string } {
  if (line.contributions.length > 0)
    return line.attention > 0
      ? { text: 'Received, rows to complete', classes: 'kin-tag--waits' }
      : { text: 'Received', classes: 'kin-tag--done' };
  if (isToldElsewhere(line)) return { text: 'Told in another file', classes: 'kin-tag--quiet' };
  const due = line.asked?.promised ?? line.asked?.by ?? null;
  if (line.asked === null) return { text: 'Not asked', classes: 'kin-tag--quiet' };
  if (due !== null && due < today) return { text: 'Not received, day has passed', classes: 'kin-tag--waits' };
  return { text: line.asked.promised === null ? 'Asked, not received' : 'Promised, not received', classes: 'kin-tag--open' };
}

/** "2 November 2026, for 16 November 2026; promised for 20 November 2026". */
function sayAsked({ asked }: AgencyLine): string {
  if (asked === null) return 'not asked';
  const by = asked.by === null ? '' : `, for ${sayDay(asked.by)}`;
  return `${sayDay(asked.on)}${by}; ${asked.promised === null ? 'no day promised' : `promised for ${sayDay(asked.promised)}`}`;
}

type CardProps = {
  readonly line: AgencyLine;
  readonly visit: Visit;
  readonly family: string;
  readonly mayAsk: boolean;
  readonly mayBring: boolean;
};

function AgencyCard({ line, visit, family, mayAsk, mayBring }: CardProps) {
  const query = `agency=${encodeURIComponent(line.agency)}`;
  return (
    <li class="kin-agency">
      <div class="kin-agency__head">
        <h2 class="govuk-heading-m kin-tight">{line.name}</h2>
        <Html of={govuk('tag', standing(line, visit.today))} />
      </div>
      <dl class="kin-facts">
        <div>
          <dt>Asked</dt>
          <dd>{sayAsked(line)}</dd>
        </div>
        <div>
          <dt>Received</dt>
          <dd>
            {line.lastReceived !== null
              ? sayInstant(line.lastReceived)
              : isToldElsewhere(line)
                ? 'no file of its own'
                : 'nothing yet, which is not the same as nothing having happened'}
          </dd>
        </div>
        {line.contributions.length > 0 && (
          <div>
            <dt>Covers</dt>
            <dd>{sayCoverage(line.coverage)}</dd>
          </div>
        )}
      </dl>
      {line.contributions.length > 0 && (
        <ul class="kin-contributions">
          {line.contributions.map((one) => (
            <ContributionItem one={one} all={line.contributions} mayBring={mayBring} key={one.id} />
          ))}
        </ul>
      )}
      {line.toldIn.length > 0 && (
        <ul class="kin-contributions">
          {line.toldIn.map(({ file, contribution, events }) => (
            <li key={contribution}>
              {count(events, 'event')} of this agency {events === 1 ? 'stands' : 'stand'} in{' '}
              <a class="govuk-link" href={`/contributions/${contribution}`}>
                {file}
              </a>
              .
            </li>
          ))}
        </ul>
      )}
      <p class="kin-links">
        {mayBring && (
          <a class="govuk-link" href={`/families/${family}/gather/new?${query}`}>
            Bring a file<span class="govuk-visually-hidden"> from {line.name}</span>
          </a>
        )}
        {mayAsk && (
          <a class="govuk-link" href={`/families/${family}/gather/ask?${query}`}>
            {line.asked === null ? 'Ask' : 'Ask again or note a promise'}
            <span class="govuk-visually-hidden"> {line.name}</span>
          </a>
        )}
      </p>
    </li>
  );
}

type ItemProps = { readonly one: ContributionLine; readonly all: readonly ContributionLine[]; readonly mayBring: boolean };

function ContributionItem({ one, all, mayBring }: ItemProps) {
  const later = all.find((line) => line.id === one.supersededBy);
  return (
    <li class={one.supersededBy === null ? undefined : 'kin-quiet'}>
      <a class="govuk-link" href={`/contributions/${one.id}`}>
        {one.file}
      </a>{' '}
      {one.supersededBy === null ? sayAccounting(one) : `Kept, but corrected by ${later?.file ?? 'a later file'}.`}
      {mayBring && one.attention > 0 && one.supersededBy === null && (
        <>
          {' '}
          <a class="govuk-link kin-to-do" href={`/contributions/${one.id}#attention`}>
            Complete {count(one.attention, 'row')}
          </a>
        </>
      )}
    </li>
  );
}
