/**
 * Draws the timeline as SVG text: lanes, axis, age rulers, the small picture of everything. The same functions draw on the server and in
 * the browser, so that both look the same to the pixel. Places along the axis are percentages: the picture fits any width by itself.
 */
import { type AgeRuler, ageTicks } from '../../domain/timeline/ages.ts';
import { arrange, type Placed } from '../../domain/timeline/arrangement.ts';
import type { Mark } from '../../domain/timeline/marks.ts';
import type { PictureLane, Zero } from '../../domain/timeline/picture.ts';
import { alignedTicks, calendarTicks, daysIn, type Stretch, sayDay, shareOf, type Tick } from '../../domain/timeline/scale.ts';
import type { Silence } from '../../domain/timeline/silences.ts';
import { dashAt, linkAt, outlineOf, pillAt, softeningAt } from './timeline-shapes.ts';

/** How a picture is looked at. `beyond` is how much is drawn outside the stretch at either side, in lengths of it (1 = as much again). */
export type Look = {
  readonly stretch: Stretch;
  /** Pixels of the stretch. The server assumes a width; the browser knows it. */
  readonly width: number;
  readonly beyond: number;
  readonly zero: Zero | null;
  /** The address of an event's page, and of the picture of a stretch. */
  readonly eventHref: (id: string) => string;
  readonly stretchHref: (from: number, to: number) => string;
};

export const ROW = 26;
const PAD = 7;
const LEAST_HEIGHT = 58;

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export function escapeText(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? character);
}

/** A share of the stretch (0 left, 1 right) as a percentage of what is drawn. */
function percent(share: number, look: Look): string {
  return `${Math.round(((share + look.beyond) / (1 + 2 * look.beyond)) * 1e5) / 1e3}%`;
}

function percentOfPixels(x: number, look: Look): string {
  return percent(x / look.width, look);
}

function ticksOf(look: Look): readonly Tick[] {
  return look.zero === null
    ? calendarTicks(look.stretch, look.width, 84, look.beyond)
    : alignedTicks(look.stretch, look.zero.day, look.width, 92, look.beyond);
}

/** Shapes that marks refer to, and the hatches. Once per page. */
export const DEFINITIONS = `<svg class="kt-defs" width="0" height="0" aria-hidden="true" focusable="false"><defs>
${(['dot', 'square', 'triangle', 'flag'] as const).map((shape) => `<g id="kt-${shape}"><path d="${outlineOf(shape, 0, 0)}"/></g>`).join('')}
<g id="kt-soften"><path d="${softeningAt(0, 0)}" class="kt-pole"/></g><g id="kt-link"><path d="${linkAt(0, 0)}" class="kt-chain"/></g>
<g id="kt-dash"><path d="${dashAt(0, 0)}" class="kt-dashes"/></g><g id="kt-pill"><path d="${pillAt(0, 0)}"/></g>
<g id="kt-hit"><rect x="-12" y="-12" width="24" height="24" class="kt-hit"/></g>
<linearGradient id="kt-soft"><stop offset="0" stop-color="#12393f" stop-opacity=".08"/><stop offset=".3" stop-color="#12393f" stop-opacity=".72"/><stop offset=".7" stop-color="#12393f" stop-opacity=".72"/><stop offset="1" stop-color="#12393f" stop-opacity=".08"/></linearGradient>
<pattern id="kt-hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0v5" stroke="#000" stroke-width="2.4"/></pattern>
<pattern id="kt-silent" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0v9" stroke="#8a7f6a" stroke-width="1.1"/></pattern>
</defs></svg>`;

export function classesOf(mark: Mark): string {
  return `kt-${mark.shape}${mark.hollow ? ' kt-hollow' : ''}`;
}

function drawGlyph(mark: Mark, x: string, y: number): string {
  const at = `x="${x}" y="${y}"`;
  return (
    `<use href="#kt-hit" ${at}/><use href="#kt-${mark.shape}" ${at}/>` +
    (mark.soft ? `<use href="#kt-soften" ${at}/>` : '') +
    (mark.disputed ? `<use href="#kt-dash" ${at}/>` : '') +
    (mark.linked ? `<use href="#kt-link" ${at}/>` : '')
  );
}

