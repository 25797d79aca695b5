import { Writable } from 'node:stream';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Chronology } from '../../src/domain/chronology.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { isProblem } from '../../src/domain/problem.ts';
import { CHRONOLOGY_FORMATS, type ChronologyFormat, writeChronology, writeChronologyTo } from '../../src/files/write-chronology.ts';
import { contentOf } from '../../src/files/write-chronology-content.ts';
import { pdfBytes } from '../../src/files/write-chronology-pdf.ts';
import { surroundingsOf } from '../../src/files/write-chronology-surroundings.ts';
import { builtOwnEntry } from './built-entry.ts';
import { anEvent, chronologyOf, exactly, options } from './invented-events.ts';

async function bytesOf(chronology: Chronology, format: ChronologyFormat): Promise<Uint8Array> {
  const bytes = await writeChronology(chronology, format, options);
  if (isProblem(bytes)) throw new Error(`${bytes.problem} ${bytes.detail}`);
  return bytes;
}

const text = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('utf8');

async function part(chronology: Chronology, format: 'docx' | 'xlsx', name: string): Promise<string> {
  const found = unzipSync(await bytesOf(chronology, format))[name];
  expect(found, name).toBeDefined();
  return text(found);
}

/** Two accounts of one evening that disagree, and one more event. */
const first = anEvent(1);
const second = anEvent(2, {
  agency: 'health-visiting',
  happened: exactly('2013-04-13'),
  childSeen: 'not-seen',
  what: 'M telephoned: F had hurt her last night.',
});
const third = anEvent(3, {
  agency: 'gp',
  happened: { raw: 'May 2013', from: '2013-05-01', to: '2013-05-31', precision: 'month', approx: false, time: null },
});
const family = chronologyOf(
  [first, second, third],
  {},
  {
    happenings: [
      {
        events: [first.id, second.id],
        decided: false,
        because: ['Both name M and F.', 'But the days differ by one.'],
        conflicts: [
          {
            about: 'child-seen',
            accounts: [
              { event: first.id, value: 'seen' },
              { event: second.id, value: 'not-seen' },
            ],
            settled: null,
          },
        ],
      },
    ],
    gaps: [{ of: { agency: 'police' }, from: '2013-04-12', to: '2013-09-10', days: 151, after: first.id, before: third.id }],
  },
);
const DANGEROUS = ['=HYPERLINK("http://example.invalid")', '+1', '-1', '@SUM(A1)', '\t=1', "'=1"];

describe('an integrated chronology in every format', () => {
  for (const format of CHRONOLOGY_FORMATS) {
    it(`is the same bytes each time it is written as ${format}`, async () => {
      expect(Buffer.compare(await bytesOf(family, format), await bytesOf(family, format))).toBe(0);
    });

    it(`is the same bytes in a stream as at once, as ${format}`, async () => {
      const pieces: Buffer[] = [];
      const stream = new Writable({
        highWaterMark: 1,
        write: (piece: Buffer, _, done) => {
          pieces.push(Buffer.from(piece));
          setImmediate(done);
        },
      });
      expect(await writeChronologyTo(stream, family, format, options)).toBeNull();
      expect(Buffer.compare(Buffer.concat(pieces), await bytesOf(family, format))).toBe(0);
    });

    it(`can be written as ${format} when nothing was read`, async () => {
      expect((await bytesOf({ contributions: [], events: [], happenings: [], gaps: [], notices: [] }, format)).length).toBeGreaterThan(20);
    });
  }

  it('is an error to the writer and not a silence when a row cannot be made', async () => {
    const broken = { ...family, events: [first, null as never] };
    await expect(writeChronology(broken, 'docx', options)).rejects.toThrow();
  });
});

describe('as a Word document', () => {
  it('is A4 landscape, in British English, with the heading row on every page', async () => {
    const document = await part(family, 'docx', 'word/document.xml');
    expect(document).toContain('<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>');
    expect(document.match(/<w:tblHeader\/>/g)?.length).toBe(document.match(/<w:tbl>/g)?.length);
    expect(document.match(/<w:tblDescription /g)?.length).toBe(document.match(/<w:tbl>/g)?.length);
    expect(await part(family, 'docx', 'word/styles.xml')).toContain('<w:lang w:val="en-GB"');
    expect(document).toContain('<w:pStyle w:val="Heading1"/>');
    expect(await part(family, 'docx', 'word/footer1.xml')).toContain('NUMPAGES');
    expect(await part(family, 'docx', 'word/header1.xml')).toContain('OFFICIAL-SENSITIVE');
  });

  it('says its title in its properties and nobody’s name', async () => {
    const core = await part(family, 'docx', 'docProps/core.xml');
    expect(core).toContain('<dc:title>Family F1: integrated chronology</dc:title>');
    expect(core).toContain('<dc:creator>Kinline</dc:creator>');
    expect(core).not.toContain('lastModifiedBy');
  });

  it('carries the exact events in a custom part that Word keeps', async () => {
    expect(await part(family, 'docx', 'word/_rels/document.xml.rels')).toContain('Target="../customXml/item1.xml"');
    expect(await part(family, 'docx', 'customXml/item1.xml')).toContain('chronology/1');
  });

  it('shows both accounts of one event, what they disagree on, the silences and the rows that need attention', async () => {
    const document = await part(family, 'docx', 'word/document.xml');
    for (const words of [
      'May be the same event (group 1)',
      'Whether the child was seen',
      'Not settled. Both accounts stand.',
      '151 days',
      '29 February 2015 does not exist.',
      'ab'.repeat(32),
    ])
      expect(document).toContain(words);
  });
});

