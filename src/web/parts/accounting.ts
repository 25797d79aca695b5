/** Row accounting in words: read = events + not events + attention, said so that anyone can check the sum. */

import type { AgencyLine } from '../../app/read-family.ts';
import type { Contribution } from '../../domain/contribution.ts';
import { sayDay } from '../../domain/time.ts';
import { count, list } from './words.ts';

/** "41 rows read: 38 events, 2 rows that are not events, 1 row that needs a person." Parts that are nothing are left out. */
export function sayAccounting(rows: { readonly events: number; readonly notEvents: number; readonly attention: number }): string {
  const read = rows.events + rows.notEvents + rows.attention;
  if (read === 0) return 'No rows read.';
  if (rows.events === read)
    return read === 1 ? 'One row read, and it is an event.' : `${capitalCount(read, 'row')} read, and every one is an event.`;
  const parts = [
    count(rows.events, 'event'),
    rows.notEvents === 0 ? '' : rows.notEvents === 1 ? '1 row that is not an event' : `${count(rows.notEvents, 'row')} that are not events`,
    rows.attention === 0 ? '' : rows.attention === 1 ? '1 row that needs a person' : `${count(rows.attention, 'row')} that need a person`,
  ];
  return `${capitalCount(read, 'row')} read: ${parts.filter((part) => part !== '').join(', ')}.`;
}

const capitalCount = (number: number, one: string): string => {
  const said = count(number, one);
  return said.charAt(0).toUpperCase() + said.slice(1);
};

/** The same sum over all tables of a reading. */
export function rowsOf(contribution: Contribution): { readonly events: number; readonly notEvents: number; readonly attention: number } {
  return { events: contribution.events.length, notEvents: contribution.notEvents.length, attention: contribution.attention.length };
}

/** Declared coverage in words; nothing declared is said as that, because absence outside coverage is not absence. */
export function sayCoverage(coverage: AgencyLine['coverage']): string {
  if (coverage.length === 0) return 'the agency did not say which period';
  const said = coverage.map(({ from, to, complete }) => {
    const period =
      from === null
        ? to === null
          ? 'the whole time'
          : `up to ${sayDay(to)}`
        : to === null
          ? `from ${sayDay(from)}`
          : `${sayDay(from)} to ${sayDay(to)}`;
    return `${period} (${complete ? 'everything it holds' : 'only part of what it holds'})`;
  });
  return list([...new Set(said)]);
}
