/** Which agency a file comes from, when the file says so: "Agency: Police", "Police chronology", a sheet named after an agency. */
import { findAgency } from '../domain/agency.ts';
import type { Saying } from './sayings.ts';

const LABELLED =
  /^\s*(?:(?:name of |contributing |reporting |your )?(?:agency|organisation|organization|service)(?: name)?(?: completing)?)\s*[:\-–—]\s*([^\n|]{2,80})/i;
const BEFORE =
  /^\s*(?:draft |final |agency |single agency |confidential[ :–-]*)*([^\n]{2,60}?)(?:['’]s)?\s+(?:agency |individual |single agency |internal )?chronolog(?:y|ies)\b/i;
const AFTER =
  /\bchronolog(?:y|ies)\b(?:\s+of (?:significant |key )?(?:events|contacts?|involvement))?\s*(?:of|from|by|for|prepared by|completed by|[-–—:])\s+([^\n]{2,60}?)\s*$/i;

/** The agency's code; or its words when the file labels it as an agency that Kinline does not know; or null. */
export function agencyOfFile(sayings: readonly Saying[]): string | null {
  const near = sayings.slice(0, 60);
  for (const { text } of near) {
    for (const line of text.split('\n')) {
      const labelled = LABELLED.exec(line)?.[1]
        ?.split(/\s{2,}|\t/, 1)[0]
        ?.trim();
      if (labelled !== undefined && labelled !== '' && !/^[[<(_.]/.test(labelled)) return findAgency(labelled)?.code ?? labelled;
    }
  }
  for (const { text } of near) {
    for (const line of text.split('\n')) {
      for (const pattern of [BEFORE, AFTER]) {
        const words = pattern.exec(line)?.[1]?.trim();
        const agency = words === undefined ? null : findAgency(words);
        if (agency !== null) return agency.code;
      }
      if (line.length <= 60) {
        const agency = findAgency(line);
        if (agency !== null) return agency.code;
      }
    }
  }
  return null;
}

/** The agency after which a sheet is named, or null. */
export function agencyOfSheet(place: string): string | null {
  const name = /^sheet ["“](.*)["”]$/.exec(place)?.[1];
  return name === undefined ? null : (findAgency(name.replace(/\b(chronology|events|chron)\b/gi, ' '))?.code ?? null);
}

/** The agency that somebody gave with the file: a code when it is known, otherwise the words. */
export function agencyGiven(agency: string | null): string | null {
  return agency === null || agency.trim() === '' ? null : (findAgency(agency)?.code ?? agency.trim());
}
