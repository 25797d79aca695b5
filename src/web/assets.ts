/** Where the built stylesheet and scripts are, and the address of each: its name carries a hash, so that browsers may keep it for ever. */
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';

export type Assets = { readonly folder: string; readonly address: (name: string) => string };

/** Finds what `npm run build` made: beside this file once built, in `dist` when run from source. */
export function findAssets(): Assets {
  const folder = ['./assets/', '../../dist/web/assets/']
    .map((place) => fileURLToPath(new URL(place, import.meta.url)))
    .find((place) => fs.existsSync(`${place}manifest.json`));
  if (folder === undefined) throw new Error('The stylesheet has not been built. Run: npm run build');
  const manifest = JSON.parse(fs.readFileSync(`${folder}manifest.json`, 'utf8')) as Readonly<Record<string, string>>;
  return {
    folder,
    address: (name) => {
      const hashed = manifest[name];
      if (hashed === undefined) throw new Error(`There is no built file ${name}. Run: npm run build`);
      return `/assets/${hashed}`;
    },
  };
}
