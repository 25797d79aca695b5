/**
 * The copy of the access record that a parent or a young person reads: agencies and roles instead of names, days instead of hours, and only
 * what an allow-list lets through. Whatever could reveal what is kept from somebody, or an emergency, is left out; that some may be left out
 * is said the same way whether anything is or not.
 */
import { Type } from 'typebox';
import { sayToFamily } from '../../domain/access-record.ts';
import { agencyName, CORE_AGENCIES } from '../../domain/agency.ts';
import { type Problem, problem } from '../../domain/problem.ts';
import { londonDay, sayDay } from '../../domain/time.ts';
import { dailyDeeds, openlyNamed } from '../../store/access-record.ts';
import { type Inside, operation, whoAsks } from '../door.ts';
import type { Download } from '../download-chronology.ts';
import { Id } from '../inputs.ts';
import { type FamilyHead, headOf } from './asking.ts';

export type FamilyCopy = {
  readonly family: FamilyHead;
  /** The newest day first; the same sentence of one day stands once. */
  readonly days: readonly { readonly day: string; readonly says: readonly string[] }[];
  /** Agencies that it names. */
  readonly agencies: readonly string[];
  readonly until: string;
};

export const LEFT_OUT =
  'This copy leaves some things out: names of the people who work for agencies, and anything that could put somebody in danger. It is made the same way for every family.';
export const ASK_US =
  'If something here worries you, or you think that somebody looked who should not have, tell the partnership or anyone who works with you. You may ask for what is written about you.';

/** Agencies with a name that says nothing of where anybody is. A partnership's own may be a refuge, and so may a charity. */
const NEVER_NAMED: readonly string[] = ['domestic-abuse-service', 'voluntary', 'housing'];
const MAY_BE_NAMED: ReadonlySet<string> = new Set(CORE_AGENCIES.map(({ code }) => code).filter((code) => !NEVER_NAMED.includes(code)));

async function copyFor(inside: Inside, id: string): Promise<FamilyCopy | Problem> {
  const { transaction } = inside;
  const family = await headOf(inside, id);
  if (family === null) return problem('not-found');
  const openly = await openlyNamed(transaction, id);
  const told = (await dailyDeeds(transaction, id, whoAsks(inside).id)).flatMap((deed) => {
    const agency = deed.agency ?? '';
    const may =
      (agency === 'partnership' || (openly.agencies.has(agency) && MAY_BE_NAMED.has(agency))) &&
      (deed.subjectKind === 'family' || (deed.subject !== null && openly.contributions.has(deed.subject)));
    const says = may ? sayToFamily(deed) : null;
    return says === null ? [] : [{ day: deed.day, agency, says }];
  });
  const days = new Map<string, Set<string>>();
  for (const { day, says } of told) days.set(day, (days.get(day) ?? new Set()).add(says));
  return {
    family,
    days: [...days].map(([day, says]) => ({ day, says: [...says] })),
    agencies: [...new Set(told.map(({ agency }) => agencyName(agency)))].sort(),
    until: inside.now(),
  };
}

export const readAccessRecordForFamily = operation({
  name: 'read-access-record-for-family',
  says: 'The copy of the access record that a family may read: roles and agencies, in plain words.',
  permission: 'see-access-record',
  effect: 'reads',
  input: Type.Object({ family: Id }),
  subject: ({ family }) => ({ family }),
  run: (inside, { family }): Promise<FamilyCopy | Problem> => copyFor(inside, family),
});

export const downloadAccessRecordForFamily = operation({
  name: 'download-access-record-for-family',
  says: 'The copy of the access record that a family may read, as an html file.',
  permission: 'see-access-record',
  effect: 'reads',
  verb: 'export',
  input: Type.Object({ family: Id }),
  subject: ({ family }) => ({ family }),
  run: (inside, { family }): Promise<FamilyCopy | Problem> => copyFor(inside, family),
  finish: async (_, __, copy): Promise<Download | Problem> => ({
    file: `who-looked-${londonDay(copy.until)}.html`,
    mediaType: 'text/html; charset=utf-8',
    bytes: new TextEncoder().encode(pageOf(copy)),
  }),
});

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** One file that opens anywhere and prints well. It carries no script and fetches nothing. */
function pageOf({ days, until }: FamilyCopy): string {
  const listed = days.map(
    ({ day, says }) => `<h2>${escaped(sayDay(day))}</h2>\n<ul>\n${says.map((one) => `<li>${escaped(one)}</li>`).join('\n')}\n</ul>`,
  );
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Who looked at what is written about us</title>
<style>body{font:1.1rem/1.5 Arial,sans-serif;max-width:40em;margin:2em auto;padding:0 1em;color:#17262a}h1{font-size:1.6rem}h2{font-size:1.2rem;break-after:avoid}li{margin:.3em 0;break-inside:avoid}</style>
</head>
<body>
<main>
<h1>Who looked at what is written about us</h1>
<p>This is what was done with what agencies wrote about your family, up to ${escaped(sayDay(londonDay(until)))}, newest first.</p>
${listed.length === 0 ? '<p>There is nothing to show here yet.</p>' : listed.join('\n')}
<h2>About this copy</h2>
<p>${escaped(LEFT_OUT)}</p>
<p>${escaped(ASK_US)}</p>
</main>
</body>
</html>
`;
}
