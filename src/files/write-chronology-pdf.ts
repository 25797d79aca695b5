/**
 * An integrated chronology as a PDF that a screen reader can follow (PDF/UA-1): tagged tables with header cells on every page, title,
 * language. Typst sets it from our data; no text of a record is ever taken for typesetting instructions.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { type Problem, problem } from '../domain/problem.ts';
import type { Day } from '../domain/time.ts';
import type { Content, Section } from './write-chronology-content.ts';
import type { TextRow } from './write-chronology-rows.ts';

const LAYOUT = `
#let d = json(bytes(sys.inputs.data))
#let deep = rgb("#1d3b53")
#let quiet = rgb("#484949")
#set document(title: d.title, author: "Kinline", date: datetime(year: d.on.at(0), month: d.on.at(1), day: d.on.at(2)))
#set text(font: "Noto Sans", lang: "en", region: "GB", size: 8pt, fill: rgb("#0b0c0c"))
#set page(paper: "a4", flipped: true, margin: (x: 12.7mm, top: 17mm, bottom: 15mm),
  header: text(7pt)[*#d.classification* #h(1fr) #d.title],
  footer: context text(7pt)[Family: #d.family #h(1fr) Page #counter(page).display() of #counter(page).final().first()])
#set par(leading: 0.5em, spacing: 0.6em)
#show heading.where(level: 1): it => block(above: 1.6em, below: 0.7em, sticky: true, text(13pt, deep, it.body))
#show title: it => block(below: 0.5em, text(20pt, deep, it))
#let bold(t) = text(weight: "bold", t)
#let line-of(l) = {
  if l.label != none { bold(l.label + ": ") }
  if l.strong { bold(l.text) } else { l.text }
}
#let cell-of(lines) = lines.map(line-of).join(linebreak())
#title()
#text(11pt)[Integrated chronology. Family: #d.family]
#for f in d.facts { par(f) }
= How to read this chronology
#list(..d.reading)
#for s in d.sections {
  heading(level: 1, s.heading)
  for w in s.words { block(sticky: s.table != none, w) }
  if s.table != none {
    let t = s.table
    let small = t.headings.position(h => h == "Reference")
    table(
      columns: t.widths.map(w => w * 1fr),
      inset: (x: 4pt, y: 4pt),
      stroke: (rest: none, bottom: 0.4pt + rgb("#8b9296")),
      fill: (x, y) => if y == 0 { deep },
      table.header(..t.headings.map(h => text(fill: white, weight: "bold", h))),
      ..t.rows.map(r => r.cells.enumerate().map(((i, c)) => {
        let body = if i == small { text(6pt, fill: quiet, cell-of(c)) } else { cell-of(c) }
        if i == r.keep { table.cell(breakable: false, body) } else { body }
      })).flatten()
    )
  }
}
`;

let compiler: NodeCompiler | null = null;

/** Fonts and layout engine are loaded once; a document leaves nothing behind in them. */
function typst(): NodeCompiler {
  const require = createRequire(import.meta.url);
  const font = (name: string): Buffer => readFileSync(require.resolve(`@expo-google-fonts/noto-sans/${name}/NotoSans_${name}.ttf`));
  compiler ??= NodeCompiler.create({ fontArgs: [{ fontBlobs: [font('400Regular'), font('700Bold')] }] });
  return compiler;
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

function sectionData(section: Section) {
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
            rows: [...table.rows].map((row) => ({
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
function whereIs(character: string, content: Content): string {
  for (const section of content.sections) {
    let number = 0;
    for (const row of section.table?.rows ?? []) {
      number += 1;
      if (row.some((lines) => lines.some((line) => line.text.includes(character)))) return `“${section.heading}”, row ${number}`;
    }
  }
  return 'the first page';
}

function refusal(error: unknown, content: Content): Problem {
  const message = error instanceof Error ? error.message : String(error);
  // The engine prints its messages escaped for a programmer, once or twice: \u{1f600}, \\u{1f600}.
  const refused = /the text `\\*"(.*?)\\*"` could not be displayed/.exec(message)?.[1];
  if (refused === undefined) return problem('unexpected', 'The PDF could not be made.');
  const plain = refused.replace(/\\+u\{([0-9a-f]+)\}/g, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)));
  const character = [...plain][0] ?? '';
  const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  return problem('character-without-font', `The character ${character} (${code}) in ${whereIs(character, content)}.`);
}

/** The bytes of the PDF, or which character in which row no font has. The same content on the same day gives the same bytes. */
export function pdfBytes(content: Content, today: Day): Uint8Array | Problem {
  const data = {
    title: printable(content.title),
    family: printable(content.family),
    classification: printable(content.classification),
    facts: content.facts.map(printable),
    reading: content.reading,
    on: today.split('-').map(Number),
    sections: content.sections.map(sectionData),
  };
  try {
    const creationTimestamp = Math.floor(Date.parse(`${today}T00:00:00Z`) / 1000);
    const bytes = typst().pdf(
      { mainFileContent: LAYOUT, inputs: { data: JSON.stringify(data) } },
      { pdfStandard: 'ua-1', creationTimestamp },
    );
    return new Uint8Array(bytes);
  } catch (error) {
    return refusal(error, content);
  } finally {
    // What was typeset is a family's: it must not stay in the engine's memory.
    compiler?.evictCache(0);
  }
}
