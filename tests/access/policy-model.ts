/**
 * The access policy a second time, in plain TypeScript, from the words of docs/access-policy.md alone: who asks, and so which rows of a world
 * are seen. Each clause is a function with the clause's number. It shares no code with the SQL, and differential.test.ts compares the two.
 */
import { type Index, latestFirst, placeOf } from './policy-index.ts';
import type { Allocation, CompletedRow, Contribution, Family, Match, Opening, Posting, Release, Table, World } from './world.ts';

/** Whoever asks. `context` is false when nothing good was signed for this transaction (1). `purpose` null is the first of the role. */
export type Asks = { readonly practitioner: string; readonly purpose: string | null; readonly at: string; readonly context: boolean };

/** What may be counted of a contribution: the rows of it that are seen (12). */
export type Counts = {
  readonly contribution: string;
  readonly events: number;
  readonly not_events: number;
  readonly attention: number;
  readonly notices: number;
};

/** The rows that are seen, table by table, and what is counted of each contribution. */
export type Seen = { readonly [table in Table]: readonly World[table][number][] } & { readonly counts: readonly Counts[] };

const PURPOSES_OF_ROLE: Readonly<Record<string, readonly string[]>> = {
  practitioner: ['safeguarding'],
  'emergency-practitioner': ['safeguarding'],
  'business-manager': ['gathering'],
  reviewer: ['review'],
};
const EMERGENCY_HOURS = 4;
/** How much somebody may see: ordinary 0, restricted 1, protected 2. Any other word of sensitivity asks for 2 (7). */
export const level = (word: string): number => ({ ordinary: 0, restricted: 1 })[word] ?? 2;

/** How a family is seen: through an allocation or by an emergency alone, with what clearance, and what of it was given (19). */
type Way = { readonly allocated: boolean; readonly clearance: number; readonly given: number };
type Me = { readonly id: string; readonly at: string; readonly partnership: string; readonly posting: Posting; readonly purpose: string };

/** What whoever asks stands on: who they are, the families that they see, and what is hidden in them. Null: nothing is seen. */
export type Standing = { readonly me: Me; readonly families: ReadonlyMap<string, Way>; readonly hidden: Hidden };

export function standingOf(index: Index, asks: Asks): Standing | null {
  const me = asks.context ? whoIs(index, asks) : null; // 1, 2
  if (me === null) return null;
  const families = familiesSeen(index, me);
  return { me, families, hidden: hiddenIn(index, me, families) };
}

export function seenBy(index: Index, asks: Asks): Seen {
  const standing = standingOf(index, asks);
  if (standing === null) return nothing(index.world);
  const { me, families, hidden } = standing;
  const within = inFamilies(index, me, families, hidden);
  return { ...within, ...policyRows(index, me, families, hidden), ...ownAndCommon(index, me, families, within) } as Seen;
}

// ── Who is asking ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** 2: role and agency are those of the latest posting since before or at the instant; nobody without one, or when it has ended. */
function whoIs({ world, postings }: Index, { practitioner, purpose, at }: Asks): Me | null {
  const person = world.practitioner.find(({ id }) => id === practitioner);
  const [posting] = (postings.get(practitioner) ?? []).filter(({ since }) => since <= at).sort(latestFirst(({ since }) => since));
  if (person === undefined || posting === undefined || posting.ended) return null;
  const meant = purpose ?? PURPOSES_OF_ROLE[posting.role]?.[0] ?? '';
  return { id: practitioner, at, partnership: person.partnership, posting, purpose: meant };
}

/** 4: may this role act for the purpose of the context? */
const actsForPurpose = ({ posting, purpose }: Me): boolean => PURPOSES_OF_ROLE[posting.role]?.includes(purpose) ?? false;
export const actsFor = (me: Me, ...purposes: string[]): boolean => actsForPurpose(me) && purposes.includes(me.purpose);

// ── Families ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

function familiesSeen(index: Index, me: Me): Map<string, Way> {
  const seen = new Map<string, Way>();
  for (const family of index.world.family) {
    if (!ofOwnPartnership(me, family)) continue;
    const allocations = throughAllocations(index, me, family);
    const emergency = throughEmergency(index, me, family);
    if ((allocations.length === 0 && !emergency) || inConflict(index, me, family)) continue;
    seen.set(family.id, {
      allocated: allocations.length > 0,
      clearance: clearance(allocations, emergency),
      given: clearance(allocations, false),
    });
  }
  return seen;
}

