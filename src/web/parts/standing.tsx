/** What stands on every page for whoever is signed in: their messages, the way to help in an emergency, and what they have open because of one. */
import type { VNode } from 'preact';
import type { Standing } from '../../app/messages.ts';
import { mayDo, type Practitioner } from '../../domain/access.ts';
import { sayInstant } from './words.ts';

type Item = { readonly text: string; readonly href: string; readonly active: boolean };

/** The links of the main navigation that these bring. */
export function standingItems(practitioner: Practitioner | null, standing: Standing | null, section: string | undefined): readonly Item[] {
  if (practitioner === null) return [];
  const items: Item[] = [];
  if (mayDo(practitioner, 'open-in-an-emergency'))
    items.push({ text: 'A child in danger now', href: '/emergency', active: section === 'emergency' });
  if (mayDo(practitioner, 'review-openings'))
    items.push({ text: 'Emergencies', href: '/emergency/reviews', active: section === 'emergency' });
  if (mayDo(practitioner, 'be-told')) {
    const unopened = standing?.unopened ?? 0;
    items.push({ text: unopened === 0 ? 'Messages' : `Messages (${unopened} new)`, href: '/messages', active: section === 'messages' });
  }
  return items;
}

/** On every page of a family that is open because of an emergency: until when, why, and how to close it. */
export function OpenedBanner({
  standing,
  family,
  formToken,
}: {
  readonly standing: Standing | null;
  readonly family: string;
  readonly formToken: string | null;
}): VNode | null {
  const opening = standing?.openings.find((one) => one.family === family);
  if (opening === undefined) return null;
  return (
    <aside class="kin-opened" aria-label="Opened in an emergency">
      <div class="govuk-width-container kin-opened__inner">
        <p class="govuk-body kin-tight">
          <strong>You opened this family in an emergency.</strong> You can see it until {sayInstant(opening.until)}. You wrote: “
          {opening.reason}”
        </p>
        {formToken !== null && (
          <form method="post" action="/emergency/close">
            <input type="hidden" name="_csrf" value={formToken} />
            <input type="hidden" name="family" value={family} />
            <input type="hidden" name="opening" value={opening.id} />
            <button class="govuk-button govuk-button--secondary kin-tight" type="submit">
              I am done, close it
            </button>
          </form>
        )}
      </div>
    </aside>
  );
}