function titleOf(mark: Mark): string {
  return `<title>${escapeText(`${mark.when}: ${mark.words}`)}</title>`;
}

function drawPoint(mark: Mark, x: number, y: number, look: Look): string {
  return `<a href="${look.eventHref(mark.id)}" tabindex="-1" class="${classesOf(mark)}">${titleOf(mark)}${drawGlyph(mark, percentOfPixels(x, look), y)}</a>`;
}

function drawBar(mark: Mark, x: number, width: number, y: number, look: Look): string {
  // Far ends outside the drawing are cut, or a bar of years would be millions of pixels wide at close zoom.
  const edge = (look.beyond + 0.2) * look.width;
  const left = Math.max(x, -edge);
  const right = Math.min(x + width, look.width + edge);
  const length = `${Math.round(((right - left) / (look.width * (1 + 2 * look.beyond))) * 1e5) / 1e3}%`;
  const box = `x="${percentOfPixels(left, look)}" y="${y - 5}" width="${length}" height="10"`;
  const body = mark.soft
    ? `<rect ${box} rx="5" class="kt-softbar" fill="url(#kt-soft)"/><rect ${box} rx="5" class="kt-hatchbar" fill="url(#kt-hatch)"/>`
    : `<rect ${box} rx="2" class="kt-bar"/>`;
  const middle = percentOfPixels(Math.min(Math.max((x + x + width) / 2, left + 12), right - 12), look);
  const at = `x="${middle}" y="${y}"`;
  const glyph = mark.shape === 'dot' ? '' : `<use href="#kt-${mark.shape}" ${at}/>`;
  const dash = mark.disputed
    ? `<rect x="${percentOfPixels(left, look)}" y="${y - 9}" width="${length}" height="18" rx="4" class="kt-dashes"/>`
    : '';
  const link = mark.linked ? `<use href="#kt-link" ${at}/>` : '';
  const hit = `<rect x="${percentOfPixels(left, look)}" y="${y - 12}" width="${length}" height="24" class="kt-hit"/>`;
  return `<a href="${look.eventHref(mark.id)}" tabindex="-1" class="${classesOf(mark)}">${titleOf(mark)}${hit}${body}${glyph}${dash}${link}</a>`;
}

function drawGroup(placed: Extract<Placed, { as: 'group' }>, y: number, look: Look): string {
  const x = percentOfPixels(Math.min(Math.max(placed.x, -look.beyond * look.width + 18), look.width * (1 + look.beyond) - 18), look);
  return `<a href="${look.stretchHref(placed.from, placed.to)}" tabindex="-1" class="kt-group"><title>${sayGroup(placed)}</title><use href="#kt-pill" x="${x}" y="${y}"/><text x="${x}" y="${y + 4.5}">${placed.marks.length}</text></a>`;
}

/** "12 events, 3 March 2013 to 20 April 2013 (2 not brought or no access)". */
export function sayGroup(placed: Extract<Placed, { as: 'group' }>): string {
  const { marks } = placed;
  const missed = marks.filter((mark) => mark.shape === 'flag').length;
  const disputed = marks.filter((mark) => mark.disputed).length;
  const parts = [missed > 0 ? `${missed} not brought or no access` : '', disputed > 0 ? `${disputed} disputed` : ''].filter(
    (part) => part !== '',
  );
  return `${marks.length} events, ${sayDay(placed.from)} to ${sayDay(placed.to)}${parts.length > 0 ? ` (${parts.join(', ')})` : ''}`;
}