/** 3 */
const ofOwnPartnership = (me: Me, { partnership }: { readonly partnership: string }): boolean => partnership === me.partnership;

/** 4: the live allocations of this practitioner, at the posting's agency, for the purpose of the context, which the role may act for. */
function throughAllocations({ allocations, ends }: Index, me: Me, family: Family): Allocation[] {
  if (!actsForPurpose(me)) return [];
  return (allocations.get(`${me.id} ${family.id}`) ?? []).filter(
    ({ id, agency, purpose, since, until }) =>
      since <= me.at &&
      (until === null || until > me.at) &&
      !(ends.get(id) ?? []).some(({ at }) => at <= me.at) &&
      purpose === me.purpose &&
      agency === me.posting.agency,
  );
}

/** 5: an emergency opening of their own, of an emergency practitioner, for safeguarding; four hours at most. */
function throughEmergency({ openings, closings }: Index, me: Me, family: Family): boolean {
  if (me.purpose !== 'safeguarding' || me.posting.role !== 'emergency-practitioner') return false;
  return (openings.get(`${me.id} ${family.id}`) ?? []).some(
    ({ id, since, until }) =>
      since <= me.at &&
      until > me.at &&
      hoursAfter(since, EMERGENCY_HOURS) > me.at &&
      !(closings.get(id) ?? []).some(({ at }) => at <= me.at),
  );
}

/** 6: declared, or a mark that both have, each at or before the instant. Nothing takes it away. */
function inConflict({ declared, marks, familyMarks }: Index, me: Me, family: Family): boolean {
  if ((declared.get(`${me.id} ${family.id}`) ?? []).some(({ at }) => at <= me.at)) return true;
  const mine = (marks.get(me.id) ?? []).filter(({ at }) => at <= me.at).map(({ mark }) => mark);
  return (familyMarks.get(family.id) ?? []).some(({ mark, at }) => at <= me.at && mine.includes(mark));
}

/** 7: the highest of the allocations; an emergency counts as restricted. */
function clearance(allocations: readonly Allocation[], emergency: boolean): number {
  return Math.max(emergency ? 1 : 0, ...allocations.map((one) => level(one.clearance)));
}

// ── What is in a family ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** What is hidden of the families seen: events by their family and id (7, 8, 9), closed parts (9), and the families with any. */
type Hidden = { readonly events: ReadonlySet<string>; readonly closed: ReadonlySet<string>; readonly partly: ReadonlySet<string> };

function hiddenIn(index: Index, me: Me, families: ReadonlyMap<string, Way>): Hidden {
  const closed = new Set<string>();
  const partly = new Set<string>();
  for (const match of index.world.place_match) {
    if (closesPart(index, me, families, match)) {
      closed.add(partOf(match));
      partly.add(match.family);
    }
  }
  const events = new Set<string>();
  for (const [family, way] of families)
    for (const { id, agency, sensitivity, contribution } of accountsIn(index, family)) {
      const event = `${family} ${id}`;
      const hides =
        !cleared(me, way, agency, sensitivity) ||
        keptFrom(index, me, family, id) ||
        closed.has(`event ${event}`) ||
        closed.has(`document ${contribution}`);
      // One copy that is hidden hides every copy: the strictest counts for all (7).
      if (!hides) continue;
      events.add(event);
      partly.add(family);
    }
  return { events, closed, partly };
}

type Account = { readonly id: string; readonly contribution: string; readonly agency: string | null; readonly sensitivity: string | null };

/** Every copy of every event of a family: as it was received, or completed from a row that needed attention. */
function accountsIn({ eventsOf, contributionsOf, completedOf }: Index, family: string): Account[] {
  const completed = (contributionsOf.get(family) ?? []).flatMap(({ id }) => completedOf.get(id) ?? []);
  return [...(eventsOf.get(family) ?? []), ...completed.map((row) => ({ ...row, id: row.event }))];
}

/** 7: an ordinary event needs no more; the agency that wrote it sees it; others need the clearance. */
function cleared(me: Me, way: Way, agency: string | null, sensitivity: string | null): boolean {
  return way.clearance >= level(sensitivity ?? 'ordinary') || agency === me.posting.agency;
}

