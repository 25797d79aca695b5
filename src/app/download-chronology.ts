/** Taking a family's chronology away as a file. */
import { Type } from 'typebox';
import { isProblem, type Problem, problem } from '../domain/problem.ts';
import { CHRONOLOGY_FORMATS, writeChronology } from '../files/write-chronology.ts';
import { operation } from './door.ts';
import { type FamilyRecord, readFamilyRecord } from './family-record.ts';
import { Id } from './inputs.ts';
import { mediaTypeOf } from './media-types.ts';

export { CHRONOLOGY_FORMATS, type ChronologyFormat } from '../files/write-chronology.ts';

export type Download = { readonly file: string; readonly mediaType: string; readonly bytes: Uint8Array };

export const downloadChronology = operation({
  name: 'download-chronology',
  says: 'The family’s chronology as a docx, xlsx, csv, html, json or pdf file.',
  permission: 'take-away',
  effect: 'reads',
  input: Type.Object({ family: Id, format: Type.Enum([...CHRONOLOGY_FORMATS]) }),
  subject: ({ family }) => ({ family }),
  run: async (inside, { family }): Promise<FamilyRecord | Problem> =>
    (await readFamilyRecord(inside, family, { keep: true })) ?? problem('not-found'),
  finish: async (context, { format }, { family, chronology, partnershipAgencies }): Promise<Download | Problem> => {
    const today = context.today();
    const bytes = await writeChronology(chronology, format, {
      title: 'Integrated chronology',
      family: family.label,
      today,
      agencies: partnershipAgencies,
      classification: 'OFFICIAL-SENSITIVE',
      limits: context.limits,
    });
    const file = `${fileStem(family.label)}-chronology-${today}.${format}`;
    return isProblem(bytes) ? bytes : { file, mediaType: mediaTypeOf(format), bytes };
  },
});

/** A label as part of a file's name, on any system. */
function fileStem(label: string): string {
  return (
    label
      .normalize('NFKD')
      .replace(/[^A-Za-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 60) || 'family'
  );
}
