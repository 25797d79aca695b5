/**
 * The site: its map, and how a browser's request becomes a visit to a screen and the screen's answer a reply. Here, once for every
 * page: who is asking (a signed cookie, until sign-in exists), the token that every form carries, and the headers that keep it private.
 */
import cookie from '@fastify/cookie';
import csrf from '@fastify/csrf-protection';
import formbody from '@fastify/formbody';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { recognisePractitioner } from '../app/choose-practitioner.ts';
import { type Context, through } from '../app/door.ts';
import type { Practitioner } from '../domain/access.ts';
import { isProblem, type Problem, problem } from '../domain/problem.ts';
import { findAssets } from './assets.ts';
import { renderPage } from './layout.tsx';
import { pagePolicy } from './page-policy.ts';
import { problemPage } from './screens/problem.tsx';
import { SCREENS } from './screens.ts';
import type { Answer, Page, Screen, SentForm, Visit } from './visit.ts';

export type Site = {
  /** What operations run in, for this practitioner. */
  readonly context: (practitioner: Practitioner | null) => Context;
  /** At least 32 characters; signs cookies and form tokens. */
  readonly secret: string;
  /** The partnership's own name. */
  readonly partnership: string;
  readonly demonstration: boolean;
  /** Whether browsers reach it over https only: cookies are then marked so. */
  readonly secure: boolean;
  /** The e-mail address behind "Is this right? Tell us". */
  readonly tellUs: string;
  /** Addresses outside Kinline that a form's answer may lead on to: the identity provider's. */
  readonly formTargets?: readonly string[];
};

const WHO = 'kinline-practitioner';
const FORM = 'kinline-form';
/** Whom a form belongs to before anyone is chosen; the token check refuses an empty text. */
const NOBODY = 'nobody';
/** Files that may be sent in one go, and other fields. */
const FILES_AT_ONCE = 40;
const FIELDS_AT_ONCE = 2000;
const NO_FORM: SentForm = { fields: new URLSearchParams(), files: [] };

