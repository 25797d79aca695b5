/**
 * Reads agencies' files in processes of their own, a few at a time. Whatever a file does, this process stays alive and answers others.
 * Needs no database.
 */
import type { AttentionRow, Contribution, NotEvent, Notice } from '../domain/contribution.ts';
import type { Passage, Remark, Row, SourceDocument, Table } from '../domain/document.ts';
import type { Event } from '../domain/event.ts';
import type { Limits } from '../domain/limits.ts';
import type { DescribedPerson } from '../domain/person.ts';
import { isProblem, type Problem, problem } from '../domain/problem.ts';
import { inChild } from '../files/child.ts';
import { turns } from '../files/turns.ts';
import type { LongList, ReadingOptions, ReadingPart, ReadingRequest } from './reading.ts';

export type { ReadingOptions } from './reading.ts';

/** A file as it was sent, with what its reading may depend on. */
export type SentFile = { readonly bytes: Uint8Array; readonly options: ReadingOptions };

/** So many reading processes run at the same time; other readings wait their turn. */
export const AT_THE_SAME_TIME = 2;
/** So many may wait; a server refuses more, and asks to send again. */
const MAY_WAIT = 500;

/** The script of the reading process, beside this one: TypeScript in development, JavaScript when built. */
const ENTRY = new URL(import.meta.url.endsWith('.ts') ? './reading-child.ts' : './reading-child.js', import.meta.url);

const readingTurns = turns(AT_THE_SAME_TIME, MAY_WAIT);

/** Every word that a file holds, for looking whether something stands in it. */
type Words = { readonly words: readonly string[] };
type Answer = Contribution | SourceDocument | Words | Problem;

/** Puts the parts of the answers together again, file by file. */
class Answers {
  readonly #byFile: (Answer | undefined)[] = [];
  readonly #onAnswer: (index: number) => void;
  #index = -1;
  #head: Contribution | SourceDocument | Words | null = null;
  #lists: Record<LongList, unknown[]> = emptyLists();
  #tables: Table[] = [];

  constructor(onAnswer: (index: number) => void) {
    this.#onAnswer = onAnswer;
  }

  /** The file that was begun and not answered, when the answer broke off. */
  get unanswered(): number {
    return this.#byFile[this.#index] === undefined ? Math.max(0, this.#index) : this.#index + 1;
  }

  of(index: number): Answer | undefined {
    return this.#byFile[index];
  }

  take(message: ReadingPart): void {
    switch (message.part) {
      case 'file':
        this.#index = message.index;
        this.#head = null;
        this.#lists = emptyLists();
        this.#tables = [];
        return;
      case 'contribution':
      case 'document':
        this.#head = message.head;
        return;
      case 'words':
        this.#head = { words: [] };
        return;
      case 'table':
        this.#lists.rows = [];
        this.#tables.push({ ...message.head, rows: this.#lists.rows as Row[] });
        return;
      case 'list':
        for (const item of message.items) this.#lists[message.of].push(item);
        return;
      case 'problem':
        this.#answer(message.problem);
        return;
      case 'whole':
        this.#answer(this.#whole());
    }
  }

  #answer(answer: Answer): void {
    this.#byFile[this.#index] = answer;
    this.#lists = emptyLists();
    this.#onAnswer(this.#index);
  }

  #whole(): Answer {
    const head = this.#head;
    if (head === null) return problem('damaged-file');
    const lists = this.#lists;
    if ('words' in head) return { words: lists.words as string[] };
    if ('passages' in head) {
      return { ...head, tables: this.#tables, passages: lists.passages as Passage[], remarks: lists.remarks as Remark[] };
    }
    return {
      ...head,
      people: lists.people as DescribedPerson[],
      events: lists.events as Event[],
      notEvents: lists.notEvents as NotEvent[],
      attention: lists.attention as AttentionRow[],
      notices: lists.notices as Notice[],
    };
  }
}

function emptyLists(): Record<LongList, unknown[]> {
  return { events: [], notEvents: [], attention: [], notices: [], people: [], passages: [], remarks: [], rows: [], words: [] };
}

function together(files: readonly SentFile[]): Uint8Array {
  const [first] = files;
  if (files.length === 1 && first !== undefined) return first.bytes;
  const all = new Uint8Array(files.reduce((sum, { bytes }) => sum + bytes.byteLength, 0));
  let at = 0;
  for (const { bytes } of files) {
    all.set(bytes, at);
    at += bytes.byteLength;
  }
  return all;
}

