/** The longest silences of the lanes shown, in words, with the rule that makes a stretch a silence and a way to change its length. */
import type { VNode } from 'preact';
import type { Picture } from '../../domain/timeline/picture.ts';
import { sayDay } from '../../domain/timeline/scale.ts';
import { type Selection, SILENCE_RULE } from '../../domain/timeline/selection.ts';
import { plural } from '../../domain/timeline/summary.ts';
import { queryFor, stretchQuery } from './timeline-address.ts';

const MOST_SILENCES = 8;

export function Silences({ picture, selection }: { readonly picture: Picture; readonly selection: Selection }): VNode {
  const all = picture.lanes.flatMap((lane) => lane.silences.map((silence) => ({ lane: lane.name, ...silence })));
  const longest = [...all].sort((a, b) => b.days - a.days || a.from - b.from).slice(0, MOST_SILENCES);
  return (
    <section class="kt-silences" aria-labelledby="kt-silences">
      <h2 class="govuk-heading-m" id="kt-silences">
        Longest silences
      </h2>
      {selection.lanes === 'theme' ? (
        <p class="govuk-body">Silences are shown by agency and by person: a theme that nobody wrote about is not a silence.</p>
      ) : longest.length === 0 ? (
        <p class="govuk-body">No lane shown has a stretch of {selection.gap} days or more without a record between two records.</p>
      ) : (
        <ul class="govuk-list govuk-list--bullet">
          {longest.map((silence) => (
            <li key={`${silence.lane}${silence.from}`}>
              <b>{silence.lane}</b>: {plural(silence.days, 'day')}, {sayDay(silence.from)} to {sayDay(silence.to)}{' '}
              <a class="govuk-link" href={`timeline${stretchQuery(selection, { from: silence.from - 14, to: silence.to + 14 })}`}>
                Show<span class="govuk-visually-hidden"> this silence of {silence.lane} in the picture</span>
              </a>
            </li>
          ))}
        </ul>
      )}
      {all.length > longest.length && (
        <p class="govuk-body">And {plural(all.length - longest.length, 'shorter silence')}, hatched in the picture.</p>
      )}
      <form class="kt-gap" method="get" action="timeline">
        <input type="hidden" name="lanes" value={selection.lanes} />
        {keptFields(selection).map(([name, value]) => (
          <input type="hidden" name={name} value={value} key={name + value} />
        ))}
        <label class="govuk-label" for="kt-gap-days">
          Show silences of at least (days)
        </label>
        <input class="govuk-input govuk-input--width-4" id="kt-gap-days" name="gap" inputMode="numeric" value={String(selection.gap)} />
        <button class="govuk-button govuk-button--secondary" type="submit">
          Change
        </button>
      </form>
      <p class="kt-rule">
        The rule: {SILENCE_RULE.says} Every record of a lane counts, whatever the filters; only the time between its first and last record
        does.
      </p>
    </section>
  );
}

function keptFields(selection: Selection): readonly (readonly [string, string])[] {
  return [...new URLSearchParams(queryFor(selection).slice(1))].filter(([name]) => name !== 'gap' && name !== 'page' && name !== 'lanes');
}
