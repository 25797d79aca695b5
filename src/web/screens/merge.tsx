/**
 * The merge desk: two accounts side by side, why they may be of one event and why not, and three answers. Then what joined accounts
 * disagree on. Nothing is ever deleted: every account stays as its agency wrote it, and every answer can be taken back.
 */
import { decideSameEvent } from '../../app/decide-same-event.ts';
import { type FamilyChronology, readChronology } from '../../app/read-chronology.ts';
import { settleConflict } from '../../app/settle-conflict.ts';
import { mayDo } from '../../domain/access.ts';
import { CONFLICTS_ABOUT, type Happening, needsSettling } from '../../domain/chronology.ts';
import type { Event } from '../../domain/event.ts';
import { isProblem, problem } from '../../domain/problem.ts';
import { govuk } from '../govuk.ts';
import { Html } from '../parts/html.tsx';
import { DecidedView, DisagreementsView } from '../parts/merge-decided.tsx';
import { type Desk, PairView } from '../parts/merge-pair.tsx';
import type { Fault } from '../parts/notice.tsx';
import { Faults, Said } from '../parts/notice.tsx';
import { count } from '../parts/words.ts';
import { type Answer, problemAnswer, redirect, type Screen, type Visit } from '../visit.ts';

export const pairKey = (happening: Happening): string => happening.events.slice(0, 2).join('-');

const number = (visit: Visit, name: string): number => {
  const found = Number.parseInt(visit.form.fields.get(name) ?? visit.query.get(name) ?? '', 10);
  return Number.isFinite(found) && found > 0 ? Math.min(found, 1_000_000) : 0;
};

/** Which pair is on the desk: the one asked for, or the first after the one that was left for later, or the first. */
function onDesk(pairs: readonly Happening[], visit: Visit): { readonly at: number; readonly pair: Happening | null } {
  const wanted = visit.query.get('pair');
  const after = visit.query.get('after');
  const found = wanted === null ? -1 : pairs.findIndex((one) => pairKey(one) === wanted);
  const left = after === null ? -1 : pairs.findIndex((one) => pairKey(one) === after);
  const at = found >= 0 ? found : left + 1;
  return { at, pair: pairs[at] ?? null };
}

async function page(visit: Visit, faults: readonly Fault[]): Promise<Answer> {
  const found = await visit.ask(readChronology, { family: visit.param('family') });
  if (isProblem(found)) return problemAnswer(found);
  const { happenings } = found.chronology;
  const pairs = happenings.filter((one) => !one.decided);
  const decided = happenings.filter((one) => one.decided);
  const open = decided.flatMap((one) => one.conflicts.filter(needsSettling));
  const view = visit.query.get('view') ?? (visit.form.fields.has('about') ? 'disagreements' : 'pairs');
  const accounts = new Map(found.chronology.events.map((event) => [event.id, event]));
  const base = `/families/${found.family.id}/merge`;
  const mayMerge = mayDo(visit.practitioner, 'merge');
  return {
    kind: 'page',
    title: view === 'disagreements' ? 'Disagreements to settle' : view === 'decided' ? 'Accounts joined' : 'Merge desk',
    family: { ...found.family, children: found.children },
    section: 'merge',
    islands: ['merge-desk'],
    status: faults.length === 0 ? 200 : 422,
    body: (
      <div id="merge-desk" data-family={found.family.id}>
        <Said code={visit.query.get('said')} />
        <Faults faults={faults} />
        <h1 class="govuk-heading-l kin-tight">Merge desk</h1>
        <nav aria-label="Merge desk" class="kin-desk-nav">
          <DeskLink href={base} text={`${count(pairs.length, 'pair')} to decide`} here={view === 'pairs'} />
          <DeskLink
            href={`${base}?view=disagreements`}
            text={`${count(open.length, 'disagreement')} to settle`}
            here={view === 'disagreements'}
          />
          <DeskLink href={`${base}?view=decided`} text={`${count(decided.length, 'event')} told by several`} here={view === 'decided'} />
        </nav>
        {!mayMerge && <p class="govuk-inset-text">You can see this. Deciding is for whoever puts the chronology together.</p>}
        {view === 'disagreements' ? (
          <DisagreementsView
            visit={visit}
            base={base}
            decided={decided}
            accounts={accounts}
            found={found}
            mayMerge={mayMerge}
            faults={faults}
          />
        ) : view === 'decided' ? (
          <DecidedView visit={visit} base={base} decided={decided} accounts={accounts} mayMerge={mayMerge} />
        ) : (
          <PairsView visit={visit} base={base} pairs={pairs} accounts={accounts} found={found} mayMerge={mayMerge} />
        )}
      </div>
    ),
  };
}

