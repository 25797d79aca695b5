/**
 * Reads the rows of a chronology: each becomes an event, a row that is not an event (with the reason), or a row that needs a person's
 * attention (with what was read of it). Nothing else can become of a row.
 */
import { findAgency } from '../domain/agency.ts';
import type { AttentionRow, ColumnRole, Coverage, NotEvent, Notice, UnderstandingOptions } from '../domain/contribution.ts';
import type { Cell, Table } from '../domain/document.ts';
import { AUTHOR_NOTE_KIND, type Event, type Place } from '../domain/event.ts';
import type { PartialDate } from '../domain/time.ts';
import { NO_DATE, troubleWith } from './attention.ts';
import { columnsByRole } from './columns.ts';
import type { Segment } from './find-tables.ts';
import { ACTION_DUE, kindFromWords, kindNamed, PLAIN_EVENT } from './kinds.ts';
import { happenedOf, type Moments } from './moments.ts';
import { ragReader } from './rag-colours.ts';
import { agencyInFront, closer, further, givenId, notesOf, remember, remembering } from './row-fields.ts';
import { headingOf, longestUnmapped, notEventBecause, rowsWords, textsOf, wholeRow, wordsOf } from './row-words.ts';
import { secondDate } from './second-date.ts';
import { readChildSeen, readImpact, readPeople, readSequence } from './values.ts';

export type RowsRead = {
  readonly events: Event[];
  readonly notEvents: NotEvent[];
  readonly attention: AttentionRow[];
  readonly notices: Notice[];
  readonly coverage: Coverage[];
};

export type RowsContext = {
  readonly options: UnderstandingOptions;
  readonly moments: Moments;
  /** The agency of rows that name none. */
  readonly agency: string | null;
  /** True where Chronolator put the agency in front of the source. */
  readonly agencyBeforeSource: boolean;
};

