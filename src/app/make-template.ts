/** A blank chronology for an agency to fill in, with its instructions, as Word or Excel. Needs no database. */
import { type Agency, findAgency, foldName } from '../domain/agency.ts';
import type { Problem } from '../domain/problem.ts';
import { writeTemplate } from '../files/write-template.ts';

/** The agency that a person named; one that nobody described gets a code from its name. */
export function agencyFor(name: string): Agency {
  return findAgency(name) ?? { code: foldName(name).replaceAll(' ', '-'), name: name.trim(), aliases: [] };
}

export function makeTemplate(agency: string, format: 'docx' | 'xlsx'): Promise<Uint8Array | Problem> {
  return writeTemplate({ agency: agencyFor(agency), format });
}
