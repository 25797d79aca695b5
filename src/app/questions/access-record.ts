/** The access record of a family: who did what with it, when and why, in sentences, newest first; and everybody's own. Looking is recorded. */
import { type Static, Type } from 'typebox';
import type { Practitioner } from '../../domain/access.ts';
import { VERBS, type Verb } from '../../domain/audit.ts';
import { isProblem, type Problem, problem } from '../../domain/problem.ts';
import { type RecordPage, recordPage } from '../../store/access-record.ts';
import { findFamily } from '../../store/families.ts';
import { type Inside, operation, whoAsks } from '../door.ts';
import { AgencyCode, Id, IsoDay } from '../inputs.ts';
import { edgesOfTheLog, type FamilyHead, headOf, periodOf, practitionersById } from './asking.ts';
import { onlyOwn, type SaidLine, sayLines } from './lines.ts';

export type { SaidLine } from './lines.ts';

export const LINES_ON_A_PAGE = 50;

export const RecordInput = Type.Object({
  family: Id,
  practitioner: Type.Optional(Id),
  agency: Type.Optional(AgencyCode),
  verb: Type.Optional(Type.Enum([...VERBS])),
  from: Type.Optional(IsoDay),
  to: Type.Optional(IsoDay),
  page: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
});

export type AccessRecord = {
  readonly family: FamilyHead;
  readonly lines: readonly SaidLine[];
  readonly total: number;
  readonly people: number;
  readonly totals: RecordPage['totals'];
  readonly page: number;
  readonly pages: number;
  readonly standsOn: readonly string[];
};

export const readAccessRecord = operation({
  name: 'read-access-record',
  says: 'Who did what with a family’s record, when and why, newest first.',
  permission: 'see-access-record',
  effect: 'reads',
  input: RecordInput,
  subject: ({ family }) => ({ family }),
  run: async (inside, asked): Promise<AccessRecord | Problem> => {
    const family = await headOf(inside, asked.family);
    if (family === null) return problem('not-found');
    const found = await pageOf(inside, asked.family, asked);
    if (isProblem(found)) return found;
    return {
      family,
      ...found,
      standsOn: [
        ...(await edgesOfTheLog(inside, family.id)),
        'Every entry that you may see is here. Looking at this page is an entry too.',
      ],
    };
  },
});

type RecordAsked = Omit<Static<typeof RecordInput>, 'family'>;

async function pageOf(
  inside: Inside,
  family: string | null,
  { practitioner, agency, verb, page = 1, from, to }: RecordAsked,
): Promise<Problem | Pick<AccessRecord, 'lines' | 'total' | 'people' | 'totals' | 'page' | 'pages'>> {
  const period = periodOf({ from, to });
  if (isProblem(period)) return period;
  const mine = family === null ? { me: whoAsks(inside).id } : await onlyOwn(inside, family);
  const verbs: readonly Verb[] | null = verb === undefined ? null : [verb];
  const asked = {
    family,
    practitioner: practitioner ?? null,
    agency: agency ?? null,
    ...(verbs === null ? {} : { verbs }),
    ...period,
    ...mine,
  };
  const { lines, total, people, totals } = await recordPage(inside.transaction, asked, LINES_ON_A_PAGE, (page - 1) * LINES_ON_A_PAGE);
  return {
    lines: await sayLines(inside, family, lines),
    total,
    people,
    totals,
    page,
    pages: Math.max(1, Math.ceil(total / LINES_ON_A_PAGE)),
  };
}

export type OwnRecord = Pick<AccessRecord, 'lines' | 'total' | 'totals' | 'page' | 'pages'> & {
  /** Labels of the families that one sees today; the others are not named. */
  readonly families: Readonly<Record<string, string>>;
};

export const readOwnRecord = operation({
  name: 'read-own-record',
  says: 'Everything that one did oneself, newest first.',
  permission: 'be-told',
  effect: 'reads',
  input: Type.Object({
    from: Type.Optional(IsoDay),
    to: Type.Optional(IsoDay),
    page: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
  }),
  subject: () => ({ partnership: true }),
  run: async (inside, asked): Promise<OwnRecord | Problem> => {
    const found = await pageOf(inside, null, asked);
    if (isProblem(found)) return found;
    const families: Record<string, string> = {};
    for (const id of new Set(found.lines.flatMap(({ family }) => (family === null ? [] : [family])))) {
      const family = await findFamily(inside.transaction, id);
      if (family !== null) families[id] = family.label;
    }
    return { ...found, families };
  },
});

export type Professionals = { readonly professionals: readonly Practitioner[] };

export const listProfessionals = operation({
  name: 'list-professionals',
  says: 'The professionals of the partnership about whom one may ask, also those who have left.',
  permission: 'see-access-record',
  effect: 'reads',
  audited: false,
  input: Type.Object({}),
  subject: () => ({ partnership: true }),
  run: async (inside): Promise<Professionals> => ({ professionals: [...(await practitionersById(inside)).values()] }),
});
