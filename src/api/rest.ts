/**
 * The REST interface, derived from the operations: addresses in routes.ts, description at /openapi.json, problems as RFC 9457. The door
 * checks every input, so the schemas here only describe. Who is asking is the session of a bearer token; a browser's cookie is enough to read.
 */
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import swagger from '@fastify/swagger';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Context, type Operation, through } from '../app/door.ts';
import { listPractitioners } from '../app/list-practitioners.ts';
import { receiveContribution } from '../app/receive-contribution.ts';
import { askerOf, bearerOf, isFromElsewhere, sessionCookie } from '../app/session-token.ts';
import { signIn } from '../app/sign-in.ts';
import { startContribution } from '../app/start-contribution.ts';
import type { Practitioner } from '../domain/access.ts';
import { isProblem, type Problem, problem } from '../domain/problem.ts';
import { describeRoute, HEALTH_SCHEMA, RECEIVE_SCHEMA, SIGN_IN_SCHEMA, START_SCHEMA } from './openapi.ts';
import { sendProblem } from './problem-reply.ts';
import { ROUTES, type Route } from './routes.ts';

export type Rest = {
  /** What operations run in, for this practitioner. */
  readonly context: (practitioner: Practitioner | null) => Context;
  /** The invented people of a demonstration may be named in a header. */
  readonly demonstration: boolean;
  /** Whether browsers reach it over https only: the cookie is then named so. */
  readonly secure: boolean;
  readonly version: string;
  /** True when the database answers. */
  readonly answers: () => Promise<boolean>;
};

/** Whom to be in a demonstration; no other server listens to it. */
const WHO = 'kinline-practitioner';
const NEVER_READ_BACK = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox",
  'referrer-policy': 'no-referrer',
};
/** Room for what stands round a file in a multipart body. */
const ROUND_A_FILE = 1_000_000;

export async function registerRest(app: FastifyInstance, rest: Rest): Promise<void> {
  await app.register(async (scope) => {
    const { fileBytes } = rest.context(null).limits;
    await scope.register(cookie);
    await scope.register(multipart, { limits: { fileSize: fileBytes, files: 1, fields: 20, fieldSize: 10_000 } });
    await scope.register(swagger, {
      openapi: {
        openapi: '3.1.0',
        info: {
          title: 'Kinline',
          version: rest.version,
          description: 'One line of time for a family, from what every agency already wrote.',
        },
        tags: [{ name: 'families' }, { name: 'contributions' }, { name: 'partnership' }],
        components: {
          securitySchemes: {
            session: {
              type: 'http',
              scheme: 'bearer',
              description:
                'The token that POST /api/sign-in answers. It ends after 15 minutes in which nothing was asked, and after 10 hours.',
            },
            ...(rest.demonstration
              ? {
                  practitioner: {
                    type: 'apiKey',
                    in: 'header',
                    name: 'Kinline-Practitioner',
                    description: 'In a demonstration: whom to be.',
                  },
                }
              : {}),
          },
        },
        security: [{ session: [] }, ...(rest.demonstration ? [{ practitioner: [] }] : [])],
      },
    });
    scope.setValidatorCompiler(() => () => true);
    scope.setSerializerCompiler(() => (value) => JSON.stringify(value));
    // A contribution is sealed byte for byte, so JSON is taken as it came.
    scope.addContentTypeParser('application/json', { parseAs: 'buffer', bodyLimit: fileBytes + ROUND_A_FILE }, (_request, body, done) =>
      done(null, body),
    );
    scope.addHook('onRequest', async (request, reply) => {
      reply.headers(NEVER_READ_BACK);
      // Another site's page may not act in a practitioner's name; and what a browser sends by itself, the cookie, is no intention.
      if (request.method === 'GET' || request.method === 'HEAD') return undefined;
      if (
        isFromElsewhere(request.headers) ||
        (request.cookies[sessionCookie(rest.secure)] !== undefined && bearerOf(request.headers) === null)
      )
        return sendProblem(reply, problem('form-expired'));
      return undefined;
    });
    scope.setErrorHandler((error, _request, reply) =>
      sendProblem(reply, problemOf(error as { statusCode?: number; code?: string; name: string }, rest)),
    );

    scope.get('/healthz', { schema: HEALTH_SCHEMA }, async (_request, reply) =>
      (await rest.answers()) ? { ready: true } : sendProblem(reply, problem('database-unreachable')),
    );
    scope.get('/openapi.json', { schema: { hide: true } }, async () => scope.swagger());
    for (const route of ROUTES) {
      scope.route({
        method: route.method,
        url: route.path,
        schema: describeRoute(route),
        handler: (request, reply) => answer(rest, route, request, reply),
      });
    }
    scope.post('/api/contributions', { schema: RECEIVE_SCHEMA, bodyLimit: fileBytes + ROUND_A_FILE }, (request, reply) =>
      receive(rest, request, reply),
    );
    scope.post('/api/families/:family/drafts', { schema: START_SCHEMA, bodyLimit: fileBytes + ROUND_A_FILE }, (request, reply) =>
      start(rest, request, reply),
    );
    scope.post('/api/sign-in', { schema: SIGN_IN_SCHEMA, bodyLimit: 10_000 }, async (request, reply) => {
      const body = jsonOf(request.body);
      if (isProblem(body)) return sendProblem(reply, body);
      const found = await through(rest.context(null), signIn, { ...body, from: request.ip } as never);
      return isProblem(found) ? sendProblem(reply, found) : reply.code(201).send({ token: (found as { token: string }).token });
    });
    scope.all('/api/*', { schema: { hide: true } }, async (_request, reply) => sendProblem(reply, problem('not-found')));
  });
}

