/** Every invented family. A new one is one file and one line here. */
import { meadowRow } from './meadow-row.ts';
import { quayLane } from './quay-lane.ts';
import type { Scenario } from './scenario.ts';
import { tollgate } from './tollgate.ts';

export const SCENARIOS: readonly Scenario[] = [meadowRow, tollgate, quayLane];
