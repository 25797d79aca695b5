/** A backup's content before it is compressed and sealed: parts one after the other, each a letter, its length and its text. */
import { ProblemError, problem } from '../../domain/problem.ts';

/** H the head · T a table begins · R a row · E the table ends · Z the backup ends. All but rows are JSON. */
export type Letter = 'H' | 'T' | 'R' | 'E' | 'Z';
export type Part = { readonly letter: Letter; readonly text: string };

/** A letter and four bytes of length. */
export const FRAME_HEAD = 5;
/** No row is larger: a file of the largest size that any partnership allows, twice over in hexadecimal digits. */
const MOST_BYTES = 0x3fff_ffff;

export function frame(letter: Letter, text: string): Buffer {
  const length = Buffer.byteLength(text);
  const bytes = Buffer.allocUnsafe(FRAME_HEAD + length);
  bytes[0] = letter.charCodeAt(0);
  bytes.writeUInt32BE(length, 1);
  bytes.write(text, FRAME_HEAD);
  return bytes;
}

export async function* readFrames(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Part> {
  let pieces: Buffer[] = [];
  let held = 0;
  let wanted = FRAME_HEAD;
  for await (const more of bytes) {
    pieces.push(Buffer.from(more.buffer, more.byteOffset, more.byteLength));
    held += more.byteLength;
    if (held < wanted) continue;
    let all = pieces.length === 1 ? (pieces[0] as Buffer) : Buffer.concat(pieces);
    for (;;) {
      wanted = FRAME_HEAD;
      if (all.length < wanted) break;
      const length = all.readUInt32BE(1);
      if (length > MOST_BYTES) throw new ProblemError(problem('backup-damaged'));
      wanted = FRAME_HEAD + length;
      if (all.length < wanted) break;
      yield { letter: String.fromCharCode(all[0] as number) as Letter, text: all.toString('utf8', FRAME_HEAD, wanted) };
      all = all.subarray(wanted);
    }
    pieces = [all];
    held = all.length;
  }
  if (held > 0) throw new ProblemError(problem('backup-damaged'));
}
