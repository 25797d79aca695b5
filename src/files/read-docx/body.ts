/**
 * The text of a Word document's body (or header, footer, footnotes, comments): paragraphs in order, tables cell by cell. Deleted text
 * is not text, inserted text is. What is hidden is read and said.
 */
import type { Passage, Remark, Table } from '../../domain/document.ts';
import type { Limits } from '../../domain/limits.ts';
import { ProblemError, problem } from '../../domain/problem.ts';
import type { XmlHandler, XmlTag } from '../read-xml.ts';
import { nothingSeen, sayWhatWasSeen } from './seen.ts';
import { symbolOf } from './symbols.ts';
import { type OpenTable, tableReader } from './table.ts';

export type Part = 'body' | 'header' | 'footer' | 'footnote' | 'endnote' | 'comment';

export type BodyReader = XmlHandler & {
  readonly passages: Passage[];
  readonly tables: Table[];
  readonly hasBody: boolean;
  remarks(): Remark[];
};

/** Old properties, deleted text and second renderings: nothing in them is part of the text. */
const SKIPPED = new Set([
  'w:rPrChange',
  'w:pPrChange',
  'w:tcPrChange',
  'w:trPrChange',
  'w:tblPrChange',
  'w:tblPrExChange',
  'w:sectPrChange',
  'w:tblGridChange',
  'w:numberingChange',
  'w:rt',
  'w:sdtEndPr',
  'w:moveFrom',
]);

type Paragraph = { readonly pieces: string[]; length: number; hidden: boolean; visible: boolean; joinsNext: boolean; styleHidden: boolean };
/** Where paragraphs go: the document itself, or a text box inside it. */
type Frame = {
  readonly box: boolean;
  readonly tables: OpenTable[];
  paragraph: Paragraph | null;
  carried: string;
  readonly paragraphs: Paragraph[];
};

