/** The buttons over the timeline that move it, bring it closer and change its lanes; each is a link. */
import type { VNode } from 'preact';
import { fromDayNumber } from '../../domain/time/day.ts';
import type { Picture } from '../../domain/timeline/picture.ts';
import { daysIn, move, type Stretch, zoom } from '../../domain/timeline/scale.ts';
import type { LanesBy, Selection } from '../../domain/timeline/selection.ts';
import { queryFor, stretchQuery } from './timeline-address.ts';

/** Closer on a group: its days with a little room; a group of one day is opened as a table. */
export function closerHref(selection: Selection, from: number, to: number): string {
  if (to - from < 2) return `table${queryFor({ ...selection, from: fromDayNumber(from), to: fromDayNumber(to), page: 1 })}`;
  const room = Math.max(2, Math.round((to - from) * 0.1));
  return `timeline${queryFor({ ...selection, from: fromDayNumber(from - room), to: fromDayNumber(to + room), page: 1 })}`;
}

export function Tools({ picture, selection }: { readonly picture: Picture; readonly selection: Selection }): VNode {
  const { stretch, widest } = picture;
  const go = (to: Stretch): string =>
    daysIn(to) >= daysIn(widest) ? `timeline${queryFor({ ...selection, from: null, to: null })}` : `timeline${stretchQuery(selection, to)}`;
  const tools: readonly (readonly [string, string, string, string])[] = [
    ['earlier', '← Earlier', 'Earlier', go(move(stretch, -0.5, widest))],
    ['later', 'Later →', 'Later', go(move(stretch, 0.5, widest))],
    ['in', '+ Closer', 'Zoom in', go(zoom(stretch, 2, widest))],
    ['out', '− Wider', 'Zoom out', go(zoom(stretch, 0.5, widest))],
    ['all', 'Everything', 'Show the whole time', `timeline${queryFor({ ...selection, from: null, to: null })}`],
  ];
  const lanes: readonly (readonly [LanesBy, string])[] = [
    ['agency', 'agency'],
    ['person', 'person'],
    ['theme', 'theme'],
  ];
  return (
    <div class="kt-tools">
      <ul class="kt-tools__group" aria-label="Move in time">
        {tools.map(([name, text, label, href]) => (
          <li key={name}>
            <a class="kt-tool" href={href} data-tool={name} draggable={false}>
              <span class="govuk-visually-hidden">{label === text.replace(/^[^A-Za-z]+|[^A-Za-z]+$/g, '') ? '' : `${label}: `}</span>
              {text}
            </a>
          </li>
        ))}
      </ul>
      <ul class="kt-tools__group" aria-label="Lanes">
        <li class="kt-tools__name">Lanes by</li>
        {lanes.map(([by, text]) => (
          <li key={by}>
            <a
              class="kt-tool"
              href={`timeline${queryFor({ ...selection, lanes: by })}`}
              aria-current={selection.lanes === by ? 'true' : undefined}
            >
              {text}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
