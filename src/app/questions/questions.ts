/** Every question of an inspector or a court with the operation that answers it. The command and the screen are derived from this. */
import type { QuestionCode } from '../../domain/questions.ts';
import type { Operation } from '../operation.ts';
import { anythingAltered } from './altered.ts';
import type { Answered } from './asking.ts';
import { whatCouldTheySee } from './could-see.ts';
import { whoAdded, whoChanged } from './facts.ts';
import { recordedWhen } from './recorded-when.ts';
import { whoWasTold } from './told.ts';
import { whoExported, whoPrinted, whoSaw, whoWasRefused } from './who.ts';

export type { Answered } from './asking.ts';

export const QUESTION_OPERATIONS: Readonly<Record<QuestionCode, Operation<never, Answered>>> = Object.freeze({
  'who-saw': whoSaw,
  'who-added': whoAdded,
  'who-changed': whoChanged,
  'who-printed': whoPrinted,
  'who-exported': whoExported,
  'who-was-refused': whoWasRefused,
  'what-could-they-see': whatCouldTheySee,
  'recorded-when': recordedWhen,
  'anything-altered': anythingAltered,
  'who-was-told': whoWasTold,
}) as never;
