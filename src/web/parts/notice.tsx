/** What has just been done, said once at the top of the next page; and what was wrong with a form. */
import type { ComponentChildren } from 'preact';
import { govuk, moj } from '../govuk.ts';
import type { Visit } from '../visit.ts';
import { Html } from './html.tsx';

/** The sentences that an address may ask for with `?said=`. Only these: an address never carries words of its own. */
const SAID: Readonly<Record<string, string>> = {
  received: 'Added to the chronology. Nothing in the file was changed or left out.',
  already: 'This file had been received before. Nothing changed.',
  completed: 'The row is now an event. Its words stay as the agency wrote them, and it says that you gave the date.',
  asked: 'Written down as asked. The letter below is ready to copy.',
  promised: 'Written down as promised.',
  settled: 'Settled. Both accounts stay as they are, with your reason beside them.',
  added: 'The family has been added. Ask agencies, or bring what has already arrived.',
  'set-aside': 'The file was set aside. It is kept as it arrived, and does not count.',
  'brought-in': 'From now on they see this family.',
  closed: 'Closed. You do not see the family any more.',
  'kept-from': 'From now on it is as if the event were not there for them.',
  lifted: 'From now on the event may reach them again.',
  declared: 'Written down. If there is such a family here, it is not shown to you.',
  'declared-colleague': 'Written down. The family is not shown to them, not even in an emergency.',
  'marks-kept': 'The marks are kept. What you typed is not.',
  reviewed: 'Written down. Whoever opened the family is told that it was looked at.',
  'message-opened': 'Opened. Those who work with the family can tell you more.',
  ended: 'From now on they do not see this family.',
  password: 'Your password is changed. You are signed out everywhere else.',
  'passkey-made': 'Your passkey is made. From now on you can sign in with it.',
  'passkey-named': 'Renamed.',
  'passkey-removed': 'Taken away. Nobody signs in with that passkey any more; delete it on your device too.',
  'identity-linked': 'Linked. They can sign in with their organisation from now on.',
  'identity-unlinked': 'Taken away. They are signed out of what they opened that way.',
  'person-added': 'They are added. Make a link below and give it to them, so that they can make their account.',
  'person-changed': 'Changed. It counts from now on; what they did before stays as it was.',
  'person-signed-out': 'They are signed out everywhere. They can sign in again.',
  'person-left': 'Written down. They see nothing from this moment on, and are signed out everywhere.',
  'place-kept':
    'Registered. It was looked for in everything on file; what gives it away is withheld from everybody to whom it is not opened.',
  'place-in-name':
    'Registered. But the name that this family has here holds words of it, and everybody who sees the family can read that name: tell your administrator.',
  'release-asked': 'Asked. It is opened when they agree.',
  'place-opened': 'Opened. What was withheld for it is shown to them from now on.',
  'place-closed': 'Closed to them from now on.',
  'aside-asked': 'Written down. It stays withheld until a second person agrees.',
  'shown-again': 'Shown again to everybody who sees the family.',
  corrected: 'The file was read again with your correction.',
};

export function Said({ code }: { readonly code: string | null }) {
  const text = code === null ? undefined : SAID[code];
  return text === undefined ? null : <Html of={moj('alert', { variant: 'success', title: 'Done', text, role: 'status' })} />;
}

/** One thing wrong with a form: the field's id and what to do, in the same words as beside the field. */
export type Fault = {
  readonly field: string;
  readonly text: string /** Where the link goes, when not to the field itself. */;
  readonly at?: string;
};

/** The narrow column of a page with a form: what was just done, what is wrong, the heading, and the rest. */
export function FormColumn({
  visit,
  faults,
  heading,
  children,
}: {
  readonly visit: Visit;
  readonly faults: readonly Fault[];
  readonly heading: string;
  readonly children: ComponentChildren;
}) {
  return (
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <Said code={visit.query.get('said')} />
        <Faults faults={faults} />
        <h1 class="govuk-heading-l">{heading}</h1>
        {children}
      </div>
    </div>
  );
}

export function Faults({ faults }: { readonly faults: readonly Fault[] }) {
  if (faults.length === 0) return null;
  return (
    <Html
      of={govuk('error-summary', {
        titleText: 'There is a problem',
        errorList: faults.map(({ field, text, at }) => ({ href: `#${at ?? field}`, text })),
      })}
    />
  );
}

/** For an official component's `errorMessage`. */
export function faultOf(faults: readonly Fault[], field: string): { readonly errorMessage?: { readonly text: string } } {
  const found = faults.find((fault) => fault.field === field);
  return found === undefined ? {} : { errorMessage: { text: found.text } };
}
