/** `kinline audit`: checkpoints, cosigning, the export, proofs, and what was witnessed of the audit log. */
import { writeFile } from 'node:fs/promises';
import { exportLines, type Keeping, keepWitnessed, makeCheckpoint, proveConsistency, proveInclusion } from '../app/audit-log.ts';
import {
  cosign,
  isName,
  type SignedCheckpoint,
  type SigningKey,
  saySigner,
  sayVerifier,
  signerFrom,
  type VerifierKey,
  verifierFrom,
  verifierOf,
} from '../app/audit-note.ts';
import { readKnown, sayConsistency, sayInclusion, verifyExport, verifyProof } from '../app/audit-verify.ts';
import { newSeed } from '../app/identity.ts';
import type { WithDatabase } from '../app/opened.ts';
import { isProblem, ProblemError, problem } from '../domain/problem.ts';
import { Misuse, parse, type Typed, textOf, textsOf } from './arguments.ts';
import { exists, load, writeAll } from './disk.ts';
import { type Io, WELL } from './io.ts';

const OPTIONS = {
  out: { type: 'string' },
  data: { type: 'string' },
  key: { type: 'string', multiple: true },
  name: { type: 'string' },
  entry: { type: 'string' },
  checkpoint: { type: 'string' },
  earlier: { type: 'string' },
  proof: { type: 'string' },
} as const;
const ACTS = ['checkpoint', 'cosign', 'export', 'verify', 'prove', 'witness', 'key'] as const;
const MOST_OF_A_NOTE = 64 * 1024;
const MOST_OF_AN_EXPORT = 2 ** 31;

export async function audit(args: readonly string[], io: Io, withDatabase: WithDatabase): Promise<number> {
  const { files, values } = parse(args, OPTIONS);
  const [act, ...named] = files;
  const most = { checkpoint: 0, cosign: 1, export: 0, verify: Number.POSITIVE_INFINITY, prove: 0, witness: 1, key: 0 };
  const known = ACTS.find((one) => one === act);
  if (known === undefined) throw new Misuse(`Say what to do with the audit: ${ACTS.join(', ')}.`);
  if (named.length > most[known]) throw new Misuse(`${named[most[known]]} was not expected.`);
  const keeping = <Result>(work: (keeping: Keeping) => Promise<Result>): Promise<Result> =>
    withDatabase(textOf(values['data']), ({ asOwner, context, data }) => {
      const { keys, now } = context(null);
      return work({ asOwner, key: keys.audit, data, now });
    });
  switch (known) {
    case 'checkpoint':
      return keeping(async (kept) => {
        const { text, checkpoint } = await makeCheckpoint(kept);
        await write(outOf(values), text);
        return say(io, `${outOf(values)}: ${checkpoint.size} entries, signed at ${checkpoint.time}. Ask an agency to cosign it.`);
      });
    case 'export':
      outOf(values);
      return keeping(async (kept) => {
        await writeStream(outOf(values), exportLines(kept));
        return say(io, `${outOf(values)}: the whole log. node tools/verify-audit.mjs ${outOf(values)} says whether it is whole.`);
      });
    case 'key':
      return makeKey(values, io);
    case 'cosign':
      return cosignOne(named[0], values, io);
    case 'verify':
      return verifyFiles(named, values, io);
    case 'prove':
      return proveOne(values, io, keeping);
    case 'witness':
      return keeping(async (kept) => {
        const path = fileOf(named[0]);
        const { size, kept: keptSize } = await keepWitnessed(kept, await textIn(path), await keysOf(values));
        const more = keptSize > size ? ` One of ${keptSize} entries was kept already, and stays.` : '';
        return say(io, `The log begins with the ${size} entries of ${path}.${more} From now on Kinline serves from no log without them.`);
      });
  }
}

async function cosignOne(file: string | undefined, values: Typed['values'], io: Io): Promise<number> {
  const path = fileOf(file);
  const out = outOf(values);
  const [keyFile, ...more] = textsOf(values['key']);
  if (keyFile === undefined || more.length > 0) throw new Misuse('Say with --key which key to sign with.');
  const key = signerFrom(await textIn(keyFile));
  if (key === null) throw refused(`${keyFile} is not a key that kinline audit key made.`);
  const name = textOf(values['name']) ?? key.name;
  if (name !== key.name) throw refused(`${keyFile} is the key of ${key.name}, not of ${name}.`);
  // What others signed before is handed on as it is; the log's own signature is what is relied on.
  const signed = await checkpointIn(path, null);
  if (signed.signatures.some((one) => one.name === key.name)) throw refused(`${path} is signed by ${key.name} already.`);
  const earlier = textOf(values['earlier']);
  const proof = textOf(values['proof']);
  if ((earlier === null) !== (proof === null)) throw new Misuse('--earlier and --proof go together.');
  if (earlier !== null && proof !== null) {
    const before = await checkpointIn(earlier, null);
    if (!verifyProof(await textIn(proof), [before.checkpoint, signed.checkpoint]))
      throw new ProblemError(problem('audit-altered', `${proof} does not show that ${path} begins with ${earlier}. It was not signed.`));
  }
  await write(out, cosign(signed, key).text);
  const shown = earlier === null ? 'That it begins with an earlier one was not asked (--earlier, --proof).' : `It begins with ${earlier}.`;
  return say(
    io,
    `${out}: ${signed.checkpoint.size} entries, signed by ${key.name}. ${shown} Keep a copy where the log’s keeper cannot reach it.`,
  );
}