/** 8: the latest line for each audience that I belong to, at or before the instant, hides. */
function keptFrom({ lines }: Index, me: Me, family: string, event: string): boolean {
  const mine = [`practitioner ${me.id}`, `agency ${me.posting.agency}`];
  return mine.some((audience) => {
    const [latest] = (lines.get(`${family} ${event} ${audience}`) ?? []).filter(({ at }) => at <= me.at).sort(latestFirst(({ at }) => at));
    return latest?.effect === 'hide';
  });
}

/** 9: a match that counts, with a place that is closed to me, or in a family that I do not see through an allocation. */
function closesPart(index: Index, me: Me, families: ReadonlyMap<string, Way>, match: Match): boolean {
  const way = families.get(match.family);
  if (way === undefined) return false;
  return match.at <= me.at && !setAside(index, me, match) && !(way.allocated && placeOpen(index, me, families, match.place));
}

/** 9: asked for by one person and agreed by another, at or before the instant. */
function setAside({ asides, asidesAgreed }: Index, me: Me, match: Match): boolean {
  return (asides.get(match.id) ?? []).some(
    (aside) => aside.asked_at <= me.at && (asidesAgreed.get(match.id) ?? []).some(({ by, at }) => at <= me.at && by !== aside.asked_by),
  );
}

/** 9, 10: of a family seen through an allocation, and registered by me, or released to me by two people neither of whom is me, and not withdrawn. */
function placeOpen(
  { places, releases, releasesAgreed, withdrawals }: Index,
  me: Me,
  families: ReadonlyMap<string, Way>,
  place: string,
): boolean {
  const kept = places.get(place);
  if (kept === undefined || families.get(kept.family)?.allocated !== true) return false;
  if (kept.by === me.id) return true;
  return (releases.get(place) ?? []).some(
    ({ id, practitioner, asked_by, asked_at }) =>
      practitioner === me.id &&
      asked_by !== me.id &&
      asked_at <= me.at &&
      (releasesAgreed.get(id) ?? []).some(({ by, at }) => at <= me.at && by !== asked_by && by !== me.id) &&
      !(withdrawals.get(id) ?? []).some(({ at }) => at <= me.at),
  );
}

/** Which part a match is about; events go by their id within the family, everything else by its own key. */
function partOf({ family, part, item }: Pick<Match, 'family' | 'part' | 'item'>): string {
  return part === 'event' ? `event ${family} ${item}` : `${part} ${item}`;
}

/** 11, 12, 13: everything of the families seen, less what is hidden and what hangs on it. */
function inFamilies(index: Index, me: Me, families: ReadonlyMap<string, Way>, { events, closed, partly }: Hidden): Partial<Seen> {
  const { world, contributions } = index;
  const ofSeen = ({ family }: { readonly family: string }): boolean => families.has(family);
  const hangs = (family: string, ...named: readonly (string | null)[]): boolean =>
    named.some((event) => event !== null && events.has(`${family} ${event}`)); // 11
  const whole = (id: string): boolean => ofSeen(contributions.get(id) as Contribution) && !closed.has(`document ${id}`); // 11
  const within = ({ contribution }: { readonly contribution: string }): boolean => whole(contribution);
  const open = (part: string) => (row: { readonly contribution: string; readonly position: number }) =>
    within(row) && !closed.has(`${part} ${row.contribution} ${row.position}`);
  const made = (row: CompletedRow): boolean => !events.has(`${(contributions.get(row.contribution) as Contribution).family} ${row.event}`); // 11
  const hiddenAttention = new Set(world.completed_row.filter((row) => !made(row)).map(placeOf));
  const seen = {
    event: world.event.filter((row) => ofSeen(row) && within(row) && !events.has(`${row.family} ${row.id}`)),
    attention_row: world.attention_row.filter((row) => open('attention')(row) && !hiddenAttention.has(placeOf(row))),
    not_event: world.not_event.filter(open('not-event')),
    notice: world.notice.filter(open('notice')),
    described_person: world.described_person.filter(open('person')),
    completed_row: world.completed_row.filter((row) => within(row) && made(row)),
  };
  const holdsHidden = partlySeen(world, seen); // 12
  const contribution = world.contribution.filter(({ id }) => whole(id));
  const complete = new Set(contribution.map(({ id }) => id).filter((id) => !holdsHidden.has(id)));
  const draft = world.contribution_draft.filter((row) => ofSeen(row) && draftSeen(me, row) && !closed.has(`draft ${row.id}`));
  const drafts = new Set(draft.map(({ id }) => id));
  return {
    ...seen,
    contribution,
    counts: contribution.map(({ id }) => countsOf(id, seen)), // 12
    original: world.original.filter((row) => complete.has(row.contribution)), // 12
    coverage: world.coverage.filter(within),
    continuation: world.continuation.filter((row) => ofSeen(row) && within(row) && !hangs(row.family, row.earlier, row.later)),
    decision: world.decision.filter(
      (row) => ofSeen(row) && !hangs(row.family, row.one, row.other) && !closed.has(`decision ${row.sequence}`),
    ),
    settlement: world.settlement.filter(
      (row) => ofSeen(row) && !hangs(row.family, row.relied_on, ...row.events) && !closed.has(`settlement ${row.sequence}`),
    ),
    note: world.note.filter((row) => ofSeen(row) && !hangs(row.family, row.event) && !closed.has(`note ${row.id}`)),
    family: world.family.filter(({ id }) => families.has(id)),
    involvement: world.involvement.filter(ofSeen),
    request: world.request.filter((row) => ofSeen(row) && !closed.has(`request ${row.id}`)),
    promise: world.promise.filter(ofSeen),
    contribution_draft: draft,
    draft_set_aside: world.draft_set_aside.filter((row) => drafts.has(row.draft)),
    family_figures: world.family_figures.filter((row) => ofSeen(row) && row.seen === '' && !partly.has(row.family)), // 12: these are of everything
  };
}

