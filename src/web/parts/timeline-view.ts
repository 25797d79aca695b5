/** What every page about a family's events reads first: the chronology, how agencies stand, and the selection in the address. */
import { type FamilyChronology, readChronology } from '../../app/read-chronology.ts';
import { type FamilyPage, readFamily } from '../../app/read-family.ts';
import type { AttentionRow } from '../../domain/contribution.ts';
import { isProblem, type Problem } from '../../domain/problem.ts';
import type { PictureOptions } from '../../domain/timeline/picture.ts';
import { type Found, type Misread, readSelection, type Selection, select } from '../../domain/timeline/selection.ts';
import type { FamilyFrame, Visit } from '../visit.ts';
import { queryOf } from './timeline-address.ts';

/** `contribution` is where a person can complete the row; null when the file has no event that says which one it is. */
export type AttentionLine = {
  readonly file: string;
  readonly agency: string | null;
  readonly row: AttentionRow;
  readonly contribution: string | null;
};

export type TimelineView = {
  readonly frame: FamilyFrame;
  readonly family: FamilyPage;
  readonly record: FamilyChronology;
  readonly selection: Selection;
  readonly misread: readonly Misread[];
  /** The events selected, oldest first. */
  readonly found: readonly Found[];
  /** Rows without a day, kept whole outside the axis, of the agencies selected. */
  readonly attention: readonly AttentionLine[];
};

export async function readView(visit: Visit): Promise<TimelineView | Problem> {
  const id = visit.param('family');
  const record = await visit.ask(readChronology, { family: id });
  if (isProblem(record)) return record;
  const family = await visit.ask(readFamily, { family: id });
  if (isProblem(family)) return family;
  const { selection, misread } = readSelection(queryOf(visit.query), visit.today);
  return {
    frame: { id: family.id, label: family.label, children: record.children },
    family,
    record,
    selection,
    misread,
    found: select(record.chronology, selection),
    attention: attentionOf(record, selection),
  };
}

/** Lanes are named and ordered by every agency of the partnership: one that sent nothing has a name all the same. */
export function pictureOptions({ record, family }: TimelineView): PictureOptions {
  return { agencies: record.partnershipAgencies, children: record.children, standings: family.agencies };
}

function attentionOf(record: FamilyChronology, selection: Selection): readonly AttentionLine[] {
  const done = new Set(record.completed.map(({ place }) => `${place.table}\n${place.row}`));
  return record.chronology.contributions.flatMap(({ file, agency, attention, events }) => {
    if (selection.agencies.length > 0 && !selection.agencies.includes(agency ?? '-')) return [];
    const contribution = record.contributionOf[events[0]?.id ?? ''] ?? null;
    // A row that someone completed is an event of the same place now.
    const completed = new Set(events.map(({ place }) => `${place.table}\n${place.row}`).filter((place) => done.has(place)));
    return attention
      .filter((row) => !completed.has(`${row.place.table}\n${row.place.row}`))
      .map((row) => ({ file, agency, row, contribution }));
  });
}
