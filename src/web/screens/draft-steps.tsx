/** Steps 1 to 4 of bringing a file: whose it is, where the table is, which column is what, and how its dates are written. */

import type { VNode } from 'preact';
import { correctDraft } from '../../app/correct-draft.ts';
import { listAgencies } from '../../app/list-agencies.ts';
import { type Draft, readDraft } from '../../app/read-draft.ts';
import { roleOf } from '../../domain/access.ts';
import { COLUMN_ROLES, type ColumnMapping, type ColumnRole } from '../../domain/contribution.ts';
import { isProblem } from '../../domain/problem.ts';
import { sayDate } from '../../domain/time.ts';
import { govuk } from '../govuk.ts';
import { rowsOf, sayAccounting } from '../parts/accounting.ts';
import { AsThingsStand, Blocked, needsAnswer, Remembered, SetAside, type Step, StepLine, stepAfter } from '../parts/draft-steps.tsx';
import { Form, Html } from '../parts/html.tsx';
import { COLUMN_WORDS, count } from '../parts/words.ts';
import { type Answer, type Page, problemAnswer, redirect, type Screen, type Visit } from '../visit.ts';

/**
 * The draft that the address names; one that was accepted meanwhile has become a contribution, and its page is shown instead; one that
 * was set aside waits no longer.
 */
export async function openDraft(visit: Visit): Promise<{ readonly draft: Draft } | { readonly instead: Answer }> {
  const draft = await visit.ask(readDraft, { draft: visit.param('draft') });
  if (isProblem(draft)) return { instead: problemAnswer(draft) };
  if (draft.setAside) return { instead: redirect(`/families/${draft.family}/gather?said=set-aside`) };
  return draft.acceptedAs === null ? { draft } : { instead: redirect(`/contributions/${draft.acceptedAs}`) };
}

export function draftPage(visit: Visit, draft: Draft, step: Step, title: string, body: VNode): Page {
  return {
    kind: 'page',
    title,
    back: { href: `/families/${draft.family}/gather`, text: 'Gather' },
    body: (
      <>
        <StepLine draft={draft} step={step} />
        <span class="govuk-caption-l">
          {draft.familyLabel}: {draft.file}
        </span>
        {body}
        <SetAside visit={visit} draft={draft} />
      </>
    ),
  };
}

/** Every step ends in the same two buttons: go on, or skip to the end when it looks right. */
function Onwards({ draft, step }: { readonly draft: Draft; readonly step: Step }) {
  return (
    <div class="govuk-button-group">
      <Html of={govuk('button', { text: 'Save and go on', name: 'then', value: stepAfter(step), preventDoubleClick: true })} />
      {needsAnswer(draft) === null && (
        <Html
          of={govuk('button', { text: 'Looks right, skip to the end', name: 'then', value: 'check', classes: 'govuk-button--secondary' })}
        />
      )}
    </div>
  );
}

function thenTo(visit: Visit, step: Step): Answer {
  const then = visit.form.fields.get('then');
  return redirect(`/drafts/${visit.param('draft')}/${then === 'check' ? 'check' : stepAfter(step)}`);
}

async function correct(
  visit: Visit,
  correction: { mapping?: ColumnMapping; agency?: string; leaveOutTables?: string[]; order?: 'day-first' | 'month-first' },
  step: Step,
): Promise<Answer> {
  const found = await visit.ask(correctDraft, { draft: visit.param('draft'), ...correction });
  return isProblem(found) ? problemAnswer(found) : thenTo(visit, step);
}

const KINDS: readonly (readonly [string, string])[] = [
  ['.docx', 'a Word document'],
  ['.xlsx', 'an Excel workbook'],
  ['.csv', 'a CSV file'],
  ['.json', 'a Kinline JSON file'],
];

