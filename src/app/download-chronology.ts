/** Taking a family's chronology away as a file. */
import { Type } from 'typebox';
import { notYet, operation } from './door.ts';
import { Id } from './inputs.ts';

export const CHRONOLOGY_FORMATS = ['docx', 'xlsx', 'csv', 'html', 'json', 'pdf'] as const;
export type ChronologyFormat = (typeof CHRONOLOGY_FORMATS)[number];

export type Download = { readonly file: string; readonly mediaType: string; readonly bytes: Uint8Array };

export const downloadChronology = operation({
  name: 'download-chronology',
  says: 'The family’s chronology as a docx, xlsx, csv, html, json or pdf file.',
  permission: 'take-away',
  effect: 'reads',
  input: Type.Object({ family: Id, format: Type.Enum([...CHRONOLOGY_FORMATS]) }),
  subject: ({ family }) => ({ family }),
  run: notYet<Download>,
});
