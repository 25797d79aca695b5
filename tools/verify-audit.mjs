#!/usr/bin/env node
// Says whether an exported audit log of Kinline is whole. Needs Node alone: no network, no database, no other file of Kinline.
//   node verify-audit.mjs EXPORT [CHECKPOINT…] [--key FILE]…
// EXPORT      what `kinline audit export` wrote
// CHECKPOINT  what another agency kept: a checkpoint that they cosigned. With it a log that was put back in time, cut short or written
//             anew with its own key is found out; without it only what was altered by somebody without that key.
// --key FILE  the public key of an agency that cosigned (their FILE.pub)
// Exit status: 0 whole, 1 altered (with the first place), 2 not understood.
//
// The export: "kinline audit export/1", a signed note (origin, size, root, time, key, empty line, signature), an empty line, and for each
// entry 32 hexadecimal digits, a space and its text. Leaf: SHA-256(0, text). Node: SHA-256(1, left, right). Root as in RFC 6962. The digits
// are the beginning of F(n) = SHA-256(F(n-1), text n), where F(0) = SHA-256(everything before the first entry).
import { createPublicKey, hash as digest, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const TITLE = 'kinline audit export/1';
const NEWLINE = 10;
const DIGITS = 32;

/** What was altered, and where first. */
class Altered extends Error {}
const alter = (where) => {
  throw new Altered(where);
};

const ROOM = Buffer.alloc(4096);
/** SHA-256 of the parts, one after another. Short ones, nearly all, are put together without a new buffer for each. */
function hash(...parts) {
  if (parts.reduce((sum, part) => sum + part.length, 0) > ROOM.length) return digest('sha256', Buffer.concat(parts), 'buffer');
  let length = 0;
  for (const part of parts) length += part.copy(ROOM, length);
  return digest('sha256', ROOM.subarray(0, length), 'buffer');
}
const ZERO = Buffer.from([0]);
const ONE = Buffer.from([1]);

/** Bytes of this length from base64 written in its one form, or null. */
function fromBase64(text, length) {
  const bytes = Buffer.from(text, 'base64');
  return bytes.length === length && bytes.toString('base64') === text ? bytes : null;
}

const keyId = (name, key) => hash(Buffer.from(`${name}\n`), ONE, key).subarray(0, 4);

function isSigned(body, key, signature) {
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), key]);
  try {
    return verify(null, body, createPublicKey({ key: der, format: 'der', type: 'spki' }), signature);
  } catch {
    return false;
  }
}

/** A public key: NAME+ID+KEY. */
export function readKey(text) {
  const [name, id, ...rest] = text.replace(/\n$/, '').split('+');
  const typed = fromBase64(rest.join('+'), 33);
  if (!name || typed === null || typed[0] !== 1 || keyId(name, typed.subarray(1)).toString('hex') !== id) return null;
  return { name, key: typed.subarray(1) };
}

/** A signed note: every line of it known, the log's own signature first and valid, every other one valid too. Throws where it is not. */
function readNote(bytes, called, keys) {
  const text = bytes.toString('utf8');
  if (!Buffer.from(text, 'utf8').equals(bytes)) alter(`${called}: holds bytes that are not text`);
  const [origin, size, root, time, keyLine, empty, ...signatures] = text.split('\n');
  if (signatures.pop() !== '' || empty !== '' || signatures.length === 0) alter(`${called}: is cut off or has another shape`);
  if (!/^(0|[1-9][0-9]{0,15})$/.test(size)) alter(`${called}, its size: not a number in its one form`);
  const rootHash = fromBase64(root, 32) ?? alter(`${called}, its root: not a hash`);
  if (!/^time \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(time)) alter(`${called}, its time: not a time`);
  const key = (keyLine.startsWith('key ') && fromBase64(keyLine.slice(4), 32)) || alter(`${called}, its key: not a key`);
  if (origin !== `kinline/${hash(key).toString('hex').slice(0, 16)}`) alter(`${called}, its origin: not that of its key`);
  const body = Buffer.from(`${[origin, size, root, time, keyLine].join('\n')}\n`);
  const signers = [];
  for (const line of signatures) {
    const [dash, name, encoded, ...more] = line.split(' ');
    const signature = encoded === undefined ? null : fromBase64(encoded, 68);
    if (dash !== '—' || !name || signature === null || more.length > 0) alter(`${called}: a signature has another shape`);
    if ((signers.length === 0) !== (name === origin) || signers.includes(name)) alter(`${called}: signatures of ${name} out of place`);
    const with_ = name === origin ? key : keys.find((one) => one.name === name)?.key;
    if (with_ === undefined) alter(`${called}: signed by ${name}, whose key was not given (--key)`);
    if (!keyId(name, with_).equals(signature.subarray(0, 4))) alter(`${called}: the signature of ${name} is with another key`);
    if (!isSigned(body, with_, signature.subarray(4))) alter(`${called}: the signature of ${name} is not valid`);
    signers.push(name);
  }
  const pinned = keys.find((one) => one.name === origin);
  if (pinned !== undefined && !pinned.key.equals(key)) alter(`${called}: the log's key is not the one given`);
  return { origin, key, size: Number(size), root: rootHash, time: time.slice(5), signers };
}

