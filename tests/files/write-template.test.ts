import { createHash } from 'node:crypto';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Contribution } from '../../src/domain/contribution.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { isProblem } from '../../src/domain/problem.ts';
import { readDocument } from '../../src/files/read-document.ts';
import { writeTemplate } from '../../src/files/write-template.ts';
import { understand } from '../../src/formats/understand.ts';

const agency = { code: 'health-visiting', name: 'Health visiting', aliases: [] };

async function readTemplate(format: 'docx' | 'xlsx'): Promise<Contribution> {
  const document = await readDocument(await writeTemplate({ agency, format }), `template.${format}`, LIMITS);
  if (isProblem(document)) throw new Error(document.problem);
  const identify = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);
  const read = understand(document, {
    file: 'template',
    sha256: 'ab'.repeat(32),
    agency: null,
    mapping: {},
    strict: false,
    today: '2026-11-23',
    identify,
  });
  if (isProblem(read)) throw new Error(read.problem);
  return read;
}

describe('the blank template', () => {
  for (const format of ['docx', 'xlsx'] as const) {
    it(`holds no events, no people and no coverage as ${format}: its examples are read as examples`, async () => {
      const read = await readTemplate(format);
      expect([read.events, read.attention, read.people, read.coverage]).toEqual([[], [], [], []]);
      expect(read.notEvents.filter(({ because }) => because.includes('example'))).toHaveLength(3);
    });

    it(`says which agency it is for, and every column is understood, as ${format}`, async () => {
      const read = await readTemplate(format);
      expect(read.agency).toBe('health-visiting');
      expect(Object.keys(read.tables.find(({ columns }) => columns.date !== undefined)?.columns ?? {})).toHaveLength(13);
    });

    it(`is the same bytes each time, as ${format}`, async () => {
      expect(Buffer.compare(await writeTemplate({ agency, format }), await writeTemplate({ agency, format }))).toBe(0);
    });
  }

  it('offers lists to choose from in Excel that calculate nothing', async () => {
    const sheet = Buffer.from(unzipSync(await writeTemplate({ agency, format: 'xlsx' }))['xl/worksheets/sheet1.xml'] ?? []).toString(
      'utf8',
    );
    expect(sheet).toContain('<formula1>&quot;Seen,Not seen,Not applicable,Not known&quot;</formula1>');
    expect(sheet).not.toMatch(/<f[ >]/);
  });
});
