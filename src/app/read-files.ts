/**
 * Reads agencies' files, each in a process of its own, a few at a time. Whatever a file does, this process stays alive and answers others.
 * Needs no database.
 */
import type { AttentionRow, Contribution, NotEvent, Notice } from '../domain/contribution.ts';
import type { Passage, Remark, Row, SourceDocument, Table } from '../domain/document.ts';
import type { Event } from '../domain/event.ts';
import type { Limits } from '../domain/limits.ts';
import type { DescribedPerson } from '../domain/person.ts';
import { isProblem, type Problem, problem } from '../domain/problem.ts';
import { inChild } from '../files/child.ts';
import type { LongList, ReadingOptions, ReadingPart, ReadingRequest } from './reading.ts';

export type { ReadingOptions } from './reading.ts';

/** So many files are read at the same time; more wait their turn. */
const AT_THE_SAME_TIME = 2;
/** So many may wait; a server refuses more, and asks to send again. */
const MAY_WAIT = 500;

/** The script of the reading process, beside this one: TypeScript in development, JavaScript when built. */
const ENTRY = new URL(import.meta.url.endsWith('.ts') ? './reading-child.ts' : './reading-child.js', import.meta.url);

let reading = 0;
const waiting: (() => void)[] = [];

/** Waits for a turn; null when there is one, a problem when too many wait already. */
async function turn(): Promise<Problem | null> {
  if (reading < AT_THE_SAME_TIME) {
    reading += 1;
    return null;
  }
  if (waiting.length >= MAY_WAIT) return problem('too-many-at-once');
  await new Promise<void>((begin) => waiting.push(begin));
  return null;
}

/** Gives the turn to whoever waits longest. */
function passTurn(): void {
  const next = waiting.shift();
  if (next === undefined) reading -= 1;
  else next();
}

/** The lists that come in parts, put together again. */
type Lists = { readonly [List in LongList]: unknown[] };
const emptyLists = (): Lists => ({
  events: [],
  notEvents: [],
  attention: [],
  notices: [],
  people: [],
  passages: [],
  remarks: [],
  rows: [],
});

type Taken = {
  contribution: Contribution | null;
  document: SourceDocument | null;
  tables: Table[];
  lists: Lists;
  problem: Problem | null;
  whole: boolean;
};

function take(taken: Taken, message: ReadingPart): void {
  switch (message.part) {
    case 'contribution':
      taken.contribution = message.head;
      return;
    case 'document':
      taken.document = message.head;
      return;
    case 'table':
      taken.lists.rows.splice(0);
      taken.tables.push({ ...message.head, rows: [] });
      return;
    case 'list': {
      const table = message.of === 'rows' ? taken.tables.at(-1) : undefined;
      const list = table === undefined ? taken.lists[message.of] : (table.rows as Row[]);
      for (const item of message.items) list.push(item as Row);
      return;
    }
    case 'problem':
      taken.problem = message.problem;
      return;
    case 'whole':
      taken.whole = true;
  }
}

/** Runs one request in a child. The problem is the file's own, the child's end, or that the answer broke off. */
async function ask(request: ReadingRequest): Promise<Taken | Problem> {
  const { file, limits } = request.options;
  if (request.bytes.byteLength === 0) return problem('empty-file', file);
  if (request.bytes.byteLength > limits.fileBytes)
    return problem('file-too-large', `${file} has ${request.bytes.byteLength} bytes; the limit is ${limits.fileBytes}.`);
  const refused = await turn();
  if (refused !== null) return refused;
  const taken: Taken = { contribution: null, document: null, tables: [], lists: emptyLists(), problem: null, whole: false };
  try {
    const ended = await inChild<ReadingRequest, ReadingPart>(ENTRY, request, limits, (message) => take(taken, message));
    if (taken.problem !== null) return taken.problem;
    if (ended !== null) return ended;
    return taken.whole ? taken : problem('damaged-file', file);
  } finally {
    passTurn();
  }
}

/** What an agency's file says. `today` decides the century of two-digit years; the limits bound time, memory and size. */
export async function readContribution(bytes: Uint8Array, options: ReadingOptions): Promise<Contribution | Problem> {
  const taken = await ask({ want: 'contribution', bytes, options });
  if (isProblem(taken)) return taken;
  if (taken.contribution === null) return problem('damaged-file', options.file);
  const { lists } = taken;
  return {
    ...taken.contribution,
    people: lists.people as DescribedPerson[],
    events: lists.events as Event[],
    notEvents: lists.notEvents as NotEvent[],
    attention: lists.attention as AttentionRow[],
    notices: lists.notices as Notice[],
  };
}

/** The document as read, before anyone understands it: for showing the original beside the reading. */
export async function documentOf(
  bytes: Uint8Array,
  options: { readonly file: string; readonly limits: Limits },
): Promise<SourceDocument | Problem> {
  const taken = await ask({ want: 'document', bytes, options });
  if (isProblem(taken)) return taken;
  if (taken.document === null) return problem('damaged-file', options.file);
  return { ...taken.document, tables: taken.tables, passages: taken.lists.passages as Passage[], remarks: taken.lists.remarks as Remark[] };
}
