/** Test support: looks for many values at once in bytes, however they are encoded; packed bytes are unpacked first. */
import { gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';

const LENGTH = 6;

/** The value as it would stand in bytes (one character each) in this encoding; the name says which. */
function encodings(value: string): readonly (readonly [name: string, text: string])[] {
  const latin = (text: string, encoding: BufferEncoding = 'utf8'): string => Buffer.from(text, encoding).toString('latin1');
  const utf8 = Buffer.from(value);
  const big = Buffer.from(value, 'utf16le').swap16();
  const each = (write: (code: number) => string): string => Array.from(value, (one) => write(one.codePointAt(0) ?? 0)).join('');
  const base64 = [0, 1, 2].map((phase) => {
    const text = Buffer.concat([Buffer.alloc(phase), utf8]).toString('base64');
    // What depends on the bytes before and after is left out.
    return text.slice(phase === 0 ? 0 : 4, Math.floor((phase + utf8.length) / 3) * 4);
  });
  return [
    ['plain', latin(value)],
    ['lower', latin(value.toLowerCase())],
    ['NFD', latin(value.normalize('NFD'))],
    ...base64.map((text, phase) => [`base64, phase ${phase}`, text] as const),
    ['hex', utf8.toString('hex')],
    ['percent', [...utf8].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')],
    ['percent', encodeURIComponent(value)],
    ['entities', each((code) => `&#${code};`)],
    ['entities', each((code) => `&#x${code.toString(16)};`)],
    ['JSON', each((code) => `\\u${code.toString(16).padStart(4, '0')}`)],
    ['UTF-16', utf8.length === 0 ? '' : Buffer.from(value, 'utf16le').toString('latin1')],
    ['UTF-16', big.toString('latin1')],
    ['reversed', latin([...value].reverse().join(''))],
    ['no spaces', latin(value.replace(/\s/g, ''))],
  ];
}

export type Sighting = { readonly value: string; readonly as: string };

/** Finds any of the values in bytes. Everything is compared in lower case, but for base64, whose case counts. */
export function finder(values: readonly string[]): (bytes: Uint8Array) => Sighting[] {
  type Pattern = Sighting & { readonly text: string };
  const lower = new Map<string, Pattern[]>();
  const asItIs = new Map<string, Pattern[]>();
  for (const value of values)
    for (const [as, text] of encodings(value)) {
      const exact = as.startsWith('base64');
      const pattern = { value, as, text: exact ? text : text.toLowerCase() };
      if (pattern.text.length < LENGTH) continue;
      const index = exact ? asItIs : lower;
      const key = pattern.text.slice(0, LENGTH);
      const same = index.get(key);
      if (same === undefined) index.set(key, [pattern]);
      else same.push(pattern);
    }
  const look = (text: string, index: ReadonlyMap<string, readonly Pattern[]>, found: Map<string, Sighting>): void => {
    for (let at = 0; at + LENGTH <= text.length; at += 1) {
      const here = index.get(text.slice(at, at + LENGTH));
      if (here === undefined) continue;
      for (const { value, as, text: wanted } of here) if (text.startsWith(wanted, at)) found.set(`${value} ${as}`, { value, as });
    }
  };
  return (bytes) => {
    const found = new Map<string, Sighting>();
    for (const piece of unpacked(Buffer.from(bytes))) {
      const text = piece.toString('latin1');
      look(text.toLowerCase(), lower, found);
      look(text, asItIs, found);
    }
    return [...found.values()];
  };
}

const attempt = (work: () => Buffer): Buffer | null => {
  try {
    return work();
  } catch {
    return null;
  }
};

/** The bytes themselves, and whatever is packed in them: gzip members, the parts of a zip package, the streams of a PDF. */
export function unpacked(bytes: Buffer): Buffer[] {
  const pieces = [bytes];
  for (let at = bytes.indexOf('1f8b08', 0, 'hex'); at >= 0; at = bytes.indexOf('1f8b08', at + 3, 'hex')) {
    const piece = attempt(() => gunzipSync(bytes.subarray(at), { finishFlush: 2 }));
    if (piece !== null) pieces.push(piece);
  }
  for (let at = bytes.indexOf('504b0304', 0, 'hex'); at >= 0; at = bytes.indexOf('504b0304', at + 4, 'hex')) {
    const from = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
    // What was not packed stands in the bytes themselves.
    const piece = bytes.readUInt16LE(at + 8) === 8 ? attempt(() => inflateRawSync(bytes.subarray(from), { finishFlush: 2 })) : null;
    if (piece !== null) pieces.push(piece);
  }
  if (bytes.includes('%PDF-'))
    for (let at = bytes.indexOf('stream\n'); at >= 0; at = bytes.indexOf('stream\n', at + 7)) {
      const piece = attempt(() => inflateSync(bytes.subarray(at + 7), { finishFlush: 2 }));
      if (piece !== null) pieces.push(piece);
    }
  return pieces;
}