describe('as an Excel workbook', () => {
  it('types every cell as a string: no formula, no link, nothing hidden', async () => {
    const events = DANGEROUS.map((what, index) => anEvent(index + 1, { what, source: what, words: { [what]: what } }));
    const parts = unzipSync(await bytesOf(chronologyOf(events), 'xlsx'));
    const sheets = Object.keys(parts).filter((name) => name.startsWith('xl/worksheets/'));
    expect(sheets).toHaveLength(4);
    for (const name of sheets) {
      const xml = text(parts[name]);
      expect(xml).not.toMatch(/<f[ >/]/);
      expect(xml).not.toMatch(/ hidden=|<hyperlink/i);
      expect(xml.match(/<c /g)?.length).toBe(xml.match(/ t="inlineStr"/g)?.length);
    }
    expect(Object.keys(parts).filter((name) => /externalLink|pivot|connections|vba/i.test(name))).toEqual([]);
    expect(text(parts['xl/workbook.xml'])).not.toContain('state=');
  });

  it('keeps the headings in sight and has the sheets Chronology, Same events, Attention and Sources', async () => {
    expect(await part(family, 'xlsx', 'xl/worksheets/sheet1.xml')).toContain(
      '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>',
    );
    const names = [...(await part(family, 'xlsx', 'xl/workbook.xml')).matchAll(/<sheet name="([^"]+)"/g)].map(([, name]) => name);
    expect(names).toEqual(['Chronology', 'Same events', 'Attention', 'Sources']);
  });
});

describe('as csv', () => {
  it('is UTF-8 that Excel knows for such, with lines that end in CR and LF', async () => {
    const csv = text(await bytesOf(family, 'csv'));
    expect(csv.startsWith('\ufeffDate,End date,Time,Agency,')).toBe(true);
    expect(csv.split('\r\n')).toHaveLength(5);
  });

  it('begins no cell with a character that a spreadsheet would run', async () => {
    const events = DANGEROUS.map((what, index) =>
      anEvent(index + 1, { what, source: what, agency: what, subjects: [what], outcome: what }),
    );
    const csv = text(await bytesOf(chronologyOf(events), 'csv')).slice(1);
    const starts = [...csv.matchAll(/(?:^|,|\r\n)"?([^"])/g)].map(([, start]) => start);
    expect(starts.length).toBeGreaterThan(100);
    // Inside quoted cells a comma may stand before anything; what begins a cell is what follows a record's end or an unquoted comma.
    const cells = csv.match(/"(?:[^"]|"")*"|[^,\r\n]+/g) ?? [];
    for (const cell of cells) expect(cell.replace(/^"/, '')).not.toMatch(/^[=+@\t-]/);
  });
});

describe('as a web page', () => {
  it('needs no script and nothing from outside', async () => {
    const page = text(await bytesOf(chronologyOf([anEvent(1, { what: '<script>alert(1)</script><img src=x onerror=y>' })]), 'html'));
    expect(page).not.toMatch(/<script|<img|<link|<iframe|src=(?!x onerror)|url\(|@import/i);
    expect(page).toContain('&lt;script&gt;');
    expect(page).toContain("default-src 'none'");
  });

  it('can be followed by a screen reader: language, title, landmarks, captions, headings of columns and rows', async () => {
    const page = text(await bytesOf(family, 'html'));
    expect(page).toContain('<html lang="en-GB">');
    expect(page).toContain('<title>Family F1: integrated chronology</title>');
    for (const landmark of ['<header', '<nav aria-label', '<main', '<footer']) expect(page).toContain(landmark);
    const tables = page.match(/<table /g)?.length ?? 0;
    expect(tables).toBeGreaterThan(5);
    expect(page.match(/<caption/g)).toHaveLength(tables);
    expect(page.match(/<th scope="row"/g)?.length).toBe(page.match(/<tr role="row"><th scope="row"/g)?.length);
    expect(page).toMatch(/<th scope="col" role="columnheader">What happened<\/th>/);
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, target] of page.matchAll(/(?:href="#|aria-labelledby="|aria-describedby=")([^"]+)"/g)) expect(ids).toContain(target);
    expect(page).toContain('@page { size: A4 landscape');
  });
});

