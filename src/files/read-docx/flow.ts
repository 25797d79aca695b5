/**
 * Where the text of a Word document goes while it is read: into the paragraph that is open, and from there into a table's cell, a text
 * box or a passage of the document.
 */
import type { Passage, Table } from '../../domain/document.ts';
import type { Limits } from '../../domain/limits.ts';
import { ProblemError, problem } from '../../domain/problem.ts';
import type { Seen } from './seen.ts';
import { type OpenTable, tableReader } from './table.ts';

export type Part = 'body' | 'header' | 'footer' | 'footnote' | 'endnote' | 'comment';

type Paragraph = { readonly pieces: string[]; length: number; hidden: boolean; visible: boolean; joinsNext: boolean; styleHidden: boolean };
/** Where paragraphs go: the document itself, or a text box inside it. */
type Frame = {
  readonly box: boolean;
  readonly tables: OpenTable[];
  paragraph: Paragraph | null;
  carried: string;
  readonly paragraphs: Paragraph[];
};

export type TextFlow = {
  readonly passages: readonly Passage[];
  readonly tables: readonly Table[];
  /** The innermost table that is open. */
  table(): OpenTable | undefined;
  beginTable(): void;
  endTable(): void;
  beginParagraph(): void;
  endParagraph(): void;
  /** A paragraph that would run on, but is the last of its cell or text. */
  endLastParagraph(): void;
  /** The mark at the end of the paragraph was deleted, so it runs on into the next one. */
  joinWithNext(): void;
  /** Whether the style of the paragraph that is open hides its text. */
  styleHides(): boolean;
  setStyleHides(hides: boolean): void;
  say(text: string, hidden: boolean): void;
  beginNote(): void;
  beginBox(): void;
  endBox(): void;
};

const emptyParagraph = (visible: boolean): Paragraph => ({
  pieces: [],
  length: 0,
  hidden: false,
  visible,
  joinsNext: false,
  styleHidden: false,
});
const emptyFrame = (box: boolean): Frame => ({ box, tables: [], paragraph: null, carried: '', paragraphs: [] });

/** The flow of one part. Counts in `seen` what is more than plain text. Throws a ProblemError when a cell or table is over a limit. */
export function textFlow(part: Part, limits: Limits, seen: Seen): TextFlow {
  const passages: Passage[] = [];
  const tables: Table[] = [];
  const frames: Frame[] = [emptyFrame(false)];
  const budget = { rows: 0, cells: 0 };
  let paragraphs = 0;
  let note = 0;
  let boxText: string[] = [];
  const frame = (): Frame => frames[frames.length - 1] as Frame;

  const passage = (text: string): void => {
    if (text.trim() === '') return;
    if (part === 'body') {
      paragraphs++;
      passages.push({ place: `paragraph ${paragraphs}`, text });
    } else if (part === 'header' || part === 'footer') passages.push({ place: part, text });
    else passages.push({ place: `${part} ${note}`, text });
  };

  const endParagraph = (): void => {
    const here = frame();
    const paragraph = here.paragraph;
    here.paragraph = here.paragraphs.pop() ?? null;
    if (paragraph === null) return;
    const text = here.carried + paragraph.pieces.join('');
    here.carried = paragraph.joinsNext ? text : '';
    if (paragraph.joinsNext) return;
    const table = here.tables[here.tables.length - 1];
    if (table !== undefined) table.paragraph(text, paragraph.hidden && !paragraph.visible);
    else if (here.box) boxText.push(text);
    else passage(text);
  };

  const endLastParagraph = (): void => {
    const here = frame();
    if (here.carried === '' || here.paragraph !== null) return;
    here.paragraph = emptyParagraph(true);
    endParagraph();
  };

  const endTable = (): void => {
    const here = frame();
    const done = here.tables.pop();
    if (done === undefined) return;
    const outer = here.tables[here.tables.length - 1];
    seen.mergeWithoutStart += done.mergeWithoutStart;
    seen.underMerged += done.underMerged;
    seen.deletedRows += done.deletedRows;
    if (outer !== undefined) {
      seen.nested++;
      outer.paragraph(done.asText(), false);
    } else if (part === 'body') tables.push({ place: `table ${tables.length + 1}`, hidden: false, rows: done.rows(), hiddenColumns: [] });
    else passage(done.asText());
  };

  return {
    passages,
    tables,
    table: () => frame().tables.at(-1),
    beginTable: () => {
      endLastParagraph();
      frame().tables.push(tableReader(limits, budget));
    },
    endTable,
    beginParagraph: () => {
      const here = frame();
      if (here.paragraph !== null) here.paragraphs.push(here.paragraph);
      here.paragraph = emptyParagraph(false);
    },
    endParagraph,
    endLastParagraph,
    joinWithNext: () => {
      const { paragraph } = frame();
      if (paragraph !== null) paragraph.joinsNext = true;
    },
    styleHides: () => frame().paragraph?.styleHidden ?? false,
    setStyleHides: (hides) => {
      const { paragraph } = frame();
      if (paragraph !== null) paragraph.styleHidden = hides;
    },
    say: (text, hidden) => {
      const { paragraph } = frame();
      if (paragraph === null || text === '') return;
      paragraph.pieces.push(text);
      paragraph.length += text.length;
      if (hidden) {
        paragraph.hidden = true;
        seen.hiddenText++;
      } else if (text.trim() !== '') paragraph.visible = true;
      if (paragraph.length > limits.cellLength)
        throw new ProblemError(problem('cell-too-long', `The limit is ${limits.cellLength.toLocaleString('en-GB')} characters.`));
    },
    beginNote: () => {
      note++;
    },
    beginBox: () => {
      frames.push(emptyFrame(true));
      boxText = [];
      seen.boxes++;
    },
    endBox: () => {
      endLastParagraph();
      frames.pop();
      const text = boxText.join('\n').trim();
      if (text !== '') passages.push({ place: `text box ${seen.boxes}`, text });
    },
  };
}
