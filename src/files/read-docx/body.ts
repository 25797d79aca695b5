/**
 * The text of a Word document's body (or header, footer, footnotes, comments): paragraphs in order, tables cell by cell. Deleted text
 * is not text, inserted text is. What is hidden is read and said.
 */
import type { Passage, Remark, Table } from '../../domain/document.ts';
import type { Limits } from '../../domain/limits.ts';
import type { XmlHandler, XmlTag } from '../read-xml.ts';
import { type Part, textFlow } from './flow.ts';
import { nothingSeen, sayWhatWasSeen } from './seen.ts';
import { symbolOf } from './symbols.ts';

export type BodyReader = XmlHandler & {
  readonly passages: readonly Passage[];
  readonly tables: readonly Table[];
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

/** A reader to hand to the XML reader for one part of the document. Throws a ProblemError when a cell or table is over a limit. */
export function bodyReader(part: Part, limits: Limits, hiddenStyles: ReadonlySet<string> = new Set()): BodyReader {
  const seen = nothingSeen();
  const flow = textFlow(part, limits, seen);
  let hasBody = false;
  let skipping = 0;
  let runHidden = false;
  /** For each content control that is open, whether it only shows its own prompt. */
  const prompts: boolean[] = [];
  const choices: boolean[] = [];
  let list: { entries: string[]; chosen: number } | null = null;

  const say = (text: string): void => {
    if (!prompts.includes(true)) flow.say(text, runHidden);
  };
  const on = (tag: XmlTag): boolean => !['0', 'false', 'off', 'none'].includes(tag.get('w:val') ?? '1');

  const open = (name: string, tag: XmlTag): void => {
    if (skipping > 0) {
      skipping++;
      return;
    }
    if (SKIPPED.has(name)) {
      if (name === 'w:moveFrom') {
        seen.deleted++;
        if (tag.parent === 'w:rPr') flow.joinWithNext();
      }
      skipping = 1;
      return;
    }
    const table = flow.table();
    switch (name) {
      case 'w:body':
        hasBody = true;
        break;
      case 'w:p':
        flow.beginParagraph();
        break;
      case 'w:r':
        runHidden = flow.styleHides();
        break;
      case 'w:pStyle':
        flow.setStyleHides(hiddenStyles.has(tag.get('w:val') ?? ''));
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
          flow.joinWithNext();
        } else skipping = 1;
        seen.deleted++;
        break;
      case 'w:ins':
      case 'w:moveTo':
        seen.inserted++;
        break;
      case 'w:tbl':
        flow.beginTable();
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
        flow.beginBox();
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
        else flow.beginNote();
        break;
      case 'w:comment':
        flow.beginNote();
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
        flow.endParagraph();
        break;
      case 'w:sdt':
        prompts.pop();
        break;
      case 'w:body':
        flow.endLastParagraph();
        break;
      case 'w:tc':
        flow.endLastParagraph();
        flow.table()?.endCell();
        break;
      case 'w:tr':
        flow.table()?.endRow();
        break;
      case 'w:tbl':
        flow.endTable();
        break;
      case 'mc:AlternateContent':
        choices.pop();
        break;
      case 'w:ddList':
        say(list?.entries[list.chosen] ?? '');
        list = null;
        break;
      case 'w:txbxContent':
        flow.endBox();
        break;
    }
  };

  const reader: BodyReader = {
    wantsText: false,
    passages: flow.passages,
    tables: flow.tables,
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
