/**
 * A spreadsheet's number as a person sees it. Dates are numbers there: days since 30 December 1899, shown by a format such as
 * `dd/mm/yyyy`. Formats that a country setting decides are shown as they are in the United Kingdom. Source: ECMA-376 part 1, 18.8.30.
 */

/** The formats that have a number and no text in the file. */
const BUILT_IN: Readonly<Record<number, string>> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  11: '0.00E+00',
  12: '# ?/?',
  13: '# ??/??',
  14: 'dd/mm/yyyy',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'dd/mm/yyyy hh:mm',
  27: 'dd/mm/yyyy',
  30: 'dd/mm/yyyy',
  36: 'dd/mm/yyyy',
  50: 'dd/mm/yyyy',
  57: 'dd/mm/yyyy',
  37: '#,##0',
  38: '#,##0',
  39: '#,##0.00',
  40: '#,##0.00',
  41: '#,##0',
  42: '#,##0',
  43: '#,##0.00',
  44: '#,##0.00',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss.0',
  48: '##0.0E+0',
  49: '@',
};

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const LAST_SERIAL = 2_958_466;
const DAY_SECONDS = 86_400;

export type NumberFormat = { readonly code: string; readonly isDate: boolean; show(value: number): string };

/** The built-in format of that number; General for those that have none. */
export function builtInFormat(id: number): NumberFormat {
  return numberFormat(BUILT_IN[id] ?? 'General');
}

