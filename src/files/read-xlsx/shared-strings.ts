/** The texts that a workbook keeps once and its cells point at. Rich text is joined; the reading aids above Asian text are left out. */
import { ProblemError, problem } from '../../domain/problem.ts';
import { type OfficePackage, readPackagePart } from '../read-package.ts';

export function readSharedStrings(opened: OfficePackage, part: string): readonly string[] {
  const { limits } = opened;
  const strings: string[] = [];
  let pieces: string[] = [];
  let length = 0;
  let phonetic = false;
  const handler = {
    wantsText: false,
    open: (name: string): void => {
      if (name === 'x:si') {
        pieces = [];
        length = 0;
      } else if (name === 'x:rPh') phonetic = true;
      else if (name === 'x:t') handler.wantsText = !phonetic;
    },
    text: (text: string): void => {
      pieces.push(text);
      length += text.length;
      if (length > limits.cellLength)
        throw new ProblemError(problem('cell-too-long', `The limit is ${limits.cellLength.toLocaleString('en-GB')} characters.`));
    },
    close: (name: string): void => {
      if (name === 'x:t') handler.wantsText = false;
      else if (name === 'x:rPh') phonetic = false;
      else if (name === 'x:si') {
        strings.push(unescaped(pieces.length === 1 ? (pieces[0] as string) : pieces.join('')));
        if (strings.length > limits.cells)
          throw new ProblemError(problem('too-many-rows', `The limit is ${limits.cells.toLocaleString('en-GB')} cells.`));
      }
    },
  };
  readPackagePart(opened, part, handler);
  return strings;
}

/** Spreadsheets write characters that XML does not allow as `_x000D_`; a carriage return is a line end, other controls are nothing. */
export function unescaped(text: string): string {
  if (!text.includes('_x')) return text;
  return text
    .replace(/_x([0-9a-f]{4})_/gi, (_, hex: string) => {
      const code = Number.parseInt(hex, 16);
      return code === 13
        ? '\r'
        : code < 32 && code !== 9 && code !== 10
          ? ''
          : code >= 0xd800 && code <= 0xdfff
            ? '\uFFFD'
            : String.fromCharCode(code);
    })
    .replace(/\r\n?/g, '\n');
}