/** What can be said of a file before any process is started for it. */
function refusal({ bytes, options: { file, limits } }: SentFile): Problem | null {
  if (bytes.byteLength === 0) return problem('empty-file', file);
  if (bytes.byteLength > limits.fileBytes)
    return problem('file-too-large', `${file} has ${bytes.byteLength} bytes; the limit is ${limits.fileBytes}.`);
  return null;
}

/**
 * Reads files one after another in one process. A file that ends the process, or goes over a limit there, is read once more in a process
 * of its own, so that it is judged by itself; the others are read on.
 */
async function ask(
  want: ReadingRequest['want'],
  files: readonly SentFile[],
  onAnswer: (index: number) => void,
): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  let rest = files.map((file, index) => ({ file, index }));
  const answered = (index: number, answer: Answer): void => {
    answers[index] = answer;
    onAnswer(index);
  };
  rest = rest.filter(({ file, index }) => {
    const refused = refusal(file);
    if (refused !== null) answered(index, refused);
    return refused === null;
  });
  let alone = rest.length === 1;
  while (rest.length > 0) {
    const now = alone ? rest.slice(0, 1) : rest;
    const sent = now.map(({ file }) => file);
    const request: ReadingRequest = {
      want,
      bytes: together(sent),
      files: sent.map(({ bytes, options }) => ({ length: bytes.byteLength, options })),
    };
    const taken = new Answers((index) => onAnswer(now[index]?.index ?? 0));
    const limits = (sent[0] as SentFile).options.limits;
    const ended = await inChild<ReadingRequest, ReadingPart>(ENTRY, request, limits, (message) => taken.take(message));
    for (const [at, { index }] of now.entries()) {
      const answer = taken.of(at);
      if (answer !== undefined) answers[index] = answer;
    }
    const stopped = now[taken.unanswered];
    const judged = alone && stopped !== undefined;
    if (judged) answered(stopped.index, ended ?? problem('damaged-file', stopped.file.options.file));
    rest = rest.filter(({ index }) => answers[index] === undefined);
    // After a file that stopped the process: that file by itself, then the others together.
    alone = !judged && stopped !== undefined;
  }
  return answers;
}

/** Waits for a turn, then reads. */
async function inTurn(
  want: ReadingRequest['want'],
  files: readonly SentFile[],
  onAnswer: (index: number) => void = () => {},
): Promise<readonly Answer[]> {
  if (!(await readingTurns.take())) return files.map(() => problem('too-many-at-once'));
  try {
    return await ask(want, files, onAnswer);
  } finally {
    readingTurns.pass();
  }
}

const isContribution = (answer: Answer): answer is Contribution => !isProblem(answer) && 'events' in answer;
const isDocument = (answer: Answer): answer is SourceDocument => !isProblem(answer) && 'passages' in answer;

/** What an agency's file says. `today` decides the century of two-digit years; the limits bound time, memory and size. */
export async function readContribution(bytes: Uint8Array, options: ReadingOptions): Promise<Contribution | Problem> {
  const [answer] = await readContributions([{ bytes, options }]);
  return answer ?? problem('damaged-file', options.file);
}

/** What several files say, read one after another in one process: starting one for each small file takes longer than reading it. */
export async function readContributions(
  files: readonly SentFile[],
  onAnswer?: (index: number) => void,
): Promise<readonly (Contribution | Problem)[]> {
  const answers = await inTurn('contribution', files, onAnswer);
  return answers.map((answer, index) =>
    isContribution(answer) || isProblem(answer) ? answer : problem('damaged-file', files[index]?.options.file),
  );
}

/** The document as read, before anyone understands it: for showing the original beside the reading. */
export async function documentOf(
  bytes: Uint8Array,
  options: { readonly file: string; readonly limits: Limits },
): Promise<SourceDocument | Problem> {
  const neutral: ReadingOptions = { agency: null, mapping: {}, strict: false, today: '1970-01-01', ...options };
  const [answer] = await inTurn('document', [{ bytes, options: neutral }]);
  return answer !== undefined && (isDocument(answer) || isProblem(answer)) ? answer : problem('damaged-file', options.file);
}

/** Every word that each of several files holds, shown or not: read one after another in one process. */
export async function wordsOf(
  files: readonly { readonly bytes: Uint8Array; readonly file: string }[],
  limits: Limits,
): Promise<readonly (readonly string[] | Problem)[]> {
  const neutral = { agency: null, mapping: {}, strict: false, today: '1970-01-01', limits };
  const answers = await inTurn(
    'words',
    files.map(({ bytes, file }) => ({ bytes, options: { ...neutral, file } })),
  );
  return answers.map((answer, index) => {
    if (isProblem(answer)) return answer;
    return 'words' in answer ? answer.words : problem('damaged-file', files[index]?.file);
  });
}
