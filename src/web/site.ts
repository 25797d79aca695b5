/**
 * The site: its map, and how a browser's request becomes a visit to a screen and the screen's answer a reply. Here, once for every page: who is
 * asking (the session of a cookie), the token that every form carries, keeping what was typed when a session has ended, and the headers that keep
 * a page private.
 */
import cookie from '@fastify/cookie';
import csrf from '@fastify/csrf-protection';
import formbody from '@fastify/formbody';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Context, through } from '../app/door.ts';
import { keepForm, takeAwayKeptForm } from '../app/kept-form.ts';
import { readStanding } from '../app/messages.ts';
import { type Asker, askerOf, attemptCookie, formCookie, isFromElsewhere, sessionCookie } from '../app/session-token.ts';
import { mayDo, type Practitioner } from '../domain/access.ts';
import { isProblem, ProblemError, problem } from '../domain/problem.ts';
import { findAssets } from './assets.ts';
import { renderPage } from './layout.tsx';
import { pagePolicy } from './page-policy.ts';
import { problemPage } from './screens/problem.tsx';
import { SCREENS, screenAt } from './screens.ts';
import { formTokenOf, NO_FORM, NOBODY, problemOf, readFormToken, readMultipart, sentForm, toKeep } from './sent-form.ts';
import type { Answer, Page, Screen, SentForm } from './visit.ts';

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
};

/** How long a browser keeps what it needs to come back from the identity provider. */
const ATTEMPT_SECONDS = 600;

/** What a screen is asked with, besides who asks. */
type Asked = { readonly url: string; readonly params: Readonly<Record<string, string>>; readonly form: SentForm };

