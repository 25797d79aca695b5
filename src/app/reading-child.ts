/**
 * The process that reads agencies' files, apart from everything else: whatever the file does, it can only end this process. It turns the
 * bytes into a document, understands it, and sends the answer in parts, each only when the one before has been taken.
 */
import type { Contribution } from '../domain/contribution.ts';
import type { SourceDocument } from '../domain/document.ts';
import { isProblem, type Problem, ProblemError } from '../domain/problem.ts';
import { answerInChild } from '../files/child.ts';
import { readDocument } from '../files/read-document.ts';
import { understand } from '../formats/understand.ts';
import { identify, sha256Of } from './identity.ts';
import { ITEMS_IN_PART, type LongList, type ReadingOptions, type ReadingPart, type ReadingRequest } from './reading.ts';

type Send = (part: ReadingPart) => Promise<void>;

async function sendList(send: Send, of: LongList, items: readonly unknown[]): Promise<void> {
  for (let from = 0; from < items.length; from += ITEMS_IN_PART)
    await send({ part: 'list', of, items: items.slice(from, from + ITEMS_IN_PART) });
}

async function sendContribution(send: Send, contribution: Contribution): Promise<void> {
  const { events, notEvents, attention, notices, people } = contribution;
  await send({ part: 'contribution', head: { ...contribution, events: [], notEvents: [], attention: [], notices: [], people: [] } });
  await sendList(send, 'people', people);
  await sendList(send, 'events', events);
  await sendList(send, 'notEvents', notEvents);
  await sendList(send, 'attention', attention);
  await sendList(send, 'notices', notices);
}

async function sendDocument(send: Send, document: SourceDocument): Promise<void> {
  const { tables, passages, remarks } = document;
  await send({ part: 'document', head: { ...document, tables: [], passages: [], remarks: [] } });
  await sendList(send, 'passages', passages);
  await sendList(send, 'remarks', remarks);
  for (const table of tables) {
    await send({ part: 'table', head: { ...table, rows: [] } });
    await sendList(send, 'rows', table.rows);
  }
}

/** Reads one file and sends its answer, which ends with `whole` or with a problem. */
async function readOne(want: ReadingRequest['want'], bytes: Uint8Array, options: ReadingOptions, send: Send): Promise<void> {
  const refuse = (problem: Problem): Promise<void> => send({ part: 'problem', problem });
  try {
    if (want === 'words') {
      const { wordsOfFile } = await import('../files/words-of-file.ts');
      await send({ part: 'words' });
      await sendList(send, 'words', wordsOfFile(bytes, options.limits));
      return await send({ part: 'whole' });
    }
    const document = await readDocument(bytes, options.file, options.limits);
    if (isProblem(document)) return refuse(document);
    if (want === 'document') {
      await sendDocument(send, document);
    } else {
      const { limits: _limits, ...understanding } = options;
      const contribution = understand(document, { ...understanding, sha256: sha256Of(bytes), identify });
      if (isProblem(contribution)) return refuse(contribution);
      await sendContribution(send, contribution);
    }
    await send({ part: 'whole' });
  } catch (thrown) {
    if (!(thrown instanceof ProblemError)) throw thrown;
    await refuse(thrown.problem);
  }
}

async function read({ want, bytes, files }: ReadingRequest, send: Send): Promise<void> {
  let from = 0;
  for (const [index, { length, options }] of files.entries()) {
    await send({ part: 'file', index });
    await readOne(want, bytes.subarray(from, from + length), options, send);
    from += length;
  }
}

answerInChild<ReadingRequest, ReadingPart>(read);
