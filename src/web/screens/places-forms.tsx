/** Registering a protected place, in words that can be filled in late at night; and asking that one be opened to somebody. */
import { keepPlace } from '../../app/places/keep-place.ts';
import { listPlaces } from '../../app/places/list-places.ts';
import { askToRelease } from '../../app/places/release-place.ts';
import { readFamily } from '../../app/read-family.ts';
import { PLACE_KIND_WORDS, PLACE_KINDS } from '../../domain/places/place.ts';
import { isProblem } from '../../domain/problem.ts';
import { govuk } from '../govuk.ts';
import { Form, Html } from '../parts/html.tsx';
import { type Fault, Faults, faultOf } from '../parts/notice.tsx';
import { sayPractitioner } from '../parts/team-words.ts';
import { type Answer, problemAnswer, redirect, type Screen, type Visit } from '../visit.ts';

/** Browsers' own spelling and filling-in may send what is typed elsewhere, or keep it. */
const PRIVATE = { autocomplete: 'off', spellcheck: false } as const;

type Several = { readonly name: string; readonly label: string; readonly hint: string; readonly rows: number };
const SEVERAL: readonly Several[] = [
  { name: 'address', label: 'Address', hint: 'As on an envelope. A town or county on a line of its own is not looked for.', rows: 4 },
  {
    name: 'names',
    label: 'What is it called?',
    hint: 'Every name that people use, one on each line: “Rosebank Refuge”, and “Rosebank” too.',
    rows: 3,
  },
  { name: 'phones', label: 'Telephone numbers', hint: 'One on each line.', rows: 2 },
  { name: 'registrations', label: 'Registration marks of vehicles', hint: 'One on each line.', rows: 2 },
  {
    name: 'words',
    label: 'Anything else that gives it away',
    hint: 'Such as the school bus, or what a room is called. One on each line.',
    rows: 2,
  },
];

async function newPage(visit: Visit, faults: readonly Fault[]): Promise<Answer> {
  const family = visit.param('family');
  const frame = await visit.ask(readFamily, { family });
  if (isProblem(frame)) return problemAnswer(frame);
  const { fields } = visit.form;
  const chosen = fields.get('kind') ?? '';
  const several = ({ name, label, hint, rows }: Several): string =>
    govuk('textarea', {
      id: name,
      name,
      rows: String(rows),
      label: { text: `${label}`, classes: 'govuk-label--s' },
      hint: { text: hint },
      value: fields.get(name) ?? '',
      ...PRIVATE,
      ...faultOf(faults, name),
    });
  return {
    kind: 'page',
    title: 'Register a protected place',
    family: frame,
    section: 'team',
    back: { href: `/families/${family}/places`, text: 'Protected places' },
    status: faults.length === 0 ? 200 : 422,
    body: (
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <Faults faults={faults} />
          <h1 class="govuk-heading-l">Register a place that must stay hidden</h1>
          <p class="govuk-body">
            Fill in what you know; the rest can stay empty. It is open to you alone until two people open it to somebody else. What is on
            file already and gives it away is withheld from everybody else at once.
          </p>
          <Form visit={visit} action={`/families/${family}/places/new`}>
            <Html
              of={govuk('input', {
                id: 'person',
                name: 'person',
                label: { text: 'Whose place is it?', classes: 'govuk-label--s' },
                hint: { text: 'As this family’s record calls them, such as “Mother”.' },
                value: fields.get('person') ?? '',
                classes: 'govuk-input--width-20',
                ...PRIVATE,
                ...faultOf(faults, 'person'),
              })}
            />
            <Html
              of={govuk('select', {
                id: 'kind',
                name: 'kind',
                label: { text: 'What is it?', classes: 'govuk-label--s' },
                items: [
                  { value: '', text: 'Choose one' },
                  ...PLACE_KINDS.map((kind) => ({ value: kind, text: PLACE_KIND_WORDS[kind], selected: kind === chosen })),
                ],
                ...faultOf(faults, 'kind'),
              })}
            />
            {SEVERAL.slice(0, 1).map((one) => (
              <Html key={one.name} of={several(one)} />
            ))}
            <Html
              of={govuk('input', {
                id: 'postcode',
                name: 'postcode',
                label: { text: 'Postcode', classes: 'govuk-label--s' },
                value: fields.get('postcode') ?? '',
                classes: 'govuk-input--width-10',
                ...PRIVATE,
                ...faultOf(faults, 'postcode'),
              })}
            />
            {SEVERAL.slice(1).map((one) => (
              <Html key={one.name} of={several(one)} />
            ))}
            <Html of={govuk('button', { text: 'Register this place', preventDoubleClick: true })} />
          </Form>
        </div>
      </div>
    ),
  };
}

const linesOf = (text: string | null): string[] =>
  (text ?? '')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

