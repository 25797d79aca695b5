/** The demonstration: the invented families' files as real bytes, brought in through the same door as anyone's. */
import type { Event } from '../domain/event.ts';
import { isProblem, type Problem, problemSentence } from '../domain/problem.ts';
import { addWorkingDays } from '../domain/time.ts';
import { PRACTITIONERS } from '../scenarios/practitioners.ts';
import type { Account, Said, Scenario } from '../scenarios/scenario.ts';
import { SCENARIOS } from '../scenarios/scenarios.ts';
import { addFamily } from './add-family.ts';
import { addNote } from './add-note.ts';
import { askAgency, recordPromise } from './ask-agency.ts';
import { decideSameEvent } from './decide-same-event.ts';
import { type Context, type Operation, through } from './door.ts';
import { listFamilies } from './list-families.ts';
import { type FamilyChronology, readChronology } from './read-chronology.ts';
import { readReceived } from './read-contribution.ts';
import { readEvent } from './read-event.ts';
import { readFamily } from './read-family.ts';
import { receiveContribution } from './receive-contribution.ts';
import { scenarioFiles } from './scenario-files.ts';
import { allocatePractitioner } from './team/allocate.ts';
import { readTeam } from './team/read-team.ts';

/** A request of the demonstration; a problem stops it, since a demonstration that is half there misleads. */
async function carriedOut<Input, Result>(context: Context, operation: Operation<Input, Result>, input: Input): Promise<Result> {
  const result: Result | Problem = await through(context, operation, input);
  if (isProblem(result)) throw new Error(`The demonstration could not be filled (${operation.name}): ${problemSentence(result)}`);
  return result;
}

/**
 * Brings every invented family in: adds it, asks its agencies, brings in who works with it, receives the files, and says what people have
 * said already. Doing it again changes nothing, whatever visitors have added since. The context's practitioner must see and ask for every family.
 */
export async function fillDemonstration(context: Context, scenarios: readonly Scenario[] = SCENARIOS): Promise<void> {
  const { families } = await carriedOut(context, listFamilies, {});
  const begun: { readonly scenario: Scenario; readonly family: string }[] = [];
  for (const scenario of scenarios) {
    const known = families.find(({ label }) => label === scenario.label);
    const { id: family } = known ?? (await carriedOut(context, addFamily, { label: scenario.label }));
    await askForIt(context, scenario, family);
    await bringEverybodyIn(context, scenario, family);
    begun.push({ scenario, family });
  }
  // Reading a file takes a process of its own, so the families are read side by side; each family's files come in their order.
  await Promise.all(begun.map(({ scenario, family }) => receiveAll(context, scenario, family)));
}

async function receiveAll(context: Context, scenario: Scenario, family: string): Promise<void> {
  const received = new Map<string, string>();
  for (const { file, agency, bytes } of await scenarioFiles(scenario)) {
    const { id } = await carriedOut(context, receiveContribution, { family, file, bytes, ...(agency === null ? {} : { agency }) });
    received.set(file, id);
  }
  if (scenario.said.length > 0) await sayIt(context, scenario.said, family, received);
}

async function askForIt(context: Context, { asked }: Scenario, family: string): Promise<void> {
  const { agencies } = await carriedOut(context, readFamily, { family });
  const day = (workingDays: number): string => addWorkingDays(context.today(), workingDays).day;
  for (const { agency, within, promised } of asked) {
    if (agencies.some((line) => line.agency === agency && line.asked !== null)) continue;
    await carriedOut(context, askAgency, { family, agency, by: day(within), note: null });
    if (promised !== null) await carriedOut(context, recordPromise, { family, agency, on: day(promised) });
  }
}

/** Who was ever brought in is not brought in again, so that an end that a visitor made stays an end. */
async function bringEverybodyIn(context: Context, { team }: Scenario, family: string): Promise<void> {
  const { working, before } = await carriedOut(context, readTeam, { family });
  const known = new Set([...working, ...before].map(({ practitioner }) => practitioner.id));
  for (const { practitioner, clearance, because } of team) {
    if (!known.has(practitioner))
      await carriedOut(context, allocatePractitioner, { family, practitioner, clearance, until: null, reason: because });
  }
}

async function sayIt(context: Context, said: readonly Said[], family: string, received: ReadonlyMap<string, string>): Promise<void> {
  const before = await carriedOut(context, readChronology, { family });
  for (const one of said) {
    if ('note' in one) {
      const { id: event } = await eventOf(context, one.on, received);
      const by = PRACTITIONERS.find(({ id }) => id === one.by) ?? context.practitioner;
      if (!isNoted(before, event, one.note)) await carriedOut({ ...context, practitioner: by }, addNote, { family, event, text: one.note });
      continue;
    }
    const first = await eventOf(context, one.same[0], received);
    const second = await eventOf(context, one.same[1], received);
    if (!(await isAnswered(context, family, first, second))) {
      await carriedOut(context, decideSameEvent, { family, events: [first.id, second.id], answer: 'same', reason: one.reason });
    }
  }
}

async function eventOf(context: Context, { file, begins }: Account, received: ReadonlyMap<string, string>): Promise<Event> {
  const { contribution } = await carriedOut(context, readReceived, { contribution: received.get(file) ?? '' });
  const event = contribution.events.find(({ what }) => what.startsWith(begins));
  if (event === undefined) throw new Error(`The demonstration’s ${file} has no account that begins “${begins}”.`);
  return event;
}

const isNoted = ({ notes }: FamilyChronology, event: string, text: string): boolean =>
  notes.some((note) => note.event === event && note.text === text);

/** Whether anybody has ever answered on this pair: an answer that was taken back is an answer too. */
async function isAnswered(context: Context, family: string, first: Event, second: Event): Promise<boolean> {
  const { decisions } = await carriedOut(context, readEvent, { family, event: first.id });
  return decisions.some(({ events }) => events.includes(second.id));
}
