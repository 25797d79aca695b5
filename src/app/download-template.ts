/** The blank chronology that an agency fills in, with its own instructions. */
import { Type } from 'typebox';
import { notYet, operation } from './door.ts';
import type { Download } from './download-chronology.ts';
import { AgencyCode } from './inputs.ts';

export const downloadTemplate = operation({
  name: 'download-template',
  says: 'A blank chronology for an agency to fill in, as docx or xlsx.',
  permission: 'see-families',
  effect: 'reads',
  input: Type.Object({ agency: AgencyCode, format: Type.Union([Type.Literal('docx'), Type.Literal('xlsx')]) }),
  subject: () => ({ partnership: true }),
  run: notYet<Download>,
});
