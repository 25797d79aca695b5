import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { scenarioFiles } from '../../src/app/scenario-files.ts';
import { CORE_AGENCIES } from '../../src/domain/agency.ts';
import { mergeContributions } from '../../src/domain/chronology.ts';
import type { Contribution } from '../../src/domain/contribution.ts';
import type { SourceDocument } from '../../src/domain/document.ts';
import type { Event } from '../../src/domain/event.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { isProblem, problemSentence } from '../../src/domain/problem.ts';
import { ageOn, dayNumber, type PartialDate } from '../../src/domain/time.ts';
import { readDocument } from '../../src/files/read-document.ts';
import { understand } from '../../src/formats/understand.ts';
import { PRACTITIONERS } from '../../src/scenarios/practitioners.ts';
import type { Scenario, ScenarioFile } from '../../src/scenarios/scenario.ts';
import { SCENARIOS } from '../../src/scenarios/scenarios.ts';

type Read = {
  readonly scenario: Scenario;
  readonly spec: ScenarioFile;
  readonly document: SourceDocument;
  readonly contribution: Contribution;
};
const all: Read[] = [];
const hash = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');

beforeAll(async () => {
  for (const scenario of SCENARIOS) {
    for (const { file, agency, bytes } of await scenarioFiles(scenario)) {
      const document = await readDocument(bytes, file, LIMITS);
      if (isProblem(document)) throw new Error(`${file}: ${problemSentence(document)}`);
      const contribution = understand(document, {
        file,
        sha256: hash(bytes),
        agency,
        mapping: {},
        strict: false,
        today: '2026-11-23',
        identify: (text) => hash(text).slice(0, 32),
      });
      if (isProblem(contribution)) throw new Error(`${file}: ${problemSentence(contribution)}`);
      const spec = scenario.files.find((one) => one.file === file);
      if (spec === undefined) throw new Error(file);
      all.push({ scenario, spec, document, contribution });
    }
  }
});

const of = (scenario: string, file: string): Contribution => {
  const found = all.find((one) => one.scenario.code === scenario && one.spec.file === file);
  if (found === undefined) throw new Error(file);
  return found.contribution;
};
const merged = (code: string) =>
  mergeContributions(
    all.filter(({ scenario }) => scenario.code === code).map(({ contribution }) => contribution),
    { agencyOrder: CORE_AGENCIES.map((agency) => agency.code), decisions: [], toleranceDays: 3 },
  );

describe('every invented file', () => {
  for (const scenario of SCENARIOS) {
    for (const spec of scenario.files) {
      describe(`${scenario.label}: ${spec.file}`, () => {
        const read = (): Read => {
          const found = all.find((one) => one.spec === spec);
          if (found === undefined) throw new Error(spec.file);
          return found;
        };

        it('is understood as its layout, with its agency and its coverage', () => {
          const { contribution } = read();
          expect(contribution.format).toBe(spec.format);
          expect(contribution.agency).toBe(spec.agency);
          expect(contribution.coverage).toEqual(expect.arrayContaining([...spec.coverage]));
          expect(contribution.coverage.length > 0).toBe(spec.coverage.length > 0);
        });

        it('has every source row accounted for', () => {
          const { contribution, document } = read();
          for (const { rows } of contribution.tables) expect(rows.read).toBe(rows.events + rows.notEvents + rows.attention);
          const read_ = contribution.tables.reduce((sum, { rows }) => sum + rows.read, 0);
          expect(contribution.events.length + contribution.attention.length).toBe(spec.events + spec.attention);
          expect(contribution.events).toHaveLength(spec.events);
          expect(contribution.attention).toHaveLength(spec.attention);
          // Rows above or in the headings are the only ones that stand in no count.
          const source = document.tables.reduce((sum, { rows }) => sum + rows.length, 0);
          if (document.kind !== 'json' && document.tables.length > 0) {
            expect(read_).toBeLessThanOrEqual(source);
            expect(source - read_).toBeLessThanOrEqual(document.tables.length * 5);
          }
        });

        it('gives the notices of its oddities, and every notice is a sentence', () => {
          const { contribution } = read();
          const codes = contribution.notices.map(({ code }) => code);
          for (const code of spec.notices) expect(codes).toContain(code);
          for (const { says } of [...contribution.notices, ...contribution.attention]) expect(says).toMatch(/[.…”)]$/);
        });

        it('keeps what was written: no event has a date or a time that its words do not have', () => {
          for (const { happened } of read().contribution.events) {
            if (happened.from !== null) expect(happened.raw).not.toBe('');
            if (happened.time === null) expect(happened.precision).not.toBe('minute');
            if (happened.time?.from != null) expect(happened.time.from).not.toBe('00:00');
          }
        });
      });
    }
  }
});

