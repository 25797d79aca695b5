/**
 * How the pages of a PDF are set: tagged tables with header cells on every page, title, language, so that a screen reader can follow
 * (PDF/UA-1). It is typesetting in Typst's language; the words come beside it as data and are never taken for instructions.
 */

/**
 * Noto Sans is our own; the other three are inside the layout engine, and lend signs that it lacks: ticks and boxes, Arabic, Hebrew. No
 * other font is looked for, so a PDF is the same on every machine.
 */
export const LAYOUT = `
#let d = json(bytes(sys.inputs.data))
#let deep = rgb("#1d3b53")
#let quiet = rgb("#484949")
#set document(title: d.title, author: "Kinline", date: datetime(year: d.on.at(0), month: d.on.at(1), day: d.on.at(2)))
#set text(font: ("Noto Sans", "DejaVu Sans Mono", "Libertinus Serif", "New Computer Modern Math"), fallback: false, lang: "en", region: "GB", size: 8pt, fill: rgb("#0b0c0c"))
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
