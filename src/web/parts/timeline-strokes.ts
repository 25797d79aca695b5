/**
 * One lane in few strokes, for a picture that moves: all dots are one path, all flags another, whatever their number. What a stroke
 * belongs to is found from where the pointer is; the links of the server's drawing are not needed while the script runs.
 */
import type { Placed } from '../../domain/timeline/arrangement.ts';
import type { Mark } from '../../domain/timeline/marks.ts';
import type { PictureLane } from '../../domain/timeline/picture.ts';
import { classesOf, drawGround, type Look, placeLane } from './timeline-drawing.ts';
import { boxAt, dashAt, linkAt, outlineOf, pillAt, softeningAt } from './timeline-shapes.ts';

/** Something drawn: its box in pixels from the left edge of the stretch and the top of the lane. */
export type Drawn = { readonly placed: Placed; readonly left: number; readonly right: number; readonly y: number };

const HALF = 12;

export function strokeLane(lane: PictureLane, look: Look): { readonly svg: string; readonly drawn: readonly Drawn[] } {
  const { items, height } = placeLane(lane, look);
  const edge = look.beyond * look.width;
  const paths = new Map<string, string[]>();
  const add = (classes: string, data: string): void => {
    const strokes = paths.get(classes);
    if (strokes === undefined) paths.set(classes, [data]);
    else strokes.push(data);
  };
  const addOutlines = (mark: Mark, x: number, y: number): void => {
    add(classesOf(mark), outlineOf(mark.shape, x, y));
    if (mark.linked) add('kt-chain', linkAt(x, y));
  };
  const bars: string[] = [];
  const counts: string[] = [];
  const drawn = items.map(({ placed, y }): Drawn => {
    if (placed.as === 'bar') {
      const left = Math.max(placed.x, -edge - 40);
      const right = Math.min(placed.x + placed.width, look.width + edge + 40);
      const { mark } = placed;
      const box = `x="${(left + edge).toFixed(1)}" y="${y - 5}" width="${(right - left).toFixed(1)}" height="10"`;
      bars.push(
        mark.soft
          ? `<g class="${classesOf(mark)}"><rect ${box} rx="5" class="kt-softbar" fill="url(#kt-soft)"/><rect ${box} rx="5" class="kt-hatchbar" fill="url(#kt-hatch)"/></g>`
          : `<g class="${classesOf(mark)}"><rect ${box} rx="2" class="kt-bar"/></g>`,
      );
      const middle = Math.min(Math.max(placed.x + placed.width / 2, left + HALF), right - HALF) + edge;
      if (mark.shape !== 'dot') addOutlines(mark, middle, y);
      else if (mark.linked) add('kt-chain', linkAt(middle, y));
      if (mark.disputed) add('kt-dashes', boxAt(left + edge, y - 9, right - left, 18));
      return { placed, left, right, y };
    }
    if (placed.as === 'group') {
      const x = Math.min(Math.max(placed.x, -edge + 18), look.width + edge - 18);
      add('kt-group', pillAt(x + edge, y));
      counts.push(`<text x="${(x + edge).toFixed(1)}" y="${y + 4.5}">${placed.marks.length}</text>`);
      return { placed, left: x - 17, right: x + 17, y };
    }
    const { mark, x } = placed;
    addOutlines(mark, x + edge, y);
    if (mark.soft) add(`kt-pole kt-${mark.shape}`, softeningAt(x + edge, y));
    if (mark.disputed) add('kt-dashes', dashAt(x + edge, y));
    return { placed, left: x - HALF, right: x + HALF, y };
  });
  const strokes = [...paths].map(([classes, data]) => `<path class="${classes}" d="${data.join('')}"/>`).join('');
  return {
    svg: `<svg class="kt-svg" width="100%" height="${height}" aria-hidden="true" focusable="false">${drawGround(lane, look)}${bars.join('')}${strokes}<g class="kt-group">${counts.join('')}</g></svg>`,
    drawn,
  };
}

/** What is drawn at a point of the lane, the nearest first; null when nothing is within reach. */
export function drawnAt(drawn: readonly Drawn[], x: number, y: number): Drawn | null {
  let best: Drawn | null = null;
  let nearest = HALF + 2;
  for (const item of drawn) {
    const across = x < item.left + HALF ? item.left + HALF - x : x > item.right - HALF ? x - item.right + HALF : 0;
    const distance = Math.hypot(across, y - item.y);
    if (distance < nearest) {
      nearest = distance;
      best = item;
    }
  }
  return best;
}