/** 12: the contributions of which any row is not seen. */
function partlySeen(
  world: World,
  seen: Pick<Seen, 'event' | 'attention_row' | 'not_event' | 'notice' | 'described_person' | 'completed_row'>,
): Set<string> {
  const partly = new Set<string>();
  for (const table of ['event', 'attention_row', 'not_event', 'notice', 'described_person', 'completed_row'] as const) {
    const there = new Set<object>(seen[table]);
    for (const row of world[table]) if (!there.has(row)) partly.add(row.contribution);
  }
  return partly;
}

type SeenRows = { readonly [table in 'event' | 'not_event' | 'attention_row' | 'notice']: readonly { readonly contribution: string }[] };

/** 12: what can be counted is what can be seen. */
function countsOf(contribution: string, seen: SeenRows): Counts {
  const count = (table: keyof SeenRows): number => seen[table].filter((row) => row.contribution === contribution).length;
  return {
    contribution,
    events: count('event'),
    not_events: count('not_event'),
    attention: count('attention_row'),
    notices: count('notice'),
  };
}

/** 13: by whoever started it, the agency it is of, and those who gather. */
function draftSeen(me: Me, { started_by, agency }: { readonly started_by: string; readonly agency: string | null }): boolean {
  return started_by === me.id || agency === me.posting.agency || actsFor(me, 'gathering');
}

/** The policy's own rows: who is allocated, what was opened, what must not reach whom, places (10) with their releases and matches. */
function policyRows(index: Index, me: Me, families: ReadonlyMap<string, Way>, { events }: Hidden): Partial<Seen> {
  const { world } = index;
  const mine = ({ practitioner }: { readonly practitioner: string }): boolean => practitioner === me.id;
  const ofSeen = ({ family }: { readonly family: string }): boolean => families.has(family);
  const allocation = world.allocation.filter(ofSeen);
  const allocations = new Set(allocation.map(({ id }) => id));
  const emergency_opening = world.emergency_opening.filter(ofSeen);
  const openings = new Set(emergency_opening.map(({ id }) => id));
  const protected_place = world.protected_place.filter(({ id }) => placeOpen(index, me, families, id)); // 10
  const places = new Set(protected_place.map(({ id }) => id));
  // 10: with their place, or as somebody who was asked to agree, in a family seen through an allocation.
  const asked = ({ id, place }: Release): boolean =>
    (index.askedOf.get(id) ?? []).some(mine) && families.get(index.places.get(place)?.family ?? '')?.allocated === true;
  const place_release = world.place_release.filter((row) => places.has(row.place) || asked(row));
  const askedByMe = new Set(place_release.filter(({ asked_by }) => asked_by === me.id).map(({ id }) => id));
  const releases = new Set(place_release.map(({ id }) => id));
  const place_match = world.place_match.filter(({ family, place }) => families.get(family)?.allocated === true && places.has(place));
  const matches = new Set(place_match.map(({ id }) => id));
  return {
    allocation,
    allocation_end: world.allocation_end.filter((row) => allocations.has(row.allocation)),
    emergency_opening,
    emergency_closing: world.emergency_closing.filter((row) => openings.has(row.opening)),
    declared_conflict: world.declared_conflict.filter(mine),
    practitioner_mark: [], // 16
    family_mark: [], // 16
    must_not_reach: world.must_not_reach.filter((row) => ofSeen(row) && !events.has(`${row.family} ${row.event}`)), // 11
    protected_place,
    place_release,
    place_release_asked_of: world.place_release_asked_of.filter((row) => mine(row) || askedByMe.has(row.release)),
    place_release_agreed: world.place_release_agreed.filter((row) => releases.has(row.release)),
    place_release_withdrawn: world.place_release_withdrawn.filter((row) => releases.has(row.release)),
    place_match,
    place_match_set_aside: world.place_match_set_aside.filter((row) => matches.has(row.match)),
    place_match_set_aside_agreed: world.place_match_set_aside_agreed.filter((row) => matches.has(row.match)),
  };
}

