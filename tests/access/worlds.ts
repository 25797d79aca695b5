/**
 * Invented worlds by a seed: two partnerships, every role and some that nobody knows, practitioners who move, allocations and openings in every
 * state, conflicts, lists and places in every order, and rows of every table. Thick with collisions, so that each clause meets each other.
 */
import { AGENCIES, chance, DAY, type Making, PARTNERSHIPS, PURPOSE_OF, PURPOSES, ROLES, row, type Size } from './making.ts';
import { TABLES } from './policy-index.ts';
import type { World } from './world.ts';
import { fillFamily } from './worlds-family.ts';

/** The same seed, instant and size give the same world. */
export function inventWorld(seed: number, now: number, size: Size): World {
  const dice = chance(seed);
  const world = emptyWorld();
  const ago = (days: number): string => new Date(now - Math.round(days * DAY)).toISOString();
  const sometime = (): string => (dice.often(0.1) ? ago(-1 - dice.below(30)) : ago(1 + dice.below(360) + dice.below(1000) / 1000));
  const making: Making = { ...dice, now, size, world, ago, sometime, practitioner: () => dice.one(world.practitioner).id };
  invitePractitioners(making);
  for (let number = 0; number < size.families; number += 1) {
    const partnership = PARTNERSHIPS[number % 6 === 5 ? 1 : 0];
    const family = {
      id: dice.id(),
      partnership,
      label: `Family ${number}`,
      added_at: ago(365),
      added_by: making.practitioner(),
      version: number,
    };
    world.family.push(family);
    involve(making, family.id);
    fillFamily(making, family.id);
  }
  shareAnEvent(making);
  keepOwn(making);
  return world;
}

function emptyWorld(): World {
  return Object.fromEntries(TABLES.map((table) => [table, []])) as unknown as World;
}

function invitePractitioners(making: Making): void {
  const { world, size, ago, often, one, id, below } = making;
  for (const [number, partnership] of PARTNERSHIPS.entries()) {
    for (const quarter of [1, 2])
      world.figure.push(
        row({ partnership, year: 2026, measure: 'families', quarter, agency: 'police', position: 0, value: 10, decided_at: ago(9) }),
      );
    world.partnership.push(row({ id: partnership, name: `Partnership ${number}` }));
    for (const [position, code] of AGENCIES.entries()) world.agency.push(row({ partnership, code, name: code, aliases: [], position }));
  }
  for (const code of new Set(ROLES)) if (code !== 'visitor') world.role.push(row({ code }));
  let sequence = 0;
  for (let position = 0; position < size.practitioners; position += 1) {
    const practitioner = id();
    const partnership = PARTNERSHIPS[often(0.15) ? 1 : 0];
    const posts = often(0.06) ? 0 : 1 + (often(0.35) ? 1 : 0) + (often(0.1) ? 1 : 0);
    // Mostly a role that can see something; each role in its turn, so that none is missing from a world.
    const role = ROLES[position % ROLES.length] as string;
    world.practitioner.push(
      row({
        id: practitioner,
        partnership,
        name: `Practitioner ${position}`,
        role,
        agency: one(AGENCIES),
        title: null,
        position,
        left_at: null,
      }),
    );
    for (let post = 0; post < posts; post += 1) {
      sequence += 1;
      const last = post === posts - 1;
      world.posting.push(
        row({
          sequence,
          practitioner,
          role: last ? role : one(ROLES),
          agency: one(AGENCIES),
          ended: last ? often(0.05) : often(0.2),
          since: often(0.06) ? ago(-2) : ago(last ? 100 - below(90) : 300 - post * 50),
        }),
      );
    }
    keepSessions(making, practitioner);
  }
}

/** A session in every state: live, ended, run out, idle. */
function keepSessions({ world, id, ago }: Making, practitioner: string): void {
  const states = [
    { until: ago(-1), idle_until: ago(-1), ended_at: null },
    { until: ago(-1), idle_until: ago(-1), ended_at: ago(0.01) },
    { until: ago(0.01), idle_until: ago(-1), ended_at: null },
    { until: ago(-1), idle_until: ago(0.01), ended_at: null },
  ];
  for (const [which, state] of states.entries())
    world.session.push(
      row({
        id: `${practitioner.slice(0, 31)}${which}`,
        practitioner,
        secret_hash: `\\x${id()}${id()}`,
        how: 'demonstration',
        ...state,
        ended_because: null,
      }),
    );
}

