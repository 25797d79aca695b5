/** A contribution as JSON (docs/schemas/contribution.schema.json): what a supplier's system or a partnership's script sends. */
import type { AttentionRow, Contribution, Coverage, NotEvent, Notice, UnderstandingOptions } from '../domain/contribution.ts';
import type { Event, Place } from '../domain/event.ts';
import { type Problem, problem } from '../domain/problem.ts';
import { orderEvidence } from '../domain/time.ts';
import { agencyGiven } from './agency-of-file.ts';
import { troubleWith } from './attention.ts';
import { eventFromJson } from './event-from-json.ts';
import { agencyCode, canonical, isObject, type JsonObject, textOf } from './json-values.ts';
import type { Layout } from './layout.ts';
import { momentsOf } from './moments.ts';
import { coverageFromJson, peopleFromJson } from './people-from-json.ts';

const FORMAT = 'contribution-json';
const KNOWN = new Set(['kinline', 'agency', 'family', 'coverage', 'people', 'events', '$schema']);

export const contributionJson: Layout = {
  name: FORMAT,
  says: 'A contribution in Kinline’s own JSON, as a supplier’s system or a script writes it.',
  recognises: () => 0,
  whole: ({ document }, options) => {
    if (document.kind !== 'json' || !isObject(document.json)) return null;
    const { json } = document;
    const said = textOf(json['kinline']);
    if (said !== null ? !/^contribution\/\d+$/.test(said) : !Array.isArray(json['events']) || 'tables' in json || 'happenings' in json)
      return null;
    const remarks = document.remarks.map(
      ({ place, code, says }): Notice => ({ place: { table: place, row: 0, hidden: false }, code, says }),
    );
    return understandContribution(json, options, remarks);
  },
  examples: [
    {
      shows: 'every field of the contract, an alias, an unknown kind and an event given twice',
      document: {
        kind: 'json',
        tables: [],
        passages: [],
        remarks: [],
        json: {
          kinline: 'contribution/1',
          agency: 'police',
          family: 'F1',
          coverage: [{ from: '2012-01-01', to: '2016-03-31', complete: true }],
          people: [
            {
              label: 'B',
              role: 'child',
              dateOfBirth: '2015-08-20',
              expectedDate: null,
              gestationWeeks: 26,
              language: 'Lithuanian',
              interpreterNeeded: true,
            },
            { label: 'S', role: 'sibling', dateOfBirth: { raw: 'October 2011' } },
          ],
          events: [
            {
              ref: 'p1',
              kind: 'domestic-abuse-incident',
              happened: { raw: '12/04/2013', time: '21:40' },
              recorded: '2013-04-12',
              subjects: ['M', 'F'],
              childrenAffected: ['S'],
              what: 'Officers called to the address.',
              childSeen: 'seen',
              shares: [{ to: 'CSC', how: 'notification', sent: '2013-04-13', received: '2013-04-15', acknowledged: null }],
              attributions: [{ claim: 'alcohol', by: 'police', basis: 'smelt of drink', disputed: false }],
            },
            { ref: 'p2', kind: 'neighbour-dispute', happened: '2013-05-01', what: 'Noise.', colour: 'blue' },
            { ref: 'p2', kind: 'neighbour-dispute', happened: '2013-05-01', what: 'Noise.', colour: 'blue' },
            { ref: 'p3', what: 'Nobody wrote when.' },
          ],
        },
      },
      expected: {
        format: FORMAT,
        agency: 'police',
        family: 'F1',
        coverage: [{ from: '2012-01-01', to: '2016-03-31', complete: true }],
        people: [
          { label: 'B', gestationWeeks: 26, interpreterNeeded: true },
          { label: 'S', dateOfBirth: null, born: { raw: 'October 2011', precision: 'month' } },
        ],
        tables: [{ place: 'events', rows: { read: 4, events: 2, notEvents: 1, attention: 1 } }],
        events: [
          {
            ref: 'p1',
            happened: { from: '2013-04-12', precision: 'minute', time: { from: '21:40' } },
            shares: [{ to: 'childrens-social-care', sent: '2013-04-13', acknowledged: null }],
          },
          { ref: 'p2', kind: 'neighbour-dispute', unknown: { colour: 'blue' } },
        ],
        attention: [{ place: { table: 'events', row: 4 }, code: 'no-date' }],
      },
    },
  ],
};