/** Adds every page, its stylesheet and scripts to the server. Pages answer only outside `/api`. */
export async function registerWeb(app: FastifyInstance, site: Site): Promise<void> {
  const assets = findAssets();
  await app.register(async (web) => {
    await web.register(helmet, {
      enableCSPNonces: true,
      contentSecurityPolicy: pagePolicy({ https: site.secure, formTargets: site.formTargets ?? [] }),
      xFrameOptions: { action: 'deny' },
      // What stands in front of every address (src/api/headers.ts) says it where there is https.
      strictTransportSecurity: false,
    });
    await web.register(cookie, { secret: site.secret });
    const cookieOptions = { signed: true, httpOnly: true, sameSite: 'lax' as const, path: '/', secure: site.secure };
    await web.register(csrf, {
      cookieKey: FORM,
      cookieOpts: cookieOptions,
      csrfOpts: { hmacKey: site.secret },
      getToken: (request) => sentForm(request as FastifyRequest).fields.get('_csrf') ?? '',
      getUserInfo: (request) => practitionerId(request as FastifyRequest) ?? NOBODY,
    });
    await web.register(formbody, { bodyLimit: 4_000_000, parser: (text) => ({ fields: new URLSearchParams(text), files: [] }) as never });
    await web.register(multipart);
    await web.register(fastifyStatic, {
      root: assets.folder,
      prefix: '/assets/',
      immutable: true,
      maxAge: '1y',
      decorateReply: false,
      index: false,
    });

    function practitionerId(request: FastifyRequest): string | null {
      const raw = request.cookies[WHO];
      if (raw === undefined) return null;
      const { valid, value } = request.unsignCookie(raw);
      return valid ? value : null;
    }

    async function whoIsAsking(request: FastifyRequest): Promise<Practitioner | null> {
      const id = practitionerId(request);
      if (id === null) return null;
      const found = await through(site.context(null), recognisePractitioner, { practitioner: id });
      return isProblem(found) ? null : found;
    }

    function sendPage(request: FastifyRequest, reply: FastifyReply, page: Page, practitioner: Practitioner | null): FastifyReply {
      const html = renderPage(page, {
        practitioner,
        partnership: site.partnership,
        demonstration: site.demonstration,
        path: pathOf(request),
        nonce: reply.cspNonce.script,
        today: site.context(null).today(),
        asset: assets.address,
      });
      return reply
        .code(page.status ?? 200)
        .header('cache-control', 'no-store')
        .type('text/html; charset=utf-8')
        .send(html);
    }

    function send(request: FastifyRequest, reply: FastifyReply, answer: Answer, practitioner: Practitioner | null): FastifyReply {
      switch (answer.kind) {
        case 'page':
          return sendPage(request, reply, answer, practitioner);
        case 'redirect':
          if (answer.practitioner === null) reply.clearCookie(WHO, { path: '/' });
          else if (answer.practitioner !== undefined) reply.setCookie(WHO, answer.practitioner, cookieOptions);
          return reply.header('cache-control', 'no-store').redirect(answer.to, 303);
        case 'file':
          return reply
            .header('cache-control', 'no-store')
            .header(
              'content-disposition',
              `attachment; filename*=UTF-8''${encodeURIComponent(answer.file).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)}`,
            )
            .header('content-security-policy', "sandbox; default-src 'none'")
            .type(answer.mediaType)
            .send(Buffer.from(answer.bytes));
        case 'problem':
          if (answer.problem.problem === 'not-signed-in') return reply.header('cache-control', 'no-store').redirect('/', 303);
          return sendPage(request, reply, problemPage(answer.problem, practitioner !== null), practitioner);
      }
    }

    async function visit(
      request: FastifyRequest,
      reply: FastifyReply,
      screen: Screen,
      act: (visit: Visit) => Promise<Answer>,
    ): Promise<FastifyReply> {
      const practitioner = await whoIsAsking(request);
      if (practitioner === null && screen.open !== true) return send(request, reply, { kind: 'redirect', to: '/' }, null);
      const context = site.context(practitioner);
      const params = request.params as Readonly<Record<string, string>>;
      const answer = await act({
        practitioner,
        param: (name) => params[name] ?? '',
        query: new URLSearchParams(request.url.split('?')[1] ?? ''),
        path: pathOf(request),
        form: sentForm(request),
        formToken: reply.generateCsrf({ userInfo: practitionerId(request) ?? NOBODY }),
        nonce: reply.cspNonce.script,
        today: context.today(),
        partnership: site.partnership,
        tellUs: site.tellUs,
        ask: (operation, input) => through(context, operation, input),
      });
      return send(request, reply, answer, practitioner);
    }

    for (const screen of SCREENS) {
      const { get, post } = screen;
      if (get !== undefined) web.get(screen.path, (request, reply) => visit(request, reply, screen, get));
      if (post !== undefined) {
        web.post(
          screen.path,
          {
            preValidation: async (request: FastifyRequest, reply: FastifyReply) => {
              if (!request.isMultipart()) return;
              const { fileBytes } = site.context(null).limits;
              const form = await readMultipart(request, fileBytes);
              if (isProblem(form)) {
                await send(request, reply, { kind: 'problem', problem: form }, await whoIsAsking(request));
                return reply;
              }
              request.body = form;
            },
            preHandler: web.csrfProtection.bind(web),
          },
          (request, reply) => visit(request, reply, screen, post),
        );
      }
    }

    web.setNotFoundHandler(async (request, reply) =>
      send(request, reply, { kind: 'problem', problem: problem('not-found') }, await whoIsAsking(request)),
    );

    web.setErrorHandler(async (error, request, reply) => {
      const found = problemOf(error as { code?: string; statusCode?: number });
      if (found.status >= 500)
        site
          .context(null)
          .log.error(
            { code: (error as { code?: string }).code ?? (error as Error).name, route: request.routeOptions.url },
            'A page failed',
          );
      return send(request, reply, { kind: 'problem', problem: found }, await whoIsAsking(request).catch(() => null));
    });
  });
}

const pathOf = (request: FastifyRequest): string => request.url.split('?')[0] ?? '/';

/** What the form parser or the multipart reader left in `body`; nothing for a GET. */
function sentForm(request: FastifyRequest): SentForm {
  const body = request.body as SentForm | null | undefined;
  return body !== null && body !== undefined && body.fields instanceof URLSearchParams ? body : NO_FORM;
}

/** The framework's own refusals, in the catalogue's words. */
function problemOf(error: { readonly code?: string; readonly statusCode?: number }): Problem {
  if (error.code?.startsWith('FST_CSRF') === true) return problem('form-expired');
  if (error.statusCode === 413) return problem('file-too-large');
  if (error.statusCode !== undefined && error.statusCode < 500) return problem('not-valid');
  return problem('unexpected');
}

async function readMultipart(request: FastifyRequest, fileBytes: number): Promise<SentForm | Problem> {
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
