/** Taking a family's chronology away as a file. */
import { Type } from 'typebox';
import { isProblem, type Problem, problem } from '../domain/problem.ts';
import { wordsOfFile } from '../files/words-of-file.ts';
import { CHRONOLOGY_FORMATS, writeChronology } from '../files/write-chronology.ts';
import { operation } from './door.ts';
import { type FamilyRecord, readFamilyRecord } from './family-record.ts';
import { Id } from './inputs.ts';
import { mediaTypeOf } from './media-types.ts';
import { type Closed, closedTo, reveals } from './places/match.ts';

export { CHRONOLOGY_FORMATS, type ChronologyFormat } from '../files/write-chronology.ts';

export type Download = { readonly file: string; readonly mediaType: string; readonly bytes: Uint8Array };

export const downloadChronology = operation({
  name: 'download-chronology',
  says: 'The family’s chronology as a docx, xlsx, csv, html, json or pdf file.',
  permission: 'take-away',
  effect: 'reads',
  verb: ({ format }) => (format === 'pdf' ? 'print' : 'export'),
  input: Type.Object({ family: Id, format: Type.Enum([...CHRONOLOGY_FORMATS]) }),
  subject: ({ family }) => ({ family }),
  run: async (inside, { family }): Promise<{ readonly record: FamilyRecord; readonly closed: Closed } | Problem> => {
    const record = await readFamilyRecord(inside, family, { keep: true });
    return record === null ? problem('not-found') : { record, closed: await closedTo(inside, family) };
  },
  finish: async (context, { format }, { record, closed }): Promise<Download | Problem> => {
    const { family, chronology, partnershipAgencies } = record;
    const today = context.today();
    const words = {
      title: 'Integrated chronology',
      family: family.label,
      today,
      agencies: partnershipAgencies,
      classification: 'OFFICIAL-SENSITIVE',
      limits: context.limits,
    };
    const bytes = await writeChronology(chronology, format, words);
    if (isProblem(bytes)) return bytes;
    const file = `${fileStem(family.label)}-chronology-${today}.${format}`;
    if (closed.places.length > 0) {
      // A PDF says what the web page says; its own bytes are drawn letters.
      const readable = format === 'pdf' ? await writeChronology(chronology, 'html', words) : bytes;
      if (isProblem(readable)) return readable;
      if (reveals(closed, [file, ...wordsOfFile(readable, context.limits)])) return problem('held-back');
    }
    return { file, mediaType: mediaTypeOf(format), bytes };
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
