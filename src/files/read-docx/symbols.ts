/** The characters that Word keeps as numbers of a symbol font: the ticks, crosses, boxes and bullets that people put in chronologies. */

const SYMBOLS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  wingdings: {
    '4A': '☺',
    '4C': '☹',
    '6C': '●',
    '6D': '❍',
    '6E': '■',
    '6F': '☐',
    '71': '❑',
    '72': '❒',
    '76': '❖',
    '9F': '•',
    A7: '▪',
    A8: '☐',
    D8: '➢',
    DF: '←',
    E0: '→',
    E1: '↑',
    E2: '↓',
    E8: '➔',
    F0: '⇨',
    FB: '✗',
    FC: '✓',
    FD: '☒',
    FE: '☑',
  },
  'wingdings 2': { '4F': '✗', '50': '✓', '51': '☒', '52': '☑', '53': '☒', A3: '☐' },
  symbol: { A3: '≤', AE: '→', B0: '°', B1: '±', B3: '≥', B7: '•', D7: '·', DE: '⇒', BC: '…', BE: '—', '2D': '-' },
};

/** The character for a `w:sym`: font name and hexadecimal code. U+FFFD when it is not known. */
export function symbolOf(font: string, hex: string): string {
  const code = Number.parseInt(hex, 16);
  if (!/^[0-9a-f]{1,6}$/i.test(hex) || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return '\uFFFD';
  const table = SYMBOLS[font.toLowerCase()];
  const inFont = code >= 0xf000 && code <= 0xf0ff ? code - 0xf000 : code;
  if (table !== undefined) return table[inFont.toString(16).toUpperCase().padStart(2, '0')] ?? '\uFFFD';
  if (code >= 0xe000 && code <= 0xf8ff) return '\uFFFD';
  return code < 32 ? '' : String.fromCodePoint(code);
}
