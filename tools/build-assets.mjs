// Builds what browsers load, into dist/web/assets: one stylesheet from assets/*.scss, each small script of src/web/client, the icon.
// Every file's name carries a hash of its content, so that browsers may keep it for ever; manifest.json says which name is which.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import * as sass from 'sass';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = path.join(root, 'dist/web/assets');
const sources = path.join(root, 'assets');
const clients = path.join(root, 'src/web/client');

const files = new Map();
const manifest = {};
const keep = (name, bytes) => {
  const { name: stem, ext } = path.parse(name);
  const hashed = `${stem}.${createHash('sha256').update(bytes).digest('hex').slice(0, 12)}${ext}`;
  manifest[name] = hashed;
  files.set(hashed, bytes);
};

const sheets = fs.readdirSync(sources).filter((name) => name.endsWith('.scss') && !name.startsWith('_'));
// kinline.scss brings the official components; what other sheets add comes after it.
sheets.sort((a, b) => Number(b === 'kinline.scss') - Number(a === 'kinline.scss') || (a < b ? -1 : 1));
const compiler = await sass.initAsyncCompiler();
const styles = [];
for (const sheet of sheets) {
  const { css } = await compiler.compileAsync(path.join(sources, sheet), {
    loadPaths: [path.join(root, 'node_modules'), root],
    style: 'compressed',
    // The packages' own deprecations are theirs; errors still stop the build.
    logger: sass.Logger.silent,
    charset: false,
  });
  styles.push(css);
}
await compiler.dispose();
keep('kinline.css', Buffer.from(styles.join('\n')));

const scripts = fs.readdirSync(clients).filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'));
const bundled = await build({
  entryPoints: scripts.map((name) => path.join(clients, name)),
  outdir: out,
  bundle: true,
  format: 'esm',
  target: 'es2022',
  minify: true,
  legalComments: 'none',
  write: false,
  logLevel: 'error',
});
for (const file of bundled.outputFiles) keep(path.basename(file.path), Buffer.from(file.contents));

for (const name of fs.readdirSync(sources).filter((name) => name.endsWith('.svg'))) keep(name, fs.readFileSync(path.join(sources, name)));

// Pictures that the official stylesheets name by a fixed address.
const pictures = path.join(root, 'node_modules/@ministryofjustice/frontend/moj/assets/images');
fs.mkdirSync(path.join(out, 'images'), { recursive: true });
for (const name of fs.readdirSync(pictures).filter((name) => /^icon-.*\.svg$/.test(name)))
  fs.copyFileSync(path.join(pictures, name), path.join(out, 'images', name));

for (const [name, bytes] of files) fs.writeFileSync(path.join(out, name), bytes);
fs.writeFileSync(path.join(out, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
// What was built before stays for a day: a page or a server that is open meanwhile goes on asking for it by its name.
const DAY = 24 * 60 * 60 * 1000;
for (const name of fs.readdirSync(out)) {
  if (['manifest.json', 'images'].includes(name) || files.has(name)) continue;
  if (Date.now() - fs.statSync(path.join(out, name)).mtimeMs > DAY) fs.rmSync(path.join(out, name), { recursive: true });
}
