/** One pair on the merge desk: both accounts, the reasons for and against, and the three answers with their keys. */
import type { Happening } from '../../domain/chronology.ts';
import type { Event } from '../../domain/event.ts';
import type { Visit } from '../visit.ts';
import { AccountCard, sayDifferences } from './account.tsx';
import { Form } from './html.tsx';

export type Desk = {
  readonly base: string;
  readonly family: string;
  /** How many pairs waited when this sitting began, and which of them this is. */
  readonly began: number;
  readonly position: number;
};

type PairProps = {
  readonly visit: Visit;
  readonly desk: Desk;
  readonly pair: Happening;
  readonly pairKey: string;
  readonly accounts: ReadonlyMap<string, Event>;
  readonly mayMerge: boolean;
};

export function PairView({ visit, desk, pair, pairKey, accounts, mayMerge }: PairProps) {
  const [first, second] = pair.events.map((id) => accounts.get(id));
  if (first === undefined || second === undefined) return null;
  const forIt = pair.because.filter((reason) => !/^But\b/.test(reason));
  const against = pair.because.filter((reason) => /^But\b/.test(reason)).map((reason) => reason.replace(/^But /, ''));
  return (
    <section class="kin-desk" aria-labelledby="desk-heading">
      <Undo visit={visit} desk={desk} />
      <h2 class="govuk-heading-m kin-tight" id="desk-heading" tabindex={-1}>
        Is this the same event? <span class="kin-progress">{`${desk.position} of ${desk.began}`}</span>
      </h2>
      <p class="govuk-body">{sayDifferences(pair.conflicts)}</p>
      <div class="kin-accounts">
        <AccountCard event={first} conflicts={pair.conflicts} family={desk.family} letter="A" />
        <AccountCard event={second} conflicts={pair.conflicts} family={desk.family} letter="B" />
      </div>
      {mayMerge && (
        <Form visit={visit} action={desk.base} class="kin-answers">
          <input type="hidden" name="pair" value={pairKey} />
          <input type="hidden" name="began" value={String(desk.began)} />
          <input type="hidden" name="before" value={visit.query.get('after') ?? ''} />
          <button class="govuk-button kin-answer" name="answer" value="same" type="submit" data-key="y" aria-keyshortcuts="y">
            Same event <kbd>y</kbd>
          </button>
          <button class="govuk-button kin-answer" name="answer" value="different" type="submit" data-key="n" aria-keyshortcuts="n">
            Different <kbd>n</kbd>
          </button>
          <button
            class="govuk-button govuk-button--secondary kin-answer"
            name="answer"
            value="later"
            type="submit"
            data-key="l"
            aria-keyshortcuts="l"
          >
            Leave for later <kbd>l</kbd>
          </button>
        </Form>
      )}
      <div class="kin-reasons">
        <section aria-labelledby="reasons-for">
          <h3 class="govuk-heading-s kin-tight" id="reasons-for">
            Why it may be the same
          </h3>
          <Reasons these={forIt} none="Only the dates are near each other." />
        </section>
        <section aria-labelledby="reasons-against">
          <h3 class="govuk-heading-s kin-tight" id="reasons-against">
            Why it may not be
          </h3>
          <Reasons these={against} none="Nothing that we can see speaks against it." />
        </section>
      </div>
      {mayMerge && <KeyHelp />}
    </section>
  );
}

function Reasons({ these, none }: { readonly these: readonly string[]; readonly none: string }) {
  return these.length === 0 ? (
    <p class="govuk-body kin-quiet">{none}</p>
  ) : (
    <ul class="govuk-list govuk-list--bullet">
      {these.map((reason) => (
        <li key={reason}>{reason.charAt(0).toUpperCase() + reason.slice(1)}</li>
      ))}
    </ul>
  );
}

/** What was just answered, and one button that takes it back. */
function Undo({ visit, desk }: { readonly visit: Visit; readonly desk: Desk }) {
  const pair = visit.query.get('undo');
  const answered = visit.query.get('answered');
  if (pair === null || !/^[0-9a-f]+-[0-9a-f]+$/.test(pair)) return null;
  return (
    <Form visit={visit} action={desk.base} class="kin-undo">
      <input type="hidden" name="pair" value={pair} />
      <input type="hidden" name="began" value={String(desk.began)} />
      <p class="govuk-body kin-tight" role="status">
        {answered === 'same' ? 'Joined as the same event. Both accounts are kept.' : 'Kept as different events.'}
      </p>
      <button class="kin-link-button" name="answer" value="open" type="submit" data-key="u" aria-keyshortcuts="u">
        Undo <kbd>u</kbd>
      </button>
    </Form>
  );
}

function KeyHelp() {
  return (
    <details class="govuk-details kin-keys">
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">Keys, and what happens to the accounts</span>
      </summary>
      <div class="govuk-details__text">
        <p>
          <kbd>y</kbd> same event, <kbd>n</kbd> different, <kbd>l</kbd> leave for later, <kbd>u</kbd> undo. The buttons do the same.
        </p>
        <p>
          <label class="kin-keys__switch" hidden>
            <input type="checkbox" id="keys-on" checked /> Use these keys
          </label>
        </p>
        <p>
          Nothing is ever deleted or joined into one text. Accounts of the same event stay side by side, each with its own date, words and
          source.
        </p>
      </div>
    </details>
  );
}
