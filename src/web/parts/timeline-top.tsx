/** What stands above picture and table alike: the switch between them, and on paper the heading that says what was printed. */
import type { VNode } from 'preact';
import type { Day } from '../../domain/time.ts';
import type { Selection } from '../../domain/timeline/selection.ts';
import { plural } from '../../domain/timeline/summary.ts';
import { filtersOn, queryFor } from './timeline-address.ts';
import type { TimelineView } from './timeline-view.ts';
import { sayIsoDay } from './timeline-words.ts';

/** The government's mark for records whose loss would harm someone; every printed page carries it. */
const CLASSIFICATION = 'OFFICIAL – SENSITIVE (PERSONAL)';

export function Views({ selection, active }: { readonly selection: Selection; readonly active: 'timeline' | 'table' }): VNode {
  return (
    <nav class="kt-views" aria-label="Picture, table or print">
      {(['timeline', 'table'] as const).map((name) => (
        <a
          class="kt-view"
          href={`${name}${queryFor({ ...selection, page: 1 })}`}
          aria-current={name === active ? 'page' : undefined}
          data-view={name}
          key={name}
        >
          {name === 'timeline' ? 'Picture' : 'Table'}
        </a>
      ))}
      <a class="kt-view" href="print">
        Print
      </a>
    </nav>
  );
}

export function PrintHeading({
  view,
  today,
  partnership,
}: {
  readonly view: TimelineView;
  readonly today: Day;
  readonly partnership: string;
}): VNode {
  const { family, record, selection } = view;
  const latest = family.agencies.reduce<string | null>(
    (last, { lastReceived }) => (lastReceived !== null && (last === null || lastReceived > last) ? lastReceived : last),
    null,
  );
  const on = filtersOn(selection);
  return (
    <div class="kt-print" aria-hidden="true">
      <p class="kt-print__mark">{CLASSIFICATION}</p>
      <p>
        <b>{family.label}</b> · {partnership} · printed {sayIsoDay(today)} · version:{' '}
        {latest === null
          ? 'nothing received'
          : `as received up to ${sayIsoDay(latest)}, from ${plural(record.chronology.contributions.length, 'file')}`}
        {on > 0 ? ` · ${plural(on, 'filter')} on: not every event is shown` : ' · no filters'}
      </p>
    </div>
  );
}