/** Adds every page, its stylesheet and scripts to the server. Pages answer only outside `/api`. */
export async function registerWeb(app: FastifyInstance, site: Site): Promise<void> {
  const assets = findAssets();
  const home = site.demonstration ? '/' : '/sign-in';
  const cookieName = sessionCookie(site.secure);
  const attemptName = attemptCookie(site.secure);
  await app.register(async (web) => {
    await web.register(helmet, {
      enableCSPNonces: true,
      contentSecurityPolicy: pagePolicy({ https: site.secure }),
      xFrameOptions: { action: 'deny' },
      // What stands in front of every address (src/api/headers.ts) says it where there is https.
      strictTransportSecurity: false,
    });
    await web.register(cookie, { secret: site.secret });
    const cookieOptions = { httpOnly: true, sameSite: 'lax' as const, path: '/', secure: site.secure };
    await web.register(csrf, {
      cookieKey: formCookie(site.secure),
      cookieOpts: { ...cookieOptions, signed: true },
      csrfOpts: { hmacKey: site.secret },
      getToken: (request) => readFormToken(request as FastifyRequest).token,
      getUserInfo: (request) => readFormToken(request as FastifyRequest).session,
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
    web.addHook('onRequest', async (request, reply) =>
      request.method !== 'GET' && request.method !== 'HEAD' && isFromElsewhere(request.headers)
        ? send(request, reply, { kind: 'problem', problem: problem('form-expired') }, await whoIsAsking(request))
        : undefined,
    );

    const known = new WeakMap<FastifyRequest, Promise<Asker>>();
    /** Asked once for each request. */
    function whoIsAsking(request: FastifyRequest): Promise<Asker> {
      const asked = known.get(request) ?? askerOf(site.context(null), request.cookies[cookieName]);
      known.set(request, asked);
      return asked;
    }

    /** The token of the forms of a visit, for the form in the frame. */
    const formTokens = new WeakMap<FastifyRequest, string>();

    async function sendPage(
      request: FastifyRequest,
      reply: FastifyReply,
      page: Page,
      { practitioner, session }: Asker,
    ): Promise<FastifyReply> {
      const standing = mayDo(practitioner, 'be-told') ? await through({ ...site.context(practitioner), session }, readStanding, {}) : null;
      const html = renderPage(page, {
        practitioner,
        partnership: site.partnership,
        demonstration: site.demonstration,
        path: pathOf(request),
        nonce: reply.cspNonce.script,
        today: site.context(null).today(),
        asset: assets.address,
        standing: isProblem(standing) ? null : standing,
        formToken: formTokens.get(request) ?? null,
      });
      keepSession(reply, page.signedIn);
      if (page.retryAfter !== undefined) reply.header('retry-after', String(page.retryAfter));
      return reply
        .code(page.status ?? 200)
        .header('cache-control', 'no-store')
        .type('text/html; charset=utf-8')
        .send(html);
    }

    /** The browser keeps the token of a session until it is closed, or the session ends (null). */
    function keepSession(reply: FastifyReply, token: string | null | undefined): void {
      if (token === null) reply.clearCookie(cookieName, cookieOptions);
      else if (token !== undefined) reply.setCookie(cookieName, token, cookieOptions);
    }

    function send(request: FastifyRequest, reply: FastifyReply, answer: Answer, asker: Asker): FastifyReply | Promise<FastifyReply> {
      switch (answer.kind) {
        case 'page':
          return sendPage(request, reply, answer, asker);
        case 'redirect':
          keepSession(reply, answer.signedIn);
          if (answer.attempt === null) reply.clearCookie(attemptName, cookieOptions);
          else if (answer.attempt !== undefined)
            reply.setCookie(attemptName, answer.attempt, { ...cookieOptions, maxAge: ATTEMPT_SECONDS });
          return reply.header('cache-control', 'no-store').redirect(answer.to, 303);
        case 'told':
          return reply.code(answer.status).header('cache-control', 'no-store').send('');
        case 'resume':
          return resume(request, reply, answer, asker);
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
        case 'problem': {
          const { problem: found } = answer;
          if (found.problem === 'not-signed-in') return send(request, reply, { kind: 'redirect', to: home }, asker);
          const page = problemPage(found, asker.practitioner !== null);
          return sendPage(request, reply, found.retryAfter === undefined ? page : { ...page, retryAfter: found.retryAfter }, asker);
        }
      }
    }

    async function visit(request: FastifyRequest, reply: FastifyReply, screen: Screen, asked: Asked, asker: Asker): Promise<Answer> {
      const { practitioner, session } = asker;
      const post = asked.form !== NO_FORM;
      const act = post ? screen.post : screen.get;
      if (act === undefined) return { kind: 'problem', problem: problem('not-found') };
      const context = { ...site.context(practitioner), session };
      const [path = '/', query = ''] = asked.url.split('?');
      const formToken = formTokenOf(session?.id ?? null, reply.generateCsrf({ userInfo: session?.id ?? NOBODY }));
      formTokens.set(request, formToken);
      const answer = await act({
        practitioner,
        session,
        demonstration: site.demonstration,
        from: request.ip,
        organisation: context.identity?.provider?.settings.name ?? null,
        attempt: request.cookies[attemptName] ?? null,
        param: (name) => asked.params[name] ?? '',
        query: new URLSearchParams(query),
        path,
        form: asked.form,
        formToken,
        nonce: reply.cspNonce.script,
        today: context.today(),
        partnership: site.partnership,
        tellUs: site.tellUs,
        ask: (operation, input) => through(context, operation, input),
      });
      if (answer.kind !== 'problem' || session === null) return answer;
      if (answer.problem.problem === 'step-up-needed') {
        const kept = post ? await keep(session.id, asked) : null;
        return { kind: 'redirect', to: `/confirm?${kept === null ? `to=${encodeURIComponent(asked.url)}` : `kept=${kept}`}` };
      }
      // The session ended while this was being done.
      return answer.problem.problem === 'not-signed-in' && post && screen.open !== true ? signInFirst(asked, session.id) : answer;
    }

    /** Keeps what was typed for whoever's session that was or is; null when it was nobody's. */
    async function keep(session: string, { url, form }: Asked): Promise<string | null> {
      const answer = await through(site.context(null), keepForm, { session, form: toKeep(url, form) });
      if (!isProblem(answer)) return answer.kept;
      if (answer.status >= 500) throw new ProblemError(answer);
      return null;
    }

    /** To the sign-in page, and from there back to what was asked for, or to what was typed. */
    async function signInFirst(asked: Asked, session: string | null): Promise<Answer> {
      if (asked.form === NO_FORM)
        return { kind: 'redirect', to: site.demonstration ? home : `${home}?to=${encodeURIComponent(asked.url)}` };
      const kept = session === null ? null : await keep(session, asked);
      return { kind: 'redirect', to: kept === null ? home : `${home}?to=${encodeURIComponent('/kept')}&kept=yes` };
    }

    /** Does what a kept form asks for, as if it had just been sent; it is then kept no longer. */
    async function resume(
      request: FastifyRequest,
      reply: FastifyReply,
      { id, form, signedIn }: Extract<Answer, { kind: 'resume' }>,
      before: Asker,
    ): Promise<FastifyReply> {
      const asker = signedIn === undefined ? before : await askerOf(site.context(null), signedIn);
      keepSession(reply, signedIn);
      const found = screenAt(form.to.split('?')[0] ?? '/');
      if (asker.practitioner === null || found === null || found.screen.open === true)
        return send(request, reply, { kind: 'problem', problem: problem('form-expired') }, asker);
      const fields = new URLSearchParams(form.fields.map(([name, value]) => [name, value]));
      const answer = await visit(request, reply, found.screen, { url: form.to, params: found.params, form: { fields, files: [] } }, asker);
      await through({ ...site.context(asker.practitioner), session: asker.session }, takeAwayKeptForm, { form: id });
      return send(request, reply, answer.kind === 'resume' ? { kind: 'redirect', to: '/kept' } : answer, asker);
    }

    for (const screen of SCREENS) {
      if (screen.get !== undefined) {
        web.get(screen.path, async (request, reply) => {
          const asker = await whoIsAsking(request);
          const asked = { url: request.url, params: request.params as Record<string, string>, form: NO_FORM };
          if (asker.practitioner === null && screen.open !== true) return send(request, reply, await signInFirst(asked, null), asker);
          return send(request, reply, await visit(request, reply, screen, asked, asker), asker);
        });
      }
      if (screen.post !== undefined) {
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
            ...(screen.fromElsewhere === undefined ? { preHandler: web.csrfProtection.bind(web) } : {}),
          },
          async (request, reply) => {
            const asker = await whoIsAsking(request);
            const asked = { url: request.url, params: request.params as Record<string, string>, form: sentForm(request) };
            const { session: of } = readFormToken(request);
            // The token is ours. A page that anybody may open can have been opened before somebody signed in, or signed out.
            if (screen.open === true || (asker.session !== null && of === asker.session.id))
              return send(request, reply, await visit(request, reply, screen, asked, asker), asker);
            if (of === NOBODY) return send(request, reply, { kind: 'problem', problem: problem('form-expired') }, asker);
            // It is of a session that has ended, or another one: whoever's it was finds it again.
            if (asker.practitioner === null) return send(request, reply, await signInFirst(asked, of), asker);
            await keep(of, asked);
            return send(request, reply, { kind: 'redirect', to: '/kept' }, asker);
          },
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
      const asker = await whoIsAsking(request).catch((): Asker => ({ practitioner: null, session: null, ended: null }));
      return send(request, reply, { kind: 'problem', problem: found }, asker);
    });
  });
}

const pathOf = (request: FastifyRequest): string => request.url.split('?')[0] ?? '/';
