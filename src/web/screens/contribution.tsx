/** One contribution: every row of the file accounted for, the rows that a person must complete, and the original as it was sent. */
import { completeRow } from '../../app/complete-row.ts';
import { readOriginal } from '../../app/original-file.ts';
import { type ReceivedContribution, readReceived } from '../../app/read-contribution.ts';
import { readFamily } from '../../app/read-family.ts';
import { mayDo } from '../../domain/access.ts';
import { agencyName } from '../../domain/agency.ts';
import type { AttentionRow } from '../../domain/contribution.ts';
import { isProblem } from '../../domain/problem.ts';
import { govuk } from '../govuk.ts';
import { rowsOf, sayAccounting, sayCoverage } from '../parts/accounting.ts';
import { Form, Html } from '../parts/html.tsx';
import { type Fault, Faults, faultOf, Said } from '../parts/notice.tsx';
import { NoticeGroups } from '../parts/notices.tsx';
import { capital, count, sayInstant } from '../parts/words.ts';
import { type Answer, problemAnswer, redirect, type Screen, type Visit } from '../visit.ts';

/** Rows that are shown at once; the rest follow on further pages. */
const ROWS = 50;

async function page(visit: Visit, faults: readonly Fault[]): Promise<Answer> {
  const received = await visit.ask(readReceived, { contribution: visit.param('contribution') });
  if (isProblem(received)) return problemAnswer(received);
  const family = await visit.ask(readFamily, { family: received.line.family });
  if (isProblem(family)) return problemAnswer(family);
  const { line, contribution } = received;
  const mayComplete = mayDo(visit.practitioner, 'contribute') && line.supersededBy === null;
  return {
    kind: 'page',
    title: 'A file that was received',
    family,
    section: 'gather',
    back: { href: `/families/${family.id}/gather`, text: 'Gather' },
    status: faults.length === 0 ? 200 : 422,
    body: (
      <>
        <Said code={visit.query.get('said')} />
        <Faults faults={faults} />
        <span class="govuk-caption-l">{line.agency === null ? 'Each row says its agency' : agencyName(line.agency)}</span>
        <h1 class="govuk-heading-l">{line.file}</h1>
        <p class="govuk-body-l">{sayAccounting(rowsOf(contribution))}</p>
        {line.supersededBy !== null && (
          <p class="govuk-inset-text">
            A corrected file took the place of this one.{' '}
            <a class="govuk-link" href={`/contributions/${line.supersededBy}`}>
              See the corrected file
            </a>
            . This one is kept as it was.
          </p>
        )}
        <div class="govuk-button-group">
          <Html of={govuk('button', { text: 'See the timeline', href: `/families/${family.id}/timeline` })} />
          <a class="govuk-link" href={`/contributions/${line.id}/original`}>
            Download the file as it was sent
          </a>
        </div>
        <Attention received={received} visit={visit} faults={faults} mayComplete={mayComplete} />
        <h2 class="govuk-heading-m">How it was read</h2>
        <Html
          of={govuk('summary-list', {
            rows: [
              { key: { text: 'Received' }, value: { text: sayInstant(line.receivedAt) } },
              { key: { text: 'Covers' }, value: { text: capital(sayCoverage(contribution.coverage)) } },
              ...contribution.tables.map((table) => ({
                key: { text: capital(table.place) },
                value: { text: `${sayAccounting(table.rows)} ${table.dayMonthOrder?.because ?? ''}`.trim() },
              })),
              { key: { text: 'Fingerprint' }, value: { text: line.sha256, classes: 'kin-fingerprint' } },
            ],
          })}
        />
        <NoticeGroups notices={contribution.notices} />
        <NotEvents received={received} />
      </>
    ),
  };
}

type AttentionProps = {
  readonly received: ReceivedContribution;
  readonly visit: Visit;
  readonly faults: readonly Fault[];
  readonly mayComplete: boolean;
};

function Attention({ received, visit, faults, mayComplete }: AttentionProps) {
  const rows = received.contribution.attention;
  if (rows.length === 0) return null;
  const from = Math.max(0, Number.parseInt(visit.query.get('from') ?? '0', 10) || 0);
  return (
    <section id="attention" class="kin-attention" aria-labelledby="attention-heading">
      <h2 class="govuk-heading-m" id="attention-heading">
        {rows.length === 1 ? 'One row needs a person' : `${count(rows.length, 'row')} need a person`}
      </h2>
      <p class="govuk-body">
        {rows.length === 1 ? 'Its date' : 'Their dates'} could not be read with certainty, so{' '}
        {rows.length === 1 ? 'it stands' : 'they stand'} outside the line of time until someone who knows gives the date.
      </p>
      <ul class="kin-bars">
        {rows.slice(from, from + ROWS).map((row, index) => (
          <AttentionItem
            row={row}
            number={from + index}
            id={received.line.id}
            visit={visit}
            faults={faults}
            mayComplete={mayComplete}
            key={`${row.place.table}/${row.place.row}/${index}`}
          />
        ))}
      </ul>
      {from + ROWS < rows.length && (
        <a class="govuk-link" href={`/contributions/${received.line.id}?from=${from + ROWS}#attention`}>
          Show the next {Math.min(ROWS, rows.length - from - ROWS)}
        </a>
      )}
    </section>
  );
}

