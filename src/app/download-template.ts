/** The blank chronology that an agency fills in, with its own instructions. */
import { Type } from 'typebox';
import { type Agency, findAgency } from '../domain/agency.ts';
import { isProblem, type Problem, problem } from '../domain/problem.ts';
import { writeTemplate } from '../files/write-template.ts';
import { allAgencies, partnershipOf } from '../store/agencies.ts';
import { operation, whoAsks } from './door.ts';
import type { Download } from './download-chronology.ts';
import { AgencyCode } from './inputs.ts';
import { mediaTypeOf } from './media-types.ts';

export const downloadTemplate = operation({
  name: 'download-template',
  says: 'A blank chronology for an agency to fill in, as docx or xlsx.',
  permission: 'see-families',
  effect: 'reads',
  input: Type.Object({ agency: AgencyCode, format: Type.Union([Type.Literal('docx'), Type.Literal('xlsx')]) }),
  subject: () => ({ partnership: true }),
  run: async (inside, { agency }): Promise<Agency | Problem> => {
    const { transaction } = inside;
    const agencies = await allAgencies(transaction, await partnershipOf(transaction, whoAsks(inside).id));
    return findAgency(agency, agencies) ?? problem('not-valid', 'agency: it is not an agency of the partnership.');
  },
  finish: async (_context, { format }, agency): Promise<Download | Problem> => {
    const bytes = await writeTemplate({ agency, format });
    return isProblem(bytes) ? bytes : { file: `chronology-${agency.code}.${format}`, mediaType: mediaTypeOf(format), bytes };
  },
});
