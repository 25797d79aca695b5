/** One contribution in a line: what was received, and how many of its rows are what now. */
import type { ContributionRow } from '../store/contributions.ts';

export type ContributionLine = {
  readonly id: string;
  readonly file: string;
  readonly sha256: string;
  /** ISO instant. */
  readonly receivedAt: string;
  readonly events: number;
  readonly notEvents: number;
  /** Rows that still need attention: those completed by hand are counted under events. */
  readonly attention: number;
  readonly notices: number;
  /** The contribution that this one corrects. */
  readonly supersedes: string | null;
  readonly supersededBy: string | null;
  /** `department` when it was merged into its agency's chronology first. */
  readonly level: 'agency' | 'department';
};

export function contributionLine(row: ContributionRow): ContributionLine {
  const { id, file, sha256, receivedAt, notEvents, notices, supersedes, supersededBy, level, completed } = row;
  return {
    id,
    file,
    sha256,
    receivedAt,
    events: row.events + completed,
    notEvents,
    attention: row.attention - completed,
    notices,
    supersedes,
    supersededBy,
    level,
  };
}
