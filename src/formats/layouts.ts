/** Every layout that Kinline knows, in the order in which ties are settled. A new layout is one file and one line here. */
import { careEpisodes } from './care-episodes.ts';
import { caseSystemExtract } from './case-system-extract.ts';
import { chronolator } from './chronolator.ts';
import { conferenceRag } from './conference-rag.ts';
import { contributionJson } from './contribution-json.ts';
import { courtChronology } from './court-chronology.ts';
import { integratedGrid } from './integrated-grid.ts';
import { kinlineChronology } from './kinline-chronology.ts';
import type { Layout } from './layout.ts';
import { chronologyJson, readingJson } from './reading-json.ts';
import { significantEvents } from './significant-events.ts';

export const LAYOUTS: readonly Layout[] = [
  chronologyJson,
  readingJson,
  contributionJson,
  kinlineChronology,
  careEpisodes,
  chronolator,
  courtChronology,
  integratedGrid,
  conferenceRag,
  caseSystemExtract,
  significantEvents,
];
