/** What is in one family of an invented world: contributions with everything in them, what people said of them, places and their matches, lists. */
import { AGENCIES, type Making, row } from './making.ts';

const SENSITIVITIES = [
  undefined,
  undefined,
  undefined,
  'ordinary',
  'restricted',
  'restricted',
  'protected',
  'protected',
  'very secret',
  '',
];

export function fillFamily(making: Making, family: string): void {
  const { world, often, one, size, below } = making;
  const before = { contribution: world.contribution.length, draft: world.contribution_draft.length };
  const events: string[] = [];
  // Some families have little to hide, so that what is whole is met as often as what is not.
  const calm = often(0.3);
  for (const seen of ['', 'of somebody else'])
    world.family_figures.push(row({ family, seen, version: 0, events: 0, candidates: 0, conflicts: 0 }));
  const added = 1 + below(size.contributions * 2 - 1);
  for (let number = 0; number < added; number += 1) contribute(making, family, events, calm || often(0.3));
  const contributions = world.contribution.slice(before.contribution).map(({ id }) => id);
  draft(making, family, contributions);
  const said = say(making, family, events, contributions);
  for (const agency of AGENCIES) if (often(0.6)) world.involvement.push(row({ family, agency, since: making.ago(300), because: 'named' }));
  for (let lines = calm ? 0 : Math.ceil(events.length / 8); lines > 0; lines -= 1) keepFrom(making, family, one(events));
  protect(making, family, calm ? 0.02 : 1, [
    ...accountsOf(making, contributions),
    ...contributions.map((item) => ({ part: 'document', item, contribution: item })),
    ...said.map((part) => ({ contribution: null, ...part })),
    ...world.contribution_draft.slice(before.draft).map(({ id }) => ({ part: 'draft', item: id, contribution: null })),
  ]);
}

function contribute(making: Making, family: string, events: string[], calm: boolean): void {
  const { world, often, one, id, size, ago, practitioner, below } = making;
  const contribution = id();
  const agency = often(0.9) ? one(AGENCIES) : null;
  const earlier = world.contribution.filter((other) => other.family === family).at(-1)?.id ?? null;
  const supersedes = often(0.6) ? earlier : null;
  const count = below(size.events * 2);
  const positions = [...Array(1 + below(3)).keys()];
  const body = (): { sensitivity?: string } => {
    const sensitivity = !calm && often(0.35) ? one(SENSITIVITIES) : undefined;
    return sensitivity === undefined ? {} : { sensitivity };
  };
  const sealed = row({
    id: contribution,
    family,
    agency,
    level: 'agency',
    file: 'invented.csv',
    sha256: `${id()}${id()}`,
    format: 'invented',
    supersedes,
    received_at: ago(100 - below(90)),
    received_by: practitioner(),
    stated_family: null,
    reading: { tables: [] },
    mapping: {},
    events: count,
    not_events: positions.length,
    attention: positions.length,
    notices: positions.length,
  });
  world.contribution.push(sealed);
  world.original.push(row({ contribution, bytes: '\\x00' }));
  const own = new Set<string>();
  for (let position = 0; position < count; position += 1) {
    // The same event again in another contribution of this family, or (ids come from content) in another family.
    const event = often(0.2) && events.length > 0 ? one(events) : often(0.03) && world.event.length > 0 ? one(world.event).id : id();
    if (own.has(event)) continue;
    own.add(event);
    events.push(event);
    const wrote = often(0.85) ? agency : often(0.5) ? one(AGENCIES) : null;
    const said = body();
    world.event.push(
      row({ contribution, id: event, family, position, agency: wrote, kind: 'contact', sensitivity: said.sensitivity ?? null, body: said }),
    );
  }
  sealed.events = own.size;
  for (const position of positions) {
    const table_place = `table ${position % 2}`;
    world.attention_row.push(row({ contribution, position, table_place, row: position, body: {} }));
    world.not_event.push(row({ contribution, position, body: {} }));
    world.notice.push(row({ contribution, position, body: {} }));
    world.described_person.push(row({ contribution, position, family, body: {} }));
    world.coverage.push(row({ contribution, position, complete: true }));
    if (often(0.4)) {
      const event = often(0.4) && world.event.length > 0 ? one(world.event).id : id();
      events.push(event);
      const said = { agency: often(0.8) ? agency : null, sensitivity: body().sensitivity ?? null };
      world.completed_row.push(
        row({
          contribution,
          table_place,
          row: position,
          hidden: false,
          event,
          body: {},
          ...said,
          at: ago(20),
          by: practitioner(),
          reason: null,
        }),
      );
    }
  }
  if (supersedes !== null && events.length > 0)
    for (const earlierEvent of new Set([one(events), one(events), one(events)]))
      world.continuation.push({ family, contribution, earlier: earlierEvent, later: often(0.8) ? one(events) : null });
}

function draft({ world, often, one, id, ago, practitioner, below }: Making, family: string, contributions: readonly string[]): void {
  for (let drafts = below(4); drafts > 0; drafts -= 1) {
    const draft = id();
    world.contribution_draft.push(
      row({
        id: draft,
        family,
        agency: often(0.8) ? one(AGENCIES) : null,
        file: 'invented.csv',
        sha256: `${id()}${id()}`,
        mapping: {},
        remembered: false,
        leave_out: [],
        day_month_order: null,
        started_at: ago(3),
        started_by: practitioner(),
        accepted_as: often(0.3) ? one(contributions) : null,
        bytes: '\\x00',
        preview: {},
        reading: {},
        problem: null,
      }),
    );
    if (often(0.3)) world.draft_set_aside.push(row({ draft, at: ago(2), by: practitioner() }));
  }
}

