/** Step 2 of bringing a file: where the table is. */
import { correct, draftPage, Onwards, openDraft } from '../parts/draft-frame.tsx';
import { AsThingsStand, Blocked } from '../parts/draft-steps.tsx';
import { Form } from '../parts/html.tsx';
import type { Screen } from '../visit.ts';

export const draftTableScreen: Screen = {
  path: '/drafts/:draft/table',
  get: async (visit) => {
    const opened = await openDraft(visit);
    if ('instead' in opened) return opened.instead;
    const { draft } = opened;
    return draftPage(
      visit,
      draft,
      'table',
      'Bring a file: the table',
      <>
        <h1 class="govuk-heading-l">Where is the table?</h1>
        <Blocked draft={draft} here="table" />
        <p class="govuk-body">
          {draft.tables.length === 1 ? 'There is one table in the file.' : `There are ${draft.tables.length} tables in the file.`} Take away
          the tick from a table that is not part of the chronology.
        </p>
        <Form visit={visit} action={`/drafts/${draft.id}/table`}>
          {draft.tables.map((table, index) => (
            <div class="kin-table-choice" key={table.place}>
              <input type="hidden" name="place" value={table.place} />
              <div class="govuk-checkboxes govuk-checkboxes--small">
                <div class="govuk-checkboxes__item">
                  <input
                    class="govuk-checkboxes__input"
                    id={`table-${index}`}
                    name="read"
                    type="checkbox"
                    value={table.place}
                    checked={!table.leftOut}
                  />
                  <label class="govuk-label govuk-checkboxes__label" for={`table-${index}`}>
                    <strong>Read {table.place}</strong>
                    {table.hidden && ' (hidden in the file)'}:{' '}
                    {table.headings.length === 0 ? 'no headings found' : table.headings.filter((h) => h !== '').join(', ')}
                  </label>
                </div>
              </div>
              {table.firstRows.slice(0, 2).map((row) => (
                <p class="govuk-body kin-cells" key={row.number}>
                  <span class="kin-quiet">Row {row.number}:</span> {row.cells.filter((cell) => cell !== '').join(' | ')}
                </p>
              ))}
            </div>
          ))}
          <Onwards draft={draft} step="table" />
        </Form>
        <AsThingsStand draft={draft} />
      </>,
    );
  },
  post: (visit) => {
    const { fields } = visit.form;
    const read = new Set(fields.getAll('read'));
    return correct(visit, { leaveOutTables: fields.getAll('place').filter((place) => !read.has(place)) }, 'table');
  },
};
