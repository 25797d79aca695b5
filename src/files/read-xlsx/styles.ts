/** What a cell's style says that matters to a chronology: how its number is shown, and its fill colour (sometimes the only RAG there is). */
import { type OfficePackage, readPackagePart } from '../read-package.ts';
import { builtInFormat, type NumberFormat, numberFormat } from './number-format.ts';

export type CellStyle = { readonly format: NumberFormat; readonly fill: string | null };
export type Styles = { readonly cells: readonly CellStyle[]; readonly plain: CellStyle };

/** The 64 colours of old workbooks, which newer ones may still point at. */
const PALETTE = (
  '000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF 000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF ' +
  '800000 008000 000080 808000 800080 008080 C0C0C0 808080 9999FF 993366 FFFFCC CCFFFF 660066 FF8080 0066CC CCCCFF ' +
  '000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF 00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99 ' +
  '3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696 003366 339966 003300 333300 993300 993366 333399 333333'
).split(' ');

/** Office's own theme, for a workbook that points at a theme it does not have. Light and dark change places: index 0 is light. */
const OFFICE_THEME = [
  'FFFFFF',
  '000000',
  'EEECE1',
  '1F497D',
  '4F81BD',
  'C0504D',
  '9BBB59',
  '8064A2',
  '4BACC6',
  'F79646',
  '0000FF',
  '800080',
];
const THEME_ORDER = [
  'a:lt1',
  'a:dk1',
  'a:lt2',
  'a:dk2',
  'a:accent1',
  'a:accent2',
  'a:accent3',
  'a:accent4',
  'a:accent5',
  'a:accent6',
  'a:hlink',
  'a:folHlink',
];
const MOST_STYLES = 100_000;

type Colour = {
  readonly rgb: string | undefined;
  readonly indexed: string | undefined;
  readonly theme: string | undefined;
  readonly tint: number;
};

export const PLAIN: CellStyle = { format: builtInFormat(0), fill: null };

/** Reads the styles part and the theme; a workbook without them has plain cells only. */
export function readStyles(opened: OfficePackage, stylesPart: string | null, themePart: string | null): Styles {
  if (stylesPart === null) return { cells: [], plain: PLAIN };
  const theme = themePart === null ? OFFICE_THEME : readTheme(opened, themePart);
  const formats = new Map<number, NumberFormat>();
  const fills: (Colour | null)[] = [];
  const cellStyles: { format: number; fill: number }[] = [];
  const palette = [...PALETTE];
  let paletteAt = -1;
  let inside: 'fills' | 'cells' | null = null;
  let pattern = 'none';
  readPackagePart(opened, stylesPart, {
    wantsText: false,
    open: (name, tag) => {
      switch (name) {
        case 'x:numFmt':
          if (formats.size < MOST_STYLES)
            formats.set(Number(tag.get('numFmtId')), numberFormat((tag.get('formatCode') ?? 'General').slice(0, 1_000)));
          break;
        case 'x:fills':
          inside = 'fills';
          break;
        case 'x:fill':
          if (inside === 'fills' && fills.length < MOST_STYLES) fills.push(null);
          break;
        case 'x:patternFill':
          pattern = tag.get('patternType') ?? 'none';
          break;
        case 'x:fgColor':
          if (inside === 'fills' && pattern !== 'none' && pattern !== 'gray125') {
            fills[fills.length - 1] = {
              rgb: tag.get('rgb'),
              indexed: tag.get('indexed'),
              theme: tag.get('theme'),
              tint: Number(tag.get('tint') ?? 0) || 0,
            };
          }
          break;
        case 'x:indexedColors':
          paletteAt = 0;
          break;
        case 'x:rgbColor':
          if (paletteAt >= 0 && paletteAt < 64) palette[paletteAt++] = (tag.get('rgb') ?? '').slice(-6).toUpperCase();
          break;
        case 'x:cellXfs':
          inside = 'cells';
          break;
        case 'x:xf':
          if (inside === 'cells' && cellStyles.length < MOST_STYLES)
            cellStyles.push({ format: Number(tag.get('numFmtId') ?? 0), fill: Number(tag.get('fillId') ?? 0) });
          break;
      }
    },
    text: () => {},
    close: (name) => {
      if (name === 'x:fills' || name === 'x:cellXfs') inside = null;
    },
  });
  const colours = fills.map((fill) => (fill === null ? null : colourOf(fill, palette, theme)));
  const cells = cellStyles.map(({ format, fill }) => ({
    format: formats.get(format) ?? builtInFormat(format),
    fill: colours[fill] ?? null,
  }));
  return { cells, plain: cells[0] ?? PLAIN };
}

function readTheme(opened: OfficePackage, part: string): readonly string[] {
  const theme = [...OFFICE_THEME];
  readPackagePart(opened, part, {
    wantsText: false,
    open: (name, tag) => {
      const at = THEME_ORDER.indexOf(tag.parent);
      if (at < 0) return;
      const colour = name === 'a:srgbClr' ? tag.get('val') : name === 'a:sysClr' ? tag.get('lastClr') : undefined;
      if (colour !== undefined && /^[0-9a-f]{6}$/i.test(colour)) theme[at] = colour.toUpperCase();
    },
    text: () => {},
    close: () => {},
  });
  return theme;
}

/** Six upper-case hexadecimal digits; null for white, for automatic and for what is no colour. */
function colourOf(colour: Colour, palette: readonly string[], theme: readonly string[]): string | null {
  const base =
    colour.rgb !== undefined
      ? colour.rgb.slice(-6).toUpperCase()
      : colour.theme !== undefined
        ? theme[Number(colour.theme)]
        : palette[Number(colour.indexed)];
  if (base === undefined || !/^[0-9A-F]{6}$/.test(base)) return null;
  const shown = colour.tint === 0 ? base : tinted(base, colour.tint);
  return shown === 'FFFFFF' ? null : shown;
}

/** Lightens (tint above 0) or darkens (below 0) by moving the lightness of the colour. Source: ECMA-376 part 1, 18.8.19. */
function tinted(rgb: string, tint: number): string {
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => Number.parseInt(rgb.slice(at, at + 2), 16) / 255);
  const most = Math.max(red, green, blue);
  const least = Math.min(red, green, blue);
  const spread = most - least;
  const lightness = (most + least) / 2;
  const saturation = spread === 0 ? 0 : spread / (1 - Math.abs(2 * lightness - 1));
  const sixth =
    spread === 0
      ? 0
      : most === red
        ? ((green - blue) / spread + 6) % 6
        : most === green
          ? (blue - red) / spread + 2
          : (red - green) / spread + 4;
  const amount = Math.max(-1, Math.min(1, tint));
  const moved = amount < 0 ? lightness * (1 + amount) : lightness * (1 - amount) + amount;
  const chroma = (1 - Math.abs(2 * moved - 1)) * saturation;
  const second = chroma * (1 - Math.abs((sixth % 2) - 1));
  const rest = moved - chroma / 2;
  const by = [
    [chroma, second, 0],
    [second, chroma, 0],
    [0, chroma, second],
    [0, second, chroma],
    [second, 0, chroma],
    [chroma, 0, second],
  ][Math.floor(sixth) % 6] ?? [0, 0, 0];
  return by
    .map((part) =>
      Math.round((part + rest) * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')
    .toUpperCase();
}
