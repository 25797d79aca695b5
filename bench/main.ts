/** `npm run bench -- NAME [arguments]`: runs one benchmark. Each prints its figures beside a limit or a peer, measured in the same run. */
const benchmarks: Readonly<Record<string, () => Promise<{ run: (args: readonly string[]) => Promise<void> }>>> = {
  merge: () => import('./merge.ts'),
  timeline: () => import('./timeline.ts'),
  access: () => import('./access.ts'),
  'bad-files': () => import('./bad-files.ts'),
};

const [name, ...rest] = process.argv.slice(2);
const load = name === undefined ? undefined : benchmarks[name];
if (load === undefined) {
  console.error(`Say which benchmark: npm run bench -- ${Object.keys(benchmarks).join(' | ')}`);
  process.exitCode = 2;
} else {
  await (await load()).run(rest);
}
