/** `kinline ask`: a question of an inspector or a court, answered on the command line, behind the same door as the person who asks it. */
import { readFile } from 'node:fs/promises';
import { type Context, through } from '../app/door.ts';
import { listFamilies } from '../app/list-families.ts';
import { listPractitioners } from '../app/list-practitioners.ts';
import type { Opened, WithDatabase } from '../app/opened.ts';
import type { Operation } from '../app/operation.ts';
import { listProfessionals } from '../app/questions/access-record.ts';
import { QUESTION_OPERATIONS } from '../app/questions/questions.ts';
import { recogniseSession } from '../app/recognise-session.ts';
import { signIn } from '../app/sign-in.ts';
import { signOut } from '../app/sign-out.ts';
import type { Practitioner } from '../domain/access.ts';
import { isProblem, ProblemError, problem, problemSentence } from '../domain/problem.ts';
import { type Answer, QUESTIONS, type Question, type QuestionNeed, questionOf } from '../domain/questions.ts';
import { isDay } from '../domain/time.ts';
import { Misuse, parse, textOf } from './arguments.ts';
import { type Io, REFUSED, WELL } from './io.ts';

const OPTIONS = {
  family: { type: 'string' },
  event: { type: 'string' },
  contribution: { type: 'string' },
  practitioner: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  on: { type: 'string' },
  checkpoint: { type: 'string' },
  as: { type: 'string' },
  json: { type: 'boolean' },
  data: { type: 'string' },
} as const;

const ID = /^[0-9a-f]{32}$/;

type Typed = {
  readonly question: Question;
  readonly texts: ReadonlyMap<string, string>;
  readonly json: boolean;
  readonly data: string | null;
};

function read(args: readonly string[]): Typed {
  const { files, values } = parse(args, OPTIONS);
  const [code, ...more] = files;
  if (code === undefined) throw new Misuse(`Name the question: ${QUESTIONS.map((one) => one.code).join(', ')}.`);
  const question: Question | null = questionOf(code);
  if (question === null) throw new Misuse(`"${code}" is not a question. The questions are ${QUESTIONS.map((one) => one.code).join(', ')}.`);
  if (more.length > 0) throw new Misuse(`${more[0]} was not expected.`);
  const texts = new Map<string, string>();
  for (const name of ['family', 'as', 'event', 'contribution', 'practitioner', 'from', 'to', 'on', 'checkpoint'] as const) {
    const text = textOf(values[name])?.trim() ?? '';
    if (text === '') continue;
    if (name !== 'family' && name !== 'as' && !question.takes.includes(name)) throw new Misuse(`${code} does not take --${name}.`);
    texts.set(name, text);
  }
  for (const name of ['family', 'as', ...question.needs]) if (!texts.has(name)) throw new Misuse(`Say --${name} as well.`);
  for (const name of ['from', 'to', 'on']) {
    const day = texts.get(name);
    if (day !== undefined && !isDay(day)) throw new Misuse(`--${name} ${day} is not a day. Write it as 2026-04-12.`);
  }
  return { question, texts, json: values['json'] === true, data: textOf(values['data']) };
}

export async function ask(args: readonly string[], io: Io, withDatabase: WithDatabase): Promise<number> {
  const { question, texts, json, data } = read(args);
  const checkpoint = texts.get('checkpoint');
  const kept = checkpoint === undefined ? null : await textIn(checkpoint);
  return withDatabase(data, async (opened) => {
    const context = await askerOf(opened, texts.get('as') ?? '', io);
    const given: Partial<Record<QuestionNeed, string>> = {};
    for (const name of question.takes) {
      const text = texts.get(name);
      if (text === undefined) continue;
      if (name === 'practitioner') given.practitioner = await practitionerNamed(context, text);
      else given[name] = name === 'checkpoint' ? (kept ?? '') : text;
    }
    const operation = QUESTION_OPERATIONS[question.code as keyof typeof QUESTION_OPERATIONS] as unknown as Operation<unknown, Answer>;
    const found = await through(context, operation, { family: await familyNamed(context, texts.get('family') ?? ''), ...given, page: 0 });
    if (context.session !== null) await through(context, signOut, {});
    if (isProblem(found)) {
      io.say(`${problemSentence(found)}\n`);
      return REFUSED;
    }
    await io.out(json ? `${JSON.stringify(found)}\n` : sayAnswer(found));
    return WELL;
  });
}

