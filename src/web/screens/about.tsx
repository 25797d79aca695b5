/** Pages about the site itself: the accessibility statement, and how to say that something is not right. */
import type { Screen } from '../visit.ts';

export const accessibilityScreen: Screen = {
  path: '/accessibility',
  open: true,
  get: async (visit) => ({
    kind: 'page',
    title: 'Accessibility statement',
    body: (
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <h1 class="govuk-heading-xl">Accessibility statement</h1>
          <p class="govuk-body-l">Everyone who works with a family should be able to use Kinline.</p>
          <p class="govuk-body">This statement is about the pages of Kinline that {visit.partnership} runs. You should be able to:</p>
          <ul class="govuk-list govuk-list--bullet">
            <li>make the text four times as large without reading sideways</li>
            <li>do everything with a keyboard alone</li>
            <li>use a screen reader: the picture of the timeline has a table that says the same</li>
            <li>read every meaning without seeing colours</li>
            <li>use every page with scripts switched off</li>
            <li>print every page in black and white</li>
          </ul>
          <h2 class="govuk-heading-m">How accessible it is</h2>
          <p class="govuk-body">
            Kinline is built to meet the Web Content Accessibility Guidelines version 2.2 at level AA. Every page is checked automatically
            by axe at two widths of window, and the merge desk is tested with the keyboard alone, each time Kinline changes. It has not yet
            been tested by an outside auditor or by people who use assistive technology every day.
          </p>
          <h2 class="govuk-heading-m">What may not work well yet</h2>
          <ul class="govuk-list govuk-list--bullet">
            <li>
              files that agencies sent are kept exactly as they are, so an original may not be accessible; its words are also shown on our
              pages
            </li>
            <li>spreadsheet and CSV downloads carry long texts in single cells</li>
          </ul>
          <h2 class="govuk-heading-m">Single keys on the merge desk</h2>
          <p class="govuk-body">
            The keys y, n, l and u answer while the merge desk is open and no text box is in use. They can be switched off under “Keys” on
            that page. The buttons always do the same.
          </p>
          <h2 class="govuk-heading-m">Telling us about a problem</h2>
          <p class="govuk-body">
            Write to{' '}
            <a class="govuk-link" href={`mailto:${visit.tellUs}`}>
              {visit.tellUs}
            </a>
            . We answer within five working days. Ask there too if you need something in another form, such as large print or a recording.
          </p>
          <h2 class="govuk-heading-m">Enforcement</h2>
          <p class="govuk-body">
            The Equality and Human Rights Commission enforces the Public Sector Bodies (Websites and Mobile Applications) (No. 2)
            Accessibility Regulations 2018. If you are not happy with how we answer, contact the Equality Advisory and Support Service.
          </p>
        </div>
      </div>
    ),
  }),
};

/** A page of the site's own, so that the address can be quoted: nothing else is taken from what the visitor sent. */
const OWN_PAGE = /^\/[A-Za-z0-9/_-]{0,200}$/;

export const tellUsScreen: Screen = {
  path: '/is-this-right',
  open: true,
  get: async (visit) => {
    const from = visit.query.get('from') ?? '/';
    const page = OWN_PAGE.test(from) ? from : '/';
    const subject = encodeURIComponent('Kinline: something is not right');
    const body = encodeURIComponent(`On the page ${page}\n\nWhat I expected:\n\nWhat I saw:\n`);
    return {
      kind: 'page',
      title: 'Is this right? Tell us',
      back: { href: page, text: 'Back to the page' },
      body: (
        <div class="govuk-grid-row">
          <div class="govuk-grid-column-two-thirds">
            <h1 class="govuk-heading-xl">Is this right? Tell us</h1>
            <p class="govuk-body-l">Two lines are enough. You know the work; we do not see what you see.</p>
            <p class="govuk-body">
              <a class="govuk-link" href={`mailto:${visit.tellUs}?subject=${subject}&body=${body}`}>
                Write to {visit.tellUs}
              </a>
              . Say what you expected and what you saw on the page <strong class="kin-fingerprint">{page}</strong>.
            </p>
            <p class="govuk-body">
              Please do not write names or anything about a family in the e-mail. The page’s address is enough for us to find it.
            </p>
            <h2 class="govuk-heading-m">If what an agency wrote is wrong</h2>
            <p class="govuk-body">
              Kinline never changes an agency’s words. Ask the agency for a corrected file and bring it on the Gather page: it takes the
              place of the earlier one, and everyone’s notes stay.
            </p>
          </div>
        </div>
      ),
    };
  },
};
