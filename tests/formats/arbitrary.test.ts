/** Whatever a document holds, it is understood or refused in plain words; nothing is lost, nothing depends on chance. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isProblem } from '../../src/domain/problem.ts';
import { LAYOUTS } from '../../src/formats/layouts.ts';
import { understand } from '../../src/formats/understand.ts';
import { anyContributionJson, anyDocument, expectAccounted, options } from './understanding.ts';

describe('any document', () => {
  it('is understood or refused, never thrown at, and every row of every table is accounted for', () => {
    let understood = 0;
    let events = 0;
    fc.assert(
      fc.property(anyDocument, fc.boolean(), (document, strict) => {
        const read = understand(document, { ...options, strict });
        if (isProblem(read)) return;
        understood += 1;
        events += read.events.length;
        expectAccounted(document, read);
      }),
      { numRuns: 1200, seed: 20260302 },
    );
    expect(understood).toBeGreaterThan(400);
    expect(events).toBeGreaterThan(300);
  });

  it('gives the same answer twice', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        expect(understand(document, options)).toEqual(understand(structuredClone(document), options));
      }),
      { numRuns: 200, seed: 7 },
    );
  });

  it('is never changed by being understood', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const before = structuredClone(document);
        understand(document, options);
        expect(document).toEqual(before);
      }),
      { numRuns: 150, seed: 8 },
    );
  });

  it('gives every event a day that its own source gives, or none', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const read = understand(document, options);
        if (isProblem(read)) return;
        for (const event of read.events) {
          expect(event.happened.from).not.toBeNull();
          expect(event.happened.raw).not.toBe('');
        }
        for (const row of read.attention) expect(row.says).not.toBe('');
        for (const row of read.notEvents) expect(row.because).not.toBe('');
      }),
      { numRuns: 300, seed: 9 },
    );
  });

  it('is refused by every layout that it is not of, without an error', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        for (const layout of LAYOUTS) {
          layout.whole?.({ document, tables: [] }, options);
          expect(layout.recognises({ roles: new Set(), headings: [], place: 'table 1', document })).toBe(0);
        }
      }),
      { numRuns: 150, seed: 10 },
    );
  });
});

describe('any contribution in JSON', () => {
  it('is understood or refused, and every event in it is accounted for', () => {
    let events = 0;
    fc.assert(
      fc.property(anyContributionJson, (document) => {
        const read = understand(document, options);
        if (isProblem(read)) {
          expect(read.problem).toBe('conflicting-references');
          return;
        }
        events += read.events.length;
        expectAccounted(document, read);
        expect(read.tables[0]?.rows.read).toBe((document.json as { events: unknown[] }).events.length);
      }),
      { numRuns: 800, seed: 11 },
    );
    expect(events).toBeGreaterThan(300);
  });
});