/** The context of whoever is asking: the session of a bearer token or, to read, of the cookie; in a demonstration also the header's. */
async function contextOf(rest: Rest, request: FastifyRequest): Promise<Context> {
  const header = request.headers[WHO];
  if (rest.demonstration && typeof header === 'string') {
    const invented = await through(rest.context(null), listPractitioners, {});
    return rest.context(isProblem(invented) ? null : (invented.practitioners.find(({ id }) => id === header) ?? null));
  }
  const { practitioner, session } = await askerOf(
    rest.context(null),
    bearerOf(request.headers) ?? request.cookies[sessionCookie(rest.secure)],
  );
  return { ...rest.context(practitioner), session };
}

async function ask<Input, Result>(
  rest: Rest,
  request: FastifyRequest,
  operation: Operation<Input, Result>,
  input: Input,
): Promise<Result | Problem> {
  const key = request.headers['idempotency-key'];
  if (typeof key === 'string' && (key === '' || key.length > 200))
    return problem('not-valid', 'Idempotency-Key: it has from 1 to 200 characters.');
  return through(await contextOf(rest, request), operation, input, typeof key === 'string' ? { idempotencyKey: key } : {});
}

async function answer(rest: Rest, route: Route, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const body = route.method === 'GET' ? {} : jsonOf(request.body);
  if (isProblem(body)) return sendProblem(reply, body);
  // What the address says wins over what the body says.
  const input = { ...(route.method === 'GET' ? fromQuery(route, request) : {}), ...body, ...(request.params as Record<string, string>) };
  const result = await ask(rest, request, route.operation, input as never);
  if (isProblem(result)) return sendProblem(reply, result);
  return route.answers === 'file' ? sendFile(reply, result as SentFile) : reply.code(route.status).send(result);
}

/** What the query of an address says of the operation's fields; numbers are read as numbers, and anything else is left alone. */
function fromQuery(route: Route, request: FastifyRequest): Readonly<Record<string, unknown>> {
  const { properties = {} } = route.operation.input as { readonly properties?: Record<string, { readonly type?: string }> };
  const said = Object.entries(request.query as Record<string, unknown>).filter(([name]) => Object.hasOwn(properties, name));
  return Object.fromEntries(
    said.map(([name, value]) => [
      name,
      properties[name]?.type === 'integer' && typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value,
    ]),
  );
}

type SentFile = { readonly file: string; readonly mediaType: string; readonly bytes: Uint8Array };

