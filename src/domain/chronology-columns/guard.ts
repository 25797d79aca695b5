/** Texts that a spreadsheet would run as a formula, made harmless in csv and made themselves again. */

/** = + - @, tab, line breaks, and the full-width signs that some spreadsheets take for the same; and the apostrophe itself. */
export function isGuarded(code: number): boolean {
  return (
    code === 0x3d ||
    code === 0x2b ||
    code === 0x2d ||
    code === 0x40 ||
    code === 0x09 ||
    code === 0x0d ||
    code === 0x0a ||
    code === 0x27 ||
    code === 0xff1d ||
    code === 0xff0b ||
    code === 0xff0d ||
    code === 0xff20
  );
}

/** For csv: puts an apostrophe before a text that a spreadsheet would run. `unguarded` takes exactly that one off again. */
export function guarded(text: string): string {
  return text !== '' && isGuarded(text.charCodeAt(0)) ? `'${text}` : text;
}

export function unguarded(text: string): string {
  return text.charCodeAt(0) === 0x27 && isGuarded(text.charCodeAt(1)) ? text.slice(1) : text;
}
