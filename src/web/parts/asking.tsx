/** What the access record and the questions share: forms that ask with a GET, pages of an answer, and what an answer stands on. */
import type { ComponentChildren, VNode } from 'preact';
import { type Practitioner, titleOf } from '../../domain/access.ts';
import { agencyName } from '../../domain/agency.ts';
import { isDay } from '../../domain/time.ts';
import { govuk } from '../govuk.ts';
import type { Visit } from '../visit.ts';
import { Html } from './html.tsx';

/** What an address asks for: a value, or nothing when it is empty. */
export function asked(visit: Visit, name: string): string | undefined {
  const value = visit.query.get(name)?.trim() ?? '';
  return value === '' ? undefined : value;
}

/** A day that was typed, or nothing; a text that is no day is a fault. */
export function askedDay(visit: Visit, name: string): string | undefined {
  const value = asked(visit, name);
  return value !== undefined && isDay(value) ? value : undefined;
}

export const notADay = (visit: Visit, name: string): boolean => asked(visit, name) !== undefined && askedDay(visit, name) === undefined;

export const NOT_A_DAY = 'Give the day as year, month and day, such as 2026-04-12';

export function askedPage(visit: Visit): number {
  const page = Number(visit.query.get('page') ?? '1');
  return Number.isInteger(page) && page >= 1 && page <= 1_000_000 ? page : 1;
}

export function DayField({
  visit,
  name,
  label,
  hint,
}: {
  readonly visit: Visit;
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
}): VNode {
  return (
    <Html
      of={govuk('input', {
        id: name,
        name,
        type: 'date',
        classes: 'govuk-input--width-10',
        label: { text: label },
        value: visit.query.get(name) ?? '',
        ...(hint === undefined ? {} : { hint: { text: hint } }),
        ...(notADay(visit, name) ? { errorMessage: { text: NOT_A_DAY } } : {}),
      })}
    />
  );
}

export const sayProfessional = (one: Practitioner): string => `${one.name}, ${titleOf(one)}, ${agencyName(one.agency)}`;

export function ProfessionalField({
  professionals,
  chosen,
  label,
  any,
  errorMessage,
}: {
  readonly professionals: readonly Practitioner[];
  readonly chosen: string | undefined;
  readonly label: string;
  readonly any: string;
  readonly errorMessage?: string;
}): VNode {
  const items = [...professionals]
    .sort((one, other) => one.name.localeCompare(other.name))
    .map((one) => ({ value: one.id, text: sayProfessional(one), selected: one.id === chosen }));
  return (
    <Html
      of={govuk('select', {
        id: 'practitioner',
        name: 'practitioner',
        label: { text: label },
        items: [{ value: '', text: any }, ...items],
        ...(errorMessage === undefined ? {} : { errorMessage: { text: errorMessage } }),
      })}
    />
  );
}

/** A form whose answer has an address of its own. */
export function AskForm({
  action,
  button,
  children,
}: {
  readonly action: string;
  readonly button: string;
  readonly children: ComponentChildren;
}): VNode {
  return (
    <form class="kin-ask" method="get" action={action} novalidate>
      <div class="kin-ask__fields">{children}</div>
      <Html of={govuk('button', { text: button, classes: 'govuk-button--secondary' })} />
    </form>
  );
}

/** Earlier and later pages of the same question. */
export function Pages({ visit, page, pages }: { readonly visit: Visit; readonly page: number; readonly pages: number }): VNode | null {
  if (pages <= 1) return null;
  const to = (number: number): string => {
    const query = new URLSearchParams(visit.query);
    query.set('page', String(number));
    return `${visit.path}?${query}`;
  };
  return (
    <Html
      of={govuk('pagination', {
        landmarkLabel: 'Pages of this answer',
        ...(page > 1 ? { previous: { href: to(page - 1), text: 'Previous page', labelText: `${page - 1} of ${pages}` } } : {}),
        ...(page < pages ? { next: { href: to(page + 1), text: 'Next page', labelText: `${page + 1} of ${pages}` } } : {}),
      })}
    />
  );
}

export function StandsOn({ lines }: { readonly lines: readonly string[] }): VNode {
  return (
    <section aria-labelledby="stands-on">
      <h2 class="govuk-heading-m" id="stands-on">
        What this stands on
      </h2>
      <ul class="govuk-list govuk-list--bullet kin-measure">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}
