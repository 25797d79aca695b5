/** Asking an agency for its chronology: the letter is drafted and can be copied; the asking, and any promise, are written down. */
import { askAgency, recordPromise } from '../../app/ask-agency.ts';
import { listAgencies } from '../../app/list-agencies.ts';
import { readFamily } from '../../app/read-family.ts';
import { listColleagues } from '../../app/team/read-team.ts';
import { type Practitioner, titleOf } from '../../domain/access.ts';
import { isProblem } from '../../domain/problem.ts';
import { type Day, isDay, sayDay } from '../../domain/time.ts';
import { govuk } from '../govuk.ts';
import { Form, Html } from '../parts/html.tsx';
import { type Fault, Faults, faultOf, Said } from '../parts/notice.tsx';
import { sayPractitioner } from '../parts/team-words.ts';
import { type Answer, problemAnswer, redirect, type Screen, type Visit } from '../visit.ts';

/** A day from three boxes: null when all are empty, and a fault when they make no day. */
export function dayFromBoxes(fields: URLSearchParams, prefix: string): Day | null | 'not-a-day' {
  const [day, month, year] = ['day', 'month', 'year'].map((part) => (fields.get(`${prefix}-${part}`) ?? '').trim());
  if (day === '' && month === '' && year === '') return null;
  const iso = `${(year ?? '').padStart(4, '0')}-${(month ?? '').padStart(2, '0')}-${(day ?? '').padStart(2, '0')}`;
  return /^\d{4}$/.test(year ?? '') && isDay(iso) ? iso : 'not-a-day';
}

export function dayBoxes(visit: Visit, prefix: string, legend: string, hint: string, faults: readonly Fault[]): string {
  const at = (part: string): string => visit.form.fields.get(`${prefix}-${part}`) ?? '';
  return govuk('date-input', {
    id: prefix,
    namePrefix: prefix,
    fieldset: { legend: { text: legend, classes: 'govuk-fieldset__legend--s' } },
    hint: { text: hint },
    items: [
      { name: 'day', value: at('day'), classes: 'govuk-input--width-2' },
      { name: 'month', value: at('month'), classes: 'govuk-input--width-2' },
      { name: 'year', value: at('year'), classes: 'govuk-input--width-4' },
    ],
    ...faultOf(faults, prefix),
  });
}

/** The letter, without a family's name: whoever sends it adds that by the safe route that they use. */
export function draftLetter(agency: string, by: Day | null, partnership: string, from: Practitioner | null): string {
  return [
    `To ${agency}`,
    '',
    `${partnership} is putting together one chronology for a family that you know. The family’s details follow separately, by secure e-mail.`,
    '',
    `Please send us your agency’s chronology${by === null ? '' : ` by ${sayDay(by)}`}.`,
    '',
    'Send it in any form you already have: Word, Excel or an extract from your system. You do not need to retype anything. If you are starting from nothing, use the blank chronology that comes with this letter.',
    '',
    'What helps most:',
    '- begin before the birth of the youngest child, and include what went well',
    '- give the day that things happened, and the day they were written down if that was later',
    '- if you only know the month, write the month; please do not make up a day',
    '- say which dates your search covers, and whether it covers everything you hold',
    '- if you have no record for some of the time, say so: that is useful to know',
    '',
    'Your words will stay as you wrote them.',
    '',
    from === null ? partnership : `${from.name}, ${titleOf(from)}\n${partnership}`,
  ].join('\n');
}

