/** What people see when something cannot be done: what it is and what to do next, in plain words. */
import type { Problem } from '../../domain/problem.ts';
import { govuk } from '../govuk.ts';
import { Html } from '../parts/html.tsx';
import type { Page } from '../visit.ts';

const HEADINGS: Readonly<Record<number, string>> = { 403: 'You cannot do this', 404: 'Page not found', 503: 'Try again in a minute' };

/** One page for a hidden record and for one that does not exist: nobody can tell them apart. */
export function problemPage(found: Problem, signedIn: boolean): Page {
  const heading = HEADINGS[found.status] ?? 'There is a problem';
  return {
    kind: 'page',
    title: heading,
    status: found.status,
    body: (
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <h1 class="govuk-heading-l">{heading}</h1>
          <p class="govuk-body-l">{found.title}</p>
          {found.detail !== undefined && <p class="govuk-body">{found.detail}</p>}
          <p class="govuk-body">
            <strong>What to do next.</strong> {found.next}
          </p>
          <Html
            of={govuk('button', signedIn ? { text: 'Go to my families', href: '/families' } : { text: 'Choose who you are', href: '/' })}
          />
        </div>
      </div>
    ),
  };
}
