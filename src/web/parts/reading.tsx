/** One row of a file: the original beside the reading, so that a person can see at a glance whether it was understood. */
import type { DraftTable, RowReading } from '../../app/read-draft.ts';
import { agencyName } from '../../domain/agency.ts';
import { sayDate } from '../../domain/time.ts';
import { UNSORTED } from '../../domain/timeline/themes.ts';
import { CHILD_SEEN, IMPACT, list, sayKind } from './words.ts';

type Row = DraftTable['firstRows'][number];

/** The cells with their headings, as they stand in the file; empty cells are left out. */
function Original({ table, row }: { readonly table: DraftTable; readonly row: Row }) {
  return (
    <div class="kin-original">
      <h3 class="govuk-heading-s kin-tight">
        In the file{' '}
        <span class="kin-quiet">
          row {row.number}
          {row.hidden && ' (hidden)'}
        </span>
      </h3>
      <dl class="kin-cellslist">
        {row.cells.map((cell, index) =>
          cell === '' ? null : (
            <div key={index}>
              <dt>{table.headings[index] === undefined || table.headings[index] === '' ? `Column ${index + 1}` : table.headings[index]}</dt>
              <dd>{cell}</dd>
            </div>
          ),
        )}
      </dl>
    </div>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string | null }) {
  return value === null || value === '' ? null : (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Read({ reading }: { readonly reading: RowReading | undefined }) {
  if (reading === undefined) return <p class="govuk-body">This row is read with the one above it.</p>;
  if (reading.as === 'not-event') return <p class="govuk-body">Not an event: {reading.because} It is kept and listed.</p>;
  if (reading.as === 'attention') {
    return (
      <>
        <p class="kin-yellow">
          <strong>Date not read.</strong> {reading.says}
        </p>
        <p class="govuk-body">The row is kept whole, outside the line of time, until a person gives the date.</p>
      </>
    );
  }
  return (
    <dl class="kin-cellslist">
      <Fact name="Happened" value={reading.happened.from === null ? `“${reading.happened.raw}” (not a date)` : sayDate(reading.happened)} />
      <Fact name="Written down" value={reading.recorded === null ? null : sayDate(reading.recorded)} />
      <Fact name="Agency" value={reading.agency === null ? null : agencyName(reading.agency)} />
      <Fact name="Source" value={reading.source} />
      <Fact name="People" value={list([...new Set([...reading.subjects, ...reading.childrenAffected])])} />
      <Fact name="Kind" value={reading.kind === UNSORTED ? null : sayKind(reading.kind)} />
      <Fact name="What happened" value={reading.what} />
      <Fact name="Response" value={reading.response} />
      <Fact name="Outcome" value={reading.outcome} />
      <Fact name="Child seen" value={reading.childSeen === 'not-recorded' ? null : CHILD_SEEN[reading.childSeen]} />
      <Fact name="Impact" value={reading.impact === null ? null : IMPACT[reading.impact]} />
      <Fact name="Colour" value={reading.rag === null ? null : sayKind(reading.rag)} />
    </dl>
  );
}

export function ReadingRow({ table, row }: { readonly table: DraftTable; readonly row: Row }) {
  const readings = table.readings.filter((reading) => reading.place.row === row.number);
  return (
    <li class="kin-pair">
      <Original table={table} row={row} />
      <div class="kin-read">
        <h3 class="govuk-heading-s kin-tight">How it was read</h3>
        {readings.length === 0 ? (
          <Read reading={undefined} />
        ) : (
          readings.map((reading, index) => <Read reading={reading} key={`${reading.as}${index}`} />)
        )}
      </div>
    </li>
  );
}
