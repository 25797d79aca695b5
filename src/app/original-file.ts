/** The bytes that an agency sent, exactly as they came. */
import { Type } from 'typebox';
import { notYet, operation } from './door.ts';
import { Id } from './inputs.ts';

export type OriginalFile = { readonly file: string; readonly mediaType: string; readonly bytes: Uint8Array };

export const readOriginal = operation({
  name: 'read-original',
  says: 'The file as it was sent, byte for byte.',
  permission: 'see-contribution',
  effect: 'reads',
  input: Type.Object({ contribution: Id }),
  subject: ({ contribution }) => ({ contribution }),
  run: notYet<OriginalFile>,
});
