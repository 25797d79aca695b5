/** The two small components that every screen uses: html from an official macro, and a form with its token. */
import type { ComponentChildren, VNode } from 'preact';
import { jsxTemplate } from 'preact/jsx-runtime';
import type { Visit } from '../visit.ts';

/** Puts the html of an official component into a page: `<Html of={govuk('tag', { text: 'Open' })} />`. Never give it people's words. */
export function Html({ of }: { readonly of: string }): VNode {
  return jsxTemplate([of]) as VNode;
}

type FormProps = {
  readonly visit: Visit;
  readonly action: string;
  readonly id?: string;
  readonly class?: string;
  readonly files?: boolean;
  readonly children?: ComponentChildren;
};

/** A form that changes something. It carries the token without which the server refuses it. */
export function Form({ visit, action, files, children, ...rest }: FormProps): VNode {
  return (
    <form {...rest} method="post" action={action} novalidate {...(files === true ? { enctype: 'multipart/form-data' } : {})}>
      <input type="hidden" name="_csrf" value={visit.formToken} />
      {children}
    </form>
  );
}
