/**
 * An integrated chronology as one web page that needs nothing else: no script, nothing from outside, readable by a screen reader, on a
 * small screen and on paper (A4 landscape, the heading row on every page).
 */
import type { CellLine } from '../domain/chronology-columns.ts';
import type { Content, Section, TextTable } from './write-chronology-content.ts';
import type { TextRow } from './write-chronology-rows.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: HTML has no place for control characters
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

function html(text: string): string {
  const plain = text.replace(CONTROLS, '\ufffd');
  return plain.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

const CSS = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; background: #fff; color: #0b0c0c; font: 1rem/1.45 Arial, "Liberation Sans", "Noto Sans", sans-serif; }
a { color: #1a4f8b; }
a:focus { outline: 3px solid #0b0c0c; outline-offset: 2px; background: #fd0; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: .5rem; top: .5rem; padding: .5rem; }
.page { max-width: 100rem; margin: 0 auto; padding: 1rem 1.5rem 3rem; }
.marking { max-width: none; margin: 0; padding: .5rem 1.5rem; background: #1d3b53; color: #fff; font-weight: 700; }
h1 { margin: 1.5rem 0 .25rem; font-size: 2rem; line-height: 1.15; color: #1d3b53; }
h2 { margin: 2.5rem 0 .5rem; font-size: 1.4rem; color: #1d3b53; break-after: avoid; }
.family { margin: 0 0 1rem; font-size: 1.15rem; }
p, ul { max-width: 50rem; margin: .4rem 0; }
ul { padding-left: 1.2rem; }
nav { margin: 1.25rem 0; }
nav ul { padding: 0; list-style: none; columns: 18rem auto; }
nav a { display: inline-block; padding: .2rem 0; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
table { width: 100%; margin: .75rem 0; border-collapse: collapse; border-block: 2px solid #1d3b53; font-size: .9rem; font-variant-numeric: tabular-nums; table-layout: fixed; }
caption { padding: .5rem 0; text-align: left; font-weight: 700; }
thead th { padding: .45rem .6rem; background: #1d3b53; color: #fff; text-align: left; vertical-align: bottom; }
tbody th, td { padding: .5rem .6rem; border-top: 1px solid #8b9296; text-align: left; vertical-align: top; font-weight: 400; overflow-wrap: anywhere; }
.line { display: block; white-space: pre-wrap; }
.line + .line { margin-top: .15rem; }
.reference { font-size: .72rem; color: #484949; }
footer { margin-top: 2rem; border-top: 1px solid #8b9296; padding-top: .75rem; }
@media (max-width: 60rem) {
  table, tbody, tr, td, tbody th, caption { display: block; width: auto; }
  thead, colgroup { display: none; }
  tr { padding: .5rem 0; border-top: 2px solid #1d3b53; }
  tbody th, td { border: 0; padding: .2rem 0; }
  td:empty { display: none; }
  [data-name]::before { content: attr(data-name) ": "; font-weight: 700; }
}
@page { size: A4 landscape; margin: 12mm; }
@media print {
  body { font-size: 9pt; }
  .skip, nav { display: none; }
  .page { max-width: none; padding: 0; }
  .marking { padding: 0 0 2mm; background: none; color: #0b0c0c; }
  h1 { font-size: 20pt; margin-top: 0; }
  h2 { font-size: 13pt; margin-top: 7mm; }
  table { font-size: 8pt; }
  thead { display: table-header-group; }
  thead th { background: #fff; color: #0b0c0c; border-bottom: 1.5pt solid #0b0c0c; }
  tr { break-inside: avoid; }
  .reference { font-size: 6.5pt; }
}
`;

function lineHtml(line: CellLine): string {
  const text = html(line.text);
  const label = line.label === null ? '' : `<b>${html(line.label)}:</b> `;
  return `<span class="line">${label}<bdi>${line.strong === true ? `<b>${text}</b>` : text}</bdi></span>`;
}

function rowHtml(row: TextRow, headings: readonly string[]): string {
  const cells = row.map((lines, column) => {
    const name = html(headings[column] ?? '');
    const inside = lines.map(lineHtml).join('');
    if (column === 0) return `<th scope="row" role="rowheader" data-name="${name}">${inside}</th>`;
    return `<td role="cell" data-name="${name}"${headings[column] === 'Reference' ? ' class="reference"' : ''}>${inside}</td>`;
  });
  return `<tr role="row">${cells.join('')}</tr>\n`;
}

function* tableHtml(table: TextTable, { id, heading }: Section): Generator<string> {
  const whole = table.widths.reduce((sum, width) => sum + width, 0);
  // The roles say what the elements are even where a small screen shows rows as blocks, which takes the meaning away in some browsers.
  yield `<table role="table" aria-describedby="${id}-about"><caption${table.caption === heading ? ' class="unseen"' : ''}>${html(table.caption)}</caption><colgroup>`;
  for (const width of table.widths) yield `<col style="width:${((width / whole) * 100).toFixed(2)}%">`;
  yield '</colgroup>\n<thead role="rowgroup"><tr role="row">';
  for (const heading of table.headings) yield `<th scope="col" role="columnheader">${html(heading)}</th>`;
  yield '</tr></thead>\n<tbody role="rowgroup">\n';
  for (const row of table.rows) yield rowHtml(row, table.headings);
  yield '</tbody></table>\n';
}

function* sectionHtml(section: Section): Generator<string> {
  yield `<section aria-labelledby="${section.id}"><h2 id="${section.id}">${html(section.heading)}</h2>\n`;
  for (const words of section.words) yield `<p>${html(words)}</p>\n`;
  if (section.table !== null) {
    yield `<p class="unseen" id="${section.id}-about">${html(section.table.description)}</p>\n`;
    yield* tableHtml(section.table, section);
  }
  yield '</section>\n';
}

export function* htmlPieces(content: Content): Generator<string> {
  const title = html(content.title);
  yield `<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n<title>${title}</title>\n<meta name="viewport" content="width=device-width, initial-scale=1">\n`;
  yield `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">\n<meta name="referrer" content="no-referrer">\n<style>${CSS}</style>\n</head>\n<body>\n`;
  yield '<a class="skip" href="#chronology">Skip to the chronology</a>\n<header>';
  yield `<p class="marking">${html(content.classification)}</p><div class="page" style="padding-bottom:0"><h1>${title}</h1><p class="family">Integrated chronology. Family: ${html(content.family)}</p></div></header>\n<main class="page" style="padding-top:0">\n<ul class="facts">`;
  for (const fact of content.facts) yield `<li>${html(fact)}</li>`;
  yield '</ul>\n<nav aria-label="Contents"><ul>';
  for (const section of content.sections) yield `<li><a href="#${section.id}">${html(section.heading)}</a></li>`;
  yield '</ul></nav>\n<section aria-labelledby="reading"><h2 id="reading">How to read this chronology</h2><ul>';
  for (const words of content.reading) yield `<li>${html(words)}</li>`;
  yield '</ul></section>\n';
  for (const section of content.sections) yield* sectionHtml(section);
  yield `</main>\n<footer class="page"><p>${html(content.classification)}. ${title}.</p></footer>\n</body>\n</html>\n`;
}
