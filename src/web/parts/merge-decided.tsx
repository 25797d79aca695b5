/** The other two sides of the merge desk: what joined accounts disagree on, and everything that was joined, each with its way back. */
import type { FamilyChronology } from '../../app/read-chronology.ts';
import { agencyName } from '../../domain/agency.ts';
import { type Conflict, DISAGREE_ON, type Happening, needsSettling } from '../../domain/chronology.ts';
import type { Event } from '../../domain/event.ts';
import { sayDate } from '../../domain/time.ts';
import { shorten } from '../../domain/timeline/marks.ts';
import { govuk } from '../govuk.ts';
import type { Visit } from '../visit.ts';
import { Form, Html } from './html.tsx';
import { type Fault, faultOf } from './notice.tsx';
import { capital, list, sayAccountValue, sayInstant } from './words.ts';

type Accounts = ReadonlyMap<string, Event>;
const ROWS = 40;

/** Whose account it is; where it stands, too, when an agency tells of the same event more than once. */
function sayAccount(id: string, accounts: Accounts, beside: readonly string[] = []): string {
  const event = accounts.get(id);
  if (event === undefined) return 'An account';
  const twice = beside.some((other) => other !== id && accounts.get(other)?.agency === event.agency);
  return twice ? `${agencyName(event.agency)} (${event.place.table}, row ${event.place.row})` : agencyName(event.agency);
}
const headline = (happening: Happening, accounts: Accounts): string => {
  const first = accounts.get(happening.events[0] ?? '');
  return first === undefined
    ? ''
    : `${first.happened.from === null ? first.happened.raw : sayDate(first.happened)}: ${shorten(first.what, 140)}`;
};

type DisagreementProps = {
  readonly visit: Visit;
  readonly base: string;
  readonly decided: readonly Happening[];
  readonly accounts: Accounts;
  readonly found: FamilyChronology;
  readonly mayMerge: boolean;
  readonly faults: readonly Fault[];
};

