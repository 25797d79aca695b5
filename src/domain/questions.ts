/**
 * The questions that an inspector or a court puts to a family's record: what each is called, what it asks, and what must be said with it.
 * Answering one is an operation (src/app/questions), a command (`kinline ask`) and a screen.
 */

export type QuestionNeed = 'event' | 'contribution' | 'practitioner' | 'from' | 'to' | 'on' | 'checkpoint';

export type Question = {
  /** As typed after `kinline ask`, and in the screen's address. */
  readonly code: string;
  readonly asks: string;
  /** What the answer gives, in a sentence. */
  readonly gives: string;
  /** What may be said with it. */
  readonly takes: readonly QuestionNeed[];
  /** What must be. */
  readonly needs: readonly QuestionNeed[];
};

const BETWEEN = ['from', 'to'] as const;

export const QUESTIONS = [
  {
    code: 'who-saw',
    asks: 'Who saw it?',
    gives: 'Everyone to whom a page or a file of this family, of one event or of one contribution was given, and when.',
    takes: ['event', 'contribution', 'practitioner', ...BETWEEN],
    needs: [],
  },
  {
    code: 'who-added',
    asks: 'Who added to it?',
    gives: 'What was received, noted, asked for and promised, by whom and when.',
    takes: ['event', 'contribution', 'practitioner', ...BETWEEN],
    needs: [],
  },
  {
    code: 'who-changed',
    asks: 'Who changed it?',
    gives: 'What was decided, settled, corrected, completed and set aside, by whom, when and why. What stood before is still there.',
    takes: ['event', 'contribution', 'practitioner', ...BETWEEN],
    needs: [],
  },
  {
    code: 'who-printed',
    asks: 'Who printed it?',
    gives: 'Who opened the chronology to print it, and when.',
    takes: ['event', 'contribution', 'practitioner', ...BETWEEN],
    needs: [],
  },
  {
    code: 'who-exported',
    asks: 'Who took it away?',
    gives: 'Who took the chronology or an original away as a file, and when.',
    takes: ['event', 'contribution', 'practitioner', ...BETWEEN],
    needs: [],
  },
  {
    code: 'who-was-refused',
    asks: 'Who was refused?',
    gives: 'Who asked for something of this family and was not given it, and when.',
    takes: ['practitioner', ...BETWEEN],
    needs: [],
  },
  {
    code: 'what-could-they-see',
    asks: 'What could this professional see on that day?',
    gives: 'Whether one professional could see this family at any time of a day, and which events.',
    takes: ['practitioner', 'on'],
    needs: ['practitioner', 'on'],
  },
  {
    code: 'recorded-when',
    asks: 'What was recorded when, and when did it happen?',
    gives: 'For each event when it happened, when its agency wrote it down and when it was received here, with the delays between.',
    takes: ['event', 'contribution', ...BETWEEN],
    needs: [],
  },
  {
    code: 'anything-altered',
    asks: 'Was anything altered since?',
    gives: 'Whether the log and the files received are still what they were when they were written, and what that stands on.',
    takes: ['checkpoint'],
    needs: [],
  },
  {
    code: 'who-was-told',
    asks: 'Who was told, and when did they open it?',
    gives: 'Which agencies were told of which events, how, when, and whether they confirmed it; and which messages were opened.',
    takes: ['event', ...BETWEEN],
    needs: [],
  },
] as const satisfies readonly Question[];

export type QuestionCode = (typeof QUESTIONS)[number]['code'];

export const questionOf = (code: string): (typeof QUESTIONS)[number] | null => QUESTIONS.find((one) => one.code === code) ?? null;

/** One thing that an answer tells. */
export type AnswerRow = {
  /** ISO instant in UTC; null for what has none. */
  readonly at: string | null;
  /** A sentence that can be read on its own; times in it are of Europe/London. */
  readonly says: string;
  /** What a reader should stop at. */
  readonly mark?: 'late' | 'perhaps late' | 'refused' | 'altered' | 'not confirmed' | 'not shared';
  /** More of it, by name. */
  readonly facts?: readonly (readonly [string, string])[];
  readonly event?: string;
  readonly contribution?: string;
};

export type Answer = {
  readonly question: QuestionCode;
  readonly asks: string;
  readonly family: { readonly id: string; readonly label: string };
  /** The answer in a sentence or two. */
  readonly says: string;
  /** Under headings, in their order. */
  readonly parts: readonly { readonly heading: string; readonly rows: readonly AnswerRow[] }[];
  /** How many rows there are in all, and which page of them this is. */
  readonly rows: number;
  readonly page: number;
  readonly pages: number;
  /** What the answer stands on, and where its edges are. */
  readonly standsOn: readonly string[];
};

/** Said with every answer, whether or not there is anything else: so it tells nothing about what is hidden. */
export const ONLY_WHAT_YOU_SEE = 'This answer is made only of what you may see yourself. Whether there is anything else, it does not say.';
