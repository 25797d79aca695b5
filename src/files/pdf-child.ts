/**
 * The process that makes PDFs, apart from everything else: setting thousands of rows takes seconds of one processor and much memory, in
 * native code. It takes a chronology's content and answers with the bytes of the PDF, or with which character in which row no font has.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { type Problem, ProblemError, problem } from '../domain/problem.ts';
import { answerInChild } from './child.ts';
import { contentOfLines, type PdfRequest, type WholeContent } from './pdf-content.ts';
import { LAYOUT } from './pdf-layout.ts';
import type { TextRow } from './write-chronology-rows.ts';

/** Bytes of the PDF in one part of the answer. */
const PIECE = 512 * 1024;

function typst(): NodeCompiler {
  const require = createRequire(import.meta.url);
  const font = (name: string): Buffer => readFileSync(require.resolve(`@expo-google-fonts/noto-sans/${name}/NotoSans_${name}.ttf`));
  return NodeCompiler.create({ fontArgs: [{ fontBlobs: [font('400Regular'), font('700Bold')] }] });
}

/** A long word with places to break it, such as a reference or a web address in a narrow column. */
function breakable(text: string): string {
  return /\S{31}/.test(text) ? text.replace(/\S{31,}/g, (word) => word.replace(/.{8}(?=.)/gsu, '$&\u200b')) : text;
}

/** Line breaks stay; other control characters have no shape, so they are left out. */
function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what must be found
  return text.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffe\uffff]|\p{Surrogate}/gu, '');
}

/** A row longer than this may break over two pages, or it would leave half a page white. */
const LONGEST_KEPT_ROW = 900;

/** The cell whose keeping together keeps the row together, which is its longest; -1 when the row may break. */
function cellToKeep(row: TextRow): number {
  const lengths = row.map((lines) => lines.reduce((sum, line) => sum + line.text.length, 0));
  const longest = Math.max(0, ...lengths);
  return longest <= LONGEST_KEPT_ROW ? lengths.indexOf(longest) : -1;
}

function sectionData(section: WholeContent['sections'][number]) {
  const { table } = section;
  return {
    heading: printable(section.heading),
    words: section.words.map(printable),
    table:
      table === null
        ? null
        : {
            headings: table.headings,
            widths: table.widths,
            rows: table.rows.map((row) => ({
              keep: cellToKeep(row),
              cells: row.map((lines) =>
                lines.map((line) => ({
                  label: line.label === null ? null : printable(line.label),
                  text: breakable(printable(line.text)),
                  strong: line.strong === true,
                })),
              ),
            })),
          },
  };
}

/** Where a character stands first: the section and the row of its table, for a person to find it. */
function whereIs(character: string, content: WholeContent): string {
  for (const section of content.sections) {
    let number = 0;
    for (const row of section.table?.rows ?? []) {
      number += 1;
      if (row.some((lines) => lines.some((line) => line.text.includes(character)))) return `“${section.heading}”, row ${number}`;
    }
  }
  return 'the first page';
}

function refusal(error: unknown, content: WholeContent): Problem {
  const message = error instanceof Error ? error.message : String(error);
  // The engine prints its messages escaped for a programmer, once or twice: \u{1f600}, \\u{1f600}.
  const refused = /the text `\\*"(.*?)\\*"` could not be displayed/.exec(message)?.[1];
  if (refused === undefined) return problem('unexpected', 'The PDF could not be made.');
  const plain = refused.replace(/\\+u\{([0-9a-f]+)\}/g, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)));
  const character = [...plain][0] ?? '';
  const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  return problem('character-without-font', `The character ${character} (${code}) in ${whereIs(character, content)}.`);
}

function pdfOf(content: WholeContent, madeAt: number): Uint8Array {
  const data = {
    title: printable(content.title),
    family: printable(content.family),
    classification: printable(content.classification),
    facts: content.facts.map(printable),
    reading: content.reading,
    on: new Date(madeAt * 1000).toISOString().slice(0, 10).split('-').map(Number),
    sections: content.sections.map(sectionData),
  };
  try {
    return typst().pdf(
      { mainFileContent: LAYOUT, inputs: { data: JSON.stringify(data) } },
      { pdfStandard: 'ua-1', creationTimestamp: madeAt },
    );
  } catch (error) {
    throw new ProblemError(refusal(error, content));
  }
}

answerInChild<PdfRequest, Uint8Array>(async ({ bytes, madeAt }, send) => {
  const pdf = pdfOf(contentOfLines(bytes), madeAt);
  for (let at = 0; at < pdf.length; at += PIECE) await send(pdf.subarray(at, at + PIECE));
});