function DeskLink({ href, text, here }: { readonly href: string; readonly text: string; readonly here: boolean }) {
  return (
    <a class="govuk-link kin-desk-nav__link" href={href} {...(here ? { 'aria-current': 'page' as const } : {})}>
      {text.charAt(0).toUpperCase() + text.slice(1)}
    </a>
  );
}

type PairsProps = {
  readonly visit: Visit;
  readonly base: string;
  readonly pairs: readonly Happening[];
  readonly accounts: ReadonlyMap<string, Event>;
  readonly found: FamilyChronology;
  readonly mayMerge: boolean;
};

function PairsView({ visit, base, pairs, accounts, found, mayMerge }: PairsProps) {
  const { at, pair } = onDesk(pairs, visit);
  // How many there were when this sitting began, so that "7 of 23" goes on counting as pairs leave the desk.
  const began = Math.max(number(visit, 'began'), pairs.length);
  const desk: Desk = { base, family: found.family.id, began, position: began - pairs.length + at + 1 };
  if (pair === null) return <Done pairs={pairs} desk={desk} visit={visit} />;
  return <PairView visit={visit} desk={desk} pair={pair} pairKey={pairKey(pair)} accounts={accounts} mayMerge={mayMerge} />;
}

function Done({ pairs, desk, visit }: { readonly pairs: readonly Happening[]; readonly desk: Desk; readonly visit: Visit }) {
  return (
    <section>
      <h2 class="govuk-heading-m" id="desk-heading" tabindex={-1}>
        {pairs.length === 0
          ? 'No pair is waiting'
          : `You have been through all. ${count(pairs.length, 'pair')} ${pairs.length === 1 ? 'was' : 'were'} left for later`}
      </h2>
      <p class="govuk-body">Every account is in the chronology, joined or not. Nothing is ever deleted.</p>
      <div class="govuk-button-group">
        {pairs.length > 0 && <Html of={govuk('button', { text: 'Begin again with those', href: desk.base })} />}
        <Html
          of={govuk('button', {
            text: 'See the timeline',
            href: `/families/${visit.param('family')}/timeline`,
            ...(pairs.length > 0 ? { classes: 'govuk-button--secondary' } : {}),
          })}
        />
      </div>
    </section>
  );
}

const ANSWERS = ['same', 'different', 'open', 'later'] as const;

export const mergeScreen: Screen = {
  path: '/families/:family/merge',
  get: (visit) => page(visit, []),
  post: async (visit) => {
    const { fields } = visit.form;
    const family = visit.param('family');
    const base = `/families/${family}/merge`;
    const answer = ANSWERS.find((one) => one === fields.get('answer'));
    const [first, second, ...more] = (fields.get('pair') ?? '').split('-');
    if (answer === undefined || first === undefined || second === undefined || more.length > 0)
      return problemAnswer(problem('not-valid', 'answer, pair'));
    const onward = new URLSearchParams({ began: String(number(visit, 'began')) });
    if (answer === 'later') {
      onward.set('after', `${first}-${second}`);
      return redirect(`${base}?${onward}`);
    }
    const reason = (fields.get('reason') ?? '').trim();
    const decided = await visit.ask(decideSameEvent, { family, events: [first, second], answer, reason: reason === '' ? null : reason });
    if (isProblem(decided)) return problemAnswer(decided);
    if (fields.get('view') === 'decided') return redirect(`${base}?view=decided`);
    if (answer === 'open') onward.set('pair', `${first}-${second}`);
    else {
      onward.set('answered', answer);
      onward.set('undo', `${first}-${second}`);
      // Those left for later stay behind: go on from where this pair stood.
      const after = fields.get('before') ?? '';
      if (after !== '') onward.set('after', after);
    }
    return redirect(`${base}?${onward}`);
  },
};

export const settleScreen: Screen = {
  path: '/families/:family/merge/settle',
  post: async (visit) => {
    const { fields } = visit.form;
    const about = CONFLICTS_ABOUT.find((one) => one === fields.get('about'));
    const on = fields.get('on') ?? '';
    const reason = (fields.get('reason') ?? '').trim();
    const index = fields.get('index') ?? '0';
    if (about === undefined) return problemAnswer(problem('not-valid', 'about'));
    const faults: Fault[] = [];
    if (on === '') faults.push({ field: `on-${index}`, text: 'Choose the account to rely on' });
    if (reason === '') faults.push({ field: `reason-${index}`, text: 'Write why this account can be relied on' });
    if (faults.length > 0) return page(visit, faults);
    const family = visit.param('family');
    const found = await visit.ask(settleConflict, { family, events: fields.getAll('events'), about, on, reason });
    return isProblem(found) ? problemAnswer(found) : redirect(`/families/${family}/merge?view=disagreements&said=settled`);
  },
};
