/** The text inside one of a document's custom XML parts, when its root element has a given name. */
import { type OfficePackage, readPart } from '../read-package.ts';

/** Text of the root element when its name (namespace aside) is `root`, otherwise null. A part that cannot be read is not ours: null. */
export function readRootText(opened: OfficePackage, name: string, root: string): string | null {
  const pieces: string[] = [];
  let depth = 0;
  let ours = false;
  const handler = {
    wantsText: false,
    open: (element: string): void => {
      depth++;
      if (depth === 1 && (element === root || element.endsWith(`:${root}`))) {
        ours = true;
        handler.wantsText = true;
      }
    },
    text: (text: string): void => {
      pieces.push(text);
    },
    close: (): void => {
      depth--;
    },
  };
  // The text of an export is one long value; it may be longer than a cell.
  readPart(opened.archive, name, { ...opened.limits, cellLength: opened.limits.inflatedBytes }, handler);
  return ours ? pieces.join('') : null;
}