/** The root of what is on the stack: complete subtrees, the largest first. */
function rootOf(stack) {
  if (stack.length === 0) return hash();
  let made = stack[stack.length - 1].hash;
  for (let at = stack.length - 2; at >= 0; at -= 1) made = hash(ONE, stack[at].hash, made);
  return made;
}

/** Where the lines begin: after the second empty line. */
function endOfHead(file) {
  let at = -1;
  for (let empty = 0; empty < 2; ) {
    const next = file.indexOf(NEWLINE, at + 1);
    if (next < 0) alter('line 1: the export is cut off within its first lines');
    if (next === at + 1) empty += 1;
    at = next;
  }
  return at + 1;
}

/** The texts of the entries, when each has the fingerprint of everything down to it. */
function readLines(file, start, size) {
  const lines = [];
  let chain = hash(file.subarray(0, start));
  let from = start;
  for (let entry = 1; entry <= size; entry += 1) {
    const to = file.indexOf(NEWLINE, from);
    if (to < 0) alter(`entry ${entry}: missing or cut off; the log had ${size} entries`);
    const text = Math.min(to, from + DIGITS + 1);
    const line = file.subarray(text, to);
    chain = hash(chain, line);
    if (file.toString('latin1', from, text) !== `${chain.toString('hex', 0, DIGITS / 2)} `)
      alter(`entry ${entry}: altered, or a line was taken out, put in or moved here`);
    lines.push(line);
    from = to + 1;
  }
  if (from !== file.length) alter(`entry ${size + 1}: was added; the log had ${size} entries`);
  return lines;
}

/** Checks an export (bytes) against itself and against checkpoints ({ name, bytes }). Answers what it is; throws Altered. */
export function checkExport(file, checkpoints = [], keys = []) {
  const start = endOfHead(file);
  const titleEnds = file.indexOf(NEWLINE);
  if (file.subarray(0, titleEnds).toString('latin1') !== TITLE) alter('line 1: not an export of the audit log');
  const log = readNote(file.subarray(titleEnds + 1, start - 1), 'line 2 and following, the checkpoint', keys);
  if (log.signers.length !== 1) alter('line 8: the checkpoint of an export is signed by its log alone');
  const kept = checkpoints.map(({ name, bytes }) => ({ name, ...readNote(bytes, name, keys) }));
  for (const { name, key } of kept) if (!key.equals(log.key)) alter(`line 2: ${name} is of another log, or this one was written anew`);
  const lines = readLines(file, start, log.size);
  const sizes = new Set(kept.map(({ size }) => size));
  const roots = new Map([[0, hash()]]);
  const stack = [];
  for (const [index, line] of lines.entries()) {
    let node = { leaves: 1, hash: hash(ZERO, line) };
    while (stack.length > 0 && stack[stack.length - 1].leaves === node.leaves)
      node = { leaves: node.leaves * 2, hash: hash(ONE, stack.pop().hash, node.hash) };
    stack.push(node);
    if (sizes.has(index + 1)) roots.set(index + 1, rootOf(stack));
  }
  let agreed = 0;
  for (const { name, size, root } of kept.sort((one, other) => one.size - other.size)) {
    if (size > log.size) alter(`entry ${log.size + 1}: missing; ${name} says that there were ${size}, and the export has ${log.size}`);
    if (!roots.get(size).equals(root)) alter(`entries ${agreed + 1} to ${size}: not those of ${name}; they were written anew`);
    agreed = size;
  }
  if (!rootOf(stack).equals(log.root))
    alter(`entries ${agreed + 1} to ${log.size}: the lines fit each other, but are not those that the log signed`);
  return { ...log, kept };
}

function main(args) {
  const files = [];
  const keys = [];
  for (let at = 0; at < args.length; at += 1) {
    if (args[at] !== '--key') files.push({ name: args[at], bytes: readFileSync(args[at]) });
    else {
      at += 1;
      const key = args[at] === undefined ? null : readKey(readFileSync(args[at], 'utf8'));
      if (key === null) throw new Error(`--key ${args[at] ?? ''}: not a public key`);
      keys.push(key);
    }
  }
  const [log, ...checkpoints] = files;
  if (log === undefined) throw new Error('Usage: node verify-audit.mjs EXPORT [CHECKPOINT…] [--key FILE]…');
  const found = checkExport(log.bytes, checkpoints, keys);
  console.log(`Whole: ${found.size} entries of ${found.origin}, as its log signed them at ${found.time}.`);
  for (const { name, size, time, signers } of found.kept)
    console.log(`Its first ${size} entries are those of ${name} (${time}), signed by ${signers.join(', ')}.`);
  if (found.kept.length === 0)
    console.log('No checkpoint of another agency was given, so a log written anew with its own key would not be noticed.');
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    main(process.argv.slice(2));
  } catch (error) {
    const altered = error instanceof Altered;
    console.error(altered ? `ALTERED. First at ${error.message}.` : error.message);
    process.exitCode = altered ? 1 : 2;
  }
}
