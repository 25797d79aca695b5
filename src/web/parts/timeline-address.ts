/** Addresses of the timeline's pages: the same selection for picture, table and event, in the shortest form. */
import { fromDayNumber } from '../../domain/time/day.ts';
import type { Stretch } from '../../domain/timeline/scale.ts';
import { EVERYTHING, type Query, type Selection, writeSelection } from '../../domain/timeline/selection.ts';

/** Fields of a page's query as the selection reads them. */
export function queryOf(query: URLSearchParams): Query {
  return Object.fromEntries([...new Set(query.keys())].map((name) => [name, query.getAll(name)]));
}

/** `?agency=police&from=2013-01-01`, or nothing when everything is as usual. */
export function queryFor(selection: Selection): string {
  const pairs = writeSelection(selection);
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs.map(([name, value]) => [name, value]))}`;
}

/** How many filters narrow what is shown; the order, the lanes and the axis do not. */
export function filtersOn(selection: Selection): number {
  const { agencies, people, themes, kinds, from, to, seen, attention, q } = selection;
  return [
    agencies.length,
    people.length,
    themes.length,
    kinds.length,
    from === null && to === null ? 0 : 1,
    seen === null ? 0 : 1,
    attention ? 1 : 0,
    q === '' ? 0 : 1,
  ].filter((on) => on > 0).length;
}

/** The selection without its filters: the way of looking stays. */
export function withoutFilters(selection: Selection): Selection {
  const { lanes, align, order, gap } = selection;
  return { ...EVERYTHING, lanes, align, order, gap };
}

/** The same view of another stretch of time. */
export function stretchQuery(selection: Selection, stretch: Stretch): string {
  return queryFor({ ...selection, from: fromDayNumber(stretch.from), to: fromDayNumber(stretch.to), page: 1 });
}