function drawSilence(silence: Silence, look: Look): string {
  const from = Math.max(shareOf(silence.from, look.stretch), -look.beyond - 0.05);
  const to = Math.min(shareOf(silence.to + 1, look.stretch), 1 + look.beyond + 0.05);
  // Slivers would only make the picture restless; they appear when the reader looks closer.
  if ((to - from) * look.width < 26) return '';
  const width = `${Math.round(((to - from) / (1 + 2 * look.beyond)) * 1e5) / 1e3}%`;
  // Its length is written where it can be read now, if there is room for it.
  const seen = { from: Math.max(from, 0), to: Math.min(to, 1) };
  const room = (seen.to - seen.from) * look.width > 76 ? seen : { from, to };
  const text =
    (room.to - room.from) * look.width > 76
      ? `<text x="${percent((room.from + room.to) / 2, look)}" y="13" class="kt-silent-days">${silence.days} days</text>`
      : '';
  return `<rect x="${percent(from, look)}" y="0" width="${width}" height="100%" fill="url(#kt-silent)" class="kt-silence"><title>Nothing recorded for ${silence.days} days, ${sayDay(silence.from)} to ${sayDay(silence.to)}</title></rect>${text}`;
}

function drawUncovered(stretch: Stretch, look: Look): string {
  const from = Math.max(shareOf(stretch.from, look.stretch), -look.beyond - 0.05);
  const to = Math.min(shareOf(stretch.to + 1, look.stretch), 1 + look.beyond + 0.05);
  if (to <= from) return '';
  const width = `${Math.round(((to - from) / (1 + 2 * look.beyond)) * 1e5) / 1e3}%`;
  return `<rect x="${percent(from, look)}" y="0" width="${width}" height="100%" class="kt-uncovered"><title>Outside the period that these records cover</title></rect>`;
}

function drawGrid(look: Look): string {
  return ticksOf(look)
    .map((tick) => {
      const x = percent(shareOf(tick.day, look.stretch), look);
      return `<line x1="${x}" x2="${x}" y2="100%"${tick.strong ? ' class="kt-strong"' : ''}/>`;
    })
    .join('');
}

type Standing = { readonly placed: Placed; readonly y: number };

/** Where everything of a lane stands, in pixels from its top, and how tall that makes it. */
export function placeLane(lane: Pick<PictureLane, 'marks'>, look: Look): { readonly items: readonly Standing[]; readonly height: number } {
  const { placed, rows } = arrange(lane.marks, look.stretch, look.width, look.beyond);
  const height = Math.max(LEAST_HEIGHT, rows * ROW + 2 * PAD);
  const top = (height - rows * ROW) / 2 + ROW / 2;
  return { height, items: placed.map((item) => ({ placed: item, y: top + item.row * ROW })) };
}

/** What lies under the marks: grid, silences, what the records do not cover. */
export function drawGround(lane: Pick<PictureLane, 'silences' | 'uncovered'>, look: Look): string {
  return `<g class="kt-grid">${drawGrid(look)}</g>${lane.uncovered.map((stretch) => drawUncovered(stretch, look)).join('')}${lane.silences.map((silence) => drawSilence(silence, look)).join('')}`;
}

/** One lane's picture, complete with links: what the server sends. */
export function drawLane(lane: Pick<PictureLane, 'marks' | 'silences' | 'uncovered'>, look: Look): string {
  const { items, height } = placeLane(lane, look);
  const drawn = items.map(({ placed: item, y }) => {
    if (item.as === 'point') return drawPoint(item.mark, item.x, y, look);
    return item.as === 'bar' ? drawBar(item.mark, item.x, item.width, y, look) : drawGroup(item, y, look);
  });
  return `<svg class="kt-svg" width="100%" height="${height}" aria-hidden="true" focusable="false">${drawGround(lane, look)}${drawn.join('')}</svg>`;
}

/** Pixels that half of an axis label takes. */
const ROOM_AT_EDGE = 30;

/** A label that the edge of the picture would cut stands wholly inside it. */
function edgeOf(share: number, look: Look, room: number): string {
  const x = share * look.width;
  if (x < 0 || x > look.width) return '';
  if (x < room) return ' kt-edge-start';
  return x > look.width - room ? ' kt-edge-end' : '';
}

export function drawAxis(look: Look): string {
  const labels = ticksOf(look).map((tick, index) => {
    const share = shareOf(tick.day, look.stretch);
    const x = percent(share, look);
    return `<g class="kt-tick${edgeOf(share, look, ROOM_AT_EDGE)}${tick.strong ? ' kt-strong' : ''}${index % 2 === 1 ? ' kt-odd' : ''}${index % 4 === 2 ? ' kt-half' : ''}"><line x1="${x}" x2="${x}" y1="24" y2="34"/><text x="${x}" y="18">${tick.label}</text></g>`;
  });
  return `<svg class="kt-svg kt-axis-svg" width="100%" height="34" aria-hidden="true" focusable="false">${labels.join('')}</svg>`;
}