export const draftFileScreen: Screen = {
  path: '/drafts/:draft/file',
  get: async (visit) => {
    const [opened, found] = await Promise.all([openDraft(visit), visit.ask(listAgencies, {})]);
    if ('instead' in opened) return opened.instead;
    const { draft } = opened;
    if (isProblem(found)) return problemAnswer(found);
    const kind = KINDS.find(([ending]) => draft.file.toLowerCase().endsWith(ending))?.[1] ?? 'a file';
    const anyAgency = visit.practitioner !== null && roleOf(visit.practitioner)?.contributesForAnyAgency === true;
    return draftPage(
      visit,
      draft,
      'file',
      'Bring a file: the file',
      <>
        <h1 class="govuk-heading-l">Whose file is it?</h1>
        <Blocked draft={draft} here="file" />
        <p class="govuk-body">
          It is {kind} with {count(draft.tables.length, 'table')}. {sayAccounting(rowsOf(draft.contribution))}
        </p>
        {draft.already !== null && (
          <p class="govuk-inset-text">
            These same bytes were received before.{' '}
            <a class="govuk-link" href={`/contributions/${draft.already}`}>
              See what was received
            </a>
            .
          </p>
        )}
        <Form visit={visit} action={`/drafts/${draft.id}/file`}>
          {anyAgency ? (
            <Html
              of={govuk('select', {
                id: 'agency',
                name: 'agency',
                label: { text: 'Which agency sent it?', classes: 'govuk-label--m' },
                hint: { text: 'A row that names its own agency keeps it.' },
                items: [
                  { value: '', text: 'Each row says so' },
                  ...found.agencies.map((one) => ({ value: one.code, text: one.name, selected: one.code === draft.agency })),
                ],
              })}
            />
          ) : (
            <p class="govuk-body">It is kept as sent by your own agency.</p>
          )}
          <Onwards draft={draft} step="file" />
        </Form>
        <AsThingsStand draft={draft} />
      </>,
    );
  },
  post: async (visit) => {
    const agency = visit.form.fields.get('agency') ?? '';
    return agency === '' ? thenTo(visit, 'file') : correct(visit, { agency }, 'file');
  },
};

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

/** Dates that are not simply a day: each spelling once, with how it was read. */
function datesWorthALook(draft: Draft) {
  const seen = new Map<string, string>();
  for (const event of draft.contribution.events) {
    const { happened } = event;
    if (happened.precision === 'day' || happened.precision === 'minute' ? !happened.approx : false) continue;
    if (happened.raw !== '' && !seen.has(happened.raw))
      seen.set(happened.raw, happened.from === null ? 'Kept as text: no date is made of it' : sayDate(happened));
  }
  return [...seen].slice(0, 30);
}

function exactExamples(draft: Draft) {
  const exact = draft.contribution.events.filter(({ happened }) => ['day', 'minute'].includes(happened.precision) && !happened.approx);
  const seen = new Map(exact.map(({ happened }) => [happened.raw, sayDate(happened)]));
  return [...seen].slice(0, 5);
}

export const draftDatesScreen: Screen = {
  path: '/drafts/:draft/dates',
  get: async (visit) => {
    const opened = await openDraft(visit);
    if ('instead' in opened) return opened.instead;
    const { draft } = opened;
    const evidence = draft.tables.filter((table) => !table.leftOut && table.dayMonthOrder !== null);
    const order = draft.order ?? evidence[0]?.dayMonthOrder?.order ?? 'day-first';
    const unusual = datesWorthALook(draft);
    return draftPage(
      visit,
      draft,
      'dates',
      'Bring a file: the dates',
      <>
        <h1 class="govuk-heading-l">How are the dates written?</h1>
        <Blocked draft={draft} here="dates" />
        <Form visit={visit} action={`/drafts/${draft.id}/dates`}>
          <Html
            of={govuk('radios', {
              idPrefix: 'order',
              name: 'order',
              fieldset: { legend: { text: 'In a date such as 3/4/2015, which number is the day?', classes: 'govuk-fieldset__legend--m' } },
              items: [
                { value: 'day-first', text: 'The first: 3 April 2015', checked: order === 'day-first' },
                { value: 'month-first', text: 'The second: 4 March 2015', checked: order === 'month-first' },
              ],
            })}
          />
          <input type="hidden" name="was" value={order} />
          {evidence.map((table) => (
            <p class="govuk-inset-text" key={table.place}>
              {draft.tables.length > 1 && `${table.place}: `}
              {table.dayMonthOrder?.because}
            </p>
          ))}
          <Readings caption="Some dates as they were read" rows={exactExamples(draft)} />
          {unusual.length > 0 && <Readings caption="Dates that say less than a day, or say it unusually" rows={unusual} />}
          <p class="govuk-body">A month stays a month and a year stays a year. No day, year or time is ever made up.</p>
          <Onwards draft={draft} step="dates" />
        </Form>
        <AsThingsStand draft={draft} />
      </>,
    );
  },
  post: (visit) => {
    const order = visit.form.fields.get('order');
    const was = visit.form.fields.get('was');
    return (order === 'day-first' || order === 'month-first') && order !== was
      ? correct(visit, { order }, 'dates')
      : Promise.resolve(thenTo(visit, 'dates'));
  },
};

function Readings({ caption, rows }: { readonly caption: string; readonly rows: readonly (readonly [string, string])[] }) {
  if (rows.length === 0) return null;
  return (
    <Html
      of={govuk('table', {
        caption,
        captionClasses: 'govuk-table__caption--s',
        classes: 'kin-readings',
        head: [{ text: 'In the file' }, { text: 'Read as' }],
        rows: rows.map(([raw, said]) => [{ text: raw }, { text: said }]),
      })}
    />
  );
}
