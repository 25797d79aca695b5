/** Every invented family. A new one is one file and one line here. */
import { meadowRow } from './meadow-row.ts';
import type { Scenario } from './scenario.ts';

export const SCENARIOS: readonly Scenario[] = [meadowRow];