describe('as JSON', () => {
  it('is the merge: contributions without their events twice, events in order, happenings, gaps, notices', async () => {
    const json = JSON.parse(text(await bytesOf(family, 'json'))) as Record<string, never[]>;
    expect(Object.keys(json)).toEqual(['kinline', 'contributions', 'events', 'happenings', 'gaps', 'notices']);
    expect(json['events']).toMatchObject([{ id: first.id, cameFrom: { file: 'police.docx' } }, { id: second.id }, { id: third.id }]);
    expect(json['contributions']).toMatchObject([
      { file: 'police.docx', eventIds: [first.id, second.id, third.id], tables: [{ rows: { read: 5 } }] },
    ]);
    expect(json['happenings']).toEqual(family.happenings);
    expect(json['gaps']).toEqual(family.gaps);
  });
});

describe('as PDF', () => {
  it('is PDF/UA-1 with its title and language', async () => {
    const pdf = Buffer.from(await bytesOf(family, 'pdf')).toString('latin1');
    expect(pdf.startsWith('%PDF-')).toBe(true);
    expect(pdf).toMatch(/pdfuaid:part>1</);
    expect(pdf).toMatch(/\/Lang ?\(en-GB\)/);
    expect(pdf).toMatch(/\/DisplayDocTitle true/);
    expect(pdf).toContain('Family F1: integrated chronology');
  });

  it('sets what looks like typesetting as plain words', async () => {
    const what = '#eval("1") *not bold* $x$ @ref = heading \\ #import "x"';
    expect((await bytesOf(chronologyOf([anEvent(1, { what })]), 'pdf')).length).toBeGreaterThan(1000);
  });

  it('names the character and the row when no font has it, and no words of the record', async () => {
    const answer = await writeChronology(chronologyOf([first, anEvent(2, { what: 'Secret words \u{10ffff} here' })]), 'pdf', options);
    expect(isProblem(answer) && answer.problem).toBe('character-without-font');
    expect(isProblem(answer) && answer.detail).toContain('U+10FFFF');
    expect(isProblem(answer) && answer.detail).toContain('“Chronology”, row 2');
    expect(JSON.stringify(answer)).not.toContain('Secret');
  });

  it('sets Polish, Greek, Cyrillic and Hindi names', async () => {
    const answer = await writeChronology(chronologyOf([anEvent(1, { what: 'Żółć Łódź Ελένη Юлія आशा Čučoriedka' })]), 'pdf', options);
    expect(isProblem(answer)).toBe(false);
  });

  it('sets ticks and boxes, and Hebrew and Arabic names, without a font of the machine', async () => {
    const answer = await writeChronology(chronologyOf([anEvent(1, { what: '☐ ☑ ✓ ½ € שרה فاطمة' })]), 'pdf', options);
    expect(isProblem(answer)).toBe(false);
  });

  it.each([
    ['\u{1f600}', 'U+1F600'],
    ['王', 'U+738B'],
  ])('refuses %s, which some machines have a font for and others do not, on all of them', async (character, code) => {
    const answer = await writeChronology(chronologyOf([first, second, anEvent(3, { what: `Text: ${character}` })]), 'pdf', options);
    expect(answer).toMatchObject({
      problem: 'character-without-font',
      detail: `The character ${character} (${code}) in “Chronology”, row 3.`,
    });
  });

  it('leaves time for others while a long one is made', async () => {
    const long = chronologyOf(Array.from({ length: 1_500 }, (_, n) => anEvent(n + 1)));
    let ticks = 0;
    const ticking = setInterval(() => {
      ticks += 1;
    }, 5);
    const answer = await writeChronology(long, 'pdf', options);
    clearInterval(ticking);
    expect(isProblem(answer)).toBe(false);
    // One that held the process would let the clock strike no more than once or twice.
    expect(ticks).toBeGreaterThan(50);
  });

  it('is refused when it would be too long, and says the limit', async () => {
    const limits = { ...LIMITS, pdfRows: 20 };
    const events = Array.from({ length: 21 }, (_, n) => anEvent(n + 1));
    expect(await writeChronology(chronologyOf(events), 'pdf', { ...options, limits })).toEqual({
      problem: 'pdf-too-long',
      title: 'The chronology is too long for a PDF.',
      next: 'Take it as Word, Excel or a web page instead.',
      status: 422,
      detail: 'The limit is 20 rows in all its tables.',
    });
    expect(isProblem(await writeChronology(chronologyOf(events.slice(0, 5)), 'pdf', { ...options, limits }))).toBe(false);
  });

  it.each([{ pdfMemoryMegabytes: 40 }, { pdfMilliseconds: 20 }])('is refused as too long when it needs more than %o', async (less) => {
    const answer = await writeChronology(family, 'pdf', { ...options, limits: { ...LIMITS, ...less } });
    expect(answer).toMatchObject({ problem: 'pdf-too-long' });
  });

  it('is made by the built program too, which may load the layout engine and write nothing, and is the same', async () => {
    const entry = await builtOwnEntry('pdf-child', ['@myriaddreamin/typst-ts-node-compiler']);
    try {
      const made = await pdfBytes(contentOf(family, options, surroundingsOf(family, options)), options.today, LIMITS, { entry: entry.url });
      expect(isProblem(made) ? made : Buffer.compare(made, await bytesOf(family, 'pdf'))).toBe(0);
    } finally {
      await entry.remove();
    }
  });
});