/** Who is involved with a family, and why not: allocations, openings, conflicts and marks, in every state. */
function involve(making: Making, family: string): void {
  const { world, often, one, id, ago, sometime, practitioner, below } = making;
  for (const { id: who } of world.practitioner) {
    const posting = world.posting.filter((post) => post.practitioner === who).at(-1);
    const role = posting?.role ?? 'practitioner';
    for (let times = often(0.45) ? 1 + below(2) : 0; times > 0; times -= 1) {
      const allocation = id();
      const [since, until] = one([
        [ago(60), null],
        [ago(60), null],
        [ago(200), ago(-30)],
        [ago(200), ago(30)],
        [ago(-3), null],
        [sometime(), often(0.5) ? null : sometime()],
      ] as const);
      world.allocation.push(
        row({
          id: allocation,
          family,
          practitioner: who,
          agency: often(0.85) ? (posting?.agency ?? 'police') : one(AGENCIES),
          purpose: often(0.85) ? (PURPOSE_OF[role] ?? 'safeguarding') : one(PURPOSES),
          clearance: one(['ordinary', 'restricted', 'protected']),
          since,
          until,
          by: practitioner(),
          reason: 'invented',
        }),
      );
      if (often(0.15)) world.allocation_end.push(row({ allocation, at: sometime(), by: practitioner(), reason: 'invented' }));
    }
    if (often(role === 'emergency-practitioner' ? 0.5 : 0.05)) {
      const opening = id();
      const [from, to] = one([
        [0.05, -0.1],
        [0.05, -0.1],
        [0.1, -0.05],
        [0.3, 0.2],
        [-0.1, -0.2],
        [90, 89.9],
      ] as const);
      world.emergency_opening.push(row({ id: opening, family, practitioner: who, reason: 'invented', since: ago(from), until: ago(to) }));
      if (often(0.5))
        world.opening_review.push(
          row({ id: id(), opening, outcome: 'proportionate', words: 'invented', at: ago(0.001), by: practitioner() }),
        );
      if (often(0.6)) {
        const told = id();
        world.told.push(
          row({ id: told, practitioner: practitioner(), kind: 'opened-in-an-emergency', family, about: opening, at: ago(0.01) }),
        );
        if (often(0.5)) world.told_opened.push(row({ told, at: ago(0.001) }));
      }
      if (often(0.2)) world.emergency_closing.push(row({ opening, at: ago(from - below(2) * 0.3 - 0.01), by: practitioner() }));
    }
    if (often(0.05))
      world.declared_conflict.push(row({ id: id(), practitioner: who, family, because: 'invented', at: sometime(), by: who }));
    if (often(0.05)) {
      const mark = `mark ${id()}`;
      world.practitioner_mark.push({ practitioner: who, mark, at: sometime() });
      if (often(0.7)) world.family_mark.push({ family, mark, at: sometime() });
    }
    if (often(0.4)) world.look.push(row({ family, practitioner: who, at: ago(2) }));
  }
  // A mark of this family that practitioners may have from elsewhere.
  const shared = `shared ${below(4)}`;
  if (often(0.4)) world.family_mark.push({ family, mark: shared, at: sometime() });
}

/**
 * One event that must not reach somebody in one family, and that was completed by hand in another family of theirs, in a file that is whole:
 * what is withheld in the one must take nothing from the other.
 */
