/** A world whose events can be read on every surface: each event and note says its own id, so that whatever comes out says what was let out. */
import type { World } from './world.ts';

const told = (id: string): string => `told-${id}`;

/** The same world without files that were corrected, places and rows to be completed: what the surfaces show of it is its events and notes. */
export function readable(world: World): World {
  const day = (position: number): string => new Date(Date.UTC(2020, 0, 1 + position)).toISOString().slice(0, 10);
  const full = world.event.map((event) => {
    const { id, agency, sensitivity, contribution } = event;
    const { position = 0 } = event as { position?: number };
    const on = day(position);
    const happened = { raw: on, from: on, to: on, precision: 'day', approx: false, time: null };
    const nothing = {
      recorded: null,
      source: null,
      recordedBy: null,
      response: null,
      outcome: null,
      impact: null,
      rag: null,
      sequence: null,
    };
    const lists = { subjects: [], childrenAffected: [], notes: [], words: {} };
    const place = { table: 'Table 1', row: position + 1, hidden: false };
    const said = { id, place, happened, agency, kind: 'contact', what: told(id), childSeen: 'not-recorded', ...nothing, ...lists };
    return { ...event, contribution, happened_from: on, happened_to: on, body: sensitivity === null ? said : { ...said, sensitivity } };
  });
  const ofFamily = new Map(world.family.map(({ id, partnership }) => [id, partnership]));
  /** Somebody of the same partnership, whose name a reader may see. */
  const author = (family: string): string => world.practitioner.find(({ partnership }) => partnership === ofFamily.get(family))?.id ?? '';
  const there = new Set(world.event.map(({ id, family }) => `${family} ${id}`));
  return {
    ...world,
    event: full,
    note: world.note
      .filter(({ event, family }) => there.has(`${family} ${event}`))
      .map((note) => ({ ...note, by: author(note.family), text: told(note.id) })),
    contribution: world.contribution.map((one) => ({ ...one, supersedes: null })),
    ...{ place_match: [], place_match_set_aside: [], place_match_set_aside_agreed: [], protected_place: [], place_release: [] },
    ...{ place_release_asked_of: [], place_release_agreed: [], place_release_withdrawn: [], completed_row: [], continuation: [] },
    ...{ attention_row: [], not_event: [], notice: [], described_person: [], settlement: [], decision: [], family_figures: [] },
    // The record of who looked goes on from its beginning.
    ...{ audit: [], audit_leaf: [], audit_node: [] },
  };
}

/** The ids that were told in what came out. */
export function toldIn(out: unknown): ReadonlySet<string> {
  const text = typeof out === 'string' ? out : JSON.stringify(out);
  return new Set([...text.matchAll(/told-([0-9a-f]{32})/g)].map(([, id]) => id as string));
}