export function drawRuler(ruler: AgeRuler, look: Look): string {
  const { sinceBirth, corrected } = ageTicks(ruler, look.stretch, look.width, look.beyond);
  const line = (from: number, y: number, ticks: readonly { day: number; label: string }[], name: string): string => {
    const start = Math.max(shareOf(from, look.stretch), -look.beyond);
    if (start > 1 + look.beyond) return '';
    const marks = ticks.map((tick, index) => {
      const share = shareOf(tick.day, look.stretch);
      const x = percent(share, look);
      // Only the first word of a line has room before it.
      const edge = index === 0 ? edgeOf(share, look, 2 * ROOM_AT_EDGE).replace('kt-edge-start', '') : '';
      return `<g class="kt-tick${edge}${index % 2 === 1 ? ' kt-odd' : ''}${index % 4 === 2 ? ' kt-half' : ''}"><line x1="${x}" x2="${x}" y1="${y - 5}" y2="${y + 1}"/><text x="${x}" y="${y - 6}" dx="3">${tick.label}</text></g>`;
    });
    return `<line x1="${percent(start, look)}" x2="100%" y1="${y}" y2="${y}" class="kt-age-${name}"/>${marks.join('')}`;
  };
  // From the first to the last day that the birth can have been the line is broken: the beginning is not sure.
  const unsure = (y: number): string => {
    const [from, to] = [ruler.born, ruler.bornBy].map((day) =>
      Math.min(Math.max(shareOf(day, look.stretch), -look.beyond), 1 + look.beyond),
    );
    return from === undefined || to === undefined || from >= to
      ? ''
      : `<line x1="${percent(from, look)}" x2="${percent(to, look)}" y1="${y}" y2="${y}" class="kt-age-unsure"/>`;
  };
  const second = ruler.expected === null ? '' : line(ruler.expected, 44, corrected, 'corrected');
  return `<svg class="kt-svg kt-ruler-svg" width="100%" height="${ruler.expected === null ? 26 : 50}" aria-hidden="true" focusable="false">${line(ruler.born, 20, sinceBirth, 'born')}${unsure(20)}${second}</svg>`;
}

const BINS = 160;

/** The whole stretch in small: how many events stand where, and what part is in view. One path, whatever the number of events. */
export function drawWhole(
  lanes: readonly { readonly marks: readonly Mark[] }[],
  widest: Stretch,
  stretch: Stretch,
  attributes: string,
): string {
  const counts = new Array<number>(BINS).fill(0);
  for (const { marks } of lanes) {
    for (const mark of marks) {
      const bin = Math.floor(shareOf((mark.from + mark.to) / 2, widest) * BINS);
      if (bin >= 0 && bin < BINS) counts[bin] = (counts[bin] ?? 0) + 1;
    }
  }
  const most = Math.max(1, ...counts);
  const path = counts
    .map((count, bin) => (count === 0 ? '' : `M${bin} 40v-${Math.round(4 + 34 * Math.sqrt(count / most))}h.8V40z`))
    .join('');
  const left = Math.max(0, shareOf(stretch.from, widest)) * BINS;
  const right = Math.min(1, shareOf(stretch.to + 1, widest)) * BINS;
  return `<svg class="kt-whole-svg" viewBox="0 0 ${BINS} 40" preserveAspectRatio="none" width="100%" height="44" ${attributes}><path d="${path}" class="kt-whole-events"/><rect x="${left.toFixed(2)}" y="0" width="${Math.max(0.6, right - left).toFixed(2)}" height="40" class="kt-brush" vector-effect="non-scaling-stroke"/></svg>`;
}

/** For reading a stretch aloud and in the date boxes. */
export function sayStretch(stretch: Stretch): string {
  return `${sayDay(stretch.from)} to ${sayDay(stretch.to)} (${daysIn(stretch).toLocaleString('en-GB')} days)`;
}
