/** Step 3 of bringing a file: which column is what. */

import type { Draft } from '../../app/read-draft.ts';
import { COLUMN_ROLES, type ColumnRole } from '../../domain/contribution.ts';
import { govuk } from '../govuk.ts';
import { correct, draftPage, Onwards, openDraft, thenTo } from '../parts/draft-frame.tsx';
import { AsThingsStand, Blocked, Remembered } from '../parts/draft-steps.tsx';
import { Form, Html } from '../parts/html.tsx';
import { COLUMN_WORDS } from '../parts/words.ts';
import type { Screen } from '../visit.ts';

const shorten = (text: string): string => (text.length > 80 ? `${text.slice(0, 77).trimEnd()}…` : text);

type Column = { readonly heading: string; readonly role: ColumnRole | null; readonly examples: readonly string[] };

/** The headings of all tables that are read, once each, with the role that each plays now and a few cells below it. */
function columnsOf(draft: Draft): readonly Column[] {
  const found = new Map<string, Column>();
  for (const table of draft.tables.filter((one) => !one.leftOut)) {
    for (const [index, heading] of table.headings.entries()) {
      if (heading.trim() === '' || found.has(heading)) continue;
      const role = COLUMN_ROLES.find((one) => table.columns[one] === index) ?? null;
      const examples = [...new Set(table.firstRows.map((row) => row.cells[index] ?? '').filter((cell) => cell !== ''))]
        .slice(0, 3)
        .map(shorten);
      found.set(heading, { heading, role, examples });
    }
  }
  return [...found.values()];
}

export const draftColumnsScreen: Screen = {
  path: '/drafts/:draft/columns',
  get: async (visit) => {
    const opened = await openDraft(visit);
    if ('instead' in opened) return opened.instead;
    const { draft } = opened;
    const columns = columnsOf(draft);
    return draftPage(
      visit,
      draft,
      'columns',
      'Bring a file: the columns',
      <>
        <h1 class="govuk-heading-l">Which column is what?</h1>
        <Blocked draft={draft} here="columns" />
        <Remembered draft={draft} />
        <p class="govuk-body">
          Every column is kept and shown with the event, also those that are none of these. What you change is remembered for this agency.
        </p>
        {columns.length === 0 && <p class="govuk-body">This file has no columns to choose: it says itself what everything is.</p>}
        <Form visit={visit} action={`/drafts/${draft.id}/columns`}>
          <ul class="kin-column-list">
            {columns.map((column, index) => (
              <li class="kin-column" key={column.heading}>
                <div>
                  <p class="govuk-body kin-tight">
                    <span class="kin-quiet">In the file:</span> <strong>{column.heading}</strong>
                  </p>
                  <p class="govuk-body kin-cells kin-tight">
                    {column.examples.length === 0 ? 'No cell filled in the first rows' : column.examples.join(' | ')}
                  </p>
                  <input type="hidden" name="heading" value={column.heading} />
                </div>
                <Html
                  of={govuk('select', {
                    id: `role-${index}`,
                    name: 'role',
                    label: { html: `Is read as <span class="govuk-visually-hidden">(column ${index + 1})</span>` },
                    items: [
                      { value: '', text: 'Kept as it is' },
                      ...Object.entries(COLUMN_WORDS).map(([role, text]) => ({
                        value: role,
                        text: text ?? role,
                        selected: role === column.role,
                      })),
                    ],
                  })}
                />
              </li>
            ))}
          </ul>
          <Onwards draft={draft} step="columns" />
        </Form>
        <AsThingsStand draft={draft} />
      </>,
    );
  },
  post: async (visit) => {
    const opened = await openDraft(visit);
    if ('instead' in opened) return opened.instead;
    const { draft } = opened;
    const { fields } = visit.form;
    const roles = fields.getAll('role');
    const chosen = new Map(fields.getAll('heading').map((heading, index) => [heading, roles[index] ?? '']));
    const mapping: Partial<Record<ColumnRole, string | null>> = {};
    for (const { heading, role } of columnsOf(draft)) {
      const now = chosen.get(heading);
      if (now === undefined || now === (role ?? '')) continue;
      // A role that loses its heading is taken away, unless another heading takes it below.
      if (role !== null && mapping[role] === undefined) mapping[role] = null;
      if (COLUMN_ROLES.includes(now as ColumnRole)) mapping[now as ColumnRole] = heading;
    }
    return Object.keys(mapping).length === 0
      ? thenTo(visit, 'columns')
      : correct(visit, { mapping: { ...draft.mapping, ...mapping } }, 'columns');
  },
};