describe('the invented families', () => {
  it('are at least three, with every file written as the same bytes every time', async () => {
    expect(SCENARIOS.length).toBeGreaterThanOrEqual(3);
    for (const scenario of SCENARIOS) {
      const again = await scenarioFiles(scenario);
      const sums = all.filter((one) => one.scenario === scenario).map(({ contribution }) => contribution.sha256);
      expect(again.map(({ bytes }) => hash(bytes))).toEqual(sums);
    }
  });

  it('each have an agency that was asked and has not answered', () => {
    for (const { asked, files } of SCENARIOS) {
      const answered = new Set(
        files.flatMap(({ agency, content }) =>
          agency === null && content.kind === 'xlsx' ? ['early-years', 'housing', 'voluntary'] : [agency],
        ),
      );
      expect(asked.filter(({ agency }) => !answered.has(agency)).length).toBeGreaterThan(0);
      for (const { agency } of asked) expect(CORE_AGENCIES.map(({ code }) => code)).toContain(agency);
    }
  });

  it('are told in plain and respectful words, and name no real case', () => {
    const text = JSON.stringify(SCENARIOS);
    for (const word of [
      /\bDNA\b/,
      /toxic trio/i,
      /hard to reach/i,
      /failed to protect/i,
      /just domestic/i,
      /perpetrator/i,
      /disguised compliance/i,
      /King.s Lynn/i,
      /Child V/,
      /Norfolk/i,
      /victim/i,
    ]) {
      expect(text).not.toMatch(word);
    }
  });

  it('are worked with by practitioners of the demonstration, each for a reason', () => {
    for (const { team } of SCENARIOS) {
      for (const { practitioner, because } of team) {
        expect(PRACTITIONERS.find(({ id }) => id === practitioner)?.role).toMatch(/^(practitioner|reviewer)$/);
        expect(because).not.toBe('');
      }
      expect(new Set(team.map(({ practitioner }) => practitioner)).size).toBe(team.length);
    }
  });

  it('have people to open them with: a business manager, practitioners of the agencies, and reviewers', () => {
    expect(PRACTITIONERS.length).toBeGreaterThanOrEqual(6);
    expect(new Set(PRACTITIONERS.map(({ id }) => id)).size).toBe(PRACTITIONERS.length);
    expect(PRACTITIONERS.map(({ role }) => role)).toEqual(
      expect.arrayContaining(['business-manager', 'practitioner', 'emergency-practitioner', 'reviewer', 'administrator']),
    );
  });
});

