/** What somebody had typed and not sent, as a list that can be read: the words, not the addresses and ids that go with them. */
import type { VNode } from 'preact';
import type { KeptForm } from '../../app/kept-form.ts';
import { govuk } from '../govuk.ts';
import { Html } from './html.tsx';

/** "by-day" is "By day". */
function sayField(name: string): string {
  const words = name.replace(/[-_.[\]]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function Typed({ form }: { readonly form: Pick<KeptForm, 'fields' | 'files'> }): VNode {
  const typed = form.fields.filter(([, value]) => value.trim() !== '' && !/^[0-9a-f]{32,64}$/.test(value));
  return (
    <>
      {typed.length === 0 ? (
        <p class="govuk-body">A button was pressed; nothing had to be typed.</p>
      ) : (
        <Html
          of={govuk('summary-list', { rows: typed.map(([name, value]) => ({ key: { text: sayField(name) }, value: { text: value } })) })}
        />
      )}
      {form.files.length > 0 && (
        <Html
          of={govuk('inset-text', {
            text: `Files are not kept. Choose them again: ${form.files.join(', ')}.`,
          })}
        />
      )}
    </>
  );
}
