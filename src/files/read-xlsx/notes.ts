/** What stands on a sheet but in no cell: comments, text boxes, pictures. Their text is read as passages beside the table. */
import type { Passage, Remark } from '../../domain/document.ts';
import { ProblemError, problem } from '../../domain/problem.ts';
import { type OfficePackage, readPackagePart, readRelationships } from '../read-package.ts';

export function readSheetNotes(opened: OfficePackage, sheetPart: string, place: string): { passages: Passage[]; remarks: Remark[] } {
  const passages: Passage[] = [];
  const remarks: Remark[] = [];
  const counts = { comments: 0, boxes: 0 };
  for (const one of readRelationships(opened.archive, sheetPart, opened.limits)) {
    const part = one.external ? null : opened.archive.find(one.target);
    if (part === null) continue;
    if (one.type === 'comments') {
      collect(opened, part, 'x:comment', 'x:t', (text, address) => {
        counts.comments++;
        passages.push({ place: `${place}, comment on ${address}`, text });
      });
    } else if (one.type === 'drawing') {
      collect(opened, part, 'xdr:txBody', 'a:t', (text) => {
        counts.boxes++;
        passages.push({ place: `${place}, text box ${counts.boxes}`, text });
      });
    } else if (one.type === 'oleObject' || one.type === 'package' || one.type === 'control') {
      remarks.push({ place, code: 'embedded-objects', says: 'The sheet has an embedded object. It was not opened.' });
    }
  }
  if (counts.comments > 0)
    remarks.push({
      place,
      code: 'comments',
      says: `The sheet has comments (${counts.comments}). They were read as text beside the table, not as part of a row.`,
    });
  if (counts.boxes > 0)
    remarks.push({
      place,
      code: 'text-boxes',
      says: `The sheet has text boxes (${counts.boxes}). They were read as text beside the table, not as part of a row.`,
    });
  return { passages, remarks };
}

/** Text of each element `around`, made of its `inside` elements; paragraphs become lines. */
function collect(
  opened: OfficePackage,
  part: string,
  around: string,
  inside: string,
  found: (text: string, address: string) => void,
): void {
  let pieces: string[] | null = null;
  let length = 0;
  let address = '';
  const handler = {
    wantsText: false,
    open: (name: string, tag: { get(name: string): string | undefined }): void => {
      if (name === around) {
        pieces = [];
        length = 0;
        address = (tag.get('ref') ?? '').slice(0, 20);
      } else if (name === inside) handler.wantsText = pieces !== null;
    },
    text: (text: string): void => {
      length += text.length;
      if (length > opened.limits.cellLength)
        throw new ProblemError(problem('cell-too-long', `The limit is ${opened.limits.cellLength.toLocaleString('en-GB')} characters.`));
      pieces?.push(text);
    },
    close: (name: string): void => {
      if (name === inside) handler.wantsText = false;
      else if (name === 'a:p') pieces?.push('\n');
      else if (name === around && pieces !== null) {
        const text = pieces.join('').trim();
        if (text !== '') found(text, address);
        pieces = null;
      }
    },
  };
  readPackagePart(opened, part, handler);
}
