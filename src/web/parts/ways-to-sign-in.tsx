/** Other ways to sign in, or to show again who one is, than a password and a code: each partnership has those that it has set up. */
import type { VNode } from 'preact';
import { govuk } from '../govuk.ts';
import type { Visit } from '../visit.ts';
import { Html } from './html.tsx';

/** Stands under the form. `to` is where somebody goes afterwards. */
export function WaysToSignIn({ visit, to, again }: { readonly visit: Visit; readonly to: string; readonly again: boolean }): VNode | null {
  const { organisation, session } = visit;
  if (visit.demonstration || session?.how === 'demonstration') return null;
  const address = (path: string): string => `${path}?to=${encodeURIComponent(to)}`;
  // Whoever has no password here came from their organisation, and goes back there.
  const there = organisation !== null && (!again || session?.how === 'identity-provider');
  return (
    <section aria-labelledby="other-ways">
      <h2 class="govuk-heading-m" id="other-ways">
        {again ? 'Or confirm another way' : 'Or sign in another way'}
      </h2>
      <div class="govuk-button-group">
        {there && (
          <Html
            of={govuk('button', {
              text: again ? `Confirm with ${organisation}` : `Sign in with ${organisation}`,
              href: address(again ? '/confirm/organisation' : '/sign-in/organisation'),
              classes: 'govuk-button--secondary',
            })}
          />
        )}
        <Html
          of={govuk('button', {
            text: again ? 'Confirm with a passkey' : 'Sign in with a passkey',
            href: address(again ? '/confirm/passkey' : '/sign-in/passkey'),
            classes: 'govuk-button--secondary',
          })}
        />
      </div>
    </section>
  );
}
