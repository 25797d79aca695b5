/** The form that a passkey fills in. Without script it says what to do instead; the island passkey.ts shows the button. */
import type { ComponentChildren, VNode } from 'preact';
import { govuk } from '../govuk.ts';
import type { Visit } from '../visit.ts';
import { Form, Html } from './html.tsx';

type Props = {
  readonly visit: Visit;
  readonly action: string;
  readonly asks: 'create' | 'get';
  readonly options: object;
  readonly button: string;
  /** What to do where there is no script, or no passkeys. */
  readonly instead: ComponentChildren;
  readonly children?: ComponentChildren;
};

export function PasskeyForm({ visit, action, asks, options, button, instead, children }: Props): VNode {
  return (
    <div data-passkey={asks} data-options={JSON.stringify(options)}>
      <div data-passkey-instead>
        <Html
          of={govuk('inset-text', { text: 'A passkey needs a browser that knows them, and a small script of this page. Neither is here.' })}
        />
        {instead}
      </div>
      <div data-passkey-form hidden>
        <Form visit={visit} action={action}>
          <input type="hidden" name="answer" value="" />
          {children}
          <p class="govuk-error-message" role="alert" data-passkey-said />
          <Html of={govuk('button', { text: button })} />
        </Form>
      </div>
    </div>
  );
}
