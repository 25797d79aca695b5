/** Look-ups for the policy's model: the same rows of a world, gathered by what they are asked for. No decision is made here. */
import type { Table, World } from './world.ts';

export type Index = ReturnType<typeof indexed>;

function by<Row>(rows: readonly Row[], key: (row: Row) => string): ReadonlyMap<string, readonly Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const there = found.get(key(row));
    if (there === undefined) found.set(key(row), [row]);
    else there.push(row);
  }
  return found;
}

const single = <Row extends { readonly id: string }>(rows: readonly Row[]): ReadonlyMap<string, Row> =>
  new Map(rows.map((row) => [row.id, row]));
const pair = (row: { readonly practitioner: string; readonly family: string }): string => `${row.practitioner} ${row.family}`;

/** Where a row stood in its file. */
export const placeOf = (row: { readonly contribution: string; readonly table_place: string; readonly row: number }): string =>
  `${row.contribution} ${row.row} ${row.table_place}`;

/** The latest first; of the same instant, the one written last. */
export const latestFirst =
  <Row extends { readonly sequence: number }>(when: (row: Row) => string) =>
  (one: Row, other: Row): number =>
    when(one) === when(other) ? other.sequence - one.sequence : when(one) < when(other) ? 1 : -1;

export function indexed(world: World) {
  return {
    world,
    postings: by(world.posting, ({ practitioner }) => practitioner),
    allocations: by(world.allocation, pair),
    ends: by(world.allocation_end, ({ allocation }) => allocation),
    openings: by(world.emergency_opening, pair),
    closings: by(world.emergency_closing, ({ opening }) => opening),
    declared: by(world.declared_conflict, pair),
    marks: by(world.practitioner_mark, ({ practitioner }) => practitioner),
    familyMarks: by(world.family_mark, ({ family }) => family),
    lines: by(world.must_not_reach, ({ family, event, audience_kind, audience }) => `${family} ${event} ${audience_kind} ${audience}`),
    places: single(world.protected_place),
    releases: by(world.place_release, ({ place }) => place),
    releasesAgreed: by(world.place_release_agreed, ({ release }) => release),
    askedOf: by(world.place_release_asked_of, ({ release }) => release),
    withdrawals: by(world.place_release_withdrawn, ({ release }) => release),
    asides: by(world.place_match_set_aside, ({ match }) => match),
    asidesAgreed: by(world.place_match_set_aside_agreed, ({ match }) => match),
    contributions: single(world.contribution),
    contributionsOf: by(world.contribution, ({ family }) => family),
    eventsOf: by(world.event, ({ family }) => family),
    completedOf: by(world.completed_row, ({ contribution }) => contribution),
  };
}

/** The primary key of each table, by which rows are compared with what the database shows. */
export const KEYS: Readonly<Record<Table, readonly string[]>> = {
  role: ['code'],
  partnership: ['id'],
  agency: ['partnership', 'code'],
  practitioner: ['id'],
  posting: ['sequence'],
  family: ['id'],
  allocation: ['id'],
  allocation_end: ['allocation'],
  emergency_opening: ['id'],
  emergency_closing: ['opening'],
  declared_conflict: ['id'],
  practitioner_mark: ['practitioner', 'mark'],
  family_mark: ['family', 'mark'],
  must_not_reach: ['sequence'],
  protected_place: ['id'],
  place_release: ['id'],
  place_release_asked_of: ['release'],
  place_release_agreed: ['release'],
  place_release_withdrawn: ['release'],
  place_match: ['id'],
  place_match_set_aside: ['match'],
  place_match_set_aside_agreed: ['match'],
  involvement: ['family', 'agency'],
  request: ['id'],
  promise: ['id'],
  contribution: ['id'],
  original: ['contribution'],
  event: ['contribution', 'id'],
  attention_row: ['contribution', 'position'],
  not_event: ['contribution', 'position'],
  notice: ['contribution', 'position'],
  described_person: ['contribution', 'position'],
  coverage: ['contribution', 'position'],
  completed_row: ['contribution', 'table_place', 'row'],
  continuation: ['contribution', 'earlier'],
  decision: ['sequence'],
  settlement: ['sequence'],
  note: ['id'],
  column_mapping: ['sequence'],
  contribution_draft: ['id'],
  draft_set_aside: ['draft'],
  family_figures: ['family', 'seen'],
  look: ['family', 'practitioner'],
  idempotency: ['practitioner', 'key'],
  session: ['id'],
  kept_form: ['id'],
  passkey: ['id'],
  identity: ['sequence'],
  opening_review: ['id'],
  told: ['id'],
  told_opened: ['told'],
  figure: ['partnership', 'year', 'measure', 'quarter', 'agency'],
  audit: ['sequence'],
  audit_leaf: ['index'],
  audit_node: ['level', 'index'],
};

export const TABLES = Object.keys(KEYS) as readonly Table[];

export const keyOf = (table: Table, row: object): string =>
  KEYS[table].map((column) => String((row as Readonly<Record<string, unknown>>)[column])).join(' ');