export function understandContribution(
  json: JsonObject,
  options: UnderstandingOptions,
  remarks: readonly Notice[],
): Contribution | Problem {
  const given = Array.isArray(json['events']) ? (json['events'] as readonly unknown[]) : [];
  const raws = given.flatMap((event) => (isObject(event) ? rawsOf(event) : []));
  const evidence = options.order === undefined ? orderEvidence(raws) : { order: options.order, because: 'Somebody said so for this file.' };
  const moments = momentsOf({ order: evidence.order, today: options.today, strict: options.strict });
  const whole = (table: string): Place => ({ table, row: 0, hidden: false });
  const notices: Notice[] = [...remarks];
  const fileAgency = textOf(json['agency']);
  const agency = agencyGiven(options.agency) ?? (fileAgency === null || fileAgency.trim() === '' ? null : agencyCode(fileAgency));
  const family = textOf(json['family']);
  if (textOf(json['kinline']) === null)
    notices.push({
      place: whole('file'),
      code: 'no-kinline-mark',
      says: 'The file does not say “kinline: contribution/1”. It was read as a contribution, because it has events.',
    });
  for (const field of Object.keys(json)) {
    if (!KNOWN.has(field))
      notices.push({
        place: whole('file'),
        code: 'unknown-field',
        says: `The field “${field}” is not one that Kinline knows. The file keeps it.`,
      });
  }
  const people = peopleFromJson(json['people'], moments, notices);
  const coverage: Coverage[] = coverageFromJson(json['coverage'], moments, notices);
  const events: Event[] = [];
  const notEvents: NotEvent[] = [];
  const attention: AttentionRow[] = [];
  const byRef = new Map<string, { readonly row: number; readonly content: string; readonly corrects: boolean }>();

  for (let index = 0; index < given.length; index += 1) {
    const value = given[index];
    const row = index + 1;
    const place: Place = { table: 'events', row, hidden: false };
    if (!isObject(value)) {
      notEvents.push({ place, text: canonical(value).slice(0, 500), because: 'It is not an object, so it is not an event.' });
      continue;
    }
    const ref = textOf(value['ref']);
    const ownAgency = textOf(value['agency']);
    const eventAgency = ownAgency === null || ownAgency.trim() === '' ? agency : agencyCode(ownAgency);
    let id = textOf(value['id']) ?? '';
    if (!/^[0-9a-f]{32}$/.test(id))
      id = options.identify(
        ref === null || ref === '' ? `${options.sha256}|events|${row}` : `ref|${family ?? ''}|${eventAgency ?? ''}|${ref}`,
      );
    if (ref !== null && ref !== '') {
      const key = `${eventAgency ?? ''}|${ref}`;
      const content = canonical(value);
      const before = byRef.get(key);
      // Only a "supersedes" that names this very reference says which of the two is the correction.
      const superseded = textOf(value['supersedes']);
      const corrects = superseded === ref || superseded === `${eventAgency ?? ''}:${ref}`;
      if (before === undefined) byRef.set(key, { row, content, corrects });
      else if (before.content === content) {
        notEvents.push({ place, text: textOf(value['what']) ?? ref, because: `It is the same as event ${before.row}, word for word.` });
        continue;
      } else if (!corrects && !before.corrects) {
        return problem('conflicting-references', `${options.file}: events, ${before.row} and events, ${row} (reference ${ref}).`);
      } else id = options.identify(`ref|${family ?? ''}|${eventAgency ?? ''}|${ref}|${content}`);
    }
    const read = eventFromJson(value, { moments, place, agency, family: null, id });
    for (const notice of read.notices) notices.push({ place, ...notice });
    const trouble = troubleWith(
      read.happenedGiven ? { date: read.event.happened, notices: read.dateNotices, split: false } : null,
      read.wordsMissing,
      null,
    );
    if (trouble !== null) {
      attention.push({
        place,
        text: read.event.what === '' ? canonical(value).slice(0, 2000) : read.event.what,
        code: trouble.code,
        says: trouble.says,
        draft: read.event,
      });
      continue;
    }
    for (const notice of read.dateNotices) notices.push({ place, ...notice });
    const { happened, recorded } = read.event;
    if (recorded?.to != null && happened.from !== null && recorded.to < happened.from) {
      notices.push({
        place,
        code: 'recorded-before-happened',
        says: `It says that it was recorded (“${recorded.raw}”) before it happened (“${happened.raw}”). Both are kept.`,
      });
    }
    if (read.event.kind === 'nil-return' && happened.from !== null && happened.to !== null && happened.from !== happened.to)
      coverage.push({ from: happened.from, to: happened.to, complete: true });
    events.push(read.event);
  }

  return {
    file: options.file,
    sha256: options.sha256,
    agency,
    ...(family === null ? {} : { family }),
    format: FORMAT,
    tables: [
      {
        place: 'events',
        headings: [],
        columns: {},
        dayMonthOrder: raws.some((raw) => /\d/.test(raw)) ? evidence : null,
        rows: { read: given.length, events: events.length, notEvents: notEvents.length, attention: attention.length },
      },
    ],
    people,
    coverage,
    events,
    notEvents,
    attention,
    notices,
  };
}

function rawsOf(event: JsonObject): string[] {
  return [event['happened'], event['recorded']].flatMap((value) => {
    const raw = isObject(value) ? textOf(value['raw']) : textOf(value);
    return raw === null ? [] : [raw];
  });
}