/** Every copy of every event, where it stands. */
function accountsOf({ world }: Making, contributions: readonly string[]): Required<Said>[] {
  const ours = (row: { readonly contribution: string }): boolean => contributions.includes(row.contribution);
  return [
    ...world.event.filter(ours).map(({ id, contribution }) => ({ part: 'event', item: id, contribution })),
    ...world.completed_row.filter(ours).map(({ event, contribution }) => ({ part: 'event', item: event, contribution })),
  ];
}

type Said = { readonly part: string; readonly item: string; readonly contribution?: string | null };

/** Requests, promises, decisions, settlements and notes; answers every part that a place may be matched with. */
function say(making: Making, family: string, events: readonly string[], contributions: readonly string[]): Said[] {
  const { world, often, one, id, ago, practitioner } = making;
  const written = (): { at: string; by: string } => ({ at: ago(5), by: practitioner() });
  const said: Said[] = [];
  for (const agency of AGENCIES) {
    const request = id();
    if (often(0.5)) {
      world.request.push(row({ id: request, family, agency, asked_on: '2026-01-01', wanted_by: null, note: null, ...written() }));
      said.push({ part: 'request', item: request });
    }
    if (often(0.3)) world.promise.push(row({ id: id(), family, agency, promised_on: '2026-01-01', ...written() }));
  }
  for (let times = Math.ceil(events.length / 4); times > 0; times -= 1) {
    const sequence = world.decision.length + 1;
    world.decision.push(row({ sequence, family, one: one(events), other: one(events), answer: 'same', reason: null, ...written() }));
    const settled = world.settlement.length + 1;
    const about = [one(events), one(events), one(events)].slice(0, often(0.5) ? 2 : 3);
    world.settlement.push(
      row({ sequence: settled, family, events: about, about: 'time', relied_on: one(about), reason: 'invented', ...written() }),
    );
    const note = id();
    world.note.push(row({ id: note, family, event: one(events), text: 'invented', ...written() }));
    said.push({ part: 'decision', item: `${sequence}` }, { part: 'settlement', item: `${settled}` }, { part: 'note', item: note });
  }
  for (const contribution of contributions)
    for (const { position } of world.attention_row.filter((attention) => attention.contribution === contribution))
      for (const part of ['attention', 'not-event', 'notice', 'person'])
        said.push({ part, contribution, item: `${contribution} ${position}` });
  return said;
}

/** Hidden from somebody or some agency, and lifted, and hidden again. */
function keepFrom({ world, often, one, sometime, practitioner, below, ago }: Making, family: string, event: string): void {
  const kind = often(0.6) ? 'practitioner' : 'agency';
  const audience = kind === 'agency' ? one(AGENCIES) : practitioner();
  const when = often(0.1) ? ago(10) : null;
  for (let times = 1 + below(3); times > 0; times -= 1)
    world.must_not_reach.push(
      row({
        sequence: world.must_not_reach.length + 1,
        family,
        event,
        audience_kind: kind,
        audience,
        effect: often(0.65) ? 'hide' : 'lift',
        reason: 'invented',
        at: when ?? sometime(),
        by: practitioner(),
      }),
    );
}

/** Places of a family, released and not, and parts of this family that were matched with a place of this family or of another. */
function protect(making: Making, family: string, share: number, parts: readonly Required<Said>[]): void {
  const { world, often, one, id, sometime, practitioner, below, ago } = making;
  const people = world.allocation.filter((one) => one.family === family).map((one) => one.practitioner);
  /** Mostly somebody who is allocated to the family. */
  const near = (): string => (people.length > 0 && often(0.7) ? one(people) : practitioner());
  for (let places = 1 + below(3); places > 0; places -= 1) {
    const place = id();
    const by = often(0.6) ? near() : practitioner();
    world.protected_place.push(row({ id: place, family, person: 'M', kind: 'address', sealed: '\\x00', at: ago(50), by }));
    for (let times = below(12); times > 0; times -= 1) release(making, place, near);
  }
  if (world.protected_place.length === 0) return;
  const matched = new Set<string>();
  for (const part of parts) {
    if (!often(share * (part.part === 'document' ? 0.1 : part.part === 'event' ? 0.04 : 0.12))) continue;
    for (let times = often(0.2) ? 2 : 1; times > 0; times -= 1) {
      const match = id();
      const own = world.protected_place.filter((place) => place.family === family);
      const place = own.length > 0 && often(0.8) ? one(own).id : one(world.protected_place).id;
      const which = `${part.part} ${part.item} ${part.contribution} ${place}`;
      if (matched.has(which)) continue;
      matched.add(which);
      world.place_match.push(row({ id: match, family, ...part, place, at: often(0.15) ? sometime() : ago(40) }));
      if (!often(0.3)) continue;
      const asked = practitioner();
      world.place_match_set_aside.push(row({ match, reason: 'invented', asked_by: asked, asked_at: sometime() }));
      if (often(0.7)) world.place_match_set_aside_agreed.push(row({ match, by: often(0.15) ? asked : practitioner(), at: sometime() }));
    }
  }
}

function release({ world, often, id, sometime, practitioner }: Making, place: string, near: () => string): void {
  const who = near();
  const asked = often(0.1) ? who : near();
  const release = id();
  world.place_release.push(row({ id: release, place, practitioner: who, reason: 'invented', asked_by: asked, asked_at: sometime() }));
  if (often(0.5)) world.place_release_asked_of.push({ release, practitioner: often(0.7) ? near() : practitioner() });
  if (often(0.8))
    world.place_release_agreed.push(row({ release, by: often(0.1) ? asked : often(0.1) ? who : practitioner(), at: sometime() }));
  if (often(0.2)) world.place_release_withdrawn.push(row({ release, by: practitioner(), at: sometime() }));
}
