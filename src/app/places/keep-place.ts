/** Registering a protected place. Everything that is there already is looked through for it, also what is withheld from whoever registers it. */
import { Type } from 'typebox';
import { matcherFor } from '../../domain/places/matcher.ts';
import { PLACE_KINDS, type ProtectedPlace } from '../../domain/places/place.ts';
import type { FileWords } from '../../domain/places/reveal.ts';
import { isProblem, type Problem, problem } from '../../domain/problem.ts';
import { countChange, findFamily } from '../../store/families.ts';
import { type FileToMatch, filesToMatch, insertPlace, type PlacePart, textsToMatch } from '../../store/protected-places.ts';
import { askAs, type Context, operation, whoAsks } from '../door.ts';
import { Id, orNull } from '../inputs.ts';
import { wordsOf } from '../read-files.ts';
import { keepMatches } from './match.ts';

export type KeptPlace = {
  readonly id: string;
  /** So many parts of what is there already are withheld for it. */
  readonly found: number;
  /** The family's own name holds words of the place: that is shown to everybody who sees the family. */
  readonly inName: boolean;
};

const Line = Type.String({ minLength: 1, maxLength: 300, pattern: '\\S' });
const Lines = Type.Array(Line, { maxItems: 30 });

type Read = { readonly files: readonly (FileWords<PlacePart> & { readonly file: string })[] };

export const keepPlace = operation({
  name: 'keep-place',
  says: 'Register a place that must stay hidden. What reveals it is withheld from everybody to whom it is not opened.',
  permission: 'keep-places',
  effect: 'records',
  input: Type.Object({
    family: Id,
    person: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S', description: 'Whose place it is.' }),
    kind: Type.Enum([...PLACE_KINDS]),
    names: Lines,
    address: Lines,
    postcode: orNull(Type.String({ maxLength: 20 })),
    phones: Lines,
    registrations: Lines,
    words: Lines,
  }),
  subject: ({ family }) => ({ family }),
  prepare: async (context, { family }): Promise<Read | Problem> => {
    const files = await askAs(context, async ({ transaction, keys }) => ({ files: await filesToMatch(transaction, keys, family) }));
    return isProblem(files) ? files : { files: await wordsOfAll(context, files.files) };
  },
  run: async (inside, { family, person, postcode, ...said }, { files }): Promise<KeptPlace | Problem> => {
    const { transaction, keys } = inside;
    const place: ProtectedPlace = { ...said, postcode: postcode === null || postcode.trim() === '' ? null : postcode };
    const matcher = matcherFor([place]);
    if (matcher.empty)
      return problem('not-valid', 'Give an address, a name of four letters or more, a telephone number or a registration.');
    const id = inside.newId();
    // From here on, whoever brings or writes something for this family waits, and finds the place in the register.
    await countChange(transaction, family);
    const now = await filesToMatch(transaction, keys, family);
    if (now.some(({ item }) => !files.some((one) => one.item === item)))
      return problem('out-of-date', 'A file arrived at this moment. Send it again.');
    if (!(await insertPlace(transaction, keys, { id, family, person, place, by: whoAsks(inside).id }))) return problem('not-found');
    const found = await keepMatches(inside, family, [{ id, family, person, place }], await textsToMatch(transaction, keys, family), files);
    const label = (await findFamily(transaction, family))?.label ?? '';
    return { id, found, inName: matcher.find([label]).length > 0 };
  },
});

async function wordsOfAll(context: Context, files: readonly FileToMatch[]): Promise<Read['files']> {
  // A draft that was accepted has left its bytes to the contribution.
  const there = files.filter(({ bytes }) => bytes.length > 0);
  const read = there.length === 0 ? [] : await wordsOf(there, context.limits);
  return there.map(({ part, item, file }, index) => {
    const words = read[index];
    return { part, item, file, words: words === undefined || isProblem(words) ? null : [file, ...words] };
  });
}
