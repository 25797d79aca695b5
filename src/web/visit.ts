/**
 * What a screen is: a function from a visit (who is asking for what) to an answer (a page, a redirect, a file, a problem).
 * Screens know nothing of the web framework; site.ts turns requests into visits and answers into replies.
 */
import type { VNode } from 'preact';
import type { Operation } from '../app/door.ts';
import type { KeptForm } from '../app/kept-form.ts';
import type { Session } from '../app/operation.ts';
import type { ChildLine } from '../app/read-family.ts';
import type { Practitioner } from '../domain/access.ts';
import type { Problem } from '../domain/problem.ts';
import type { Day } from '../domain/time.ts';

export type SentFile = { readonly field: string; readonly name: string; readonly bytes: Uint8Array };

/** What a form sent: its fields by name (each may stand several times) and its files. */
export type SentForm = { readonly fields: URLSearchParams; readonly files: readonly SentFile[] };

export type Visit = {
  /** Who is asking. Screens that are not `open` are only reached by someone. */
  readonly practitioner: Practitioner | null;
  readonly session: Session | null;
  readonly demonstration: boolean;
  /** The address that the request came from, for counting tries to sign in. */
  readonly from: string;
  /** What the organisation's identity provider is called, when the partnership has one. */
  readonly organisation: string | null;
  /** What this browser keeps of an attempt to sign in there; sealed. */
  readonly attempt: string | null;
  /** The variable parts of the path, such as `params('family')`; empty when there is none of that name. */
  readonly param: (name: string) => string;
  readonly query: URLSearchParams;
  readonly path: string;
  readonly form: SentForm;
  /** The token that every form must carry. Use `<Form visit={visit}>`, which puts it there. */
  readonly formToken: string;
  /** For a script element, if a screen should ever need one inline. */
  readonly nonce: string;
  readonly today: Day;
  readonly partnership: string;
  readonly tellUs: string;
  /** Does something through the one door, as this practitioner. */
  readonly ask: <Input, Result>(operation: Operation<Input, Result>, input: Input) => Promise<Result | Problem>;
};

/** The family whose identity bar and sub-navigation stand above a page. */
export type FamilyFrame = { readonly id: string; readonly label: string; readonly children: readonly ChildLine[] };

export type FamilySection = 'timeline' | 'table' | 'gather' | 'merge' | 'downloads' | 'team' | 'access';

export type Page = {
  readonly kind: 'page';
  /** Neutral: no names, no labels of families. Shown in the browser's tab and history. */
  readonly title: string;
  readonly body: VNode;
  readonly family?: FamilyFrame;
  readonly section?: FamilySection | 'families' | 'people' | 'figures' | 'emergency' | 'messages' | 'details';
  /** A link above the heading. */
  readonly back?: { readonly href: string; readonly text: string };
  /** Uses the width of the window, for pictures and wide tables. */
  readonly wide?: boolean;
  /** Small scripts of src/web/client that this page can do without, by file name: `['merge-desk']`. */
  readonly islands?: readonly string[];
  readonly status?: number;
  /** The token of the session that has just begun, for the browser to keep. */
  readonly signedIn?: string;
  /** Seconds after which it is worth trying again. */
  readonly retryAfter?: number;
};

export type Answer =
  | Page
  /** `signedIn` is the token of a session that has just begun; null is one that has just ended. `attempt` is for the browser to keep meanwhile. */
  | { readonly kind: 'redirect'; readonly to: string; readonly signedIn?: string | null; readonly attempt?: string | null }
  /** For another server: whether it was done, and nothing else. */
  | { readonly kind: 'told'; readonly status: 200 | 400 }
  /** Sends what was kept of a form to where it was going, as whoever is asking (or has just shown again who they are). */
  | { readonly kind: 'resume'; readonly id: string; readonly form: KeptForm; readonly signedIn?: string }
  | { readonly kind: 'file'; readonly file: string; readonly mediaType: string; readonly bytes: Uint8Array }
  | { readonly kind: 'problem'; readonly problem: Problem };

export type Screen = {
  /** As Fastify writes paths: `/families/:family/gather`. */
  readonly path: string;
  /** Can be seen without being signed in. What is typed into it is never kept. */
  readonly open?: boolean;
  /** Why its form may be sent by others than our own pages. Without it every form needs our token. */
  readonly fromElsewhere?: string;
  readonly get?: (visit: Visit) => Promise<Answer>;
  readonly post?: (visit: Visit) => Promise<Answer>;
};

/** An address on this site, or the other one when it is anything else. */
export function localPath(to: string | null | undefined, otherwise: string): string {
  return typeof to === 'string' && to.length <= 2000 && /^\/(?![/\\])[^\s\\]*$/.test(to) ? to : otherwise;
}

export const redirect = (to: string): Answer => ({ kind: 'redirect', to });
export const problemAnswer = (problem: Problem): Answer => ({ kind: 'problem', problem });
