/**
 * The frame round every page: the official page template with a calm header of the partnership's own (no crown, no gov.uk header),
 * the navigation, the family's identity bar, the notice that this is a demonstration, and the footer.
 */

import type { VNode } from 'preact';
import { render } from 'preact-render-to-string';
import { type ChildLine, sayBirthDates } from '../app/children.ts';
import type { Standing } from '../app/messages.ts';
import { mayDo, type Permission, type Practitioner, titleOf } from '../domain/access.ts';
import { agencyName } from '../domain/agency.ts';
import { ageOn, type Day } from '../domain/time.ts';
import { govuk, moj, renderSource } from './govuk.ts';
import { Html } from './parts/html.tsx';
import { OpenedBanner, standingItems } from './parts/standing.tsx';
import type { FamilyFrame, FamilySection, Page } from './visit.ts';

/** Everything that the frame needs besides the page. */
export type Frame = {
  readonly practitioner: Practitioner | null;
  readonly partnership: string;
  readonly demonstration: boolean;
  readonly path: string;
  readonly nonce: string;
  readonly today: Day;
  readonly asset: (name: string) => string;
  /** What waits for them, and what they have open in an emergency. */
  readonly standing?: Standing | null;
  /** For the form in the frame itself, which closes what is open in an emergency. */
  readonly formToken?: string | null;
};

const TEMPLATE = `{% extends "govuk/template.njk" %}
{% block pageTitle %}{{ title }}{% endblock %}
{% block head %}
    <meta name="robots" content="noindex, nofollow">
    <link rel="stylesheet" href="{{ stylesheet }}">
{% endblock %}
{% block headIcons %}
    <link rel="icon" href="{{ icon }}" type="image/svg+xml">
{% endblock %}
{% block govukHeader %}{{ header | safe }}{% endblock %}
{% block govukServiceNavigation %}{% endblock %}
{% block container %}{{ above | safe }}{{ super() }}{% endblock %}
{% block beforeContent %}{{ before | safe }}{% endblock %}
{% block content %}{{ content | safe }}{% endblock %}
{% block govukFooter %}{{ footer | safe }}{% endblock %}
{% block bodyEnd %}{% for script in scripts %}
    <script type="module" src="{{ script }}"></script>
{% endfor %}{% endblock %}`;

const SECTIONS: readonly (readonly [section: FamilySection, name: string, needs?: Permission])[] = [
  ['timeline', 'Timeline'],
  ['table', 'Table'],
  ['gather', 'Gather'],
  ['merge', 'Merge desk'],
  ['downloads', 'Downloads'],
  ['team', 'Team'],
  ['access', 'Access record', 'see-access-record'],
];

/** "6 months (about 3 months corrected for being born early)", or what is not known. */
export function sayChild(child: ChildLine, today: Day): string {
  const disputed = sayBirthDates(child);
  if (child.born?.from === null || child.born === null) {
    if (disputed !== null) return `age not certain: ${disputed}`;
    return child.expectedDate === null ? 'birth date not recorded' : 'not yet born in these records';
  }
  const { age, corrected } = ageOn(child.born, child.expectedDate, child.gestationWeeks, today);
  const notes = [corrected, disputed].filter((note) => note !== null);
  return notes.length === 0 ? age : `${age} (${notes.join('; ')})`;
}

function IdentityBar({ family, today }: { readonly family: FamilyFrame; readonly today: Day }): VNode {
  const title = render(
    <>
      <strong class="kin-identity__family">{family.label}</strong>
      {family.children.length > 0 && (
        <span class="kin-identity__children">
          {family.children.map((child) => (
            <span class="kin-identity__child" key={child.label}>
              <b>{child.label}</b> {sayChild(child, today)}
            </span>
          ))}
        </span>
      )}
    </>,
  );
  return <Html of={moj('identity-bar', { title: { html: title }, classes: 'kin-identity' })} />;
}