function shareAnEvent(making: Making): void {
  const { world, id, ago } = making;
  const [who, event, partnership] = [id(), id(), PARTNERSHIPS[0]];
  const person = {
    id: who,
    partnership,
    name: 'Of two families',
    role: 'practitioner',
    agency: 'police',
    title: null,
    position: 0,
    left_at: null,
  };
  world.practitioner.push(row(person));
  keepSessions(making, who);
  world.posting.push(
    row({ sequence: 1_000_000, practitioner: who, role: 'practitioner', agency: 'police', ended: false, since: ago(100) }),
  );
  for (const [number, told] of [true, false].entries()) {
    const [family, contribution] = [id(), id()];
    world.family.push(row({ id: family, partnership, label: `Shared ${number}`, added_at: ago(90), added_by: who, version: 0 }));
    const how = {
      agency: 'police',
      purpose: 'safeguarding',
      clearance: 'ordinary',
      since: ago(60),
      until: null,
      by: who,
      reason: 'invented',
    } as const;
    world.allocation.push(row({ id: id(), family, practitioner: who, ...how }));
    const counts = { events: told ? 1 : 0, not_events: 0, attention: told ? 0 : 1, notices: 0 };
    const file = { agency: 'school', level: 'agency', file: 'shared.csv', sha256: `${id()}${id()}`, format: 'invented', supersedes: null };
    const arrived = { received_at: ago(50), received_by: who, stated_family: null, reading: { tables: [] }, mapping: {} };
    world.contribution.push(row({ id: contribution, family, ...file, ...arrived, ...counts }));
    world.original.push(row({ contribution, bytes: '\\x00' }));
    if (told) {
      world.event.push(
        row({ contribution, id: event, family, position: 0, agency: 'school', kind: 'contact', sensitivity: null, body: {} }),
      );
      const list = { audience_kind: 'practitioner', audience: who, effect: 'hide', reason: 'invented', at: ago(10), by: who } as const;
      world.must_not_reach.push(row({ sequence: 1_000_000, family, event, ...list }));
    } else {
      const place = { contribution, table_place: 'table 0', row: 0 };
      world.attention_row.push(row({ ...place, position: 0, body: {} }));
      const completed = { hidden: false, event, body: {}, agency: 'school', sensitivity: null, at: ago(20), by: who, reason: null };
      world.completed_row.push(row({ ...place, ...completed }));
    }
  }
}

/** What is one's own, what is remembered for agencies, and the record of who looked. */
function keepOwn({ world, size, often, one, id, ago, sometime, practitioner, below }: Making): void {
  for (const { id: who } of world.practitioner) {
    for (const shared of [0, 1, 2, 3])
      if (often(0.04)) world.practitioner_mark.push({ practitioner: who, mark: `shared ${shared}`, at: sometime() });
    if (often(0.3)) world.kept_form.push(row({ id: id(), practitioner: who, sealed: '\\x00', kept_at: ago(0.1), until: ago(-0.9) }));
    if (often(0.3))
      world.passkey.push(
        row({
          id: id(),
          practitioner: who,
          credential: `\\x${id()}`,
          public_key: '\\x00',
          counter: 0,
          transports: [],
          backed_up: false,
          name: 'key',
          made_at: ago(9),
        }),
      );
    if (often(0.3))
      world.identity.push(
        row({
          sequence: world.identity.length + 1,
          partnership: one(PARTNERSHIPS),
          issuer: 'i',
          subject: id(),
          practitioner: who,
          at: ago(9),
          by: who,
        }),
      );
    for (let keys = below(3); keys > 0; keys -= 1)
      world.idempotency.push(row({ practitioner: who, key: id(), operation: 'add-note', request: id(), answer: {}, at: sometime() }));
  }
  for (let sequence = 1; sequence <= size.practitioners; sequence += 1)
    world.column_mapping.push(
      row({ sequence, partnership: one(PARTNERSHIPS), agency: one(AGENCIES), mapping: {}, at: sometime(), by: practitioner() }),
    );
  for (let sequence = 1; sequence <= size.practitioners * 6; sequence += 1) {
    const family = often(0.8) ? one(world.family).id : null;
    const who = often(0.95) ? practitioner() : null;
    const at = sometime();
    const about = often(0.3) ? one(['contribution', 'draft'] as const) : family === null ? 'partnership' : 'family';
    const of =
      about === 'contribution' ? one(world.contribution).id : about === 'draft' ? (world.contribution_draft[below(9)]?.id ?? null) : family;
    const subject = { subject_kind: about, subject: of, family: about === 'family' ? family : null };
    const canonical = { at, practitioner: who, operation: 'read-chronology', verb: 'read', ...subject, outcome: 'done', nonce: id() };
    world.audit.push(row({ sequence, at, practitioner: who, ...subject, canonical }));
    world.audit_leaf.push(row({ index: sequence - 1, entry: sequence }));
    world.audit_node.push(row({ level: 0, index: sequence - 1, hash: `\\x${id()}${id()}` }));
  }
}
