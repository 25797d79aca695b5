/** Step 4 of bringing a file: how its dates are written. */

import type { Draft } from '../../app/read-draft.ts';
import { sayDate } from '../../domain/time.ts';
import { govuk } from '../govuk.ts';
import { correct, draftPage, Onwards, openDraft, thenTo } from '../parts/draft-frame.tsx';
import { AsThingsStand, Blocked } from '../parts/draft-steps.tsx';
import { Form, Html } from '../parts/html.tsx';
import type { Screen } from '../visit.ts';

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