function Header({ frame, page }: { readonly frame: Frame; readonly page: Page }): VNode {
  const { practitioner } = frame;
  const logo = render(
    <>
      <span class="kin-header__name">Kinline</span> <span class="kin-header__partnership">{frame.partnership}</span>
    </>,
  );
  const who =
    practitioner === null
      ? ''
      : render(
          <p class="kin-who">
            <span class="kin-who__name">{practitioner.name}</span>
            <span class="kin-who__role">
              {titleOf(practitioner)}, {agencyName(practitioner.agency)}
            </span>{' '}
            {frame.demonstration ? (
              <a class="govuk-link" href="/">
                Change<span class="govuk-visually-hidden"> who you are</span>
              </a>
            ) : (
              <>
                <a class="govuk-link" href="/account">
                  Your sign-in
                </a>{' '}
                <a class="govuk-link" href="/sign-out">
                  Sign out
                </a>
              </>
            )}
          </p>,
        );
  const items =
    practitioner === null
      ? []
      : [
          ...(mayDo(practitioner, 'see-families')
            ? [{ text: 'My families', href: '/families', active: page.section === 'families' || page.family !== undefined }]
            : []),
          ...standingItems(practitioner, frame.standing ?? null, page.section),
          ...(mayDo(practitioner, 'see-figures') ? [{ text: 'Figures', href: '/figures', active: page.section === 'figures' }] : []),
          ...(mayDo(practitioner, 'administer')
            ? [{ text: 'People', href: '/partnership/people', active: page.section === 'people' }]
            : []),
        ];
  return (
    <>
      <Html
        of={govuk('generic-header', {
          url: practitioner === null || !mayDo(practitioner, 'see-families') ? '/' : '/families',
          logoHtml: logo,
          classes: 'kin-header',
        })}
      />
      {practitioner !== null && (
        <Html of={moj('primary-navigation', { label: 'Main', items, searchHtml: who, containerClasses: 'kin-primary' })} />
      )}
      {frame.demonstration && (
        <div class="govuk-width-container kin-demonstration">
          <Html
            of={govuk('phase-banner', { tag: { text: 'Demonstration' }, text: 'This is a demonstration. Every family is invented.' })}
          />
        </div>
      )}
    </>
  );
}

function Above({ frame, page }: { readonly frame: Frame; readonly page: Page }): VNode {
  const { family } = page;
  return (
    <>
      {family !== undefined && <OpenedBanner standing={frame.standing ?? null} family={family.id} formToken={frame.formToken ?? null} />}
      {family !== undefined && (
        <section class="kin-family" aria-label="Family">
          <IdentityBar family={family} today={frame.today} />
          <div class="govuk-width-container">
            <Html
              of={moj('sub-navigation', {
                label: 'This family',
                items: SECTIONS.filter(([, , needs]) => needs === undefined || mayDo(frame.practitioner, needs)).map(([section, text]) => ({
                  text,
                  href: `/families/${family.id}/${section}`,
                  active: page.section === section,
                })),
              })}
            />
          </div>
        </section>
      )}
    </>
  );
}

/** Written here, because the official footer shows the crown and the Open Government Licence, which are not ours to show. */
function Footer({ frame }: { readonly frame: Frame }): VNode {
  return (
    <div class="govuk-footer kin-footer">
      <div class="govuk-width-container">
        <h2 class="govuk-visually-hidden">Help</h2>
        <ul class="govuk-footer__inline-list">
          <li class="govuk-footer__inline-list-item">
            <a class="govuk-footer__link" href={`/is-this-right?from=${encodeURIComponent(frame.path)}`}>
              Is this right? Tell us
            </a>
          </li>
          {mayDo(frame.practitioner, 'declare-conflict') && (
            <li class="govuk-footer__inline-list-item">
              <a class="govuk-footer__link" href="/my-details">
                Families that you know privately
              </a>
            </li>
          )}
          {frame.practitioner !== null && (
            <li class="govuk-footer__inline-list-item">
              <a class="govuk-footer__link" href="/me/record">
                What I looked at
              </a>
            </li>
          )}
          <li class="govuk-footer__inline-list-item">
            <a class="govuk-footer__link" href="/accessibility">
              Accessibility
            </a>
          </li>
        </ul>
        <p class="kin-footer__promise">
          Kinline, for {frame.partnership}. What agencies wrote stays in their own words, and nothing is ever deleted.
        </p>
      </div>
    </div>
  );
}

/** The whole html of a page. */
export function renderPage(page: Page, frame: Frame): string {
  return renderSource(TEMPLATE, {
    title: `${page.title} – Kinline`,
    themeColor: '#12393f',
    cspNonce: frame.nonce,
    stylesheet: frame.asset('kinline.css'),
    icon: frame.asset('kinline.svg'),
    scripts: ['frame', ...(page.islands ?? [])].map((name) => frame.asset(`${name}.js`)),
    containerClasses: page.wide === true ? 'kin-wide' : '',
    bodyClasses: page.wide === true ? 'kin-body--wide' : '',
    header: render(<Header frame={frame} page={page} />),
    above: render(<Above frame={frame} page={page} />),
    before: page.back === undefined ? '' : `<nav aria-label="Back">${govuk('back-link', page.back)}</nav>`,
    content: render(page.body),
    footer: render(<Footer frame={frame} />),
  });
}
