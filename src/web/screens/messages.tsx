/** What one was told. A message says that something happened, with a reference; opening it leads to where one may read more. */
import { listMessages, type MessageKind, openMessage } from '../../app/messages.ts';
import { mayDo } from '../../domain/access.ts';
import { isProblem } from '../../domain/problem.ts';
import { govuk } from '../govuk.ts';
import { Form, Html } from '../parts/html.tsx';
import { Said } from '../parts/notice.tsx';
import { sayInstant } from '../parts/words.ts';
import { problemAnswer, redirect, type Screen } from '../visit.ts';

const WORDS: Readonly<Record<MessageKind, string>> = {
  'opened-in-an-emergency': 'A family was opened in an emergency.',
  'opening-not-reviewed': 'Nobody has looked yet at an opening in an emergency, and three days have passed. Please see that somebody does.',
  'opening-reviewed': 'An opening in an emergency was looked at.',
};

export const messagesScreen: Screen = {
  path: '/messages',
  get: async (visit) => {
    const found = await visit.ask(listMessages, {});
    if (isProblem(found)) return problemAnswer(found);
    return {
      kind: 'page',
      title: 'Messages',
      section: 'messages',
      body: (
        <div class="govuk-grid-row">
          <div class="govuk-grid-column-two-thirds">
            <Said code={visit.query.get('said')} />
            <h1 class="govuk-heading-l">Messages</h1>
            {found.messages.length === 0 && <p class="govuk-body">Nothing to tell you.</p>}
            <ul class="kin-board">
              {found.messages.map((message) => (
                <li class="kin-agency" id={`message-${message.id}`} key={message.id}>
                  <div class="kin-agency__head">
                    <h2 class="govuk-heading-s kin-tight">{WORDS[message.kind]}</h2>
                    {message.openedAt === null && <Html of={govuk('tag', { text: 'New', classes: 'kin-tag--open' })} />}
                  </div>
                  <p class="govuk-body kin-tight">
                    {sayInstant(message.at)}. Reference {message.reference}.
                    {message.openedAt !== null && ` You opened it ${sayInstant(message.openedAt)}.`}
                  </p>
                  <Form visit={visit} action="/messages">
                    <input type="hidden" name="message" value={message.id} />
                    <button class="govuk-button govuk-button--secondary kin-tight" type="submit">
                      Open<span class="govuk-visually-hidden"> the message with reference {message.reference}</span>
                    </button>
                  </Form>
                </li>
              ))}
            </ul>
          </div>
        </div>
      ),
    };
  },
  post: async (visit) => {
    const found = await visit.ask(openMessage, { message: visit.form.fields.get('message') ?? '' });
    if (isProblem(found)) return problemAnswer(found);
    if (found.own) return redirect('/emergency');
    if (mayDo(visit.practitioner, 'review-openings')) return redirect(`/emergency/reviews#opening-${found.about}`);
    if (found.family !== null) return redirect(`/families/${found.family}/team#openings`);
    return redirect('/messages?said=message-opened');
  },
};