async function textIn(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    throw new ProblemError(problem('cannot-open', file));
  }
}

/** Whoever asks. In a demonstration their name is enough; a real partnership asks for their password and code. */
async function askerOf(opened: Opened, name: string, io: Io): Promise<Context> {
  const nobody = opened.context(null);
  if (!opened.partnership.demonstration) return signedIn(opened, name, io);
  const found = await through(nobody, listPractitioners, {});
  if (isProblem(found)) throw new ProblemError(found);
  const named = found.practitioners.filter((one) => one.id === name || sameName(one, name));
  if (named.length > 1) throw new Misuse(`More than one person is called ${name}. Use the id.`);
  const [who] = named;
  if (who === undefined) throw new ProblemError(problem('not-signed-in', `Nobody here is called ${name}.`));
  return opened.context(who);
}

/** A session of its own, which ends with the command. */
async function signedIn(opened: Opened, login: string, io: Io): Promise<Context> {
  const ask = io.ask;
  if (ask === undefined)
    throw new ProblemError(
      problem('not-signed-in', 'A real partnership asks for a password and a code, on a terminal. Use the screen, or a terminal.'),
    );
  const password = await ask('Password: ', { hidden: true });
  const code = await ask('Code: ', { hidden: false });
  const nobody = opened.context(null);
  const session = await through(nobody, signIn, { login, password, code, from: 'command line' });
  if (isProblem(session)) throw new ProblemError(session);
  const recognised = await through(nobody, recogniseSession, { token: session.token });
  if (isProblem(recognised) || recognised.found === null) throw new ProblemError(problem('not-signed-in'));
  const { practitioner, id, how, authenticatedAt } = recognised.found;
  return { ...opened.context(practitioner), session: { id, how, authenticatedAt } };
}

const sameName = (one: Practitioner, name: string): boolean => one.name.toLocaleLowerCase('en-GB') === name.toLocaleLowerCase('en-GB');

async function practitionerNamed(context: Context, name: string): Promise<string> {
  if (ID.test(name)) return name;
  const found = await through(context, listProfessionals, {});
  if (isProblem(found)) throw new ProblemError(found);
  const named = found.professionals.filter((one) => sameName(one, name));
  if (named.length > 1) throw new Misuse(`More than one professional is called ${name}. Use the id.`);
  return named[0]?.id ?? name;
}

/** A family by its id, or by its label where the asker sees only one of that label. */
async function familyNamed(context: Context, label: string): Promise<string> {
  if (ID.test(label)) return label;
  const found = await through(context, listFamilies, {});
  if (isProblem(found)) throw new ProblemError(found);
  const named = found.families.filter((one) => one.label.toLocaleLowerCase('en-GB') === label.toLocaleLowerCase('en-GB'));
  if (named.length > 1) throw new Misuse('More than one family has this label. Use the id.');
  return named[0]?.id ?? label;
}

function sayAnswer({ asks, family, says, parts, standsOn }: Answer): string {
  const lines = [asks, `Family: ${family.label}`, '', says, ''];
  for (const { heading, rows } of parts) {
    if (rows.length === 0) continue;
    lines.push(`${heading}:`);
    for (const row of rows) {
      lines.push(`  - ${row.mark === undefined ? '' : `[${row.mark}] `}${oneLine(row.says)}`);
      for (const [name, value] of row.facts ?? []) lines.push(`      ${name}: ${oneLine(value)}`);
    }
    lines.push('');
  }
  lines.push('What this stands on:', ...standsOn.map((line) => `  - ${line}`));
  return `${lines.join('\n')}\n`;
}

/** What people wrote, on one line and without anything that a terminal would obey. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must go.
const oneLine = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]+/g, ' ').trim();
