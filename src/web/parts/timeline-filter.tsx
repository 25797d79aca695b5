/** Search, stretch of time and filters of the timeline and its table: one GET form, so that it works without a script. */
import type { VNode } from 'preact';
import { type Agency, agencyName } from '../../domain/agency.ts';
import type { ChildSeen, Event } from '../../domain/event.ts';
import { type Misread, peopleOf, type Selection } from '../../domain/timeline/selection.ts';
import { kindName, THEMES, themeOf } from '../../domain/timeline/themes.ts';
import { filtersOn, queryFor, withoutFilters } from './timeline-address.ts';
import { sayIsoDay } from './timeline-words.ts';

type Choice = { readonly value: string; readonly text: string; readonly count: number };

const CHILD_SEEN_WORDS: readonly (readonly [ChildSeen, string])[] = [
  ['seen', 'Child seen'],
  ['not-seen', 'Child not seen'],
  ['not-applicable', 'Not applicable'],
  ['not-known', 'Not known'],
  ['not-recorded', 'Not recorded'],
];

const MOST_CHOICES = 24;

function count(values: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** What can be chosen, with how many events of the whole chronology each would show. */
function choicesOf(
  events: readonly Event[],
  agencies: readonly Agency[],
  selection: Selection,
): Readonly<Record<'agency' | 'person' | 'theme' | 'kind', readonly Choice[]>> {
  const byCount = (counts: Map<string, number>, text: (value: string) => string, chosen: readonly string[]): readonly Choice[] =>
    [...counts]
      .map(([value, number]) => ({ value, text: text(value), count: number }))
      .sort(
        (a, b) => Number(chosen.includes(b.value)) - Number(chosen.includes(a.value)) || b.count - a.count || (a.text < b.text ? -1 : 1),
      )
      .slice(0, MOST_CHOICES);
  const themes = count(events.map((event) => themeOf(event.kind)));
  const order = new Map(agencies.map((agency, index) => [agency.code, index] as const));
  const agencyCounts = [...count(events.map((event) => event.agency ?? '-'))].sort(
    ([a], [b]) => (order.get(a) ?? 999) - (order.get(b) ?? 999),
  );
  return {
    agency: agencyCounts.map(([value, number]) => ({ value, text: agencyName(value === '-' ? null : value, agencies), count: number })),
    person: byCount(count(events.flatMap((event) => [...peopleOf(event)])), (value) => value, selection.people),
    theme: THEMES.flatMap(({ key, name }) => (themes.has(key) ? [{ value: key, text: name, count: themes.get(key) ?? 0 }] : [])),
    kind: byCount(count(events.map((event) => event.kind)), kindName, selection.kinds),
  };
}

function Boxes({
  name,
  legend,
  choices,
  chosen,
}: {
  readonly name: string;
  readonly legend: string;
  readonly choices: readonly Choice[];
  readonly chosen: readonly string[];
}): VNode | null {
  if (choices.length === 0) return null;
  return (
    <fieldset class="govuk-fieldset kt-choices">
      <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{legend}</legend>
      <div class="govuk-checkboxes govuk-checkboxes--small">
        {choices.map(({ value, text, count: number }, index) => (
          <div class="govuk-checkboxes__item" key={value}>
            <input
              class="govuk-checkboxes__input"
              type="checkbox"
              id={`kt-${name}-${index}`}
              name={name}
              value={value}
              checked={chosen.includes(value)}
            />
            <label class="govuk-label govuk-checkboxes__label" for={`kt-${name}-${index}`}>
              {text} <span class="kt-count">({number.toLocaleString('en-GB')})</span>
            </label>
          </div>
        ))}
      </div>
    </fieldset>
  );
}

function Box({
  name,
  label,
  value,
  misread,
}: {
  readonly name: 'from' | 'to' | 'gap';
  readonly label: string;
  readonly value: string;
  readonly misread: readonly Misread[];
}): VNode {
  const wrong = misread.find((found) => found.field === name);
  return (
    <div class={`govuk-form-group kt-box${wrong === undefined ? '' : ' govuk-form-group--error'}`}>
      <label class="govuk-label" for={`kt-${name}`}>
        {label}
      </label>
      {wrong !== undefined && (
        <p class="govuk-error-message" id={`kt-${name}-error`}>
          <span class="govuk-visually-hidden">Error:</span> {wrong.says}
        </p>
      )}
      <input
        class={`govuk-input${wrong === undefined ? '' : ' govuk-input--error'}`}
        id={`kt-${name}`}
        name={name}
        type="text"
        autocomplete="off"
        value={wrong?.raw ?? value}
        aria-describedby={wrong === undefined ? undefined : `kt-${name}-error`}
      />
    </div>
  );
}

function Kept({ name, values }: { readonly name: string; readonly values: readonly string[] }): VNode {
  return (
    <>
      {values.map((value) => (
        <input type="hidden" name={name} value={value} key={value} />
      ))}
    </>
  );
}

export type FilterProps = {
  /** `timeline` or `table`: the page to show again. */
  readonly action: string;
  readonly selection: Selection;
  readonly misread: readonly Misread[];
  readonly events: readonly Event[];
  readonly agencies: readonly Agency[];
  readonly attention: number;
};

export function TimelineFilter({ action, selection, misread, events, agencies, attention }: FilterProps): VNode {
  const choices = choicesOf(events, agencies, selection);
  const on = filtersOn(selection);
  const inside =
    selection.agencies.length +
    selection.people.length +
    selection.themes.length +
    selection.kinds.length +
    (selection.seen === null ? 0 : 1) +
    (selection.attention ? 1 : 0);
  // Rows that need attention are reached by a link: nobody who follows it wants every choice before them.
  const opened = inside > (selection.attention ? 1 : 0) || misread.some(({ field }) => field === 'gap');
  return (
    <form class="kt-filter" method="get" action={action} aria-label="Search and filter">
      <div class="kt-filter__line">
        <div class="govuk-form-group kt-box kt-box--wide">
          <label class="govuk-label" for="kt-q">
            Search these records
          </label>
          <input class="govuk-input" id="kt-q" name="q" type="search" autocomplete="off" spellcheck={false} value={selection.q} />
        </div>
        <Box name="from" label="From" value={selection.from === null ? '' : sayIsoDay(selection.from)} misread={misread} />
        <Box name="to" label="To" value={selection.to === null ? '' : sayIsoDay(selection.to)} misread={misread} />
        <button class="govuk-button kt-filter__button" type="submit" data-module="govuk-button">
          Show
        </button>
        {on > 0 && (
          <a class="govuk-link kt-filter__clear" href={`${action}${queryFor(withoutFilters(selection))}`}>
            Clear {on === 1 ? 'the filter' : `all ${on} filters`}
          </a>
        )}
      </div>
      <details class="kt-filter__more" open={opened}>
        <summary>Filter by agency, person, theme, kind{inside > 0 && <strong class="kt-filter__on"> {inside} chosen</strong>}</summary>
        <div class="kt-filter__groups">
          <Boxes name="agency" legend="Agency" choices={choices.agency} chosen={selection.agencies} />
          <Boxes name="person" legend="Person" choices={choices.person} chosen={selection.people} />
          <Boxes name="theme" legend="Theme" choices={choices.theme} chosen={selection.themes} />
          <Boxes name="kind" legend="Kind of event" choices={choices.kind} chosen={selection.kinds} />
          <fieldset class="govuk-fieldset kt-choices">
            <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">More</legend>
            <div class="govuk-form-group">
              <label class="govuk-label" for="kt-seen">
                Was the child seen?
              </label>
              <select class="govuk-select" id="kt-seen" name="seen">
                <option value="">Any answer</option>
                {CHILD_SEEN_WORDS.map(([value, text]) => (
                  <option value={value} selected={selection.seen === value} key={value}>
                    {text}
                  </option>
                ))}
              </select>
            </div>
            <Box name="gap" label="Show silences of at least (days)" value={String(selection.gap)} misread={misread} />
            <div class="govuk-form-group">
              <label class="govuk-label" for="kt-order">
                Order of the table
              </label>
              <select class="govuk-select" id="kt-order" name="order">
                <option value="oldest" selected={selection.order === 'oldest'}>
                  Oldest first
                </option>
                <option value="newest" selected={selection.order === 'newest'}>
                  Newest first
                </option>
              </select>
            </div>
            <div class="govuk-checkboxes govuk-checkboxes--small">
              <div class="govuk-checkboxes__item">
                <input
                  class="govuk-checkboxes__input"
                  type="checkbox"
                  id="kt-attention"
                  name="attention"
                  value="only"
                  checked={selection.attention}
                />
                <label class="govuk-label govuk-checkboxes__label" for="kt-attention">
                  Only rows that need attention <span class="kt-count">({attention})</span>
                </label>
              </div>
            </div>
          </fieldset>
        </div>
      </details>
      {selection.lanes !== 'agency' && <Kept name="lanes" values={[selection.lanes]} />}
      {selection.align !== null && <Kept name="align" values={[selection.align]} />}
    </form>
  );
}