describe('Meadow Row', () => {
  it('is told by at least eight agencies in at least six layouts, in some hundred and forty accounts', () => {
    const { events } = merged('MR1');
    expect(new Set(events.map(({ agency }) => agency)).size).toBeGreaterThanOrEqual(8);
    expect(
      new Set(all.filter(({ scenario }) => scenario.code === 'MR1').map(({ contribution }) => contribution.format)).size,
    ).toBeGreaterThanOrEqual(6);
    expect(events.length).toBeGreaterThanOrEqual(130);
    expect(events.length).toBeLessThanOrEqual(160);
  });

  it('has the April night told by police, hospital, ambulance and the court chronology with different days', () => {
    const { happenings, events } = merged('MR1');
    const byId = new Map(events.map((event) => [event.id, event]));
    const nights = happenings.filter(({ events: ids }) => ids.some((id) => byId.get(id)?.what.startsWith('Neighbour calls 999') === true));
    const conflicts = nights.flatMap((happening) => happening.conflicts.filter(({ about }) => about === 'day'));
    expect(conflicts.length).toBeGreaterThan(0);
  });

  it('shows that one agency entered the notification of 20 April 2014 twice, the second time years later', () => {
    const twice = of('MR1', 'childrens-social-care-extract.xlsx').events.filter(({ what }) =>
      what.startsWith('Police notification received about Matas'),
    );
    expect(twice.map(({ happened, recorded }) => [happened.from, recorded?.from])).toEqual([
      ['2014-04-20', '2014-04-25'],
      ['2014-04-20', '2017-01-16'],
    ]);
    expect(merged('MR1').happenings.some(({ because }) => because.some((reason) => /entered it twice/.test(reason)))).toBe(true);
  });

  it('keeps both birth dates of Matas and says that they differ', () => {
    const births = all
      .filter(({ scenario }) => scenario.code === 'MR1')
      .flatMap(({ contribution }) => contribution.people.filter(({ label }) => label === 'Matas').map(({ dateOfBirth }) => dateOfBirth));
    expect(new Set(births)).toEqual(new Set(['2012-10-11', '2012-11-10']));
    expect(merged('MR1').notices.map(({ code }) => code)).toContain('birth-dates-differ');
  });

  it('has Emilija’s age and corrected age on the day when she was seen at the joint visit', () => {
    const emilija = of('MR1', 'hospital-integrated-chronology.docx').people.find(({ label }) => label === 'Emilija');
    expect(emilija).toMatchObject({ dateOfBirth: '2016-08-06', expectedDate: '2016-11-12', gestationWeeks: 26 });
    const born: PartialDate = { raw: '', from: '2016-08-06', to: '2016-08-06', precision: 'day', approx: false, time: null };
    expect(ageOn(born, '2016-11-12', 26, '2016-12-13')).toEqual({ age: '4 months', corrected: 'about 4 weeks corrected' });
    expect(ageOn(born, '2016-11-12', 26, '2016-07-09').age).toBe('unborn, 22 weeks of pregnancy');
  });

  it('keeps the police notification from health visiting until December 2016', () => {
    const told = merged('MR1').events.find(({ what }) => what.startsWith('Notification about Matas sent'));
    expect(told?.what).toContain('not ticked');
    const earliest = of('MR1', 'health-visiting-chronolator.docx').events.filter(
      ({ what, kind }) => kind !== 'author-note' && /April 2014/.test(what),
    );
    expect(earliest.map(({ happened }) => happened.from)).toEqual(['2016-12-12']);
  });

  it('reads red, amber and green where they are only colours, and the nil return as a nil return', () => {
    const rated = of('MR1', 'conference-chronologies-rag.xlsx').events;
    expect(rated.filter(({ rag }) => rag === 'red')).toHaveLength(2);
    expect(new Set(rated.map(({ agency }) => agency))).toEqual(new Set(['early-years', 'housing', 'voluntary']));
    expect(of('MR1', 'probation-nil-return.docx').events.map(({ kind }) => kind)).toEqual(['nil-return']);
  });

  it('ends safely', () => {
    const last = merged('MR1').events.filter(
      ({ happened }) => happened.from !== null && dayNumber(happened.from) >= dayNumber('2017-09-01'),
    );
    expect(last.map(({ kind }: Event) => kind)).toContain('plan-closed');
    for (const { kind } of merged('MR1').events) expect(['death', 'serious-incident', 'rapid-review']).not.toContain(kind);
  });
});

describe('Tollgate', () => {
  it('has a school log that proves that its months come first', () => {
    const { tables, events } = of('TG2', 'school-safeguarding-log.csv');
    expect(tables[0]?.dayMonthOrder).toMatchObject({ order: 'month-first' });
    expect(events.find(({ what }) => what.startsWith('Both children now come'))?.happened.from).toBe('2023-04-18');
  });

  it('has a narrative whose relative date waits for a person', () => {
    expect(of('TG2', 'housing-narrative.docx').attention.map(({ text }) => text)).toEqual([
      'Two months later the shopkeeper rang about water coming through the ceiling.',
    ]);
  });
});

describe('Quay Lane', () => {
  it('has shares that were acknowledged, and a joint meeting that two agencies put on different days', () => {
    const shares = of('QL3', 'family-nurse.json').events.flatMap(({ shares: told = [] }) => told);
    expect(shares.length).toBeGreaterThan(2);
    const days = merged('QL3')
      .happenings.flatMap(({ conflicts }) => conflicts)
      .filter(({ about }) => about === 'day')
      .flatMap(({ accounts }) => accounts.map(({ value }) => value));
    expect(days).toEqual(expect.arrayContaining(['2025-06-20', '2025-06-23']));
  });
});
