/** Files on this computer: opened whole, and written so that a failure leaves nothing half done. */
import { randomBytes } from 'node:crypto';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { type Problem, problem } from '../domain/problem.ts';

/** The bytes of a file, or why it could not be opened. `most` bytes are the limit; a larger file is not loaded. */
export async function load(path: string, most: number): Promise<Uint8Array | Problem> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) return problem('cannot-open', 'It is a folder.');
    if (found.size > most) return problem('file-too-large', `It has ${found.size} bytes; the limit is ${most}.`);
    return await readFile(path);
  } catch (error) {
    return problem('cannot-open', reasonOf(error));
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  switch (code) {
    case 'ENOENT':
      return 'There is no such file or folder.';
    case 'EACCES':
    case 'EPERM':
      return 'This computer does not permit it.';
    case 'EISDIR':
      return 'It is a folder.';
    case 'ENOSPC':
      return 'The disk is full.';
    case 'EROFS':
      return 'The folder is read only.';
    default:
      return code;
  }
}

export type ToWrite = { readonly path: string; readonly content: Uint8Array | AsyncIterable<Uint8Array> };

/** Writes all of the files or none: each first beside its place under another name, then all are renamed. */
export async function writeAll(files: readonly ToWrite[]): Promise<Problem | null> {
  const written: { readonly beside: string; readonly path: string }[] = [];
  for (const { path, content } of files) {
    const beside = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.part`);
    written.push({ beside, path });
    try {
      if (await isFolder(path)) throw Object.assign(new Error('folder'), { code: 'EISDIR', syscall: 'open' });
      await writeOne(beside, content);
    } catch (error) {
      await remove(written);
      if (!isOfTheDisk(error)) throw error;
      return problem('cannot-write', `${path}: ${reasonOf(error)}`);
    }
  }
  for (const { beside, path } of written) {
    try {
      await rename(beside, path);
    } catch (error) {
      await remove(written);
      return problem('cannot-write', `${path}: ${reasonOf(error)}`);
    }
  }
  return null;
}

async function remove(written: readonly { readonly beside: string }[]): Promise<void> {
  await Promise.all(written.map(({ beside }) => rm(beside, { force: true })));
}

/** The computer's own refusal, as against a mistake of ours. */
function isOfTheDisk(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

async function writeOne(path: string, content: Uint8Array | AsyncIterable<Uint8Array>): Promise<void> {
  const file = await open(path, 'wx');
  try {
    if (content instanceof Uint8Array) await file.writeFile(content);
    else for await (const bytes of content) await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() ?? false;
}

export async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}

/** Whether two paths as typed are the same place. */
export function samePlace(one: string, other: string): boolean {
  return resolve(one) === resolve(other);
}