/** A reader to hand to the XML reader for one part of the document. Throws a ProblemError when a cell or table is over a limit. */
export function bodyReader(part: Part, limits: Limits, hiddenStyles: ReadonlySet<string> = new Set()): BodyReader {
  const passages: Passage[] = [];
  const tables: Table[] = [];
  const seen = nothingSeen();
  const frames: Frame[] = [{ box: false, tables: [], paragraph: null, carried: '', paragraphs: [] }];
  const budget = { rows: 0, cells: 0 };
  let hasBody = false;
  let skipping = 0;
  let paragraphs = 0;
  let note = 0;
  let boxText: string[] = [];
  let runHidden = false;
  /** For each content control that is open, whether it only shows its own prompt. */
  const prompts: boolean[] = [];
  const choices: boolean[] = [];
  let list: { entries: string[]; chosen: number } | null = null;

  const frame = (): Frame => frames[frames.length - 1] as Frame;
  const say = (text: string): void => {
    const paragraph = frame().paragraph;
    if (paragraph === null || text === '' || prompts.includes(true)) return;
    paragraph.pieces.push(text);
    paragraph.length += text.length;
    if (runHidden) {
      paragraph.hidden = true;
      seen.hiddenText++;
    } else if (text.trim() !== '') paragraph.visible = true;
    if (paragraph.length > limits.cellLength)
      throw new ProblemError(problem('cell-too-long', `The limit is ${limits.cellLength.toLocaleString('en-GB')} characters.`));
  };
  const on = (tag: XmlTag): boolean => !['0', 'false', 'off', 'none'].includes(tag.get('w:val') ?? '1');

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

  /** The mark at the end of the paragraph was deleted, so it runs on into the next one. */
  const joinWithNext = (): void => {
    const paragraph = frame().paragraph;
    if (paragraph !== null) paragraph.joinsNext = true;
  };

  /** A paragraph that would run on, but is the last of its cell or text. */
  const endLastParagraph = (): void => {
    const here = frame();
    if (here.carried === '' || here.paragraph !== null) return;
    here.paragraph = { pieces: [], length: 0, hidden: false, visible: true, joinsNext: false, styleHidden: false };
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

  const open = (name: string, tag: XmlTag): void => {
    if (skipping > 0) {
      skipping++;
      return;
    }
    if (SKIPPED.has(name)) {
      if (name === 'w:moveFrom') {
        seen.deleted++;
        if (tag.parent === 'w:rPr') joinWithNext();
      }
      skipping = 1;
      return;
    }
    const here = frame();
    const table = here.tables[here.tables.length - 1];
    switch (name) {
      case 'w:body':
        hasBody = true;
        break;
      case 'w:p':
        if (here.paragraph !== null) here.paragraphs.push(here.paragraph);
        here.paragraph = { pieces: [], length: 0, hidden: false, visible: false, joinsNext: false, styleHidden: false };
        break;
      case 'w:r':
        runHidden = here.paragraph?.styleHidden ?? false;
        break;
      case 'w:pStyle':
        if (here.paragraph !== null) here.paragraph.styleHidden = hiddenStyles.has(tag.get('w:val') ?? '');
        break;
      case 'w:rStyle':
        if (hiddenStyles.has(tag.get('w:val') ?? '')) runHidden = true;
        break;
      case 'w:sdt':
        prompts.push(false);
        break;
      case 'w:showingPlcHdr':
        if (prompts.length > 0 && on(tag)) {
          prompts[prompts.length - 1] = true;
          seen.unfilled++;
        }
        break;
      case 'w:vanish':
        if (tag.parent === 'w:rPr') runHidden = on(tag);
        break;
      case 'w:t':
      case 'm:t':
        reader.wantsText = true;
        break;
      case 'w:tab':
        if (tag.parent !== 'w:tabs') say('\t');
        break;
      case 'w:ptab':
        say('\t');
        break;
      case 'w:br':
      case 'w:cr':
        say('\n');
        break;
      case 'w:noBreakHyphen':
        say('-');
        break;
      case 'w:sym': {
        const symbol = symbolOf(tag.get('w:font') ?? '', tag.get('w:char') ?? '');
        if (symbol === '\uFFFD') seen.symbols++;
        say(symbol);
        break;
      }
      case 'w:del':
        if (tag.parent === 'w:trPr') table?.rowDeleted();
        else if (tag.parent === 'w:rPr') {
          joinWithNext();
        } else skipping = 1;
        seen.deleted++;
        break;
      case 'w:ins':
      case 'w:moveTo':
        seen.inserted++;
        break;
      case 'w:tbl':
        endLastParagraph();
        here.tables.push(tableReader(limits, budget));
        break;
      case 'w:tr':
        table?.beginRow();
        break;
      case 'w:tc':
        table?.beginCell();
        break;
      case 'w:gridBefore':
        table?.gridBefore(count(tag));
        break;
      case 'w:hidden':
        if (tag.parent === 'w:trPr' && on(tag)) table?.rowHidden();
        break;
      case 'w:gridSpan':
        table?.span(count(tag));
        break;
      case 'w:vMerge':
        table?.mergeDown(tag.get('w:val') === 'restart');
        break;
      case 'w:hMerge':
        table?.mergeAcross(tag.get('w:val') === 'restart');
        break;
      case 'w:shd':
        if (tag.parent === 'w:tcPr') table?.fill(tag.get('w:val') === 'solid' ? (tag.get('w:color') ?? '') : (tag.get('w:fill') ?? ''));
        break;
      case 'mc:AlternateContent':
        choices.push(false);
        break;
      case 'mc:Choice':
        if (choices[choices.length - 1] === true) skipping = 1;
        choices[choices.length - 1] = true;
        break;
      case 'mc:Fallback':
        if (choices[choices.length - 1] === true) skipping = 1;
        break;
      case 'w:txbxContent':
        frames.push({ box: true, tables: [], paragraph: null, carried: '', paragraphs: [] });
        boxText = [];
        seen.boxes++;
        break;
      case 'w:object':
      case 'w:altChunk':
      case 'w:control':
        seen.objects++;
        break;
      case 'w:ddList':
        list = { entries: [], chosen: 0 };
        break;
      case 'w:result':
        if (list !== null) list.chosen = count(tag);
        break;
      case 'w:listEntry':
        list?.entries.push(tag.get('w:val') ?? '');
        break;
      case 'w:checked':
        if (tag.parent === 'w:checkBox') say(on(tag) ? '☒' : '☐');
        break;
      case 'w:footnote':
      case 'w:endnote':
        if ((tag.get('w:type') ?? 'normal') !== 'normal') skipping = 1;
        else note++;
        break;
      case 'w:comment':
        note++;
        break;
    }
  };

  const close = (name: string): void => {
    if (skipping > 0) {
      skipping--;
      return;
    }
    switch (name) {
      case 'w:t':
      case 'm:t':
        reader.wantsText = false;
        break;
      case 'w:r':
        runHidden = false;
        break;
      case 'w:p':
        endParagraph();
        break;
      case 'w:sdt':
        prompts.pop();
        break;
      case 'w:body':
        endLastParagraph();
        break;
      case 'w:tc':
        endLastParagraph();
        frame().tables.at(-1)?.endCell();
        break;
      case 'w:tr':
        frame().tables.at(-1)?.endRow();
        break;
      case 'w:tbl':
        endTable();
        break;
      case 'mc:AlternateContent':
        choices.pop();
        break;
      case 'w:ddList':
        say(list?.entries[list.chosen] ?? '');
        list = null;
        break;
      case 'w:txbxContent': {
        endLastParagraph();
        frames.pop();
        const text = boxText.join('\n').trim();
        if (text !== '') passages.push({ place: `text box ${seen.boxes}`, text });
        break;
      }
    }
  };

  const reader: BodyReader = {
    wantsText: false,
    passages,
    tables,
    get hasBody() {
      return hasBody;
    },
    open,
    text: (text) => say(text),
    close,
    remarks: () => sayWhatWasSeen(seen),
  };
  return reader;
}

function count(tag: XmlTag): number {
  const value = Number(tag.get('w:val') ?? '0');
  return Number.isFinite(value) && value > 0 ? Math.floor(value) : 0;
}
