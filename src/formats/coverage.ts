/** The period that a file says it covers: "Period covered: 1 January 2012 to 31 March 2016". */
import type { Coverage, Notice } from '../domain/contribution.ts';
import type { Moments } from './moments.ts';
import type { Saying } from './sayings.ts';

const PERIOD =
  /\b(?:period(?: covered| under review| of review)?|scop(?:e|ing period)|time ?frame|time ?scale|dates? covered|covering|review period)\b[^:\n\d]{0,40}[:–-]?\s*(?:from\s+)?(.{4,60}?)\s+(?:to|until|till|[-–—])\s+(.{4,60}?)\s*(?:$|[.;|\n(])/i;
const WHOLE = /\b(complete|all (?:known )?(?:records?|contacts?|entries)|full record)\b/i;
const PART = /\b(incomplete|partial|selected|extract|not complete)\b/i;

/** What the sayings declare. A file that gives a period without saying that it is complete declares it as partial. */
export function coverageIn(sayings: readonly Saying[], moments: Moments): { readonly coverage: Coverage[]; readonly notices: Notice[] } {
  const coverage: Coverage[] = [];
  const notices: Notice[] = [];
  for (const { place, text } of sayings.slice(0, 80)) {
    if (text.length > 600) continue;
    const match = PERIOD.exec(text);
    if (match?.[1] === undefined || match[2] === undefined) continue;
    const end = moments.dateText(match[2].trim()).date;
    const start = moments.dateText(match[1].trim()).date;
    if (start.from === null || end.to === null || end.to < start.from) continue;
    const complete = WHOLE.test(text) && !PART.test(text);
    coverage.push({ from: start.from, to: end.to, complete });
    notices.push({
      place: { table: place, row: 0, hidden: false },
      code: 'coverage-read',
      says: `The file says that it covers ${match[1].trim()} to ${match[2].trim()}${complete ? ', completely' : '; it does not say that it is complete'}.`,
    });
  }
  return { coverage, notices };
}
