/**
 * Arranging one lane's marks so that none covers another and none is lost: marks that stand apart are drawn one by one at their true
 * place; where they would overlap they stand in rows; where rows run out, they become a group with its count in figures.
 * Groups follow a grid of days that does not depend on what is in view, so that they hold still while the picture moves.
 */
import type { Mark } from './marks.ts';
import { daysIn, type Stretch } from './scale.ts';

export type Placed =
  | { readonly as: 'point'; readonly mark: Mark; readonly x: number; readonly row: number }
  | { readonly as: 'bar'; readonly mark: Mark; readonly x: number; readonly width: number; readonly row: number }
  /** Several marks too close to draw apart: from the first possible day of any to the last of any. */
  | {
      readonly as: 'group';
      readonly marks: readonly Mark[];
      readonly x: number;
      readonly row: number;
      readonly from: number;
      readonly to: number;
    };

export type Arrangement = { readonly placed: readonly Placed[]; readonly rows: number };

/** Pixels between the centres of two points in one row: also the least size of a target (WCAG 2.5.8). */
export const APART = 24;
/** A stretch narrower than this is drawn as a point. */
const NARROWEST_BAR = 26;
const POINT_ROWS = 3;
const BAR_ROWS = 3;
/** Days of the grid on which groups form, in pixels. */
const GROUP_WIDTH = 36;
const CROWD = 4;

type Point = { readonly mark: Mark; readonly x: number };
type Bar = { readonly mark: Mark; readonly x: number; readonly width: number };

/** @param width of the lane in pixels; marks outside the stretch by more than `beyond` of its length are left out. */
export function arrange(marks: readonly Mark[], stretch: Stretch, width: number, beyond = 0): Arrangement {
  const pixelsPerDay = width / daysIn(stretch);
  const extra = daysIn(stretch) * beyond;
  const points: Point[] = [];
  const bars: Bar[] = [];
  for (const mark of marks) {
    if (mark.to < stretch.from - extra || mark.from > stretch.to + extra) continue;
    const x = (mark.from - stretch.from) * pixelsPerDay;
    const length = (mark.to - mark.from + 1) * pixelsPerDay;
    if (mark.to > mark.from && length >= NARROWEST_BAR) bars.push({ mark, x, width: length });
    else points.push({ mark, x: x + length / 2 });
  }
  points.sort((a, b) => a.x - b.x);
  bars.sort((a, b) => a.x - b.x || b.width - a.width);
  const placedPoints = arrangePoints(points, stretch, pixelsPerDay);
  const pointRows = 1 + placedPoints.reduce((most, placed) => Math.max(most, placed.row), -1);
  const placedBars = arrangeBars(bars, pointRows);
  const rows = 1 + [...placedPoints, ...placedBars].reduce((most, placed) => Math.max(most, placed.row), -1);
  return { placed: [...placedPoints, ...placedBars], rows: Math.max(1, rows) };
}

/** Points of a lane in order of time: in rows while they fit, crowded places as groups. */
function arrangePoints(points: readonly Point[], stretch: Stretch, pixelsPerDay: number): readonly Placed[] {
  const bins = new Map<number, Point[]>();
  const origin = stretch.from * pixelsPerDay;
  for (const point of points) {
    const bin = Math.floor((origin + point.x) / GROUP_WIDTH);
    const members = bins.get(bin);
    if (members === undefined) bins.set(bin, [point]);
    else members.push(point);
  }
  const grouped = new Set([...bins].filter(([, members]) => members.length >= CROWD).map(([bin]) => bin));
  for (;;) {
    const attempt = inRows(bins, grouped, origin);
    if (attempt.as === 'placed') return attempt.placed;
    grouped.add(attempt.crowded);
  }
}

/** How near the centre of a point in the first row may come to the centre of a group. */
const BESIDE_GROUP = 30;

/** Points in rows beside the groups of crowded bins, or the bin that has to become a group as well. */
function inRows(
  bins: ReadonlyMap<number, readonly Point[]>,
  grouped: ReadonlySet<number>,
  origin: number,
): { as: 'placed'; placed: Placed[] } | { as: 'crowded'; crowded: number } {
  const placed: Placed[] = [];
  const ends = new Array<number>(POINT_ROWS).fill(Number.NEGATIVE_INFINITY);
  const centre = (bin: number): number => (bin + 0.5) * GROUP_WIDTH - origin;
  for (const [bin, members] of bins) {
    if (grouped.has(bin)) {
      const marks = members.map((member) => member.mark);
      const [from, to] = [Math.min(...marks.map((mark) => mark.from)), Math.max(...marks.map((mark) => mark.to))];
      placed.push({ as: 'group', marks, x: centre(bin), row: 0, from, to });
      continue;
    }
    for (const point of members) {
      const besideGroup = [bin - 1, bin + 1].some((near) => grouped.has(near) && Math.abs(centre(near) - point.x) < BESIDE_GROUP);
      const row = ends.findIndex((end, index) => point.x - end >= APART && !(index === 0 && besideGroup));
      // A bin of one event cannot be a group: then the rows are full of the bin before it, and that one becomes a group.
      if (row === -1) return { as: 'crowded', crowded: members.length > 1 ? bin : bin - 1 };
      ends[row] = point.x;
      placed.push({ as: 'point', mark: point.mark, x: point.x, row });
    }
  }
  return { as: 'placed', placed };
}

/** Bars in rows below the points; those for which no row is left form groups where they overlap. */
function arrangeBars(bars: readonly Bar[], firstRow: number): Placed[] {
  const placed: Placed[] = [];
  const ends = new Array<number>(BAR_ROWS).fill(Number.NEGATIVE_INFINITY);
  let crowd: Bar[] = [];
  let crowdEnd = Number.NEGATIVE_INFINITY;
  const close = (): void => {
    const marks = crowd.map((bar) => bar.mark);
    const [first] = crowd;
    if (first === undefined) return;
    const row = firstRow + BAR_ROWS;
    if (crowd.length === 1) placed.push({ as: 'bar', ...first, row });
    else
      placed.push({
        as: 'group',
        marks,
        x: (first.x + crowdEnd) / 2,
        row,
        from: Math.min(...marks.map((mark) => mark.from)),
        to: Math.max(...marks.map((mark) => mark.to)),
      });
    crowd = [];
  };
  for (const bar of bars) {
    const row = ends.findIndex((end) => bar.x - end >= 2);
    if (row !== -1) {
      ends[row] = bar.x + bar.width;
      placed.push({ as: 'bar', ...bar, row: firstRow + row });
      continue;
    }
    if (bar.x >= crowdEnd + APART) close();
    crowdEnd = crowd.length === 0 ? bar.x + bar.width : Math.max(crowdEnd, bar.x + bar.width);
    crowd.push(bar);
  }
  close();
  return placed;
}

/** How many events an arrangement shows: points and bars one each, groups their count. */
export function countIn(arrangement: Arrangement): number {
  return arrangement.placed.reduce((sum, placed) => sum + (placed.as === 'group' ? placed.marks.length : 1), 0);
}
