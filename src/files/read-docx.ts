/**
 * A Word document as a person sees it: its tables row by row, the text round them, and a remark for everything that is in the file
 * but not on the page (deleted text, comments, hidden text) or on the page but not in the body (headers, text boxes, footnotes).
 */
import type { Passage, Remark, SourceDocument } from '../domain/document.ts';
import { ProblemError, problem } from '../domain/problem.ts';
import { bodyReader } from './read-docx/body.ts';
import { readRootText } from './read-docx/custom-part.ts';
import { readHiddenStyles } from './read-docx/hidden-styles.ts';
import { readJsonText } from './read-json.ts';
import { type OfficePackage, readPackagePart, readRelationships } from './read-package.ts';

/** Reads an opened Word package. Throws a ProblemError when it is damaged or over a limit. */
export function readDocx(opened: OfficePackage): SourceDocument {
  const { archive, limits } = opened;
  const relationships = readRelationships(archive, opened.main, limits);
  const stylesPart = archive.find(relationships.find((one) => one.type === 'styles' && !one.external)?.target ?? '');
  const hiddenStyles = stylesPart === null ? new Set<string>() : readHiddenStyles(opened, stylesPart);
  const body = bodyReader('body', limits, hiddenStyles);
  readPackagePart(opened, opened.main, body);
  if (!body.hasBody) throw new ProblemError(problem('damaged-file', 'It has no text at all: its body is missing.'));
  const passages: Passage[] = [...body.passages];
  const remarks: Remark[] = body.remarks();

  const around = (type: string, part: 'header' | 'footer' | 'footnote' | 'endnote' | 'comment'): number => {
    let count = 0;
    const texts = new Set<string>();
    for (const one of relationships) {
      const name = one.type === type && !one.external ? archive.find(one.target) : null;
      if (name === null) continue;
      const reader = bodyReader(part, limits, hiddenStyles);
      readPackagePart(opened, name, reader);
      for (const passage of reader.passages) {
        count++;
        if ((part === 'header' || part === 'footer') && texts.has(passage.text)) continue;
        texts.add(passage.text);
        passages.push(passage);
      }
    }
    return count;
  };
  around('header', 'header');
  around('footer', 'footer');
  const footnotes = around('footnotes', 'footnote') + around('endnotes', 'endnote');
  if (footnotes > 0)
    remarks.push({
      place: 'document',
      code: 'footnotes',
      says: `The document has footnotes or endnotes (${footnotes}). They were read as text beside the tables, not as part of a row.`,
    });
  const comments = around('comments', 'comment');
  if (comments > 0)
    remarks.push({
      place: 'document',
      code: 'comments',
      says: `The document has comments (${comments}). They were read as text beside the tables, not as part of a row.`,
    });
  if (relationships.some((one) => one.type === 'aFChunk')) {
    remarks.push({
      place: 'document',
      code: 'embedded-document',
      says: 'Another document is embedded in this one and its text was not read. Open it in Word, save it again and bring that copy.',
    });
  }
  const settings = relationships.find((one) => one.type === 'settings');
  const template =
    settings !== undefined &&
    readRelationships(archive, settings.target, limits).some((one) => one.type === 'attachedTemplate' && one.external);
  if (template || relationships.some((one) => one.external && one.type !== 'hyperlink')) {
    remarks.push({
      place: 'document',
      code: 'external-links',
      says: 'The document points at other files or addresses. Nothing outside the document was opened.',
    });
  }
  const carried = readCarried(opened);
  return { kind: 'docx', tables: body.tables, passages, remarks, ...(carried === undefined ? {} : { json: carried }) };
}

/** The reading that Kinline's own exports carry in a custom part whose root is `kinline`. */
function readCarried(opened: OfficePackage): unknown {
  for (const name of opened.archive.names) {
    if (!/^customXml\/[^/]+\.xml$/i.test(name)) continue;
    const text = readRootText(opened, name, 'kinline');
    if (text !== null) return readJsonText(text, opened.limits).json;
  }
  return undefined;
}
