/** The styles of a Word document that hide text: a run or paragraph in such a style is hidden without saying so itself. */
import { type OfficePackage, readPackagePart } from '../read-package.ts';

/** Ids of the styles whose text is hidden. */
export function readHiddenStyles(opened: OfficePackage, part: string): ReadonlySet<string> {
  const hidden = new Set<string>();
  let style = '';
  readPackagePart(opened, part, {
    wantsText: false,
    open: (name, tag) => {
      if (name === 'w:style') style = tag.get('w:styleId') ?? '';
      else if (name === 'w:vanish' && style !== '' && !['0', 'false', 'off'].includes(tag.get('w:val') ?? '1')) hidden.add(style);
    },
    text: () => {},
    close: (name) => {
      if (name === 'w:style') style = '';
    },
  });
  return hidden;
}