export function DisagreementsView({ visit, base, decided, accounts, mayMerge, faults }: DisagreementProps) {
  const all = decided.flatMap((happening) => happening.conflicts.map((conflict) => ({ happening, conflict })));
  const open = all.filter(({ conflict }) => needsSettling(conflict));
  const settled = all.filter(({ conflict }) => conflict.settled !== null);
  return (
    <>
      <h2 class="govuk-heading-m">{open.length === 0 ? 'No disagreement is waiting' : 'Which account can be relied on?'}</h2>
      <p class="govuk-body">
        Disagreement is evidence too. You need not settle anything: until someone does, both accounts are shown side by side, and afterwards
        they still are.
      </p>
      <ul class="kin-board">
        {open.slice(0, ROWS).map(({ happening, conflict }, index) => (
          <li class="kin-agency" key={`${happening.events.join()}${conflict.about}`}>
            <p class="govuk-body kin-quiet kin-tight">{headline(happening, accounts)}</p>
            <SettleForm
              visit={visit}
              base={base}
              happening={happening}
              conflict={conflict}
              index={index}
              accounts={accounts}
              mayMerge={mayMerge}
              faults={faults}
            />
          </li>
        ))}
      </ul>
      {open.length > ROWS && <p class="govuk-body">And {open.length - ROWS} more, shown as these are settled.</p>}
      {settled.length > 0 && (
        <>
          <h2 class="govuk-heading-m">Settled</h2>
          <ul class="govuk-list govuk-list--spaced">
            {settled.map(({ happening, conflict }) => (
              <li key={`${happening.events.join()}${conflict.about}`}>
                {headline(happening, accounts)}. {capital(DISAGREE_ON[conflict.about])}:{' '}
                {sayAccount(conflict.settled?.on ?? '', accounts, happening.events)} is relied on, because {conflict.settled?.reason}{' '}
                <span class="kin-quiet">{conflict.settled === null ? '' : sayInstant(conflict.settled.at)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

type SettleProps = Omit<DisagreementProps, 'decided' | 'found'> & {
  readonly happening: Happening;
  readonly conflict: Conflict;
  readonly index: number;
};

function SettleForm({ visit, base, happening, conflict, index, accounts, mayMerge, faults }: SettleProps) {
  const question = `They disagree on ${DISAGREE_ON[conflict.about]}`;
  const sent = visit.form.fields.get('index') === String(index) ? visit.form.fields : new URLSearchParams();
  if (!mayMerge) {
    return (
      <>
        <h3 class="govuk-heading-s kin-tight">{question}</h3>
        <ul class="govuk-list">
          {conflict.accounts.map(({ event, value }) => (
            <li key={event}>
              <strong>{sayAccount(event, accounts, happening.events)}:</strong> {sayAccountValue(conflict.about, value)}
            </li>
          ))}
        </ul>
      </>
    );
  }
  return (
    <Form visit={visit} action={`${base}/settle`}>
      {happening.events.map((event) => (
        <input type="hidden" name="events" value={event} key={event} />
      ))}
      <input type="hidden" name="about" value={conflict.about} />
      <input type="hidden" name="index" value={String(index)} />
      <Html
        of={govuk('radios', {
          idPrefix: `on-${index}`,
          name: 'on',
          classes: 'govuk-radios--small',
          fieldset: { legend: { text: question, classes: 'govuk-fieldset__legend--s' } },
          items: conflict.accounts.map(({ event, value }) => ({
            value: event,
            text: `${sayAccount(event, accounts, happening.events)}: ${sayAccountValue(conflict.about, value)}`,
            checked: sent.get('on') === event,
          })),
          ...faultOf(faults, `on-${index}`),
        })}
      />
      <Html
        of={govuk('input', {
          id: `reason-${index}`,
          name: 'reason',
          label: { text: 'Why can it be relied on?' },
          hint: { text: 'Such as: written at the time by the officer who was there.' },
          value: sent.get('reason') ?? '',
          ...faultOf(faults, `reason-${index}`),
        })}
      />
      <Html of={govuk('button', { text: 'Settle', classes: 'govuk-button--secondary', preventDoubleClick: true })} />
    </Form>
  );
}

type DecidedProps = {
  readonly visit: Visit;
  readonly base: string;
  readonly decided: readonly Happening[];
  readonly accounts: Accounts;
  readonly mayMerge: boolean;
};

export function DecidedView({ visit, base, decided, accounts, mayMerge }: DecidedProps) {
  return (
    <>
      <h2 class="govuk-heading-m">
        {decided.length === 0 ? 'No accounts have been joined yet' : 'Events that more than one account tells of'}
      </h2>
      <p class="govuk-body">Each account is kept. Taking an answer back parts them again.</p>
      <ul class="kin-board">
        {decided.slice(0, 200).map((happening) => (
          <li class="kin-agency" key={happening.events.join()}>
            <h3 class="govuk-heading-s kin-tight">{headline(happening, accounts)}</h3>
            <p class="govuk-body kin-tight">Told by {list(happening.events.map((id) => sayAccount(id, accounts, happening.events)))}.</p>
            <ul class="kin-links">
              {happening.events.slice(1).map((id) => (
                <li key={id}>
                  {mayMerge && (
                    <Form visit={visit} action={base}>
                      <input type="hidden" name="pair" value={`${happening.events[0]}-${id}`} />
                      <input type="hidden" name="view" value="decided" />
                      <button class="kin-link-button" name="answer" value="open" type="submit">
                        Take back{' '}
                        <span class={happening.events.length === 2 ? 'govuk-visually-hidden' : undefined}>
                          {sayAccount(happening.events[0] ?? '', accounts, happening.events)} and{' '}
                          {sayAccount(id, accounts, happening.events)}
                        </span>
                      </button>
                    </Form>
                  )}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </>
  );
}
