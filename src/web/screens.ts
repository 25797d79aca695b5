/** The site map: every page there is, in the order in which people meet them. A new screen is one file in screens/ and one row here. */
import { chooseScreen } from './screens/choose.tsx';
import { familiesScreen } from './screens/families.tsx';
import type { Screen } from './visit.ts';

export const SCREENS: readonly Screen[] = [chooseScreen, familiesScreen];
