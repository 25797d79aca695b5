/** Comma-separated text in the encodings that agencies' systems send and read. */

export type CsvEncoding = 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'windows-1252';
export type CsvOptions = { readonly encoding?: CsvEncoding; readonly delimiter?: string; readonly lineEnd?: '\r\n' | '\n' };

/** One record with its line end; cells that need quotes get them. */
export function csvRecord(cells: readonly string[], delimiter = ',', lineEnd = '\r\n'): string {
  let record = '';
  for (let index = 0; index < cells.length; index += 1) {
    const cell = cells[index] ?? '';
    if (index > 0) record += delimiter;
    if (cell === '') continue;
    const quote = /["\r\n]|^[\s']|\s$/.test(cell) || cell.includes(delimiter);
    record += quote ? `"${cell.replace(/"/g, '""')}"` : cell;
  }
  // A record of one empty cell would be a blank line, which readers skip.
  return (record === '' && cells.length === 1 ? '""' : record) + lineEnd;
}

/** The 27 characters that Windows-1252 has between 0x80 and 0x9F. */
const WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Text as bytes. Windows-1252 writes a question mark for what it does not have, as the systems that use it do. */
export function encodeText(text: string, encoding: CsvEncoding): Uint8Array {
  switch (encoding) {
    case 'utf-8':
      return new Uint8Array(Buffer.from(text, 'utf8'));
    case 'utf-8-bom':
      return new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf8'));
    case 'utf-16le':
      return new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));
    case 'windows-1252':
      return Uint8Array.from([...text], (character) => {
        const code = character.codePointAt(0) ?? 0x3f;
        if (code < 0x80 || (code >= 0xa0 && code <= 0xff)) return code;
        const at = WINDOWS.indexOf(character);
        return at < 0 ? 0x3f : 0x80 + at;
      });
  }
}