export const newPlaceScreen: Screen = {
  path: '/families/:family/places/new',
  get: (visit) => newPage(visit, []),
  post: async (visit) => {
    const { fields } = visit.form;
    const family = visit.param('family');
    const person = (fields.get('person') ?? '').trim();
    const kind = PLACE_KINDS.find((one) => one === fields.get('kind'));
    const postcode = (fields.get('postcode') ?? '').trim();
    const [address = [], names = [], phones = [], registrations = [], words = []] = SEVERAL.map(({ name }) => linesOf(fields.get(name)));
    const faults: Fault[] = [];
    if (person === '' || person.length > 200) faults.push({ field: 'person', text: 'Say whose place it is, in 200 characters or fewer' });
    if (kind === undefined) faults.push({ field: 'kind', text: 'Choose what it is' });
    for (const [index, lines] of [address, names, phones, registrations, words].entries())
      if (lines.length > 30 || lines.some((line) => line.length > 300))
        faults.push({ field: SEVERAL[index]?.name ?? '', text: 'Use 30 lines or fewer, each of 300 characters or fewer' });
    if (postcode.length > 20) faults.push({ field: 'postcode', text: 'The postcode must be 20 characters or fewer' });
    if (faults.length > 0 || kind === undefined) return newPage(visit, faults);
    const place = { family, person, kind, names, address, postcode: postcode === '' ? null : postcode, phones, registrations, words };
    const found = await visit.ask(keepPlace, place);
    if (isProblem(found) && found.problem === 'not-valid')
      return newPage(visit, [
        { field: 'address', text: 'Give at least an address, a name of four letters or more, a telephone number or a registration mark' },
      ]);
    if (isProblem(found)) return problemAnswer(found);
    return redirect(`/families/${family}/places?said=${found.inName ? 'place-in-name' : 'place-kept'}`);
  },
};

async function openPage(visit: Visit, faults: readonly Fault[]): Promise<Answer> {
  const family = visit.param('family');
  const [frame, found] = await Promise.all([visit.ask(readFamily, { family }), visit.ask(listPlaces, { family })]);
  if (isProblem(frame)) return problemAnswer(frame);
  if (isProblem(found)) return problemAnswer(found);
  const place = found.places.find(({ id }) => id === visit.param('place'));
  if (place === undefined) return problemAnswer(await missing(visit));
  const { fields } = visit.form;
  const people = (name: string): { value: string; text: string; selected?: boolean }[] => [
    { value: '', text: 'Choose a person' },
    ...found.round.map((one) => ({ value: one.id, text: sayPractitioner(one), selected: one.id === fields.get(name) })),
  ];
  return {
    kind: 'page',
    title: 'Open a protected place to somebody',
    family: frame,
    section: 'team',
    back: { href: `/families/${family}/places`, text: 'Protected places' },
    status: faults.length === 0 ? 200 : 422,
    body: (
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <Faults faults={faults} />
          <h1 class="govuk-heading-l">
            Open to somebody: {PLACE_KIND_WORDS[place.place.kind].toLowerCase()} of {place.person}
          </h1>
          <p class="govuk-body">Two people decide: you ask, and a second person agrees. Neither is the one who gains by it.</p>
          <Form visit={visit} action={`/families/${family}/places/${place.id}/open`}>
            <Html
              of={govuk('select', {
                id: 'practitioner',
                name: 'practitioner',
                label: { text: 'Who needs to know this place?', classes: 'govuk-label--s' },
                items: people('practitioner'),
                ...faultOf(faults, 'practitioner'),
              })}
            />
            <Html
              of={govuk('select', {
                id: 'agreedBy',
                name: 'agreedBy',
                label: { text: 'Who should agree?', classes: 'govuk-label--s' },
                hint: { text: 'They read who needs it and why. The place itself stays closed to them.' },
                items: people('agreedBy'),
                ...faultOf(faults, 'agreedBy'),
              })}
            />
            <Html
              of={govuk('textarea', {
                id: 'reason',
                name: 'reason',
                rows: '2',
                label: { text: 'Why do they need to know?', classes: 'govuk-label--s' },
                hint: { text: 'Without naming the place.' },
                value: fields.get('reason') ?? '',
                ...faultOf(faults, 'reason'),
              })}
            />
            <Html of={govuk('button', { text: 'Ask for agreement', preventDoubleClick: true })} />
          </Form>
        </div>
      </div>
    ),
  };
}

/** What is closed and what is not there answer alike. */
async function missing(visit: Visit) {
  const none = await visit.ask(askToRelease, { family: 'none', place: 'none', practitioner: 'none', agreedBy: 'none', reason: 'none' });
  if (isProblem(none)) return none;
  throw new Error('There is no such family.');
}

export const openPlaceScreen: Screen = {
  path: '/families/:family/places/:place/open',
  get: (visit) => openPage(visit, []),
  post: async (visit) => {
    const { fields } = visit.form;
    const [family, place] = [visit.param('family'), visit.param('place')];
    const practitioner = fields.get('practitioner') ?? '';
    const agreedBy = fields.get('agreedBy') ?? '';
    const reason = (fields.get('reason') ?? '').trim();
    const faults: Fault[] = [];
    if (practitioner === '') faults.push({ field: 'practitioner', text: 'Choose who needs to know' });
    if (agreedBy === '') faults.push({ field: 'agreedBy', text: 'Choose who should agree' });
    else if (agreedBy === practitioner) faults.push({ field: 'agreedBy', text: 'Choose somebody else than the one who needs to know' });
    if (reason === '') faults.push({ field: 'reason', text: 'Say why they need to know' });
    if (faults.length > 0) return openPage(visit, faults);
    const found = await visit.ask(askToRelease, { family, place, practitioner, agreedBy, reason });
    if (isProblem(found) && found.problem === 'not-valid')
      return openPage(visit, [{ field: 'reason', text: 'Write the reason without naming the place or where it is' }]);
    return isProblem(found) ? problemAnswer(found) : redirect(`/families/${family}/places?said=release-asked`);
  },
};
