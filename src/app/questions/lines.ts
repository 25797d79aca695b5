/** Lines of the access record in sentences: with names, with the file where it may be named, and with the reason of an emergency. */
import type { Practitioner } from '../../domain/access.ts';
import { hidesSomething, isOnlyTheAuthors, sayLine } from '../../domain/access-record.ts';
import { sayLondon } from '../../domain/time.ts';
import { filesNamed, type OpeningRow, openingsOf, type RecordLine } from '../../store/access-record.ts';
import { fingerprintOf } from '../../store/families.ts';
import { type Inside, whoAsks } from '../door.ts';
import { practitionersById } from './asking.ts';

export type SaidLine = RecordLine & {
  readonly who: Practitioner | null;
  /** The whole sentence, with its day and time. */
  readonly says: string;
  /** The same without day and time, for a page that says them beside it. */
  readonly tells: string;
  /** The reason that was given for an emergency opening; null when this line is none. */
  readonly because: string | null;
  /** Done while an emergency opening of theirs ran. */
  readonly inEmergency: boolean;
};

/** What is told of to nobody but its author, for whoever is asking: see `hidesSomething` and `isOnlyTheAuthors`. */
export async function onlyOwn(
  inside: Inside,
  family: string,
): Promise<{ readonly me: string; readonly onlyOwn: (operation: string) => boolean }> {
  const seesAll = (await fingerprintOf(inside.transaction, family)) === '';
  return { me: whoAsks(inside).id, onlyOwn: seesAll ? isOnlyTheAuthors : hidesSomething };
}

export async function sayLines(inside: Inside, family: string | null, lines: readonly RecordLine[]): Promise<readonly SaidLine[]> {
  const { transaction } = inside;
  const names = await practitionersById(inside);
  const subjects = lines.flatMap(({ subject, subjectKind }) => (subject !== null && subjectKind !== 'family' ? [subject] : []));
  const files = await filesNamed(transaction, [...new Set(subjects)]);
  const openings = family === null ? [] : await openingsOf(transaction, family);
  return lines.map((line) => {
    const who = line.practitioner === null ? null : (names.get(line.practitioner) ?? null);
    const opening = openingAt(openings, line);
    const because = line.operation === OPENS_IN_AN_EMERGENCY && line.verb !== 'refuse' ? (opening?.reason ?? null) : null;
    const file = line.subject === null ? null : (files.get(line.subject) ?? null);
    return {
      ...line,
      who,
      because,
      inEmergency: opening !== null,
      says: sayLine(line, who, { file, because, when: sayLondon(line.at) }),
      tells: sayLine(line, who, { file, because }),
    };
  });
}

const OPENS_IN_AN_EMERGENCY = 'open-in-an-emergency';

/** The opening that ran when a line was written. Its own line is written in its transaction, just after it begins. */
function openingAt(openings: readonly OpeningRow[], line: RecordLine): OpeningRow | null {
  const at = line.at.slice(0, 23);
  return openings.findLast((one) => one.practitioner === line.practitioner && one.since.slice(0, 23) <= at && at < one.until) ?? null;
}
