/** Every layout that Kinline knows, in the order in which ties are settled. A new layout is one file and one line here. */
import { caseSystemExtract } from './case-system-extract.ts';
import { chronolator } from './chronolator.ts';
import { conferenceRag } from './conference-rag.ts';
import { courtChronology } from './court-chronology.ts';
import { integratedGrid } from './integrated-grid.ts';
import type { Layout } from './layout.ts';
import { significantEvents } from './significant-events.ts';

export const LAYOUTS: readonly Layout[] = [
  chronolator,
  courtChronology,
  integratedGrid,
  conferenceRag,
  caseSystemExtract,
  significantEvents,
];
