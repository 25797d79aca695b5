import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sameEvent } from '../../src/domain/chronology-columns.ts';
import type { Contribution } from '../../src/domain/contribution.ts';
import type { Event } from '../../src/domain/event.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { isProblem } from '../../src/domain/problem.ts';
import { readDocument } from '../../src/files/read-document.ts';
import { type ChronologyFormat, writeChronology } from '../../src/files/write-chronology.ts';
import { understand } from '../../src/formats/understand.ts';
import { anEvent, anyEvents, chronologyOf, options } from './invented-events.ts';

async function readBack(bytes: Uint8Array, file: string): Promise<Contribution> {
  const document = await readDocument(bytes, file, LIMITS);
  if (isProblem(document)) throw new Error(`${document.problem} ${document.detail}`);
  const contribution = understand(document, {
    file,
    sha256: 'cd'.repeat(32),
    agency: null,
    mapping: {},
    strict: false,
    today: options.today,
    identify: (text) => createHash('sha256').update(text).digest('hex').slice(0, 32),
  });
  if (isProblem(contribution)) throw new Error(`${contribution.problem} ${contribution.detail}`);
  return contribution;
}

async function writtenAndRead(events: readonly Event[], format: ChronologyFormat): Promise<Contribution> {
  const bytes = await writeChronology(chronologyOf(events, { attention: [], notEvents: [] }), format, options);
  if (isProblem(bytes)) throw new Error(bytes.problem);
  return readBack(bytes, `chronology.${format}`);
}

describe('an integrated chronology read back', () => {
  for (const format of ['csv', 'xlsx', 'docx', 'json'] as const) {
    it(`gives the same events with the same ids in the same order from ${format}, whatever their words hold`, async () => {
      await fc.assert(
        fc.asyncProperty(anyEvents, async (events) => {
          const contribution = await writtenAndRead(events, format);
          expect(contribution.attention).toEqual([]);
          expect(contribution.events.map(({ id }) => id)).toEqual(events.map(({ id }) => id));
          for (const [index, event] of events.entries()) {
            const back = contribution.events[index] as Event;
            // Field by field first, so that a failure names the field and not forty thousand characters.
            for (const field of Object.keys(event) as (keyof Event)[]) {
              if (field !== 'place')
                expect([field, JSON.stringify(back[field])?.slice(0, 200)]).toEqual([field, JSON.stringify(event[field])?.slice(0, 200)]);
            }
            expect(sameEvent(event, back)).toBe(true);
          }
          expect(contribution.notices.filter(({ code }) => code === 'changed-since-export')).toEqual([]);
        }),
        { numRuns: 40, seed: 2026 },
      );
    });

    it(`says in ${format} in which file and where each event was first written`, async () => {
      const contribution = await writtenAndRead([anEvent(1)], format);
      expect(contribution.events[0]?.cameFrom).toEqual({ file: 'police.docx', place: 'table 1, row 2' });
    });

    it(`keeps the first origin when ${format} is exported, read and exported again`, async () => {
      const first = await writtenAndRead([anEvent(1), anEvent(2)], format);
      const again = await writeChronology(chronologyOf(first.events, { file: 'second.docx' }), format, options);
      if (isProblem(again)) throw new Error(again.problem);
      const second = await readBack(again, `second.${format}`);
      expect(second.events.map(({ cameFrom }) => cameFrom)).toEqual(first.events.map(({ cameFrom }) => cameFrom));
      expect(second.events.every((event, index) => sameEvent(event, first.events[index] as Event))).toBe(true);
    });
  }
});
