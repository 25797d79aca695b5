/** A file or message arrives in one go: read, understood, sealed and stored. The same bytes for the same family change nothing. */
import { Type } from 'typebox';
import { notYet, operation } from './door.ts';
import { AgencyCode, Bytes, FileName, Id } from './inputs.ts';

export type Received = {
  readonly id: string;
  readonly sha256: string;
  readonly family: string;
  readonly events: number;
  readonly attention: number;
  readonly notices: number;
  /** True when these bytes had been received for this family before; then nothing changed. */
  readonly already: boolean;
};

export const receiveContribution = operation({
  name: 'receive-contribution',
  says: 'Receive what an agency sent. Without a family, the JSON’s own family code is used, or a new family is made and called after the file.',
  permission: 'contribute',
  effect: 'decides',
  input: Type.Object({
    family: Type.Optional(Id),
    agency: Type.Optional(AgencyCode),
    file: FileName,
    bytes: Bytes,
    supersedes: Type.Optional(Id),
    level: Type.Optional(Type.Union([Type.Literal('agency'), Type.Literal('department')])),
  }),
  subject: ({ family }) => (family === undefined ? { partnership: true } : { family }),
  run: notYet<Received>,
});
