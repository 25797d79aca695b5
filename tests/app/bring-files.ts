/** Test support: small files of invented agencies, and the way through the door to a family that has them. */
import { addFamily } from '../../src/app/add-family.ts';
import { type Context, type Operation, through } from '../../src/app/door.ts';
import { receiveContribution } from '../../src/app/receive-contribution.ts';
import { isProblem, problemSentence } from '../../src/domain/problem.ts';

export function csv(...lines: string[]): Uint8Array {
  return new TextEncoder().encode(`${lines.join('\n')}\n`);
}

/** Police: three events; the day and hour of the first are also told by the hospital. */
export const POLICE = csv(
  'Date,Time,Event,Source,Subjects',
  '12/04/2013,21:40,Officers attended an assault at the home. The older child was in the room.,Incident log,M; F; S',
  '15/06/2013,,Officers made a welfare visit. Nobody was in.,Incident log,M; F',
  '29/02/2015,10:00,Officers spoke with the father about the neighbours.,Incident log,F',
);
/** The same file with a better wording, one row less and one more. */
export const POLICE_CORRECTED = csv(
  'Date,Time,Event,Source,Subjects',
  '12/04/2013,21:40,Officers attended an assault at the home. The older child was in the room and saw it.,Incident log,M; F; S',
  '29/02/2015,10:00,Officers spoke with the father about the neighbours.,Incident log,F',
  '01/07/2013,,Officers arrested the father for a breach of bail.,Incident log,F',
);
export const HOSPITAL = csv(
  'Date,Time,Event,Source,Subjects',
  '13/04/2013,00:30,Mother seen after an assault at home; the older child had been in the room. Two fractures.,Emergency department,M; F; S',
  '20/08/2015,06:10,Girl born at 26 weeks.,Labour ward,M; B',
);

/** The operation's result; a problem fails the test with its sentence. */
export async function done<Input, Result>(
  context: Context,
  operation: Operation<Input, Result>,
  input: Input,
  idempotencyKey?: string,
): Promise<Result> {
  const result = await through(context, operation, input, idempotencyKey === undefined ? {} : { idempotencyKey });
  if (isProblem(result)) throw new Error(`${operation.name}: ${result.problem}. ${problemSentence(result)}`);
  return result;
}

/** A family with the police's and the hospital's files, brought by the context's practitioner. */
export async function familyWithTwoFiles(context: Context, label = 'F1'): Promise<{ family: string; police: string; hospital: string }> {
  const { id: family } = await done(context, addFamily, { label });
  const police = await done(context, receiveContribution, { family, agency: 'police', file: 'police.csv', bytes: POLICE });
  const hospital = await done(context, receiveContribution, { family, agency: 'hospital', file: 'hospital.csv', bytes: HOSPITAL });
  return { family, police: police.id, hospital: hospital.id };
}
