/** `kinline init`: a real partnership's first run. Its first administrator gets a one-time link, and there is no default password. */
import { beginPartnership } from '../app/first-run.ts';
import type { WithDatabase } from '../app/opened.ts';
import { isProblem, problemSentence } from '../domain/problem.ts';
import { Misuse, parse, textOf } from './arguments.ts';
import { type Io, REFUSED, WELL } from './io.ts';

const OPTIONS = { name: { type: 'string' }, administrator: { type: 'string' }, data: { type: 'string' } } as const;

export async function init(args: readonly string[], io: Io, withDatabase: WithDatabase): Promise<number> {
  const { files, values } = parse(args, OPTIONS);
  if (files.length > 0) throw new Misuse(`${files[0]} was not expected.`);
  const administrator = (textOf(values['administrator']) ?? '').trim();
  const name = textOf(values['name'])?.trim() ?? null;
  if (administrator === '' || administrator.length > 200)
    throw new Misuse('Say who the first administrator is, such as --administrator "Ruth Ashworth".');
  if (name !== null && (name === '' || name.length > 200)) throw new Misuse('The partnership’s name has from 1 to 200 characters.');
  return withDatabase(textOf(values['data']), async ({ asOwner, context, partnership, settings }) => {
    const begun = await beginPartnership(asOwner, context(null).newId, { id: partnership.id, name, administrator });
    if (isProblem(begun)) {
      io.say(`${problemSentence(begun)}\n`);
      return REFUSED;
    }
    const address = settings.address ?? `http://localhost:${settings.port}`;
    await io.out(`${address}/welcome/${begun.link}\n`);
    io.say(
      `This link is for ${administrator}, administrator of ${begun.partnership}. It works once, for 24 hours.\nStart Kinline with "kinline serve" and open it there. Whoever has it becomes the administrator: keep it to yourself.\n`,
    );
    return WELL;
  });
}
