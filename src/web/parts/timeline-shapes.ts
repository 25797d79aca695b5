/** The outlines of the marks as SVG path data, each round a centre in pixels. One place for what a dot or a flag looks like. */
import type { Shape } from '../../domain/timeline/marks.ts';

const place = (value: number): string => String(Math.round(value * 10) / 10);
const at = (x: number, y: number): string => `M${place(x)} ${place(y)}`;

const OUTLINES: Readonly<Record<Shape, (x: number, y: number) => string>> = {
  dot: (x, y) => `${at(x - 6.5, y)}a6.5 6.5 0 1 0 13 0a6.5 6.5 0 1 0 -13 0z`,
  square: (x, y) => `${at(x - 6, y - 6)}h12v12h-12z`,
  triangle: (x, y) => `${at(x, y - 7.5)}l7.5 13.5h-15z`,
  // Pole and pennant in one: out along the pole and back.
  flag: (x, y) => `${at(x - 5, y + 8)}v-16l13 4.5l-13 4.5z`,
};

export function outlineOf(shape: Shape, x: number, y: number): string {
  return OUTLINES[shape](x, y);
}

/** Dashes at both sides: the exact day is not recorded. */
export function softeningAt(x: number, y: number): string {
  return `${at(x - 11.5, y)}h3${at(x + 8.5, y)}h3${at(x - 14.5, y)}h1.5${at(x + 13, y)}h1.5`;
}

/** Two links of a chain, above to the right. */
export function linkAt(x: number, y: number): string {
  return `${at(x + 5, y - 8.5)}a2.6 2.6 0 0 1 2.6 -2.6h2.4a2.6 2.6 0 0 1 0 5.2h-1${at(x + 12.5, y - 5.5)}a2.6 2.6 0 0 1 -2.6 2.6h-2.4a2.6 2.6 0 0 1 0 -5.2h1`;
}

export function dashAt(x: number, y: number): string {
  return `${at(x - 10.5, y - 10.5)}h21v21h-21z`;
}

/** A ring wide enough for a number of four figures. */
export function pillAt(x: number, y: number): string {
  return `${at(x - 6, y - 10.5)}h12a10.5 10.5 0 0 1 0 21h-12a10.5 10.5 0 0 1 0 -21z`;
}

export function boxAt(x: number, y: number, width: number, height: number): string {
  return `${at(x, y)}h${place(width)}v${place(height)}h${place(-width)}z`;
}
