/** The invented families' files as the real bytes that their agencies would send. Needs no database. */
import { encodeText } from '../files/write-csv.ts';
import { writeDocument } from '../files/write-document.ts';
import type { Scenario, ScenarioFile } from '../scenarios/scenario.ts';
import { SCENARIOS } from '../scenarios/scenarios.ts';

export type WrittenFile = { readonly file: string; readonly agency: string | null; readonly bytes: Uint8Array };

/** The bytes of one invented file: the same bytes every time. */
async function bytesOf({ content }: ScenarioFile): Promise<Uint8Array> {
  switch (content.kind) {
    case 'csv':
      return encodeText(content.text, content.encoding);
    case 'json':
      return encodeText(`${JSON.stringify(content.value, null, 2)}\n`, 'utf-8');
    default:
      return await writeDocument(content.document, content.kind, { additions: content.additions ?? [] });
  }
}

/** The files of an invented family, in the order in which they came. */
export async function scenarioFiles(scenario: Scenario): Promise<readonly WrittenFile[]> {
  const written: WrittenFile[] = [];
  for (const one of scenario.files) written.push({ file: one.file, agency: one.agency, bytes: await bytesOf(one) });
  return written;
}

/** Every invented family with its files. */
export async function demonstrationFiles(): Promise<readonly { readonly family: string; readonly files: readonly WrittenFile[] }[]> {
  return await Promise.all(SCENARIOS.map(async (scenario) => ({ family: scenario.label, files: await scenarioFiles(scenario) })));
}
