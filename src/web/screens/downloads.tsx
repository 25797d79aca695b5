/** Downloads: the family's chronology in six formats, each with a sentence that says what it is for; and blank chronologies. */
import { CHRONOLOGY_FORMATS, type ChronologyFormat, downloadChronology } from '../../app/download-chronology.ts';
import { downloadTemplate } from '../../app/download-template.ts';
import { readFamily } from '../../app/read-family.ts';
import { mayDo } from '../../domain/access.ts';
import { isProblem, problem } from '../../domain/problem.ts';
import { problemAnswer, type Screen } from '../visit.ts';

const FORMATS: Readonly<Record<ChronologyFormat, { readonly name: string; readonly for: string }>> = {
  docx: { name: 'Word', for: 'For a conference, a court bundle or a panel: to read, mark and print.' },
  xlsx: { name: 'Excel', for: 'To sort and filter, or to work on it in a spreadsheet and bring it back.' },
  pdf: { name: 'PDF', for: 'To send or keep as it stands today. It reads well with a screen reader.' },
  html: { name: 'Web page', for: 'One file that opens in any browser, with nothing to install.' },
  csv: { name: 'CSV', for: 'For another system or a statistics package.' },
  json: { name: 'JSON', for: 'Everything, for another Kinline: it gives back the same events, word for word.' },
};

export const downloadsScreen: Screen = {
  path: '/families/:family/downloads',
  get: async (visit) => {
    const family = await visit.ask(readFamily, { family: visit.param('family') });
    if (isProblem(family)) return problemAnswer(family);
    const events = family.agencies.reduce((sum, line) => sum + line.events, 0);
    return {
      kind: 'page',
      title: 'Downloads',
      family,
      section: 'downloads',
      body: (
        <>
          <h1 class="govuk-heading-l">Take the chronology with you</h1>
          {!mayDo(visit.practitioner, 'take-away') ? (
            <p class="govuk-body">Your role does not take chronologies away. Ask the partnership’s business manager.</p>
          ) : events === 0 ? (
            <p class="govuk-body">There is nothing to download yet. Bring a file first.</p>
          ) : (
            <>
              <p class="govuk-body-l">Every event, in order, each with its source. It is written down that you took it.</p>
              <ul class="kin-downloads">
                {CHRONOLOGY_FORMATS.map((format) => (
                  <li key={format}>
                    <a class="govuk-link kin-download" href={`/families/${family.id}/downloads/${format}`} download>
                      {FORMATS[format].name}
                      <span class="govuk-visually-hidden"> file</span>
                    </a>
                    <p class="govuk-body kin-tight">{FORMATS[format].for}</p>
                  </li>
                ))}
              </ul>
              <p class="govuk-body">
                <a class="govuk-link" href={`/families/${family.id}/print`}>
                  Print the chronology
                </a>
                : every event on one page. It is written down that you opened it to print.
              </p>
            </>
          )}
          {family.agencies.length > 0 && (
            <>
              <h2 class="govuk-heading-m">Blank chronologies for agencies to fill in</h2>
              <p class="govuk-body">Each has its own instructions, and what comes back is read without a question.</p>
              <ul class="govuk-list govuk-list--spaced">
                {family.agencies.map((line) => (
                  <li key={line.agency}>
                    {line.name}:{' '}
                    <a class="govuk-link" href={`/templates/${encodeURIComponent(line.agency)}/docx`}>
                      Word<span class="govuk-visually-hidden"> for {line.name}</span>
                    </a>{' '}
                    or{' '}
                    <a class="govuk-link" href={`/templates/${encodeURIComponent(line.agency)}/xlsx`}>
                      Excel<span class="govuk-visually-hidden"> for {line.name}</span>
                    </a>
                  </li>
                ))}
              </ul>
            </>
          )}
        </>
      ),
    };
  },
};

export const downloadScreen: Screen = {
  path: '/families/:family/downloads/:format',
  get: async (visit) => {
    const format = CHRONOLOGY_FORMATS.find((one) => one === visit.param('format'));
    if (format === undefined) return problemAnswer(problem('not-found'));
    const found = await visit.ask(downloadChronology, { family: visit.param('family'), format });
    return isProblem(found) ? problemAnswer(found) : { kind: 'file', ...found };
  },
};

export const templateScreen: Screen = {
  path: '/templates/:agency/:format',
  get: async (visit) => {
    const format = (['docx', 'xlsx'] as const).find((one) => one === visit.param('format'));
    if (format === undefined) return problemAnswer(problem('not-found'));
    const found = await visit.ask(downloadTemplate, { agency: visit.param('agency'), format });
    return isProblem(found) ? problemAnswer(found) : { kind: 'file', ...found };
  },
};
