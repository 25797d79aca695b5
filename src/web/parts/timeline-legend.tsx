/** What the marks mean, in shapes and in words; always visible beside the picture. */
import type { VNode } from 'preact';
import { Html } from './html.tsx';

type Entry = { readonly sign: string; readonly name: string; readonly says: string };

const at = (inside: string, classes: string): string =>
  `<svg class="kt-sign" width="34" height="26" viewBox="-17 -13 34 26" aria-hidden="true" focusable="false"><g class="${classes}">${inside}</g></svg>`;

const ENTRIES: readonly Entry[] = [
  { sign: at('<use href="#kt-dot"/>', 'kt-dot'), name: 'Dot', says: 'something happened on this day' },
  {
    sign: at(
      '<rect x="-16" y="-9" width="32" height="8" rx="2" class="kt-bar"/><rect x="-16" y="2" width="32" height="8" rx="4" class="kt-softbar" fill="url(#kt-soft)"/><rect x="-16" y="2" width="32" height="8" rx="4" class="kt-hatchbar" fill="url(#kt-hatch)"/>',
      'kt-dot',
    ),
    name: 'Bar',
    says: 'it lasted this long; soft ends (or dashes beside a mark): the exact day is not recorded',
  },
  { sign: at('<use href="#kt-dot"/>', 'kt-dot kt-hollow'), name: 'Hollow', says: 'told to the agency by someone else' },
  { sign: at('<use href="#kt-square"/>', 'kt-square'), name: 'Square', says: 'a decision or meeting' },
  { sign: at('<use href="#kt-triangle"/>', 'kt-triangle'), name: 'Triangle', says: 'pregnancy or birth' },
  { sign: at('<use href="#kt-flag"/>', 'kt-flag'), name: 'Flag', says: 'was not brought, or no access' },
  { sign: at('<use href="#kt-dot"/><use href="#kt-link"/>', 'kt-dot'), name: 'Chain link', says: 'more than one agency tells of it' },
  { sign: at('<use href="#kt-dot"/><use href="#kt-dash"/>', 'kt-dot'), name: 'Dashed outline', says: 'accounts disagree, not settled' },
];

export function TimelineLegend({ gap }: { readonly gap: number }): VNode {
  return (
    <section class="kt-legend" aria-labelledby="kt-legend">
      <h2 class="govuk-heading-s" id="kt-legend">
        What the marks mean
      </h2>
      <ul>
        {ENTRIES.map(({ sign, name, says }) => (
          <li key={name}>
            <Html of={sign} />
            <span>
              <b>{name}</b>: {says}
            </span>
          </li>
        ))}
      </ul>
      <p>
        A number in a ring is that many events too close together to draw apart: choose it to look closer. Hatched ground is a silence of{' '}
        {gap} days or more. Grey ground is outside the period that an agency’s records cover: nothing there does not mean that nothing
        happened.
      </p>
    </section>
  );
}
