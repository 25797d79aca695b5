/** The pieces that operations' inputs are made of: ids, days, agency codes, files. */
import { Type } from 'typebox';

/** A row's id. Not checked for form: an id that could never exist answers like one that does not. */
export const Id = Type.String({ minLength: 1, maxLength: 64, description: 'An id, 32 hexadecimal digits.' });
export const AgencyCode = Type.String({ minLength: 1, maxLength: 100, description: 'An agency code, such as health-visiting.' });
export const IsoDay = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'A day, YYYY-MM-DD.' });
/** A few words from a person: a reason, a note. */
export const Words = Type.String({ minLength: 1, maxLength: 20_000, pattern: '\\S' });
export const FileName = Type.String({ minLength: 1, maxLength: 255, description: 'The file’s name, with its extension.' });
/** A file's bytes. Not JSON: REST takes them as multipart or as the body. */
export const Bytes = Type.Refine(
  Type.Unsafe<Uint8Array>({}),
  (value) => value instanceof Uint8Array,
  () => 'must be the bytes of a file',
);
export const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()]);
