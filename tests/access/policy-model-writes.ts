/** Clauses 18 to 20 of the policy, from its words: may whoever asks add this row? And how many rows of a table may they change? */
import type { Index } from './policy-index.ts';
import { type Asks, actsFor, level, openingsKnown, type Seen, standingOf } from './policy-model.ts';
import type { Table } from './world.ts';

/** A row as somebody would add it. */
export type Added = Readonly<Record<string, unknown>>;

/** 18: what somebody completed in the file that this one corrects is carried over as theirs, at their time. */
function carriedOver(index: Index, row: Added): boolean {
  const corrected = index.contributions.get(String(row['contribution']))?.supersedes ?? '';
  const at = Date.parse(String(row['at']));
  return (index.completedOf.get(String(corrected)) ?? []).some((earlier) => earlier.by === row['by'] && Date.parse(earlier.at) === at);
}

export function mayAdd(index: Index, asks: Asks, seen: Seen, table: Table, row: Added): boolean {
  const standing = standingOf(index, asks);
  if (standing === null) return false; // 1, 2
  const { me, families, hidden } = standing;
  const text = (column: string): string => String(row[column]);
  const mine = (column: string): boolean => row[column] === me.id; // 18: as oneself
  const seesFamily = families.has(text('family'));
  const allocated = families.get(text('family'))?.allocated === true;
  const sees = (in_: Table, key: string, id: unknown): boolean => (seen[in_] as readonly Added[]).some((one) => one[key] === id);
  const seesEvents = (...events: unknown[]): boolean => events.every((event) => !hidden.events.has(`${text('family')} ${event}`)); // 18
  const inContribution = sees('contribution', 'id', row['contribution']);
  const found = (in_: Table, key: string, id: unknown): Added | undefined => (seen[in_] as readonly Added[]).find((one) => one[key] === id);
  switch (table) {
    case 'family':
      return mine('added_by') && row['partnership'] === me.partnership;
    case 'involvement':
    case 'place_match':
      return seesFamily;
    case 'request':
    case 'promise':
      return seesFamily && mine('by');
    case 'contribution':
      return seesFamily && mine('received_by') && (row['supersedes'] === null || sees('contribution', 'id', row['supersedes']));
    case 'event':
    case 'described_person':
      return inContribution && seesFamily;
    case 'original':
    case 'attention_row':
    case 'not_event':
    case 'notice':
    case 'coverage':
      return inContribution;
    case 'completed_row':
      return inContribution && (mine('by') || carriedOver(index, row));
    case 'continuation':
      return seesFamily && inContribution;
    case 'decision':
      return seesFamily && mine('by') && seesEvents(row['one'], row['other']);
    case 'settlement':
      return seesFamily && mine('by') && seesEvents(row['relied_on'], ...(row['events'] as string[]));
    case 'note':
      return seesFamily && mine('by') && seesEvents(row['event']);
    case 'column_mapping': // 17
      return mine('by') && row['partnership'] === me.partnership && (row['agency'] === me.posting.agency || actsFor(me, 'gathering'));
    case 'contribution_draft':
      return seesFamily && mine('started_by');
    case 'draft_set_aside':
      return mine('by') && sees('contribution_draft', 'id', row['draft']);
    case 'look':
      return seesFamily && mine('practitioner');
    case 'idempotency':
      return mine('practitioner');
    case 'family_figures':
      return seesFamily && row['seen'] === '' && !hidden.partly.has(text('family')); // 12
    case 'allocation': {
      // 19: nobody gives a clearance above their own; whoever adds a family is its first.
      if (!mine('by')) return false;
      if (allocated) return level(text('clearance')) <= ownClearance(index, asks, text('family'));
      const family = index.world.family.find(({ id }) => id === row['family']);
      return mine('practitioner') && family?.added_by === me.id && !index.world.allocation.some((one) => one.family === family.id);
    }
    case 'allocation_end': {
      const ended = found('allocation', 'id', row['allocation']);
      return mine('by') && ended !== undefined && families.get(String(ended['family']))?.allocated === true; // 19
    }
    case 'emergency_closing':
      return mine('by') && sees('emergency_opening', 'id', row['opening']);
    case 'declared_conflict':
      return mine('by') && (mine('practitioner') || allocated);
    case 'must_not_reach':
      return mine('by') && allocated && seesEvents(row['event']); // 19
    case 'protected_place':
      return mine('by') && allocated;
    case 'place_release':
      return mine('asked_by') && !mine('practitioner') && sees('protected_place', 'id', row['place']);
    case 'place_release_asked_of': {
      const release = found('place_release', 'id', row['release']);
      return release?.['asked_by'] === me.id && release['practitioner'] !== row['practitioner'] && !mine('practitioner');
    }
    case 'place_release_agreed': {
      const release = found('place_release', 'id', row['release']);
      return mine('by') && release !== undefined && release['asked_by'] !== me.id && release['practitioner'] !== me.id; // 9
    }
    case 'place_release_withdrawn':
      return mine('by') && sees('place_release', 'id', row['release']);
    case 'place_match_set_aside':
      return mine('asked_by') && sees('place_match', 'id', row['match']);
    case 'place_match_set_aside_agreed': {
      const aside = found('place_match_set_aside', 'match', row['match']);
      return mine('by') && aside !== undefined && aside['asked_by'] !== me.id; // 9
    }
    case 'opening_review': // 20: by whoever reviews, was told of it, and did not open it themselves
      return (
        mine('by') &&
        actsFor(me, 'review') &&
        openingsKnown(index, me).some((one) => one.id === row['opening'] && one.practitioner !== me.id)
      );
    case 'told_opened': // 14
      return sees('told', 'id', row['told']);
    case 'practitioner':
      return me.posting.role === 'administrator' && row['partnership'] === me.partnership;
    default:
      return false; // 18: nothing else can be added
  }
}

/** 19: the clearance of the allocations alone; an emergency gives nobody anything to hand on. */
function ownClearance(index: Index, asks: Asks, family: string): number {
  const standing = standingOf(index, asks);
  return standing?.families.get(family)?.given ?? -1;
}

/** 18: nothing can be changed or removed, but for what is worked out and drafts that one sees. The rows that a change of everything meets. */
export function mayChange(index: Index, asks: Asks, seen: Seen, table: Table): readonly object[] {
  const standing = standingOf(index, asks);
  if (standing === null) return [];
  if (table === 'family' || table === 'contribution_draft' || table === 'look' || table === 'family_figures' || table === 'kept_form')
    return seen[table];
  if (table === 'practitioner' && standing.me.posting.role === 'administrator') return seen.practitioner;
  return [];
}
