/** Ten recovery codes, shown once: to print or write down, and to keep where the phone is not. */
import type { VNode } from 'preact';
import { govuk } from '../govuk.ts';
import { Html } from './html.tsx';

export function RecoveryCodes({ codes, heading }: { readonly codes: readonly string[]; readonly heading: string }): VNode {
  return (
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <h1 class="govuk-heading-xl">{heading}</h1>
        <p class="govuk-body-l">
          If your code generator is lost, each of these signs you in once, in place of a code. They are not shown again.
        </p>
        <ul class="kin-codes">
          {codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ul>
        <p class="govuk-body">Print this page or write them down, and keep them where your phone is not.</p>
        <Html of={govuk('button', { text: 'I have kept them', href: '/' })} />
      </div>
    </div>
  );
}