async function page(visit: Visit, faults: readonly Fault[]): Promise<Answer> {
  const [family, found] = await Promise.all([visit.ask(readFamily, { family: visit.param('family') }), visit.ask(listAgencies, {})]);
  if (isProblem(family)) return problemAnswer(family);
  if (isProblem(found)) return problemAnswer(found);
  const colleagues = await visit.ask(listColleagues, {});
  const wanted = visit.form.fields.get('agency') ?? visit.query.get('agency') ?? '';
  const agency = found.agencies.find((one) => one.code === wanted) ?? null;
  const line = family.agencies.find((one) => one.agency === agency?.code) ?? null;
  const asked = line?.asked ?? null;
  const people = isProblem(colleagues) ? [] : colleagues.colleagues.filter((one) => agency === null || one.agency === agency.code);
  return {
    kind: 'page',
    title: 'Ask an agency',
    family,
    section: 'gather',
    back: { href: `/families/${family.id}/gather`, text: 'Gather' },
    status: faults.length === 0 ? 200 : 422,
    body: (
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <Said code={visit.query.get('said')} />
          <Faults faults={faults} />
          <h1 class="govuk-heading-l">{agency === null ? 'Ask an agency' : `Ask ${agency.name}`}</h1>
          {asked !== null && (
            <p class="govuk-body">
              Asked on {sayDay(asked.on)}
              {asked.by === null ? '' : `, for ${sayDay(asked.by)}`}.{' '}
              {asked.promised === null ? '' : `Promised for ${sayDay(asked.promised)}.`}
            </p>
          )}
          <Form visit={visit} action={`/families/${family.id}/gather/ask`}>
            <Html
              of={govuk('select', {
                id: 'agency',
                name: 'agency',
                label: { text: 'Agency' },
                items: [
                  { value: '', text: 'Choose an agency' },
                  ...found.agencies.map((one) => ({ value: one.code, text: one.name, selected: one.code === wanted })),
                ],
                ...faultOf(faults, 'agency'),
              })}
            />
            {people.length > 0 && (
              <Html
                of={govuk('select', {
                  id: 'bring-in',
                  name: 'bring-in',
                  label: { text: 'Bring somebody of theirs in? (optional)' },
                  hint: { text: 'Being asked lets nobody see the family. Whoever you bring in sees its ordinary events from now on.' },
                  items: [
                    { value: '', text: 'Nobody' },
                    ...people.map((one) => ({
                      value: one.id,
                      text: sayPractitioner(one),
                      selected: one.id === visit.form.fields.get('bring-in'),
                    })),
                  ],
                  ...faultOf(faults, 'bring-in'),
                })}
              />
            )}
            <Html of={dayBoxes(visit, 'by', 'By when? (optional)', 'For example, 14 12 2026', faults)} />
            <Html
              of={govuk('textarea', {
                id: 'note',
                name: 'note',
                rows: '2',
                label: { text: 'Note for colleagues (optional)' },
                hint: { text: 'Such as whom you spoke to. It is not sent.' },
                value: visit.form.fields.get('note') ?? '',
              })}
            />
            <Html
              of={govuk('button', {
                text: asked === null ? 'Write down that I am asking' : 'Write down that I am asking again',
                preventDoubleClick: true,
              })}
            />
          </Form>
          {agency !== null && (
            <>
              <h2 class="govuk-heading-m">Letter to copy</h2>
              <Html
                of={govuk('textarea', {
                  id: 'letter',
                  name: 'letter',
                  rows: '18',
                  label: { text: `To ${agency.name}` },
                  hint: { text: 'Change it as you like, then copy it into your own e-mail. Kinline sends nothing.' },
                  value: draftLetter(agency.name, asked?.by ?? null, visit.partnership, visit.practitioner),
                  classes: 'kin-letter',
                })}
              />
              <p class="kin-links">
                <a class="govuk-link" href={`/templates/${agency.code}/docx`}>
                  Blank chronology in Word
                </a>
                <a class="govuk-link" href={`/templates/${agency.code}/xlsx`}>
                  Blank chronology in Excel
                </a>
              </p>
            </>
          )}
          {asked !== null && agency !== null && (
            <>
              <h2 class="govuk-heading-m">Note a promise</h2>
              <Form visit={visit} action={`/families/${family.id}/gather/promise`}>
                <input type="hidden" name="agency" value={agency.code} />
                <Html of={dayBoxes(visit, 'on', `When did ${agency.name} say it will send it?`, 'For example, 14 12 2026', faults)} />
                <Html
                  of={govuk('button', { text: 'Write down the promise', classes: 'govuk-button--secondary', preventDoubleClick: true })}
                />
              </Form>
            </>
          )}
        </div>
      </div>
    ),
  };
}

const NOT_A_DAY = 'Give a real day, such as 14 12 2026';

export const askAgencyScreen: Screen = {
  path: '/families/:family/gather/ask',
  get: (visit) => page(visit, []),
  post: async (visit) => {
    const { fields } = visit.form;
    const agency = fields.get('agency') ?? '';
    const by = dayFromBoxes(fields, 'by');
    const faults: Fault[] = [];
    if (agency === '') faults.push({ field: 'agency', text: 'Choose an agency' });
    if (by === 'not-a-day') faults.push({ field: 'by', text: NOT_A_DAY, at: 'by-day' });
    if (faults.length > 0 || by === 'not-a-day') return page(visit, faults);
    const note = (fields.get('note') ?? '').trim();
    const bringIn = (fields.get('bring-in') ?? '') === '' ? null : fields.get('bring-in');
    const found = await visit.ask(askAgency, { family: visit.param('family'), agency, by, note: note === '' ? null : note, bringIn });
    if (isProblem(found) && found.detail?.startsWith('bringIn') === true)
      return page(visit, [{ field: 'bring-in', text: 'Choose somebody of the agency that you ask' }]);
    return isProblem(found)
      ? problemAnswer(found)
      : redirect(`/families/${visit.param('family')}/gather/ask?agency=${encodeURIComponent(agency)}&said=asked`);
  },
};

export const promiseScreen: Screen = {
  path: '/families/:family/gather/promise',
  post: async (visit) => {
    const on = dayFromBoxes(visit.form.fields, 'on');
    if (on === null || on === 'not-a-day') return page(visit, [{ field: 'on', text: NOT_A_DAY, at: 'on-day' }]);
    const found = await visit.ask(recordPromise, { family: visit.param('family'), agency: visit.form.fields.get('agency') ?? '', on });
    return isProblem(found) ? problemAnswer(found) : redirect(`/families/${visit.param('family')}/gather?said=promised`);
  },
};
