/** The access record of a family: who looked, added and decided, when and why, in sentences; and the copy that the family may read. */
import type { VNode } from 'preact';
import { type AccessRecord, listProfessionals, readAccessRecord, readOwnRecord, type SaidLine } from '../../app/questions/access-record.ts';
import { ASK_US, downloadAccessRecordForFamily, LEFT_OUT, readAccessRecordForFamily } from '../../app/questions/for-the-family.ts';
import { byDay, VERB_WORDS } from '../../domain/access-record.ts';
import { VERBS, type Verb } from '../../domain/audit.ts';
import { isProblem } from '../../domain/problem.ts';
import { londonDay, sayDay, sayLondonClock } from '../../domain/time.ts';
import { govuk } from '../govuk.ts';
import { AskForm, asked, askedDay, askedPage, DayField, NOT_A_DAY, notADay, Pages, ProfessionalField, StandsOn } from '../parts/asking.tsx';
import { Html } from '../parts/html.tsx';
import { Faults } from '../parts/notice.tsx';
import { capital, count } from '../parts/words.ts';
import { problemAnswer, type Screen, type Visit } from '../visit.ts';

/** What one may filter by, in the order in which it is offered. */
const KINDS: readonly (readonly [Verb, string])[] = [
  ['read', 'Looked'],
  ['print', 'Printed'],
  ['export', 'Took away'],
  ['add', 'Added'],
  ['change', 'Changed'],
  ['decide', 'Decided'],
  ['share', 'Shared with somebody'],
  ['refuse', 'Was refused'],
];

export function sayTotals({ total, totals }: Pick<AccessRecord, 'total' | 'totals'>): string {
  const each = totals.map(({ verb, lines }) => `${lines.toLocaleString('en-GB')} ${VERB_WORDS[verb][lines === 1 ? 0 : 1]}`);
  return `${capital(count(total, 'entry', 'entries'))}${each.length > 1 ? `: ${each.join(', ')}` : ''}`;
}

export const accessRecordScreen: Screen = {
  path: '/families/:family/access',
  get: async (visit) => {
    const verb = VERBS.find((one) => one === visit.query.get('what'));
    const faults = ['from', 'to'].filter((name) => notADay(visit, name)).map((field) => ({ field, text: NOT_A_DAY }));
    const [practitioner, from, to] = [asked(visit, 'practitioner'), askedDay(visit, 'from'), askedDay(visit, 'to')];
    const record = await visit.ask(readAccessRecord, {
      family: visit.param('family'),
      page: askedPage(visit),
      ...(practitioner === undefined ? {} : { practitioner }),
      ...(verb === undefined ? {} : { verb }),
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
    });
    if (isProblem(record)) return problemAnswer(record);
    const found = await visit.ask(listProfessionals, {});
    if (isProblem(found)) return problemAnswer(found);
    const filtered = practitioner !== undefined || verb !== undefined || from !== undefined || to !== undefined;
    const here = `/families/${record.family.id}/access`;
    return {
      kind: 'page',
      title: 'Access record',
      family: record.family,
      section: 'access',
      status: faults.length === 0 ? 200 : 422,
      body: (
        <>
          <Faults faults={faults} />
          <h1 class="govuk-heading-l">Who looked at this family’s record</h1>
          <p class="govuk-body-l kin-tight">
            {sayTotals(record)}
            {record.people > 1 ? `, by ${record.people.toLocaleString('en-GB')} people` : ''}
            {filtered ? ', with the filter below.' : '.'}
          </p>
          <ul class="kin-links">
            <li>
              <a class="govuk-link" href={`/families/${record.family.id}/questions`}>
                Questions of an inspector or a court
              </a>
            </li>
            <li>
              <a class="govuk-link" href={`${here}/for-the-family`}>
                The copy for the family
              </a>
            </li>
          </ul>
          <details class="govuk-details kin-filter" open={filtered || faults.length > 0}>
            <summary class="govuk-details__summary">
              <span class="govuk-details__summary-text">Filter</span>
            </summary>
            <div class="govuk-details__text">
              <AskForm action={here} button="Show these">
                <ProfessionalField professionals={found.professionals} chosen={practitioner} label="Who" any="Everybody" />
                <Html
                  of={govuk('select', {
                    id: 'what',
                    name: 'what',
                    label: { text: 'What they did' },
                    items: [{ value: '', text: 'Anything' }, ...KINDS.map(([value, text]) => ({ value, text, selected: value === verb }))],
                  })}
                />
                <DayField visit={visit} name="from" label="From this day" />
                <DayField visit={visit} name="to" label="To this day" />
              </AskForm>
              {filtered && (
                <p class="govuk-body">
                  <a class="govuk-link" href={here}>
                    Show everything
                  </a>
                </p>
              )}
            </div>
          </details>
          {record.lines.length === 0 ? (
            <p class="govuk-body">The record holds no entry {filtered ? 'that fits this filter' : 'yet'}.</p>
          ) : (
            <Days lines={record.lines} />
          )}
          <Pages visit={visit} page={record.page} pages={record.pages} />
          <StandsOn lines={record.standsOn} />
        </>
      ),
    };
  },
};

