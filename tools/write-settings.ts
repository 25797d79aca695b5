/** Writes docs/settings.md from the settings themselves. */
import { writeFileSync } from 'node:fs';
import { settingsPage } from '../src/config.ts';

writeFileSync(new URL('../docs/settings.md', import.meta.url), settingsPage());