export function numberFormat(code: string): NumberFormat {
  const isDate = isDateCode(code);
  const sections = code.split(/;(?=(?:[^"]*"[^"]*")*[^"]*$)/);
  const dateTokens = isDate ? tokensOf(sections[0] ?? code) : [];
  return { code, isDate, show: (value) => (isDate ? showDate(value, dateTokens) : showNumber(value, sections)) };
}

/** A number without a format, as few digits as say it exactly (15 at most, as a spreadsheet keeps). */
export function showGeneral(value: number): string {
  return String(Number(value.toPrecision(15)));
}

function isDateCode(code: string): boolean {
  if (/general|standard/i.test(code)) return false;
  const bare = code.replace(/"[^"]*"|\\.|_.|\*./g, '').replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '');
  return /[dmyhs]/i.test(bare.replace(/[eE][+-]/g, ''));
}

function tokensOf(section: string): readonly string[] {
  return section.match(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|AM\/PM|A\/P|y+|m+|d+|h+|s+(?:\.0+)?|@|./gis) ?? [];
}

/** Year, month, day and weekday of a serial day, with the spreadsheet's own belief that 1900 was a leap year. */
function calendar(day: number): { year: number; month: number; date: number; weekday: number } {
  const weekday = (day + 6) % 7;
  if (day === 0) return { year: 1900, month: 0, date: 0, weekday };
  if (day === 60) return { year: 1900, month: 1, date: 29, weekday };
  const at = new Date(Date.UTC(1899, 11, day < 60 ? 31 : 30) + day * DAY_SECONDS * 1000);
  return { year: at.getUTCFullYear(), month: at.getUTCMonth(), date: at.getUTCDate(), weekday };
}

function showDate(value: number, tokens: readonly string[]): string {
  if (!(value >= 0 && value < LAST_SERIAL)) return showGeneral(value);
  const parts = tokens.some((token) => /^s+\./i.test(token)) ? 1000 : 1;
  const total = Math.round(value * DAY_SECONDS * parts) / parts;
  const day = Math.floor(total / DAY_SECONDS);
  const seconds = total - day * DAY_SECONDS;
  const hour = Math.floor(seconds / 3600);
  const minute = Math.floor(seconds / 60) % 60;
  const { year, month, date, weekday } = calendar(day);
  const halves = tokens.some((token) => /^(AM\/PM|A\/P)$/i.test(token));
  const two = (n: number): string => String(n).padStart(2, '0');
  let shown = '';
  tokens.forEach((token, at) => {
    const kind = token[0]?.toLowerCase() ?? '';
    if (/^(AM\/PM)$/i.test(token)) shown += hour < 12 ? 'AM' : 'PM';
    else if (/^A\/P$/i.test(token)) shown += hour < 12 ? 'A' : 'P';
    else if (token.startsWith('"')) shown += token.slice(1, -1);
    else if (token.startsWith('\\')) shown += token.slice(1);
    else if (token.startsWith('_')) shown += ' ';
    else if (token.startsWith('*') || token === '@') shown += '';
    else if (/^\[h+\]$/i.test(token)) shown += Math.floor(total / 3600);
    else if (/^\[m+\]$/i.test(token)) shown += Math.floor(total / 60);
    else if (/^\[s+\]$/i.test(token)) shown += Math.floor(total);
    else if (token.startsWith('[')) shown += '';
    else if (kind === 'y') shown += token.length <= 2 ? two(year % 100) : String(year).padStart(4, '0');
    else if (kind === 'm' && isMinutes(tokens, at)) shown += token.length === 1 ? minute : two(minute);
    else if (kind === 'm')
      shown +=
        token.length === 1
          ? month + 1
          : token.length === 2
            ? two(month + 1)
            : token.length === 3
              ? (MONTHS[month] ?? '').slice(0, 3)
              : token.length === 5
                ? (MONTHS[month] ?? '').slice(0, 1)
                : (MONTHS[month] ?? '');
    else if (kind === 'd')
      shown +=
        token.length === 1
          ? date
          : token.length === 2
            ? two(date)
            : token.length === 3
              ? (WEEKDAYS[weekday] ?? '').slice(0, 3)
              : (WEEKDAYS[weekday] ?? '');
    else if (kind === 'h') {
      const shownHour = halves ? ((hour + 11) % 12) + 1 : hour;
      shown += token.length === 1 ? shownHour : two(shownHour);
    } else if (kind === 's') {
      const decimals = token.length - token.toLowerCase().replace(/[.0]/g, '').length - 1;
      const width = token.replace(/\..*/, '').length;
      const second = decimals > 0 ? (seconds % 60).toFixed(decimals) : String(Math.floor(seconds % 60));
      shown += width > 1 ? second.padStart(decimals > 0 ? decimals + 3 : 2, '0') : second;
    } else shown += token;
  });
  return shown.trim();
}

/** `m` means minutes right after hours or right before seconds, otherwise the month. */
function isMinutes(tokens: readonly string[], at: number): boolean {
  const letter = (token: string): string => token.replace(/[[\]]/g, '')[0]?.toLowerCase() ?? '';
  const isPart = (token: string): boolean => /^\[?[ymdhs]/i.test(token) && !token.startsWith('"');
  for (let n = at - 1; n >= 0; n--)
    if (isPart(tokens[n] as string)) {
      if (letter(tokens[n] as string) === 'h') return true;
      break;
    }
  for (let n = at + 1; n < tokens.length; n++) if (isPart(tokens[n] as string)) return letter(tokens[n] as string) === 's';
  return false;
}

function showNumber(value: number, sections: readonly string[]): string {
  const usable = sections.filter((section, n) => n < 3 && !section.includes('@'));
  const negative = value < 0 && usable.length > 1;
  const section = (value === 0 && usable.length > 2 ? usable[2] : negative ? usable[1] : usable[0]) ?? 'General';
  if (/general|standard/i.test(section) || section === '') {
    return (
      section.replace(/\[[^\]]*\]|"|general|standard/gi, (part) =>
        /general|standard/i.test(part) ? showGeneral(negative ? -value : value) : '',
      ) || showGeneral(value)
    );
  }
  const bare = section.replace(/\[\$([^\]-]*)[^\]]*\]/g, '"$1"').replace(/\[[^\]]*\]/g, '');
  const tokens: readonly string[] = bare.match(/"[^"]*"|\\.|_.|\*.|E[+-]|./gis) ?? [];
  const isDigit = (token: string | undefined): boolean => token !== undefined && /^[0#?]$/.test(token);
  if (!tokens.some(isDigit)) return tokens.map(literal).join('').trim();
  if (tokens.some((token) => token === '/' || /^E[+-]$/i.test(token))) return showGeneral(value);
  const percent = tokens.filter((token) => token === '%').length;
  const point = tokens.indexOf('.');
  const decimals = point < 0 ? 0 : tokens.slice(point).filter(isDigit).length;
  const needed = point < 0 ? 0 : tokens.slice(point).filter((token) => token === '0').length;
  const lastDigit = tokens.findLastIndex((token, n) => isDigit(token) && (point < 0 || n < point));
  const scale = tokens.slice(lastDigit + 1, point < 0 ? tokens.length : point).filter((token) => token === ',').length;
  const grouped = tokens.slice(0, Math.max(0, lastDigit)).includes(',');
  const scaled = (Math.abs(value) * 100 ** percent) / 1000 ** scale;
  if (scaled >= 1e21) return showGeneral(value);
  const [whole = '0', rest = ''] = scaled.toFixed(Math.min(decimals, 20)).split('.');
  let fraction = rest;
  while (fraction.length > needed && fraction.endsWith('0')) fraction = fraction.slice(0, -1);
  const shown: string[] = [];
  let left = whole === '0' ? '' : whole;
  let placed = 0;
  const firstDigit = tokens.findIndex(isDigit);
  const put = (digit: string): void => {
    if (grouped && placed > 0 && placed % 3 === 0) shown.unshift(',');
    shown.unshift(digit);
    placed++;
  };
  const wholeEnd = point < 0 ? tokens.length : point;
  for (let n = wholeEnd - 1; n >= 0; n--) {
    const token = tokens[n] as string;
    if (isDigit(token)) {
      if (left !== '') {
        put(left.slice(-1));
        left = left.slice(0, -1);
      } else if (token === '0') put('0');
      if (n === firstDigit)
        while (left !== '') {
          put(left.slice(-1));
          left = left.slice(0, -1);
        }
    } else if (token !== ',') shown.unshift(literal(token));
  }
  if (point >= 0) {
    shown.push(fraction === '' && needed === 0 ? '' : `.${fraction}`);
    for (const token of tokens.slice(point + 1)) if (!isDigit(token) && token !== ',') shown.push(literal(token));
  }
  return `${value < 0 && !negative ? '-' : ''}${shown.join('').trim()}`;
}

function literal(token: string): string {
  if (token.startsWith('"')) return token.slice(1, -1);
  if (token.startsWith('\\')) return token.slice(1);
  if (token.startsWith('_')) return ' ';
  return token.startsWith('*') ? '' : token;
}
