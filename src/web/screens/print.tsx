/** The chronology on one page, to be printed: every event in order with its source. Opening it is written down as printing. */
import { printChronology, type ToPrint } from '../../app/print-chronology.ts';
import { agencyName } from '../../domain/agency.ts';
import { isProblem } from '../../domain/problem.ts';
import { type PartialDate, sayDate, sayLondon } from '../../domain/time.ts';
import { count } from '../parts/words.ts';
import { problemAnswer, type Screen } from '../visit.ts';

const sayWhen = (date: PartialDate): string => (date.from === null ? `“${date.raw}” (not a date)` : sayDate(date));

export const printScreen: Screen = {
  path: '/families/:family/print',
  get: async (visit) => {
    const found = await visit.ask(printChronology, { family: visit.param('family') });
    if (isProblem(found)) return problemAnswer(found);
    return {
      kind: 'page',
      title: 'Chronology to print',
      family: found.family,
      section: 'timeline',
      wide: true,
      islands: ['print'],
      back: { href: `/families/${found.family.id}/timeline`, text: 'Timeline' },
      body: (
        <div class="kin-print">
          <p class="kin-print__mark">OFFICIAL – SENSITIVE (PERSONAL)</p>
          <h1 class="govuk-heading-l">Chronology to print</h1>
          <p class="govuk-body kin-not-printed">
            It is written down that you opened this to print it. Print it with your browser’s own command.
            <span id="print-here" />
          </p>
          <p class="govuk-body">
            {found.family.label} · {visit.partnership} · opened to print by {visit.practitioner?.name ?? 'nobody'} on {sayLondon(found.at)}{' '}
            · {count(found.chronology.events.length, 'event')}
          </p>
          <EventsToPrint found={found} />
        </div>
      ),
    };
  },
};

function EventsToPrint({ found }: { readonly found: ToPrint }) {
  const { chronology, agencies, notes } = found;
  if (chronology.events.length === 0) return <p class="govuk-body">There is no event yet.</p>;
  return (
    <table class="kt-table kin-print__table">
      <caption>Every event that you may see, in order</caption>
      <thead>
        <tr>
          <th scope="col">Date</th>
          <th scope="col">Agency</th>
          <th scope="col">What happened</th>
          <th scope="col">Source</th>
        </tr>
      </thead>
      <tbody>
        {chronology.events.map((event) => (
          <tr key={event.id}>
            <th scope="row">{sayWhen(event.happened)}</th>
            <td>{agencyName(event.agency, agencies)}</td>
            <td class="kt-what">
              {event.what}
              {event.response !== null && <p class="kin-print__more">Response: {event.response}</p>}
              {event.outcome !== null && <p class="kin-print__more">Outcome: {event.outcome}</p>}
              {notes
                .filter((note) => note.event === event.id)
                .map((note) => (
                  <p class="kin-print__more" key={note.id}>
                    Note by {note.by.name}: {note.text}
                  </p>
                ))}
            </td>
            <td>
              {event.source ?? 'not recorded'}, {event.place.table}, row {event.place.row}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