function sendFile(reply: FastifyReply, { file, mediaType, bytes }: SentFile): FastifyReply {
  const name = encodeURIComponent(file).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16)}`);
  return reply.header('content-disposition', `attachment; filename*=UTF-8''${name}`).type(mediaType).send(Buffer.from(bytes));
}

/** The fields of a JSON body. No body is an object without fields. */
function jsonOf(body: unknown): Record<string, unknown> | Problem {
  if (body === undefined || body === null || (Buffer.isBuffer(body) && body.length === 0)) return {};
  if (!Buffer.isBuffer(body)) return problem('not-valid', 'The body must be JSON.');
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Said below, without what stands in it.
  }
  return problem('not-valid', 'The body must be a JSON object.');
}

type Sent = { readonly file: string; readonly bytes: Uint8Array; readonly fields: Readonly<Record<string, string>> };

/** The one file of a multipart body with its fields, wherever they stand. */
async function multipartOf(request: FastifyRequest): Promise<Sent | Problem> {
  const fields: Record<string, string> = {};
  let file: { file: string; bytes: Uint8Array } | null = null;
  try {
    for await (const part of request.parts()) {
      if (part.type === 'field') {
        if (typeof part.value === 'string' && part.value !== '') fields[part.fieldname] = part.value;
      } else file = { file: part.filename, bytes: await part.toBuffer() };
    }
  } catch (error) {
    // The framework's own limits say their status; anything else is a body that is not what its header says.
    if ((error as { statusCode?: number }).statusCode === 413) return problem('file-too-large');
    return problem('not-valid', 'The multipart body could not be read to its end.');
  }
  return file === null ? problem('not-valid', 'file: the request holds no file.') : { ...file, fields };
}

async function receive(rest: Rest, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const query = request.query as Record<string, string | undefined>;
  const sent = request.isMultipart() ? await multipartOf(request) : jsonBody(request, query['file']);
  if (isProblem(sent)) return sendProblem(reply, sent);
  const said = (name: string): Record<string, string> => {
    const value = sent.fields[name] ?? query[name];
    return value === undefined ? {} : { [name]: value };
  };
  const input = { file: sent.file, bytes: sent.bytes, ...said('family'), ...said('agency'), ...said('supersedes'), ...said('level') };
  const result = await ask(rest, request, receiveContribution, input);
  if (isProblem(result)) return sendProblem(reply, result);
  const { already, ...received } = result;
  return reply
    .code(already ? 200 : 201)
    .header('location', `/api/contributions/${received.id}`)
    .send(received);
}

function jsonBody(request: FastifyRequest, file = 'contribution.json'): Sent | Problem {
  return Buffer.isBuffer(request.body)
    ? { file, bytes: request.body, fields: {} }
    : problem('not-valid', 'Send a file as multipart/form-data, or contribution JSON as application/json.');
}

async function start(rest: Rest, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const sent = request.isMultipart() ? await multipartOf(request) : problem('not-valid', 'Send the file as multipart/form-data.');
  if (isProblem(sent)) return sendProblem(reply, sent);
  const { family = '' } = request.params as Record<string, string>;
  const result = await ask(rest, request, startContribution, {
    family,
    agency: sent.fields['agency'] ?? null,
    file: sent.file,
    bytes: sent.bytes,
  });
  return isProblem(result) ? sendProblem(reply, result) : reply.code(201).header('location', `/api/drafts/${result.draft}`).send(result);
}

/** The framework's own refusals in the catalogue's words; anything else is a fault, logged by its code alone. */
function problemOf(error: { readonly statusCode?: number; readonly code?: string; readonly name: string }, rest: Rest): Problem {
  const { statusCode = 500 } = error;
  if (statusCode === 413) return problem('file-too-large');
  if (statusCode === 415) return problem('not-valid', 'The kind of the body is none that this address takes.');
  if (statusCode < 500) return problem('not-valid');
  rest.context(null).log.error({ code: error.code ?? error.name }, 'a request failed');
  return problem('unexpected');
}
