/** The entry of a process that does whatever a test asks: what a reader taken over by a hostile file might do. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { ProblemError, problem } from '../../src/domain/problem.ts';
import { answerInChild } from '../../src/files/child.ts';

export type Misbehaviour = { readonly do: string; readonly bytes?: Uint8Array; readonly path?: string };

const outcome = (attempt: () => void): string => {
  try {
    attempt();
    return 'done';
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code ?? 'refused';
  }
};

answerInChild<Misbehaviour, unknown>(async (request, send) => {
  switch (request.do) {
    case 'say three things':
      for (const one of ['first', 'second', 'third']) await send(one);
      return;
    case 'digest':
      return send(
        createHash('sha256')
          .update(request.bytes ?? '')
          .digest('hex'),
      );
    case 'never end':
      for (;;) Math.random();
    case 'wait for ever':
      await new Promise(() => setInterval(() => {}, 1_000));
      return;
    case 'fill memory outside the heap': {
      const held: Buffer[] = [];
      for (;;) held.push(Buffer.alloc(8_000_000, held.length));
    }
    case 'fill the heap': {
      const held: unknown[] = [];
      for (;;) held.push(Array.from({ length: 1_000 }, (_, n) => ({ n, text: `${n}${held.length}` })));
    }
    case 'crash':
      process.kill(process.pid, 'SIGSEGV');
      return new Promise(() => {});
    case 'leave':
      process.exit(0);
      return;
    case 'meet a problem':
      throw new ProblemError(problem('too-many-rows', 'The limit is 3.'));
    case 'fail':
      throw new TypeError('Mother of B, 1 Rosebank');
    case 'look at settings':
      return send(Object.keys(process.env));
    case 'write a file':
      return send(outcome(() => writeFileSync(request.path ?? '', 'x')));
    case 'start a program':
      return send(outcome(() => execFileSync('/bin/true')));
    case 'send the impossible':
      return send(() => {});
  }
});
