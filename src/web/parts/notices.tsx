/** What the reading wants said, grouped: one sentence for each kind of remark, with the rows that it is about. */

import { render } from 'preact-render-to-string';
import type { Notice } from '../../domain/contribution.ts';
import { govuk } from '../govuk.ts';
import { Html } from './html.tsx';
import { count } from './words.ts';

const EACH = 12;

function placeOf({ place }: Notice): string {
  return place.row === 0 ? place.table : `${place.table}, row ${place.row}`;
}

/** Folded up: they matter to whoever asks, and never stand in the way. */
export function NoticeGroups({ notices }: { readonly notices: readonly Notice[] }) {
  if (notices.length === 0) return null;
  const groups = new Map<string, Notice[]>();
  for (const notice of notices) {
    const group = groups.get(notice.code);
    if (group === undefined) groups.set(notice.code, [notice]);
    else group.push(notice);
  }
  const html = render(
    <ul class="kin-notices">
      {[...groups].map(([code, group]) => (
        <li key={code}>
          {new Set(group.map((notice) => notice.says)).size === 1 ? (
            <>
              {group[0]?.says} <span class="kin-quiet">({sayPlaces(group)})</span>
            </>
          ) : (
            <ul class="kin-notices">
              {group.slice(0, EACH).map((notice) => (
                <li key={placeOf(notice) + notice.says}>
                  <span class="kin-quiet">{placeOf(notice)}:</span> {notice.says}
                </li>
              ))}
              {group.length > EACH && <li class="kin-quiet">and {group.length - EACH} more like these</li>}
            </ul>
          )}
        </li>
      ))}
    </ul>,
  );
  return <Html of={govuk('details', { summaryText: `${count(notices.length, 'remark')} about how this file was read`, html })} />;
}

function sayPlaces(group: readonly Notice[]): string {
  const places = [...new Set(group.map(placeOf))];
  return places.length > EACH ? `${places.slice(0, EACH).join('; ')}; and ${places.length - EACH} more` : places.join('; ');
}
