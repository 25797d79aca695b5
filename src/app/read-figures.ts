/** Figures about the whole partnership, of quarters that have closed: as they were decided then, and the same for everybody. */
import { Type } from 'typebox';
import type { Agency } from '../domain/agency.ts';
import type { Figure } from '../domain/figures.ts';
import { dayParts } from '../domain/time/day.ts';
import type { Day } from '../domain/time.ts';
import { allAgencies, partnershipOf } from '../store/agencies.ts';
import { decideClosedQuarters, figuresOf, MEASURES, type Measure, type Quarter, yearsWithFigures } from '../store/figures.ts';
import { operation, whoAsks } from './door.ts';
import type { AsOwner } from './opened.ts';

export type Figures = {
  /** The year that the figures are of, from 1 April; null when no quarter has closed yet. */
  readonly year: number | null;
  /** Every year that has some, newest first. */
  readonly years: readonly number[];
  readonly agencies: readonly Agency[];
  readonly measures: readonly { readonly measure: Measure; readonly figures: readonly Figure[] }[];
};

export const readFigures = operation({
  name: 'read-figures',
  says: 'Numbers of families and children by agency and closed quarter: rounded, and withheld below ten and wherever a total would tell.',
  permission: 'see-figures',
  effect: 'reads',
  input: Type.Object({
    year: Type.Optional(Type.Union([Type.Integer({ minimum: 2000, maximum: 9999 }), Type.String({ pattern: '^\\d{4}$' })])),
  }),
  subject: () => ({ partnership: true }),
  run: async (inside, { year: asked }): Promise<Figures> => {
    const { transaction } = inside;
    const partnership = await partnershipOf(transaction, whoAsks(inside).id);
    const years = await yearsWithFigures(transaction, partnership);
    const year = years.find((one) => one === Number(asked)) ?? years[0] ?? null;
    return {
      year,
      years,
      agencies: await allAgencies(transaction, partnership),
      measures:
        year === null
          ? []
          : await Promise.all(
              MEASURES.map(async (measure) => ({ measure, figures: await figuresOf(transaction, partnership, year, measure) })),
            ),
    };
  },
});

/** The quarter that is still open on a day; the year begins in April. */
export function quarterOf(day: Day): Quarter {
  const { year, month } = dayParts(day);
  return month <= 3 ? { year: year - 1, quarter: 4 } : { year, quarter: Math.ceil((month - 3) / 3) };
}

/** Decides what quarters that have closed since say. The server does it when it starts and now and then; it is not done for a request. */
export function decideFiguresUntil(asOwner: AsOwner, partnership: string, today: Day): Promise<number> {
  return asOwner((transaction) => decideClosedQuarters(transaction, partnership, quarterOf(today)));
}
