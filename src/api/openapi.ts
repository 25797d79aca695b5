/** The description of the REST interface: derived from the operations and their input schemas. */
import type { Route } from './routes.ts';

type Schema = { readonly [name: string]: unknown };

export const PROBLEM_SCHEMA: Schema = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'next'],
  properties: {
    type: { type: 'string', description: 'urn:kinline:problem: and the code' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string' },
    next: { type: 'string', description: 'What to do next, in plain words.' },
  },
};

export const RECEIVED_SCHEMA: Schema = {
  type: 'object',
  required: ['id', 'sha256', 'family', 'events', 'attention', 'notices'],
  properties: {
    id: { type: 'string' },
    sha256: { type: 'string' },
    family: { type: 'string' },
    events: { type: 'integer' },
    attention: { type: 'integer', description: 'Rows that need a person’s attention.' },
    notices: { type: 'integer' },
  },
};

const PROBLEM_RESPONSE = { description: 'A problem (RFC 9457).', content: { 'application/problem+json': { schema: PROBLEM_SCHEMA } } };

export const KEY_HEADER: Schema = {
  type: 'object',
  properties: {
    'idempotency-key': {
      type: 'string',
      maxLength: 200,
      description: 'The same key is the same request: it has one effect and one answer.',
    },
  },
};

/** The schema of a route: path parts, body and answers, from the operation's input. */
export function describeRoute({ operation, method, path, tag, answers, status }: Route): Schema {
  const { properties = {}, required = [] } = operation.input as {
    readonly properties?: Record<string, unknown>;
    readonly required?: readonly string[];
  };
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
  const inBody = Object.keys(properties).filter((name) => !inPath.includes(name));
  const pick = (names: readonly string[], all: boolean): Schema => ({
    type: 'object',
    required: names.filter((name) => all || required.includes(name)),
    properties: Object.fromEntries(names.map((name) => [name, properties[name]])),
  });
  return {
    operationId: operation.name,
    summary: operation.says,
    tags: [tag],
    ...(inPath.length === 0 ? {} : { params: pick(inPath, true) }),
    ...(method === 'GET' && inBody.length > 0 ? { querystring: pick(inBody, false) } : {}),
    ...(method === 'GET' ? {} : { body: pick(inBody, false), headers: KEY_HEADER }),
    response: {
      [status]:
        answers === 'file'
          ? { description: 'The file.', content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } }
          : { description: operation.says, content: { 'application/json': { schema: { type: 'object', additionalProperties: true } } } },
      default: PROBLEM_RESPONSE,
    },
  };
}

const FILE_FIELDS = {
  file: { type: 'string', format: 'binary' },
  family: { type: 'string', description: 'The family’s id.' },
  agency: { type: 'string', description: 'An agency’s code, name or alias; otherwise what the file says.' },
};

export const RECEIVE_SCHEMA: Schema = {
  operationId: 'receive-contribution',
  summary: 'Receive what an agency sent: a docx, xlsx, csv or Kinline JSON file as multipart/form-data, or contribution JSON as the body.',
  description:
    'The same bytes for the same family are not stored again: the answer is then 200 with the same body. Without a family, the JSON’s own family code is used, or a new family is begun.',
  tags: ['contributions'],
  consumes: ['multipart/form-data', 'application/json'],
  headers: KEY_HEADER,
  querystring: {
    type: 'object',
    properties: {
      family: FILE_FIELDS.family,
      agency: FILE_FIELDS.agency,
      file: { type: 'string', description: 'For a JSON body: the file’s name.' },
    },
  },
  body: {
    content: {
      'multipart/form-data': {
        schema: {
          type: 'object',
          required: ['file'],
          properties: {
            ...FILE_FIELDS,
            supersedes: { type: 'string', description: 'The contribution that this file corrects.' },
            level: { type: 'string', enum: ['agency', 'department'] },
          },
        },
      },
      'application/json': { schema: { type: 'object', additionalProperties: true, description: 'docs/schemas/contribution.schema.json' } },
    },
  },
  response: {
    200: { description: 'It was received before; nothing changed.', content: { 'application/json': { schema: RECEIVED_SCHEMA } } },
    201: { description: 'It was received.', content: { 'application/json': { schema: RECEIVED_SCHEMA } } },
    default: PROBLEM_RESPONSE,
  },
};

export const START_SCHEMA: Schema = {
  operationId: 'start-contribution',
  summary: 'Read a file and keep it as a draft that can be looked at and corrected before it counts.',
  tags: ['contributions'],
  consumes: ['multipart/form-data'],
  headers: KEY_HEADER,
  params: { type: 'object', required: ['family'], properties: { family: FILE_FIELDS.family } },
  body: {
    content: {
      'multipart/form-data': {
        schema: { type: 'object', required: ['file'], properties: { file: FILE_FIELDS.file, agency: FILE_FIELDS.agency } },
      },
    },
  },
  response: {
    201: {
      description: 'The draft.',
      content: { 'application/json': { schema: { type: 'object', required: ['draft'], properties: { draft: { type: 'string' } } } } },
    },
    default: PROBLEM_RESPONSE,
  },
};

export const SIGN_IN_SCHEMA: Schema = {
  operationId: 'sign-in',
  summary: 'Sign in with a sign-in name, a password and a code. The answer is the token of a session.',
  tags: ['partnership'],
  security: [],
  body: {
    type: 'object',
    required: ['login', 'password', 'code'],
    properties: {
      login: { type: 'string' },
      password: { type: 'string' },
      code: { type: 'string', description: 'The 6 digits of the code generator, or a recovery code. Each counts once.' },
    },
  },
  response: {
    201: {
      description: 'A session has begun.',
      content: { 'application/json': { schema: { type: 'object', required: ['token'], properties: { token: { type: 'string' } } } } },
    },
    default: PROBLEM_RESPONSE,
  },
};

export const HEALTH_SCHEMA: Schema = {
  operationId: 'health',
  summary: 'Whether Kinline and its database answer.',
  tags: ['partnership'],
  response: {
    200: {
      description: 'Ready.',
      content: { 'application/json': { schema: { type: 'object', required: ['ready'], properties: { ready: { type: 'boolean' } } } } },
    },
    503: { description: 'The database does not answer.', content: { 'application/problem+json': { schema: PROBLEM_SCHEMA } } },
  },
};
