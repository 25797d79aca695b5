/** Figures about the whole partnership by agency and quarter: none of them small enough to be about one family. */
import type { VNode } from 'preact';
import { type Figures, readFigures } from '../../app/read-figures.ts';
import { agencyName } from '../../domain/agency.ts';
import { ALL, ALL_QUARTERS, type Figure } from '../../domain/figures.ts';
import { isProblem } from '../../domain/problem.ts';
import { problemAnswer, type Screen } from '../visit.ts';

const QUARTERS = ['April to June', 'July to September', 'October to December', 'January to March'] as const;
const HEADINGS = { families: 'Families', children: 'Children' } as const;

const yearName = (year: number): string => `April ${year} to March ${year + 1}`;

export const figuresScreen: Screen = {
  path: '/figures',
  get: async (visit) => {
    const asked = visit.query.get('year') ?? '';
    const found = await visit.ask(readFigures, /^\d{4}$/.test(asked) ? { year: asked } : {});
    if (isProblem(found)) return problemAnswer(found);
    return { kind: 'page', title: 'Figures', section: 'figures', body: <FiguresPage figures={found} /> };
  },
};

function FiguresPage({ figures: { year, years, measures, agencies } }: { readonly figures: Figures }): VNode {
  return (
    <>
      <h1 class="govuk-heading-xl">Figures</h1>
      <p class="govuk-body-l">How many families and children agencies sent something about.</p>
      {year === null ? (
        <p class="govuk-body">There are no figures yet. The first come when the quarter in which something was first received has ended.</p>
      ) : (
        <>
          <h2 class="govuk-heading-l">{yearName(year)}</h2>
          {measures.map(({ measure, figures }) => (
            <MeasureTable heading={HEADINGS[measure]} figures={figures} name={(code) => agencyName(code, agencies)} key={measure} />
          ))}
          {years.length > 1 && (
            <nav aria-label="Other years">
              <h2 class="govuk-heading-m">Other years</h2>
              <ul class="govuk-list">
                {years
                  .filter((one) => one !== year)
                  .map((one) => (
                    <li key={one}>
                      <a class="govuk-link" href={`/figures?year=${one}`}>
                        {yearName(one)}
                      </a>
                    </li>
                  ))}
              </ul>
            </nav>
          )}
        </>
      )}
      <h2 class="govuk-heading-m">How these figures are made</h2>
      <ul class="govuk-list govuk-list--bullet">
        <li>
          Fewer than 10 is never shown, and neither is none. “Withheld” can also stand for more, where a total would give away a smaller
          number.
        </li>
        <li>Every number is rounded to the nearest 5, so numbers may not add up exactly.</li>
        <li>
          A family that two agencies sent something about counts once for each in “All agencies”, and once for each quarter in “The year”.
        </li>
        <li>Children are those that an agency described as a child of the family, or as a brother or sister.</li>
        <li>A quarter appears when it has ended, and its numbers never change.</li>
      </ul>
    </>
  );
}

type TableProps = { readonly heading: string; readonly figures: readonly Figure[]; readonly name: (code: string) => string };

function MeasureTable({ heading, figures, name }: TableProps): VNode {
  const quarters = [...new Set(figures.map(({ quarter }) => quarter))];
  const agencies = [...new Set(figures.map(({ agency }) => agency))].sort((one, other) => Number(one === ALL) - Number(other === ALL));
  const at = (agency: string, quarter: number): Figure | undefined =>
    figures.find((figure) => figure.agency === agency && figure.quarter === quarter);
  const said = (figure: Figure | undefined): string =>
    figure?.value === undefined || figure.value === null ? 'Withheld' : figure.value.toLocaleString('en-GB');
  // An agency of which nothing is shown says so once, below, instead of in a row of its own.
  const withSome = agencies.filter(
    (agency) => agency === ALL || quarters.some((quarter) => typeof at(agency, quarter)?.value === 'number'),
  );
  const without = agencies.filter((agency) => !withSome.includes(agency));
  return (
    <>
      <section class="kin-scroll" aria-label={`${heading} by agency and quarter`} tabindex={0}>
        <table class="govuk-table">
          <caption class="govuk-table__caption govuk-table__caption--m">{heading}</caption>
          <thead class="govuk-table__head">
            <tr class="govuk-table__row">
              <th scope="col" class="govuk-table__header">
                Agency
              </th>
              {quarters.map((quarter) => (
                <th scope="col" class="govuk-table__header govuk-table__header--numeric" key={quarter}>
                  {quarter === ALL_QUARTERS ? 'The year' : QUARTERS[quarter - 1]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody class="govuk-table__body">
            {withSome.map((agency) => (
              <tr class="govuk-table__row" key={agency}>
                <th scope="row" class="govuk-table__header">
                  {agency === ALL ? 'All agencies' : name(agency)}
                </th>
                {quarters.map((quarter) => (
                  <td class="govuk-table__cell govuk-table__cell--numeric" key={quarter}>
                    {said(at(agency, quarter))}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {without.length > 0 && <p class="govuk-body">Withheld in every quarter: {without.map(name).join(', ')}.</p>}
    </>
  );
}
