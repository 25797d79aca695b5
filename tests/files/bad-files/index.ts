/** Every kind of bad file that the reader is tried on. */
import { BAD_DOCUMENTS, BAD_TEXTS, BAD_WORKBOOKS, BAD_XML } from './contents.ts';
import type { BadFile } from './kinds.ts';
import { BAD_PACKAGES } from './packages.ts';

export const BAD_FILES: readonly BadFile[] = [...BAD_TEXTS, ...BAD_PACKAGES, ...BAD_XML, ...BAD_DOCUMENTS, ...BAD_WORKBOOKS];
