/** Writes the tables of docs/security.md from docs/asvs.csv: each requirement of OWASP ASVS 5.0, level 1 and 2, and what proves our answer. */
import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

export const ANSWERS = ['met', 'met, not tested', 'not applicable', 'not met'] as const;
export type Answer = (typeof ANSWERS)[number];
export type Requirement = {
  readonly id: string;
  readonly level: 1 | 2;
  /** In our own short words; the standard's are at https://github.com/OWASP/ASVS. */
  readonly says: string;
  readonly answer: Answer;
  /** Test files with a space between for "met"; a sentence otherwise. */
  readonly proof: string;
};

const CHAPTERS = [
  'Encoding and sanitization',
  'Validation and business logic',
  'Web frontend',
  'API and web service',
  'File handling',
  'Authentication',
  'Session management',
  'Authorization',
  'Self-contained tokens',
  'OAuth and OIDC',
  'Cryptography',
  'Secure communication',
  'Configuration',
  'Data protection',
  'Secure coding and architecture',
  'Security logging and error handling',
  'WebRTC',
] as const;

const BEGIN = '<!-- written from asvs.csv by tools/write-security.ts -->';
const END = '<!-- end -->';
export const SECURITY_PAGE = new URL('../docs/security.md', import.meta.url);

export function readRequirements(text: string = readFileSync(new URL('../docs/asvs.csv', import.meta.url), 'utf8')): Requirement[] {
  return (parse(text, { columns: true }) as Record<keyof Requirement, string>[]).map(({ id, level, says, answer, proof }) => ({
    id,
    level: Number(level) as 1 | 2,
    says,
    answer: answer as Answer,
    proof,
  }));
}

export const chapterOf = ({ id }: Requirement): number => Number(/^V(\d+)\./.exec(id)?.[1]);

function proofCell({ answer, proof }: Requirement): string {
  return answer === 'met'
    ? proof
        .split(' ')
        .map((path) => `[${path.replace(/^tests\//, '').replace(/\.test\.tsx?$/, '')}](../${path})`)
        .join(', ')
    : proof;
}

export function tables(requirements: readonly Requirement[]): string {
  const counts = CHAPTERS.map((title, index) => {
    const own = requirements.filter((one) => chapterOf(one) === index + 1);
    const of = (answer: Answer): number => own.filter((one) => one.answer === answer).length;
    return `| V${index + 1} ${title} | ${own.length} | ${ANSWERS.map(of).join(' | ')} |`;
  });
  const total = ANSWERS.map((answer) => requirements.filter((one) => one.answer === answer).length);
  const chapters = CHAPTERS.map((title, index) => {
    const rows = requirements
      .filter((one) => chapterOf(one) === index + 1)
      .map(
        (one) =>
          `| ${one.id} | ${one.level} | ${one.says} | ${one.answer === 'not met' ? '**not met**' : one.answer} | ${proofCell(one)} |`,
      );
    return `### V${index + 1} ${title}\n\n| | level | requirement, in our words | answer | proof or reason |\n| --- | --- | --- | --- | --- |\n${rows.join('\n')}`;
  });
  return [
    `| chapter | requirements | ${ANSWERS.join(' | ')} |\n| --- | --- | --- | --- | --- | --- |\n${counts.join('\n')}\n| **all** | **${requirements.length}** | ${total.map((one) => `**${one}**`).join(' | ')} |`,
    ...chapters,
  ].join('\n\n');
}

/** The page with its tables as the data says. */
export function withTables(page: string, requirements: readonly Requirement[]): string {
  const [before, after] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (before < 0 || after < before) throw new Error('docs/security.md has lost the marks round its tables.');
  return `${page.slice(0, before + BEGIN.length)}\n\n${tables(requirements)}\n\n${page.slice(after)}`;
}

if (process.argv[1]?.endsWith('write-security.ts') === true)
  writeFileSync(SECURITY_PAGE, withTables(readFileSync(SECURITY_PAGE, 'utf8'), readRequirements()));