/** Longer words are sentences, not the name of a kind. */
const LONGEST_KIND = 60;
const AUTHOR_NOTE = /^\s*[#^¬~]/;

/** Reads one stretch of a table under its headings, into `read`. */
export function readSegment(context: RowsContext, table: Table, segment: Segment, read: RowsRead): void {
  const { options, moments } = context;
  const { plan } = segment;
  const at = columnsByRole(plan.columns);
  const rag = ragReader(table, segment);
  const seenKinds = new Set<string>();
  const oddSeen = new Map<string, number[]>();
  const oddImpact = new Map<string, number[]>();
  const oddSequence: number[] = [];
  const given = new Set<string>();
  const agencyOf = remembering((words) => findAgency(words)?.code ?? words);
  const peopleOf = remembering<readonly string[]>(readPeople);
  const seenOf = remembering(readChildSeen);
  let lastDated: number | null = null;
  let lastNumber = Number.NEGATIVE_INFINITY;
  const { headings } = plan;

  for (let index = segment.from; index < segment.to; index += 1) {
    const row = table.rows[index];
    if (row === undefined) continue;
    const place: Place = { table: table.place, row: row.number, hidden: row.hidden || table.hidden };
    const notice = (code: string, says: string): void => {
      read.notices.push({ place, code, says });
    };
    if (row.hidden) notice('hidden-row', 'This row is hidden in the file. It was read like any other.');
    const cells = row.cells;
    const texts = textsOf(row);
    const notEvent = notEventBecause(row, texts, headings, at, moments);
    if (notEvent !== null) {
      read.notEvents.push({ place, text: wholeRow(texts), because: notEvent });
      lastNumber = row.number;
      continue;
    }

    const text = (role: ColumnRole): string => {
      const column = at[role];
      return column < 0 ? '' : (texts[column] ?? '');
    };
    const orNull = (role: ColumnRole): string | null => {
      const said = text(role);
      return said === '' ? null : said;
    };
    const cell = (role: ColumnRole): Cell | undefined => {
      const column = at[role];
      if (column < 0) return undefined;
      const found = cells[column];
      return typeof found === 'object' && found.merged === 'left' ? '' : found;
    };

    const happened = happenedOf(moments, { date: cell('date'), time: cell('time'), endDate: cell('endDate'), endTime: cell('endTime') });
    const words = wordsOf(texts, plan.keys);
    let what = text('what');
    let source = orNull('source');
    const response = orNull('response');
    const outcome = orNull('outcome');
    const notes = notesOf(plan, at, texts);
    const authorNote = source !== null && AUTHOR_NOTE.test(source);
    let wordsMissing = false;
    if (what === '' && !authorNote) {
      const other = response ?? outcome ?? orNull('kind') ?? notes[0]?.text ?? orNull('attributions') ?? longestUnmapped(texts, plan);
      if (other === null) wordsMissing = true;
      else {
        what = other;
        notice('words-from-another-column', `Nothing stands under “${headingOf(plan, at.what)}”; the words of another column were taken.`);
      }
    }

    let agency = context.agency;
    const agencyWords = text('agency');
    if (agencyWords !== '') agency = agencyOf(agencyWords);
    else if (context.agencyBeforeSource && source !== null) {
      const before = agencyInFront(source);
      if (before !== null) {
        agency = before.agency;
        source = before.source;
      }
    }

    let kind = PLAIN_EVENT;
    const kindWords = text('kind');
    if (authorNote) kind = AUTHOR_NOTE_KIND;
    else if (plan.targets) kind = ACTION_DUE;
    else if (kindWords !== '' && kindWords.length <= LONGEST_KIND) {
      const named = kindNamed(kindWords);
      if (named !== null) kind = closer(named, what);
      else {
        const fromWords = kindFromWords(what);
        kind = fromWords === PLAIN_EVENT ? kindWords : fromWords;
        if (kind === kindWords && !seenKinds.has(kindWords)) {
          seenKinds.add(kindWords);
          notice('unknown-kind', `“${kindWords}” is not a kind that checks know. It is kept as it is.`);
        }
      }
    } else kind = kindFromWords(what);

    const seenWords = text('childSeen');
    const childSeen = seenOf(seenWords);
    if (childSeen === null) remember(oddSeen, seenWords, row.number);
    const impactWords = text('impact');
    const impact = impactWords === '' ? null : readImpact(impactWords);
    if (impactWords !== '' && impact === null) remember(oddImpact, impactWords.length > 40 ? '' : impactWords, row.number);
    const sequenceWords = text('sequence');
    const sequence = sequenceWords === '' ? null : readSequence(sequenceWords);
    if (sequenceWords !== '' && sequence === null) oddSequence.push(row.number);
    const recordedReading = at.recorded < 0 ? null : moments.date(cell('recorded'));
    let recorded: PartialDate | null = null;
    if (recordedReading !== null) {
      if (recordedReading.date.from === null)
        notice(
          'recorded-not-read',
          `The date recorded, “${recordedReading.date.raw}”, was not read as a date. It is kept among the row’s words.`,
        );
      else {
        recorded = recordedReading.date;
        for (const remark of recordedReading.notices) notice(remark.code, `Date recorded: ${remark.says}`);
      }
    }

    const event: Event = {
      id:
        givenId(text('id'), text('reference'), given) ??
        options.identify(`${options.sha256}|${table.place}|${row.number}${row.number > lastNumber ? '' : `|${index}`}`),
      place,
      happened: happened === null ? NO_DATE : happened.date,
      recorded,
      agency,
      source,
      recordedBy: orNull('recordedBy'),
      subjects: at.subjects < 0 ? [] : peopleOf(text('subjects')),
      childrenAffected: at.childrenAffected < 0 ? [] : peopleOf(text('childrenAffected')),
      kind,
      what,
      response,
      outcome,
      childSeen: childSeen ?? 'not-known',
      impact,
      rag: rag.of(row, text('rag')),
      sequence,
      notes,
      words,
      ...further(at, text),
    };
    lastNumber = Math.max(lastNumber, row.number);

    const trouble = troubleWith(happened, wordsMissing, lastDated);
    if (trouble !== null) {
      read.attention.push({ place, text: wholeRow(texts), code: trouble.code, says: trouble.says, draft: event });
      continue;
    }
    if (happened === null) continue;
    lastDated = row.number;
    for (const remark of happened.notices) notice(remark.code, remark.says);
    if (happened.split && !happened.notices.some((remark) => remark.code === 'two-dates')) {
      notice('two-dates', `“${happened.date.raw}” names more than one date. It is kept as one event; if these were two, split it.`);
    }
    if (recorded?.to != null && happened.date.from !== null && recorded.to < happened.date.from) {
      notice(
        'recorded-before-happened',
        `The row says that it was recorded (“${recorded.raw}”) before it happened (“${happened.date.raw}”). Both are kept.`,
      );
    }
    const second = secondDate(what, happened.date, moments);
    if (second !== null)
      notice('second-date-in-words', `The words also name “${second}”. That may be an event of its own; nothing was split.`);
    if (kind === 'nil-return' && happened.date.from !== null && happened.date.to !== null && happened.date.from !== happened.date.to) {
      read.coverage.push({ from: happened.date.from, to: happened.date.to, complete: true });
    }
    read.events.push(event);
  }

  const whole: Place = { table: table.place, row: 0, hidden: table.hidden };
  const say = (code: string, says: string): void => {
    read.notices.push({ place: whole, code, says });
  };
  for (const [said, rows] of oddSeen)
    say(
      'child-seen-not-read',
      `${rowsWords(rows)}: “${said}” does not say whether the child was seen. It is kept among the words and read as not known.`,
    );
  for (const [said, rows] of oddImpact) {
    say(
      'impact-in-words',
      said === ''
        ? `${rowsWords(rows)}: the impact is told in words, not as positive or negative. The words are kept.`
        : `${rowsWords(rows)}: “${said}” is neither positive nor negative. The words are kept.`,
    );
  }
  if (oddSequence.length > 0)
    say(
      'sequence-not-a-number',
      `${rowsWords(oddSequence)}: what stands under “${headingOf(plan, at.sequence)}” is not a number. It is kept among the words; these rows keep the order of the file.`,
    );
  for (const remark of rag.remarks()) say(remark.code, remark.says);
}
