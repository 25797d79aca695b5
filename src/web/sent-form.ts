/** What a form sent: its fields and files, as the parsers of the web framework left them, and the token that says whose form it is. */
import type { FastifyRequest } from 'fastify';
import { type Problem, problem } from '../domain/problem.ts';
import type { SentForm } from './visit.ts';

/** Files that may be sent in one go, and other fields. */
const FILES_AT_ONCE = 40;
const FIELDS_AT_ONCE = 2000;
export const NO_FORM: SentForm = { fields: new URLSearchParams(), files: [] };

/** What the form parser or the multipart reader left in `body`; nothing for a GET. */
export function sentForm(request: FastifyRequest): SentForm {
  const body = request.body as SentForm | null | undefined;
  return body !== null && body !== undefined && body.fields instanceof URLSearchParams ? body : NO_FORM;
}

export async function readMultipart(request: FastifyRequest, fileBytes: number): Promise<SentForm | Problem> {
  const fields = new URLSearchParams();
  const files: { field: string; name: string; bytes: Uint8Array }[] = [];
  const parts = request.parts({ limits: { fileSize: fileBytes, files: FILES_AT_ONCE, fields: FIELDS_AT_ONCE, fieldSize: 1_000_000 } });
  for await (const part of parts) {
    if (part.type === 'field') fields.append(part.fieldname, String(part.value));
    else {
      const bytes = await part.toBuffer();
      // A picker that was left empty sends a nameless file.
      if (part.filename !== '') files.push({ field: part.fieldname, name: part.filename.split(/[\\/]/).at(-1) ?? '', bytes });
    }
  }
  return { fields, files };
}

/** Whom a form belongs to before anyone is signed in; the token check refuses an empty text. */
export const NOBODY = 'nobody';
const TOKEN = /^([0-9a-f]{32}|nobody)\.(.+)$/;

/** A form's token begins with the session that it is of, so that what was typed can be kept for whoever it is when that session has ended. */
export const formTokenOf = (session: string | null, token: string): string => `${session ?? NOBODY}.${token}`;

export function readFormToken(request: FastifyRequest): { readonly session: string; readonly token: string } {
  const [, session = NOBODY, token = ''] = TOKEN.exec(sentForm(request).fields.get('_csrf') ?? '') ?? [];
  return { session, token };
}

/** What is kept of a form: what somebody typed, and never a password, a code or a token. */
export function toKeep(to: string, form: SentForm): { to: string; fields: [string, string][]; files: string[] } {
  return {
    to,
    fields: [...form.fields].filter(([name]) => !/^_|password|^code$/i.test(name)),
    files: form.files.map(({ name }) => name.slice(0, 255)),
  };
}

/** The framework's own refusals, in the catalogue's words. */
export function problemOf(error: { readonly code?: string; readonly statusCode?: number }): Problem {
  if (error.code?.startsWith('FST_CSRF') === true) return problem('form-expired');
  if (error.statusCode === 413) return problem('file-too-large');
  if (error.statusCode !== undefined && error.statusCode < 500) return problem('not-valid');
  return problem('unexpected');
}