type ItemProps = {
  readonly row: AttentionRow;
  readonly number: number;
  readonly id: string;
  readonly visit: Visit;
  readonly faults: readonly Fault[];
  readonly mayComplete: boolean;
};

function AttentionItem({ row, number, id, visit, faults, mayComplete }: ItemProps) {
  const sent = visit.form.fields;
  const mine = sent.get('table') === row.place.table && sent.get('row') === String(row.place.row);
  const field = (name: string): string => (mine ? (sent.get(name) ?? '') : '');
  return (
    <li class="kin-to-complete">
      <p class="kin-yellow">
        <strong>
          {row.place.table}, row {row.place.row}
          {row.place.hidden && ' (hidden in the file)'}: date not read.
        </strong>{' '}
        {row.says}
      </p>
      <blockquote class="kin-words">{row.text}</blockquote>
      {mayComplete && (
        <details class="govuk-details" open={mine}>
          <summary class="govuk-details__summary">
            <span class="govuk-details__summary-text">
              Give the date<span class="govuk-visually-hidden"> of row {row.place.row}</span>
            </span>
          </summary>
          <div class="govuk-details__text">
            <Form visit={visit} action={`/contributions/${id}/complete`}>
              <input type="hidden" name="table" value={row.place.table} />
              <input type="hidden" name="row" value={String(row.place.row)} />
              <input type="hidden" name="number" value={String(number)} />
              <Html
                of={govuk('input', {
                  id: `date-${number}`,
                  name: 'date',
                  label: { text: 'When did it happen?' },
                  hint: { text: 'As exactly as you know: 12 April 2013, April 2013, summer 2013, about 2013.' },
                  classes: 'govuk-input--width-20',
                  value: field('date'),
                  ...faultOf(faults, `date-${number}`),
                })}
              />
              <Html
                of={govuk('input', {
                  id: `time-${number}`,
                  name: 'time',
                  label: { text: 'Time (optional)' },
                  classes: 'govuk-input--width-5',
                  value: field('time'),
                })}
              />
              <Html
                of={govuk('input', {
                  id: `reason-${number}`,
                  name: 'reason',
                  label: { text: 'How do you know? (optional)' },
                  hint: { text: 'Such as: the health visitor confirmed it by phone.' },
                  value: field('reason'),
                })}
              />
              <Html of={govuk('button', { text: 'Make it an event', classes: 'govuk-button--secondary', preventDoubleClick: true })} />
            </Form>
          </div>
        </details>
      )}
    </li>
  );
}

function NotEvents({ received }: { readonly received: ReceivedContribution }) {
  const rows = received.contribution.notEvents;
  if (rows.length === 0) return null;
  return (
    <details class="govuk-details">
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">
          {rows.length === 1 ? 'One row that is not an event' : `${count(rows.length, 'row')} that are not events`}
        </span>
      </summary>
      <div class="govuk-details__text">
        <ul class="kin-notices">
          {rows.slice(0, 200).map((row, index) => (
            <li key={`${row.place.table}/${row.place.row}/${index}`}>
              <span class="kin-quiet">
                {row.place.table}, row {row.place.row}:
              </span>{' '}
              {row.text === '' ? 'blank' : `“${row.text}”`} {row.because}
            </li>
          ))}
          {rows.length > 200 && <li class="kin-quiet">and {rows.length - 200} more</li>}
        </ul>
      </div>
    </details>
  );
}

export const contributionScreen: Screen = { path: '/contributions/:contribution', get: (visit) => page(visit, []) };

export const completeRowScreen: Screen = {
  path: '/contributions/:contribution/complete',
  post: async (visit) => {
    const { fields } = visit.form;
    const date = (fields.get('date') ?? '').trim();
    const field = `date-${fields.get('number') ?? '0'}`;
    if (date === '') return page(visit, [{ field, text: 'Write when it happened, as exactly as you know' }]);
    const [time, reason] = ['time', 'reason'].map((name) => (fields.get(name) ?? '').trim());
    const place = { table: fields.get('table') ?? '', row: Number.parseInt(fields.get('row') ?? '0', 10) || 0 };
    const contribution = visit.param('contribution');
    const found = await visit.ask(completeRow, {
      contribution,
      place,
      date,
      time: time === '' || time === undefined ? null : time,
      reason: reason === '' || reason === undefined ? null : reason,
    });
    if (!isProblem(found)) return redirect(`/contributions/${contribution}?said=completed#attention`);
    if (found.status >= 400 && found.status < 500 && found.problem !== 'not-found' && found.problem !== 'not-permitted') {
      return page(visit, [{ field, text: found.detail ?? found.title }]);
    }
    return problemAnswer(found);
  },
};

export const originalScreen: Screen = {
  path: '/contributions/:contribution/original',
  get: async (visit) => {
    const found = await visit.ask(readOriginal, { contribution: visit.param('contribution') });
    return isProblem(found) ? problemAnswer(found) : { kind: 'file', ...found };
  },
};