async function verifyFiles(named: readonly string[], values: Typed['values'], io: Io): Promise<number> {
  const keys = await keysOf(values);
  const proof = textOf(values['proof']);
  if (proof !== null) {
    const checkpoints: SignedCheckpoint['checkpoint'][] = [];
    for (const path of named) checkpoints.push((await checkpointIn(path, keys)).checkpoint);
    if (verifyProof(await textIn(proof), checkpoints)) return say(io, `${proof} holds for ${named.join(' and ')}.`);
    throw new ProblemError(problem('audit-altered', `${proof} does not hold for ${named.join(' and ')}.`));
  }
  const [path, ...others] = named;
  const bytes = await load(fileOf(path), MOST_OF_AN_EXPORT);
  if (isProblem(bytes)) throw new ProblemError(problem(bytes.problem, `${path}: ${bytes.detail ?? ''}`));
  const kept = await Promise.all(others.map(async (name) => ({ name, text: await textIn(name) })));
  const found = verifyExport(bytes, kept, keys);
  if (!found.whole) throw new ProblemError(problem('audit-altered', `First at ${found.because}`));
  return say(
    io,
    `Whole: ${found.entries} entries of ${found.origin}, as its log signed them at ${found.time}.${
      others.length === 0 ? ' No checkpoint of another agency was given, so a log written anew with its own key would not be noticed.' : ''
    }`,
  );
}

async function proveOne(
  values: Typed['values'],
  io: Io,
  keeping: <R>(work: (keeping: Keeping) => Promise<R>) => Promise<R>,
): Promise<number> {
  const out = outOf(values);
  const entry = textOf(values['entry']);
  const earlier = textOf(values['earlier']);
  const named = textOf(values['checkpoint']);
  if (named === null) throw new Misuse('Say with --checkpoint which checkpoint the proof is for.');
  if ((entry === null) === (earlier === null))
    throw new Misuse('Say either which --entry it holds, or with which --earlier checkpoint it begins.');
  if (entry !== null && !/^[1-9]\d{0,15}$/.test(entry)) throw new Misuse(`--entry ${entry} is not the number of an entry.`);
  const { size } = (await checkpointIn(named, null)).checkpoint;
  const first = earlier === null ? null : (await checkpointIn(earlier, null)).checkpoint.size;
  await write(
    out,
    await keeping(async (kept) =>
      first === null
        ? sayInclusion(await proveInclusion(kept, Number(entry) - 1, size))
        : sayConsistency(await proveConsistency(kept, first, size)),
    ),
  );
  return say(
    io,
    `${out}: ${first === null ? `entry ${entry} is one of the ${size} of ${named}` : `the ${size} of ${named} begin with the ${first} of ${earlier}`}.`,
  );
}

async function makeKey(values: Typed['values'], io: Io): Promise<number> {
  const name = textOf(values['name']) ?? '';
  const out = outOf(values);
  if (!isName(name) || name.startsWith('kinline/'))
    throw new Misuse('Say whose key it is with --name, such as --name police: no spaces and no "+".');
  if ((await exists(out)) || (await exists(`${out}.pub`)))
    throw refused(`${out} or ${out}.pub is there already, and a key is written over nothing.`);
  const key: SigningKey = { name, seed: newSeed() };
  try {
    await writeFile(out, saySigner(key), { mode: 0o600, flag: 'wx' });
    await writeFile(`${out}.pub`, sayVerifier(verifierOf(key)), { flag: 'wx' });
  } catch {
    throw new ProblemError(problem('cannot-write', out));
  }
  return say(io, `${out} is the key of ${name}: keep it secret and away from Kinline’s server. ${out}.pub may be told to anybody.`);
}

const refused = (sentence: string): ProblemError => new ProblemError(problem('not-valid', sentence));

/** A checkpoint that its log signed; with keys, everybody else's signature is checked too. */
async function checkpointIn(path: string, keys: readonly VerifierKey[] | null): Promise<SignedCheckpoint> {
  const text = await textIn(path);
  const signed = readKnown({ name: path, text }, keys);
  if (typeof signed === 'string') throw new ProblemError(problem('audit-altered', signed));
  return signed;
}

async function keysOf(values: Typed['values']): Promise<VerifierKey[]> {
  return Promise.all(
    textsOf(values['key']).map(async (path) => {
      const key = verifierFrom(await textIn(path));
      if (key === null) throw refused(`${path} is not a public key that kinline audit key made (FILE.pub).`);
      return key;
    }),
  );
}

async function textIn(path: string): Promise<string> {
  const bytes = await load(path, MOST_OF_A_NOTE);
  if (isProblem(bytes)) throw new ProblemError(problem(bytes.problem, `${path}: ${bytes.detail ?? ''}`));
  return Buffer.from(bytes).toString();
}

const write = (path: string, text: string): Promise<void> => writeStream(path, Buffer.from(text));

async function writeStream(path: string, content: Uint8Array | AsyncIterable<Uint8Array>): Promise<void> {
  const problemOfDisk = await writeAll([{ path, content }]);
  if (problemOfDisk !== null) throw new ProblemError(problemOfDisk);
}

function outOf(values: Typed['values']): string {
  const out = textOf(values['out']) ?? '';
  if (out === '') throw new Misuse('Say where to write with --out.');
  return out;
}

function fileOf(path: string | undefined): string {
  if (path === undefined) throw new Misuse('Name the file.');
  return path;
}

async function say(io: Io, sentence: string): Promise<number> {
  await io.out(`${sentence}\n`);
  return WELL;
}
