/**
 * The timeline made lively. The server's picture is complete without this: it adds moving without a new page, keys, the small picture's
 * brush and the panel beside the picture. While the picture moves, nothing is drawn: three stretches are drawn once and slid.
 */

import { fromDayNumber } from '../../domain/time/day.ts';
import type { Mark } from '../../domain/timeline/marks.ts';
import type { Picture } from '../../domain/timeline/picture.ts';
import { daysIn, type Stretch, sayDay, sayDistance, shareOf, zoom } from '../../domain/timeline/scale.ts';
import { drawAxis, drawLane, drawRuler, drawWhole, type Look, sayGroup, sayStretch } from '../parts/timeline-drawing.ts';
import { type PackedPicture, unpackPicture } from '../parts/timeline-pack.ts';
import { type Drawn, drawnAt, strokeLane } from '../parts/timeline-strokes.ts';

/** Stretches drawn at either side of the one in view. */
const BEYOND = 1;
/** Pixels that one press of a moving key goes, and how much of what is left each frame covers. */
const KEY_SHARE = 0.22;
const GLIDE = 0.18;
const LEAST_DAYS = 7;
/** Pixels of the picture on A3 across. */
const PAPER_WIDTH = 1150;

type Chosen = { readonly lane: number; readonly index: number };

const board = document.querySelector<HTMLElement>('[data-timeline]');
const frame = document.getElementById('kt-picture');
if (board !== null && frame !== null) void start(board, frame);
rememberOrder();

/** Newest or oldest first, as last chosen on this computer: it stays until the reader chooses again. */
function rememberOrder(): void {
  const KEY = 'kinline-order';
  const here = new URL(location.href);
  const asked = here.searchParams.get('order');
  try {
    if (asked !== null) localStorage.setItem(KEY, asked);
    else if (document.querySelector('.kt-table') !== null && localStorage.getItem(KEY) === 'newest') {
      here.searchParams.set('order', 'newest');
      location.replace(here);
    }
  } catch {
    // A browser may refuse to keep anything; then the order is oldest first.
  }
}

async function start(section: HTMLElement, picture: HTMLElement): Promise<void> {
  const answer = await fetch(section.dataset['timeline'] ?? '', { headers: { accept: 'application/json' } });
  if (!answer.ok) return;
  const packed = (await answer.json()) as PackedPicture | null;
  if (packed !== null) enliven(section, picture, unpackPicture(packed));
}

