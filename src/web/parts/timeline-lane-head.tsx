/** What stands in front of a lane: whose it is, how much it holds, which period it covers and how fresh it is. */
import type { VNode } from 'preact';
import type { FamilyChronology } from '../../app/read-chronology.ts';
import type { PictureLane } from '../../domain/timeline/picture.ts';
import { sayDay } from '../../domain/timeline/scale.ts';
import type { LanesBy } from '../../domain/timeline/selection.ts';
import { type AgencyStanding, plural, sayCoverage, sayStanding } from '../../domain/timeline/summary.ts';
import { capital } from './words.ts';

export function LaneHead({
  lane,
  by,
  record,
  standings,
}: {
  readonly lane: PictureLane;
  readonly by: LanesBy;
  readonly record: FamilyChronology;
  readonly standings: readonly AgencyStanding[];
}): VNode {
  const standing = standings.find(({ agency }) => agency === lane.key) ?? null;
  const count = plural(lane.marks.length, 'event');
  if (by !== 'agency') {
    const first = lane.marks[0];
    const last = lane.marks.reduce((latest, mark) => Math.max(latest, mark.to), Number.NEGATIVE_INFINITY);
    return (
      <div class="kt-head">
        <h3>{lane.name}</h3>
        <p>
          {count}
          {first === undefined ? '' : `, ${sayDay(first.from)} to ${sayDay(last)}`}
        </p>
      </div>
    );
  }
  const missing = standing !== null && standing.lastReceived === null && lane.marks.length === 0;
  const files = record.chronology.contributions.filter(({ agency }) => agency === lane.key).length;
  return (
    <div class="kt-head">
      <h3>{lane.name}</h3>
      {missing ? (
        <p class="kt-missing">{capital(sayStanding(standing))}</p>
      ) : (
        <p>
          {count}
          {files > 0 ? ` in ${plural(files, 'file')}; ${sayCoverage(standing?.coverage ?? [])}` : ''}; {sayStanding(standing)}
        </p>
      )}
    </div>
  );
}
