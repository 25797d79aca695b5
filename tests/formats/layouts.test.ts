/** Every layout that Kinline knows keeps the same contract: its own examples, the same answer twice, and every row accounted for. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Contribution, UnderstandingOptions } from '../../src/domain/contribution.ts';
import { isProblem } from '../../src/domain/problem.ts';
import { LAYOUTS } from '../../src/formats/layouts.ts';
import { understand } from '../../src/formats/understand.ts';

const options: UnderstandingOptions = {
  file: 'example',
  sha256: 'a'.repeat(64),
  agency: null,
  mapping: {},
  strict: false,
  today: '2026-11-23',
  identify: (text) => createHash('sha256').update(text).digest('hex').slice(0, 32),
};

describe.each(LAYOUTS)('the layout $name', (layout) => {
  it('has examples', () => {
    expect(layout.examples.length).toBeGreaterThan(0);
  });
  it.each(layout.examples)('reads $shows', (example) => {
    const read = understand(example.document, { ...options, ...example.options });
    expect(read).toMatchObject(example.expected);
    expect(understand(example.document, { ...options, ...example.options })).toEqual(read);
    if (isProblem(read)) return;
    accounted(read as Contribution);
  });
});

function accounted(read: Contribution): void {
  for (const table of read.tables) {
    expect(table.rows.read).toBe(table.rows.events + table.rows.notEvents + table.rows.attention);
  }
  const total = read.tables.reduce((sum, table) => sum + table.rows.read, 0);
  expect(total).toBe(read.events.length + read.notEvents.length + read.attention.length);
}