function enliven(section: HTMLElement, picture: HTMLElement, data: Omit<Picture, 'stretch'>): void {
  const canvases = [...picture.querySelectorAll<HTMLElement>('[data-lane]')];
  const axisFound = picture.querySelector<HTMLElement>('[data-axis]');
  const rulers = [...picture.querySelectorAll<HTMLElement>('[data-ruler]')];
  const wholeFound = picture.querySelector<HTMLElement>('[data-whole]');
  const status = document.getElementById('kt-status');
  const panel = document.getElementById('kt-panel');
  if (axisFound === null || wholeFound === null || canvases.length !== data.lanes.length || rulers.length !== data.rulers.length) return;
  const axis: HTMLElement = axisFound;
  const whole: HTMLElement = wholeFound;

  const { widest } = data;
  let view: { from: number; days: number } = stretchOf(section, widest);
  /** What is drawn now: the picture is slid by the difference between it and the view. */
  let base: { from: number; days: number } = view;
  /** What stands where in each lane, as drawn. */
  let drawn: readonly (readonly Drawn[])[] = [];
  /** What slides: a sheet round each drawing, because moving a drawing itself would have its text measured again. */
  const sheets = [axis, ...rulers, ...canvases].map((canvas) => {
    const sheet = document.createElement('div');
    sheet.className = 'kt-sheet';
    sheet.append(...canvas.childNodes);
    canvas.append(sheet);
    return sheet;
  });
  let target: number | null = null;
  let chosen: Chosen | null = null;
  let panelOpen = false;
  let frameAsked = false;
  let settleTimer = 0;

  const width = (): number => axis.clientWidth;
  const query = section.dataset['query'] ?? '';
  const withStretch = (page: string, from: number, to: number): string => {
    const fields = new URLSearchParams(query);
    if (from > widest.from || to < widest.to) {
      fields.set('from', fromDayNumber(from));
      fields.set('to', fromDayNumber(to));
    }
    const text = fields.toString();
    return text === '' ? page : `${page}?${text}`;
  };

  function look(): Look {
    const from = Math.round(base.from);
    return {
      stretch: { from, to: from + Math.round(base.days) - 1 },
      width: width(),
      beyond: BEYOND,
      zero: data.zero,
      eventHref: (id) => `events/${id}${query.replaceAll('&', '&amp;')}`,
      stretchHref: (from, to) => withStretch('timeline', from, to).replaceAll('&', '&amp;'),
    };
  }

  function draw(): void {
    base = { from: Math.round(view.from), days: Math.round(view.days) };
    const now = look();
    const lanes = data.lanes.map((lane) => strokeLane(lane, now));
    drawn = lanes.map((lane) => lane.drawn);
    const drawings = [drawAxis(now), ...data.rulers.map((ruler) => drawRuler(ruler, now)), ...lanes.map((lane) => lane.svg)];
    drawings.forEach((drawing, index) => {
      const sheet = sheets[index];
      if (sheet !== undefined) sheet.innerHTML = drawing;
    });
    drawChosen();
    slide();
  }

  function slide(): void {
    const pixels = ((base.from - view.from) / base.days) * width();
    // On each sheet and not as a variable of the picture: a variable would be worked out again for every mark.
    const place = `translateX(${pixels.toFixed(1)}px)`;
    for (const sheet of sheets) sheet.style.transform = place;
  }

  function current(): Stretch {
    const from = Math.round(view.from);
    return { from, to: from + Math.round(view.days) - 1 };
  }

  /** After moving: the small picture, the words, the addresses, and a fresh picture when the drawn one is nearly used up. */
  function settle(): void {
    clearTimeout(settleTimer);
    settleTimer = window.setTimeout(() => {
      picture.classList.remove('kt-moving');
      draw();
      const now = current();
      brush(now);
      const words = document.getElementById('kt-stretch');
      if (words !== null) words.textContent = sayStretch(now);
      for (const page of ['timeline', 'table']) {
        for (const link of document.querySelectorAll<HTMLAnchorElement>(`[data-view="${page}"]`))
          link.href = withStretch(page, now.from, now.to);
      }
      const table = document.getElementById('kt-table-link');
      if (table instanceof HTMLAnchorElement) table.href = withStretch('table', now.from, now.to);
      setBox('kt-from', now.from > widest.from ? sayDay(now.from) : '');
      setBox('kt-to', now.to < widest.to ? sayDay(now.to) : '');
      history.replaceState(null, '', withStretch('timeline', now.from, now.to));
    }, 180);
  }

  function brush(now: Stretch): void {
    const rectangle = whole.querySelector('.kt-brush');
    if (rectangle === null) return;
    const left = Math.max(0, shareOf(now.from, widest)) * 160;
    rectangle.setAttribute('x', left.toFixed(2));
    rectangle.setAttribute('width', Math.max(0.6, Math.min(1, shareOf(now.to + 1, widest)) * 160 - left).toFixed(2));
  }

  function held(from: number, days: number): number {
    if (days >= daysIn(widest)) return widest.from;
    return Math.max(widest.from, Math.min(from, widest.to + 1 - days));
  }

  /** Shows another first day at the same scale. Only slides, unless what was drawn is used up. */
  function moveTo(from: number): void {
    view = { from: held(from, view.days), days: view.days };
    if (Math.abs(view.from - base.from) > base.days * 0.92) draw();
    else slide();
    settle();
  }

  function glide(): void {
    if (frameAsked) return;
    frameAsked = true;
    const step = (): void => {
      if (target === null) {
        frameAsked = false;
        return;
      }
      const left = target - view.from;
      const pixels = (left / view.days) * width();
      if (Math.abs(pixels) < 0.6 || still.matches) {
        moveTo(target);
        target = null;
        frameAsked = false;
        return;
      }
      moveTo(view.from + left * GLIDE);
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  }

  const still = window.matchMedia('(prefers-reduced-motion: reduce)');

  function pan(share: number): void {
    target = held((target ?? view.from) + share * view.days, view.days);
    glide();
  }

  function show(stretch: Stretch): void {
    target = null;
    const days = Math.max(LEAST_DAYS, Math.min(daysIn(stretch), daysIn(widest)));
    view = { days, from: held(stretch.from, days) };
    draw();
    settle();
  }

  function zoomBy(factor: number, centre?: number): void {
    const near = chosen === null ? undefined : markOf(chosen);
    const middle = centre ?? (near !== undefined && near.from >= view.from && near.from <= view.from + view.days ? near.from : undefined);
    show(zoom(current(), factor, widest, middle));
    say(sayStretch(current()));
  }

  // One event chosen by keys or pointer

  function markOf(which: Chosen): Mark | undefined {
    return data.lanes[which.lane]?.marks[which.index];
  }

  function drawChosen(): void {
    for (const old of picture.querySelectorAll('.kt-chosen, .kt-chosen-under')) old.remove();
    const mark = chosen === null ? undefined : markOf(chosen);
    if (chosen === null || mark === undefined) return;
    const item = drawn[chosen.lane]?.find(({ placed }) =>
      placed.as === 'group' ? placed.marks.some(({ id }) => id === mark.id) : placed.mark.id === mark.id,
    );
    const drawing = canvases[chosen.lane]?.querySelector('svg');
    if (item === undefined || drawing === null || drawing === undefined) return;
    for (const name of ['kt-chosen-under', 'kt-chosen']) {
      const ring = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
      ring.setAttribute('class', name);
      ring.setAttribute('x', String(item.left + BEYOND * width()));
      ring.setAttribute('y', String(item.y - 13));
      ring.setAttribute('width', String(item.right - item.left));
      ring.setAttribute('height', '26');
      ring.setAttribute('rx', '6');
      if (name === 'kt-chosen-under') drawing.querySelector('.kt-grid')?.after(ring);
      else drawing.append(ring);
    }
  }

  /** What the pointer is on. */
  function under(event: MouseEvent): { readonly lane: number; readonly item: Drawn } | null {
    const canvas = event.target instanceof Element ? event.target.closest('[data-lane]') : null;
    if (!(canvas instanceof HTMLElement)) return null;
    const box = canvas.getBoundingClientRect();
    const lane = Number(canvas.dataset['lane']);
    const item = drawnAt(
      drawn[lane] ?? [],
      event.clientX - box.left + ((view.from - base.from) / base.days) * width(),
      event.clientY - box.top,
    );
    return item === null ? null : { lane, item };
  }

  function choose(which: Chosen): void {
    const lane = data.lanes[which.lane];
    const mark = markOf(which);
    if (lane === undefined || mark === undefined) return;
    chosen = which;
    const end = view.from + view.days;
    if (mark.to < view.from || mark.from >= end) {
      target = held(mark.from - view.days / 2, view.days);
      glide();
    }
    drawChosen();
    const signs = [
      { dot: '', square: 'decision or meeting', triangle: 'pregnancy or birth', flag: 'not brought or no access' }[mark.shape],
      mark.hollow ? 'told by someone else' : '',
      mark.linked ? 'also told by another agency' : '',
      mark.disputed ? 'disputed' : '',
      data.zero === null || data.zero.event === mark.id
        ? ''
        : `${sayDistance(mark.from - data.zero.day)} day 0`.replace('the same day day 0', 'on day 0'),
    ].filter((part) => part !== '');
    say(
      `${lane.name}, ${which.index + 1} of ${lane.marks.length}: ${mark.when}. ${mark.words}${signs.length > 0 ? ` (${signs.join('; ')})` : ''}`,
    );
    canvases[which.lane]?.scrollIntoView({ block: 'nearest' });
  }

  function say(words: string): void {
    if (status !== null) status.textContent = words;
  }

  /** The event of a lane nearest to a day. */
  function nearest(lane: number, day: number): Chosen | null {
    const marks = data.lanes[lane]?.marks ?? [];
    let best: number | null = null;
    for (let index = 0; index < marks.length; index += 1) {
      const mark = marks[index];
      if (mark !== undefined && (best === null || Math.abs(mark.from - day) < Math.abs((marks[best]?.from ?? 0) - day))) best = index;
    }
    return best === null ? null : { lane, index: best };
  }

  function begin(): Chosen | null {
    for (let lane = 0; lane < data.lanes.length; lane += 1) {
      const marks = data.lanes[lane]?.marks ?? [];
      const index = marks.findIndex((mark) => mark.to >= view.from && mark.from < view.from + view.days);
      if (index !== -1) return { lane, index };
    }
    return null;
  }

  function step(by: -1 | 1): void {
    if (chosen === null) {
      const first = begin();
      if (first !== null) choose(first);
      return;
    }
    const index = chosen.index + by;
    if (markOf({ lane: chosen.lane, index }) === undefined)
      say(by === 1 ? 'This is the last event of the lane.' : 'This is the first event of the lane.');
    else choose({ lane: chosen.lane, index });
  }

  function changeLane(by: -1 | 1): void {
    const mark = chosen === null ? undefined : markOf(chosen);
    if (chosen === null || mark === undefined) {
      step(1);
      return;
    }
    for (let lane = chosen.lane + by; lane >= 0 && lane < data.lanes.length; lane += by) {
      const found = nearest(lane, mark.from);
      if (found !== null) {
        choose(found);
        return;
      }
    }
    say(by === 1 ? 'This is the last lane.' : 'This is the first lane.');
  }

  async function open(id: string): Promise<void> {
    if (panel === null) return;
    const answer = await fetch(`events/${id}?part=panel${query === '' ? '' : `&${query.slice(1)}`}`);
    if (!answer.ok) {
      location.assign(`events/${id}${query}`);
      return;
    }
    const close = document.createElement('button');
    close.type = 'button';
    close.className = 'kt-tool';
    close.textContent = 'Close';
    close.addEventListener('click', shut);
    const page = document.createElement('a');
    page.className = 'kt-tool';
    page.href = `events/${id}${query}`;
    page.textContent = 'Open as a page';
    const bar = document.createElement('p');
    bar.className = 'kt-panel__bar';
    bar.append(close, ' ', page);
    panel.innerHTML = await answer.text();
    panel.prepend(bar);
    panel.querySelector('[data-align]')?.addEventListener('click', (event) => {
      event.preventDefault();
      align();
    });
    panel.hidden = false;
    panelOpen = true;
    panel.parentElement?.classList.add('kt-body--open');
    draw();
    panel.focus();
  }

  function shut(): void {
    if (panel === null || !panelOpen) return;
    panel.hidden = true;
    panel.replaceChildren();
    panelOpen = false;
    panel.parentElement?.classList.remove('kt-body--open');
    draw();
    picture.focus();
  }

  function align(): void {
    const mark = chosen === null ? undefined : markOf(chosen);
    if (mark === undefined) return;
    const fields = new URL(withStretch('timeline', current().from, current().to), location.href);
    fields.searchParams.set('align', mark.id);
    location.assign(fields);
  }

  picture.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const acts: Readonly<Record<string, () => void>> = {
      ArrowRight: () => (event.shiftKey ? pan(KEY_SHARE) : step(1)),
      ArrowLeft: () => (event.shiftKey ? pan(-KEY_SHARE) : step(-1)),
      ArrowDown: () => changeLane(1),
      ArrowUp: () => changeLane(-1),
      Home: () => chooseEnd('first'),
      End: () => chooseEnd('last'),
      PageDown: () => pan(KEY_SHARE * 2),
      PageUp: () => pan(-KEY_SHARE * 2),
      '+': () => zoomBy(2),
      '=': () => zoomBy(2),
      '-': () => zoomBy(0.5),
      '−': () => zoomBy(0.5),
      a: align,
      Enter: () => {
        const mark = chosen === null ? undefined : markOf(chosen);
        if (mark !== undefined) void open(mark.id);
      },
      Escape: () => (panelOpen ? shut() : forget()),
    };
    const act = acts[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  });

  function chooseEnd(which: 'first' | 'last'): void {
    const lane = chosen?.lane ?? begin()?.lane ?? 0;
    const marks = data.lanes[lane]?.marks ?? [];
    if (marks.length > 0) choose({ lane, index: which === 'first' ? 0 : marks.length - 1 });
  }

  function forget(): void {
    chosen = null;
    drawChosen();
    say('');
  }

  panel?.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      shut();
    }
  });

  for (const tool of section.querySelectorAll<HTMLAnchorElement>('[data-tool]')) {
    tool.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const acts: Readonly<Record<string, () => void>> = {
        earlier: () => pan(-0.5),
        later: () => pan(0.5),
        in: () => zoomBy(2),
        out: () => zoomBy(0.5),
        all: () => show(widest),
      };
      acts[tool.dataset['tool'] ?? '']?.();
    });
  }

  // Pointer: drag to move (buttons and keys do the same), click to open

  let grabbed: { readonly x: number; readonly from: number; moved: boolean } | null = null;
  /** The click that follows a drag is the end of the drag, not a choice. */
  let dragged = false;
  for (const canvas of [axis, ...rulers, ...canvases]) {
    canvas.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return;
      target = null;
      dragged = false;
      grabbed = { x: event.clientX, from: view.from, moved: false };
    });
    canvas.addEventListener('dragstart', (event) => event.preventDefault());
  }
  window.addEventListener('pointermove', (event) => {
    if (grabbed === null) return;
    const pixels = event.clientX - grabbed.x;
    if (!grabbed.moved && Math.abs(pixels) < 5) return;
    grabbed.moved = true;
    picture.classList.add('kt-moving');
    moveTo(grabbed.from - (pixels / width()) * view.days);
  });
  window.addEventListener('pointerup', () => {
    dragged = grabbed?.moved === true;
    grabbed = null;
  });
  window.addEventListener('pointercancel', () => {
    grabbed = null;
  });

  picture.addEventListener('click', (event) => {
    if (dragged) {
      event.preventDefault();
      return;
    }
    const found = under(event);
    if (found === null) return;
    const { lane, item } = found;
    if (item.placed.as !== 'group') {
      const { id } = item.placed.mark;
      if (event.ctrlKey || event.metaKey || event.shiftKey) {
        window.open(`events/${id}${query}`, '_blank', 'noopener');
        return;
      }
      choose({ lane, index: (data.lanes[lane]?.marks ?? []).findIndex((mark) => mark.id === id) });
      void open(id);
      return;
    }
    const { from, to } = item.placed;
    if (to - from < 2 || view.days <= LEAST_DAYS) {
      location.assign(withStretch('table', from, to));
      return;
    }
    const room = Math.max(2, Math.round((to - from) * 0.1));
    show({ from: from - room, to: to + room });
    say(sayStretch(current()));
  });
  // What a mark is, in the browser's own small label; the panel and the table say it in full.
  picture.addEventListener('pointermove', (event) => {
    if (grabbed !== null) return;
    const found = under(event);
    const canvas = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-lane]') : null;
    if (canvas === null) return;
    canvas.classList.toggle('kt-on', found !== null);
    const title =
      found === null
        ? ''
        : found.item.placed.as === 'group'
          ? sayGroup(found.item.placed)
          : `${found.item.placed.mark.when}: ${found.item.placed.mark.words}`;
    if (canvas.title !== title) canvas.title = title;
  });

  // The small picture: press to go there; the date boxes above do the same in words

  const dayAt = (event: PointerEvent): number => {
    const box = whole.getBoundingClientRect();
    return widest.from + ((event.clientX - box.left) / box.width) * daysIn(widest);
  };
  let brushing: number | null = null;
  whole.addEventListener('pointerdown', (event) => {
    whole.setPointerCapture(event.pointerId);
    brushing = dayAt(event);
    target = null;
  });
  whole.addEventListener('pointermove', (event) => {
    if (brushing === null) return;
    const day = dayAt(event);
    if (Math.abs(day - brushing) / daysIn(widest) > 0.01) brush({ from: Math.min(day, brushing), to: Math.max(day, brushing) });
  });
  whole.addEventListener('pointerup', (event) => {
    if (brushing === null) return;
    const [first, last] = [Math.min(brushing, dayAt(event)), Math.max(brushing, dayAt(event))];
    brushing = null;
    if ((last - first) / daysIn(widest) > 0.01) show({ from: Math.round(first), to: Math.round(last) });
    else {
      target = held(first - view.days / 2, view.days);
      glide();
    }
  });

  // Paper has a width of its own: for it the picture is drawn in shares of the width, as the server draws it.
  const paper = window.matchMedia('print');
  const drawForPaper = (): void => {
    const now: Look = { ...look(), beyond: 0, width: PAPER_WIDTH, stretch: current() };
    const drawings = [
      drawAxis(now),
      ...data.rulers.map((ruler) => drawRuler(ruler, now)),
      ...data.lanes.map((lane) => drawLane(lane, now)),
    ];
    drawings.forEach((drawing, index) => {
      const sheet = sheets[index];
      if (sheet === undefined) return;
      sheet.innerHTML = drawing;
      sheet.style.transform = 'none';
    });
    section.classList.add('kt-on-paper');
  };
  const drawForScreen = (): void => {
    section.classList.remove('kt-on-paper');
    draw();
  };
  window.addEventListener('beforeprint', drawForPaper);
  window.addEventListener('afterprint', drawForScreen);
  paper.addEventListener('change', () => (paper.matches ? drawForPaper() : drawForScreen()));

  let lastWidth = width();
  new ResizeObserver(() => {
    if (paper.matches || width() === lastWidth || width() === 0) return;
    lastWidth = width();
    draw();
  }).observe(axis);
  section.classList.add('kt-lively');
  draw();
  whole.innerHTML = drawWhole(data.lanes, widest, current(), 'aria-hidden="true" focusable="false"');
}

function setBox(id: string, value: string): void {
  const box = document.getElementById(id);
  if (box instanceof HTMLInputElement && document.activeElement !== box) box.value = value;
}

/** The stretch that the server drew: it has read the dates in the address, however they were typed. */
function stretchOf(section: HTMLElement, widest: Stretch): { from: number; days: number } {
  const from = Number(section.dataset['from'] ?? widest.from);
  const to = Number(section.dataset['to'] ?? widest.to);
  return { from, days: Math.max(LEAST_DAYS, to - from + 1) };
}
