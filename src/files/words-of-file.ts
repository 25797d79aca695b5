/**
 * Every word that a file holds, shown or not: of a Word or Excel file the text of every part of the package (comments, tracked changes,
 * headers, hidden cells, alternative texts, what the document says of itself), of any other its whole text. Nothing is understood here; it is
 * for looking whether something stands in the file at all.
 */
import type { Limits } from '../domain/limits.ts';
import { decodeText } from './read-encoding.ts';
import { openZip } from './zip.ts';

/** Parts of a package that hold text. Pictures and fonts do not. */
const HOLDS_TEXT = /\.(xml|rels|vml|txt|html?|rtf|csv|json)$/i;

/** One text for each part, and for each way of reading it. Throws a ProblemError when the package is damaged or over a limit. */
export function wordsOfFile(bytes: Uint8Array, limits: Limits): string[] {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return wordsOfText(decodeText(bytes).text);
  const archive = openZip(bytes, limits);
  const texts = [archive.names.join('\n')];
  for (const name of archive.names) {
    if (!HOLDS_TEXT.test(name)) continue;
    const pieces: Uint8Array[] = [];
    // A piece is only lent.
    archive.unpack(name, (piece) => pieces.push(piece.slice()));
    const whole = Buffer.concat(pieces);
    if (whole.length === 0) continue;
    texts.push(...wordsOfMarkup(decodeText(whole).text));
  }
  return texts;
}

function wordsOfText(text: string): string[] {
  return /<[a-z!?][^<>]*>/i.test(text.slice(0, 4_000)) ? [text, ...wordsOfMarkup(text)] : [text, unescapedJson(text)];
}

/** What `\\u0041` and `\\n` stand for, where a text is JSON. */
function unescapedJson(text: string): string {
  return text
    .replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\\[nrtbf]/g, ' ')
    .replace(/\\(["\\/])/g, '$1');
}

/** The text between tags, run together as it is shown; the same without what was deleted, and without what was added; and the values of attributes. */
export function wordsOfMarkup(markup: string): string[] {
  const shown: string[] = [];
  const deleted: string[] = [];
  const added: string[] = [];
  const attributes: string[] = [];
  let inDeleted = 0;
  let inAdded = 0;
  let at = 0;
  while (at < markup.length) {
    const open = markup.indexOf('<', at);
    const text = markup.slice(at, open < 0 ? markup.length : open);
    if (text !== '') {
      const plain = unescaped(text);
      shown.push(plain);
      if (inDeleted === 0) added.push(plain);
      if (inAdded === 0) deleted.push(plain);
    }
    if (open < 0) break;
    const close = markup.indexOf('>', open);
    const tag = markup.slice(open, close < 0 ? markup.length : close);
    const change = CHANGE.exec(tag);
    if (change !== null && !tag.endsWith('/')) {
      const step = change[1] === '/' ? -1 : 1;
      if (change[2] === 'del' || change[2] === 'moveFrom') inDeleted = Math.max(0, inDeleted + step);
      else inAdded = Math.max(0, inAdded + step);
    }
    for (const [, value = ''] of tag.matchAll(/=\s*"([^"]*)"/g)) if (value.length > 3) attributes.push(unescaped(value));
    // A block or a cell ends a word; the ends of runs do not.
    if (ENDS_A_WORD.test(tag)) for (const some of [shown, deleted, added]) some.push('\n');
    if (close < 0) break;
    at = close + 1;
  }
  const both = shown.join('');
  const others = inEither(markup) ? [added.join(''), deleted.join('')] : [];
  return [both, ...others, attributes.join('\n')];
}

const CHANGE = /^<(\/?)w:(del|ins|moveFrom|moveTo)(?:\s|$)/;
const ENDS_A_WORD = /^<\/?(w:p|w:tc|w:tr|w:br|w:tab|si|c|row|v|is|p|td|th|tr|li|h\d|div|br|dc:\w+|cp:\w+|vt:\w+|text|author)\b/i;
const inEither = (markup: string): boolean => /<w:(ins|del|moveTo|moveFrom)[\s>]/.test(markup);

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

function unescaped(text: string): string {
  return text.includes('&')
    ? text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{2,6}));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
        const point = hex !== undefined ? Number.parseInt(hex, 16) : decimal !== undefined ? Number(decimal) : -1;
        if (point >= 0) return point <= 0x10ffff ? String.fromCodePoint(point) : ' ';
        return NAMED[(name ?? '').toLowerCase()] ?? whole;
      })
    : text;
}