// ── What is one's own ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** 14: openings that one made, and those that one was told of, but of no family with which one has a conflict (6). */
export function openingsKnown(index: Index, me: Me): Opening[] {
  const { world } = index;
  const told = new Set(world.told.filter(({ practitioner }) => practitioner === me.id).map(({ about }) => about));
  return world.emergency_opening.filter(({ id, practitioner, family: of }) => {
    const family = world.family.find((one) => one.id === of);
    return (
      family !== undefined && (practitioner === me.id || told.has(id)) && ofOwnPartnership(me, family) && !inConflict(index, me, family)
    );
  });
}

/** 14, 15, 16, 17 */
function ownAndCommon(index: Index, me: Me, families: ReadonlyMap<string, Way>, within: Partial<Seen>): Partial<Seen> {
  const { world } = index;
  const mine = ({ practitioner }: { readonly practitioner: string | null }): boolean => practitioner === me.id;
  const own = (row: { readonly partnership: string }): boolean => ofOwnPartnership(me, row);
  const reads = actsFor(me, 'gathering', 'review');
  // 15: a line is of a family by itself, or by the contribution or the draft that it is about.
  const about = {
    contribution: new Set(within.contribution?.map(({ id }) => id)),
    draft: new Set(within.contribution_draft?.map(({ id }) => id)),
  };
  const ofFamilySeen = ({ family, subject_kind, subject }: World['audit'][number]): boolean =>
    family !== null ? families.has(family) : (about[subject_kind as 'draft']?.has(subject ?? '') ?? false);
  const audit = world.audit.filter((row) => mine(row) || (reads && ofFamilySeen(row)));
  const told = world.told.filter(mine);
  const known = new Set(openingsKnown(index, me).map(({ id }) => id));
  const messages = new Set(told.map(({ id }) => id));
  const lines = new Set(audit.map(({ sequence }) => sequence));
  const practitioner = world.practitioner.filter(own);
  const people = new Set(practitioner.map(({ id }) => id));
  return {
    look: world.look.filter((row) => mine(row) && families.has(row.family)), // 14
    idempotency: world.idempotency.filter(mine), // 14
    session: world.session.filter(mine), // 14
    posting: world.posting.filter(({ practitioner }) => people.has(practitioner)), // 16
    audit, // 15
    audit_leaf: world.audit_leaf.filter(({ entry }) => lines.has(entry)), // 15
    audit_node: reads ? world.audit_node : [], // 15: hashes alone
    opening_review: world.opening_review.filter((row) => known.has(row.opening)), // 14
    told, // 14
    told_opened: world.told_opened.filter((row) => messages.has(row.told)), // 14
    figure: world.figure.filter(own), // 16
    kept_form: world.kept_form.filter(mine), // 14
    passkey: world.passkey.filter(mine), // 14
    identity: me.posting.role === 'administrator' ? world.identity.filter(own) : [], // 16
    role: world.role,
    partnership: world.partnership.filter(({ id }) => id === me.partnership), // 16
    agency: world.agency.filter(own), // 16
    practitioner, // 16
    column_mapping: world.column_mapping.filter((row) => own(row) && (row.agency === me.posting.agency || actsFor(me, 'gathering'))), // 17
  };
}

/** 1: no row of any table. */
function nothing(world: World): Seen {
  return { ...Object.fromEntries(Object.keys(world).map((table) => [table, []])), counts: [] } as unknown as Seen;
}

const hoursAfter = (instant: string, hours: number): string => new Date(Date.parse(instant) + hours * 3_600_000).toISOString();
