/** A reading in words, for a person at a terminal: what was found, row by row accounted for, and what needs a look. */
import { agencyName } from '../domain/agency.ts';
import type { Contribution, TableReading } from '../domain/contribution.ts';
import type { Place } from '../domain/event.ts';
import { sayDay } from '../domain/time.ts';

/** At most so many remarks of one sort are listed; the JSON has them all. */
const LISTED = 20;

export const counted = (count: number, one: string, more = `${one}s`): string => `${count} ${count === 1 ? one : more}`;

const sayPlace = (place: Place): string => (place.row > 0 ? `${place.table}, row ${place.row}` : place.table);

/** `41 rows read = 38 events + 2 not events + 1 needing attention`. */
export function sayRows({ read, events, notEvents, attention }: TableReading['rows']): string {
  return `${counted(read, 'row')} read = ${counted(events, 'event')} + ${notEvents} not ${notEvents === 1 ? 'an event' : 'events'} + ${attention} needing attention`;
}

/** The rows of all tables of all contributions, added up. */
export function allRows(contributions: readonly Contribution[]): TableReading['rows'] {
  const total = { read: 0, events: 0, notEvents: 0, attention: 0 };
  for (const { tables } of contributions) {
    for (const { rows } of tables) {
      total.read += rows.read;
      total.events += rows.events;
      total.notEvents += rows.notEvents;
      total.attention += rows.attention;
    }
  }
  return total;
}

function listed<Item>(title: string, items: readonly Item[], say: (item: Item) => string): readonly string[] {
  if (items.length === 0) return [];
  const more = items.length > LISTED ? [`    and ${items.length - LISTED} more; --json lists all`] : [];
  return [`  ${title} (${items.length})`, ...items.slice(0, LISTED).map((item) => `    ${say(item)}`), ...more];
}

const oneLine = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 100 ? `${line.slice(0, 99)}…` : line;
};

function sayTable({ place, columns, headings, dayMonthOrder, rows }: TableReading): readonly string[] {
  const roles = Object.entries(columns).map(([role, index]) => `${role} = ${oneLine(headings[index] ?? '') || `column ${index + 1}`}`);
  return [
    `  ${place}: ${sayRows(rows)}`,
    ...(roles.length === 0 ? [] : [`    Columns: ${roles.join(' · ')}`]),
    ...(dayMonthOrder === null
      ? []
      : [`    Dates are read ${dayMonthOrder.order === 'day-first' ? 'day first' : 'month first'}. ${dayMonthOrder.because}`]),
  ];
}

function sayPeople(contribution: Contribution): readonly string[] {
  const described = contribution.people.map(({ label, role, dateOfBirth, expectedDate, born }) => {
    const facts = [
      ...(role === undefined || role === label ? [] : [role]),
      ...(dateOfBirth === null ? (born === undefined ? [] : [`born ${born.raw}`]) : [`born ${sayDay(dateOfBirth)}`]),
      ...(expectedDate === null ? [] : [`expected ${sayDay(expectedDate)}`]),
    ];
    return facts.length === 0 ? label : `${label} (${facts.join(', ')})`;
  });
  return described.length === 0
    ? []
    : [`  People described: ${described.slice(0, LISTED).join('; ')}${described.length > LISTED ? '; and more' : ''}`];
}

function sayCoverage({ coverage }: Contribution): readonly string[] {
  return coverage.map(({ from, to, complete }) => {
    const period = `${from === null ? 'the beginning' : sayDay(from)} to ${to === null ? 'now' : sayDay(to)}`;
    return `  Says that it is ${complete ? 'complete' : 'partial'} for ${period}`;
  });
}

/** The whole reading of one file, as lines. */
export function sayReading(contribution: Contribution): string {
  const { file, agency, format, tables, attention, notices, notEvents, events } = contribution;
  const lines = [
    file,
    `  ${agency === null ? 'The agency is not recorded' : agencyName(agency)} · layout: ${format.replaceAll('-', ' ')} · ${counted(events.length, 'event')}`,
    ...tables.flatMap(sayTable),
    ...sayPeople(contribution),
    ...sayCoverage(contribution),
    ...listed('Needs attention', attention, ({ place, says, text }) => `${sayPlace(place)}: ${says} [${oneLine(text)}]`),
    ...listed('Notices', notices, ({ place, says }) => `${sayPlace(place)}: ${says}`),
    ...listed('Not events', notEvents, ({ place, text, because }) => `${sayPlace(place)}: ${oneLine(text) || '(blank)'}. ${because}`),
  ];
  return `${lines.join('\n')}\n`;
}