function Days({ lines, about }: { readonly lines: readonly SaidLine[]; readonly about?: (line: SaidLine) => string }): VNode {
  return (
    <>
      {byDay(lines).map(({ day, lines: some }) => (
        <table class="govuk-table kin-record" key={day}>
          <caption class="govuk-table__caption govuk-table__caption--m">{sayDay(day)}</caption>
          <thead class="govuk-visually-hidden">
            <tr>
              <th scope="col">Time</th>
              <th scope="col">What was done</th>
            </tr>
          </thead>
          <tbody class="govuk-table__body">
            {some.map((line) => (
              <tr class={`govuk-table__row${line.verb === 'refuse' ? ' kin-record__refused' : ''}`} key={line.entry}>
                <th scope="row" class="kin-record__time">
                  <time dateTime={line.at}>{sayLondonClock(line.at)}</time>
                </th>
                <td class="kin-record__says">
                  {line.tells}
                  {about === undefined ? '' : about(line)}
                  {line.inEmergency && line.because === null && <span class="kin-quiet"> While an emergency opening of theirs ran.</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </>
  );
}

export const accessRecordForFamilyScreen: Screen = {
  path: '/families/:family/access/for-the-family',
  get: async (visit) => {
    const copy = await visit.ask(readAccessRecordForFamily, { family: visit.param('family') });
    if (isProblem(copy)) return problemAnswer(copy);
    const here = `/families/${copy.family.id}/access`;
    return {
      kind: 'page',
      title: 'Access record for the family',
      family: copy.family,
      section: 'access',
      back: { href: here, text: 'Access record' },
      body: (
        <div class="kin-for-family">
          <h1 class="govuk-heading-l">Who looked at what is written about us</h1>
          <p class="kin-not-printed govuk-body">
            This is the copy that a parent or a young person may have. Print it, or{' '}
            <a class="govuk-link" href={`${here}/for-the-family.html`} download>
              take it away as a file
            </a>
            . Taking it away is written down.
          </p>
          <p class="govuk-body-l">
            This is what was done with what agencies wrote about your family, up to {sayDay(londonDay(copy.until))}, newest first.
          </p>
          {copy.days.length === 0 && <p class="govuk-body">There is nothing to show here yet.</p>}
          {copy.days.map(({ day, says }) => (
            <section aria-labelledby={`day-${day}`} key={day}>
              <h2 class="govuk-heading-m" id={`day-${day}`}>
                {sayDay(day)}
              </h2>
              <ul class="govuk-list govuk-list--bullet">
                {says.map((one) => (
                  <li key={one}>{one}</li>
                ))}
              </ul>
            </section>
          ))}
          <h2 class="govuk-heading-m">About this copy</h2>
          <p class="govuk-body">{LEFT_OUT}</p>
          <p class="govuk-body">{ASK_US}</p>
        </div>
      ),
    };
  },
};

export const accessRecordForFamilyFileScreen: Screen = {
  path: '/families/:family/access/for-the-family.html',
  get: async (visit) => {
    const found = await visit.ask(downloadAccessRecordForFamily, { family: visit.param('family') });
    return isProblem(found) ? problemAnswer(found) : { kind: 'file', ...found };
  },
};

export const ownRecordScreen: Screen = {
  path: '/me/record',
  get: async (visit: Visit) => {
    const [from, to] = [askedDay(visit, 'from'), askedDay(visit, 'to')];
    const faults = ['from', 'to'].filter((name) => notADay(visit, name)).map((field) => ({ field, text: NOT_A_DAY }));
    const record = await visit.ask(readOwnRecord, {
      page: askedPage(visit),
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
    });
    if (isProblem(record)) return problemAnswer(record);
    return {
      kind: 'page',
      title: 'What I looked at',
      status: faults.length === 0 ? 200 : 422,
      body: (
        <>
          <Faults faults={faults} />
          <h1 class="govuk-heading-l">What I looked at</h1>
          <p class="govuk-body-l">{sayTotals(record)}. This is what the log holds of you, as others with the right to ask see it too.</p>
          <AskForm action="/me/record" button="Show these days">
            <DayField visit={visit} name="from" label="From this day" />
            <DayField visit={visit} name="to" label="To this day" />
          </AskForm>
          <Days
            lines={record.lines}
            about={({ family }) =>
              family === null
                ? ''
                : record.families[family] === undefined
                  ? ' A family that you do not see today.'
                  : ` ${record.families[family]}.`
            }
          />
          <Pages visit={visit} page={record.page} pages={record.pages} />
        </>
      ),
    };
  },
};
