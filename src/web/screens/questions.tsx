/** The questions of an inspector or a court, as cards; each opens its answer, in sentences with what it stands on. */
import type { VNode } from 'preact';
import type { Operation } from '../../app/door.ts';
import { listProfessionals } from '../../app/questions/access-record.ts';
import { QUESTION_OPERATIONS } from '../../app/questions/questions.ts';
import { readFamily } from '../../app/read-family.ts';
import type { Practitioner } from '../../domain/access.ts';
import { isProblem, type Problem, problem } from '../../domain/problem.ts';
import {
  type Answer as Answered,
  type AnswerRow,
  QUESTIONS,
  type Question,
  type QuestionNeed,
  questionOf,
} from '../../domain/questions.ts';
import { govuk } from '../govuk.ts';
import { AskForm, asked, askedDay, askedPage, DayField, NOT_A_DAY, notADay, Pages, ProfessionalField, StandsOn } from '../parts/asking.tsx';
import { Form, Html } from '../parts/html.tsx';
import { type Fault, Faults } from '../parts/notice.tsx';
import type { FamilyFrame } from '../visit.ts';
import { type Answer, problemAnswer, type Screen, type Visit } from '../visit.ts';

export const questionsScreen: Screen = {
  path: '/families/:family/questions',
  get: async (visit) => {
    const family = await visit.ask(readFamily, { family: visit.param('family') });
    if (isProblem(family)) return problemAnswer(family);
    const may = await visit.ask(listProfessionals, {});
    if (isProblem(may)) return problemAnswer(may);
    return {
      kind: 'page',
      title: 'Questions of an inspector or a court',
      family,
      section: 'access',
      back: { href: `/families/${family.id}/access`, text: 'Access record' },
      body: (
        <>
          <h1 class="govuk-heading-l">Questions of an inspector or a court</h1>
          <p class="govuk-body-l">Each has one answer, in sentences, with what it stands on. That you asked is written down.</p>
          <ul class="kin-cards">
            {QUESTIONS.map(({ code, asks, gives }) => (
              <li class="kin-card" key={code}>
                <h2 class="govuk-heading-s kin-tight">
                  <a class="govuk-link" href={`/families/${family.id}/questions/${code}`}>
                    {asks}
                  </a>
                </h2>
                <p class="govuk-body kin-tight">{gives}</p>
              </li>
            ))}
          </ul>
        </>
      ),
    };
  },
};

const NEEDED: Readonly<Partial<Record<QuestionNeed, string>>> = {
  practitioner: 'Choose the professional',
  on: 'Give the day',
};

export const questionScreen: Screen = {
  path: '/families/:family/questions/:question',
  get: async (visit) => ask(visit, new URLSearchParams()),
  // A checkpoint is longer than an address may be.
  post: async (visit) => ask(visit, visit.form.fields),
};

async function ask(visit: Visit, sent: URLSearchParams): Promise<Answer> {
  const question = questionOf(visit.param('question'));
  if (question === null) return problemAnswer(problem('not-found'));
  const { takes, needs }: Question = question;
  const people = await visit.ask(listProfessionals, {});
  if (isProblem(people)) return problemAnswer(people);
  const values: Record<string, string> = {};
  const faults: Fault[] = [];
  for (const name of takes) {
    const isADay = name === 'from' || name === 'to' || name === 'on';
    const value = name === 'checkpoint' ? (sent.get('checkpoint')?.trim() ?? '') : isADay ? askedDay(visit, name) : asked(visit, name);
    if (isADay && notADay(visit, name)) faults.push({ field: name, text: NOT_A_DAY });
    else if (value !== undefined && value !== '') values[name] = value;
  }
  const missing = needs.filter((name) => values[name] === undefined && !faults.some(({ field }) => field === name));
  const begun = needs.some((name) => visit.query.has(name));
  if (begun) faults.push(...missing.map((field) => ({ field, text: NEEDED[field] ?? 'Give this' })));
  let answer: (Answered & { readonly family: FamilyFrame }) | null = null;
  if (missing.length === 0 && faults.length === 0) {
    const found = await visit.ask(QUESTION_OPERATIONS[question.code] as Operation<unknown, Answered & { readonly family: FamilyFrame }>, {
      family: visit.param('family'),
      ...values,
      page: askedPage(visit),
    });
    if (!isProblem(found)) answer = found;
    else if (found.problem === 'not-valid' && found.detail !== undefined) faults.push({ field: takes.at(-1) ?? '', text: found.detail });
    else return problemAnswer(found);
  }
  const family = answer?.family ?? (await frameOf(visit));
  if (isProblem(family)) return problemAnswer(family);
  return {
    kind: 'page',
    title: question.asks,
    family,
    section: 'access',
    back: { href: `/families/${family.id}/questions`, text: 'Questions' },
    status: faults.length === 0 ? 200 : 422,
    body: <AnswerPage visit={visit} question={question} answer={answer} faults={faults} people={people.professionals} values={values} />,
  };
}

async function frameOf(visit: Visit): Promise<FamilyFrame | Problem> {
  return visit.ask(readFamily, { family: visit.param('family') });
}

type AnswerPageProps = {
  readonly visit: Visit;
  readonly question: Question;
  readonly answer: Answered | null;
  readonly faults: readonly Fault[];
  readonly people: readonly Practitioner[];
  readonly values: Readonly<Record<string, string>>;
};

function AnswerPage({ visit, question, answer, faults, people, values }: AnswerPageProps): VNode {
  return (
    <>
      <Faults faults={faults} />
      <h1 class="govuk-heading-l">{question.asks}</h1>
      {answer === null ? <p class="govuk-body-l">{question.gives}</p> : <p class="govuk-body-l kin-answer-says">{answer.says}</p>}
      <Fields visit={visit} question={question} faults={faults} people={people} values={values} />
      {answer?.parts.map((part) => (
        <section key={part.heading} aria-label={part.heading}>
          {part.rows.length > 0 && (
            <>
              <h2 class="govuk-heading-m">{part.heading}</h2>
              <ol class="kin-answer-rows">
                {part.rows.map((row, at) => (
                  <Row row={row} family={answer.family.id} key={`${at} ${row.says}`} />
                ))}
              </ol>
            </>
          )}
        </section>
      ))}
      {answer !== null && <Pages visit={visit} page={answer.page} pages={answer.pages} />}
      {answer !== null && <StandsOn lines={answer.standsOn} />}
    </>
  );
}

function Row({ row, family }: { readonly row: AnswerRow; readonly family: string }): VNode {
  const { says, mark, facts = [], event, contribution } = row;
  return (
    <li class="kin-answer-row">
      <p class="govuk-body kin-tight">
        {mark !== undefined && (
          <>
            <Html of={govuk('tag', { text: mark, classes: 'kin-tag--waits' })} />{' '}
          </>
        )}
        {says}{' '}
        {event !== undefined && (
          <a class="govuk-link" href={`/families/${family}/events/${event}`}>
            Its page<span class="govuk-visually-hidden">: {says}</span>
          </a>
        )}
        {event === undefined && contribution !== undefined && (
          <a class="govuk-link" href={`/contributions/${contribution}`}>
            Its file<span class="govuk-visually-hidden">: {says}</span>
          </a>
        )}
      </p>
      {facts.length > 0 && (
        <dl class="kin-facts">
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  );
}

function Fields({
  visit,
  question,
  faults,
  people,
  values,
}: Pick<AnswerPageProps, 'visit' | 'question' | 'faults' | 'people' | 'values'>): VNode | null {
  const { takes, needs } = question;
  if (takes.includes('checkpoint')) return <CheckpointForm visit={visit} values={values} faults={faults} />;
  const about = values['event'] ?? values['contribution'];
  return (
    <>
      {about !== undefined && (
        <p class="govuk-body">
          Asked about one {values['event'] === undefined ? 'file' : 'event'}.{' '}
          <a class="govuk-link" href={visit.path}>
            Ask about the whole family
          </a>
        </p>
      )}
      <AskForm action={visit.path} button="Ask">
        {(['event', 'contribution'] as const).map((name) =>
          values[name] === undefined ? null : <input type="hidden" name={name} value={values[name]} key={name} />,
        )}
        {takes.includes('practitioner') && (
          <ProfessionalField
            professionals={people}
            chosen={values['practitioner']}
            label="Which professional"
            any={needs.includes('practitioner') ? 'Choose one' : 'Everybody'}
            {...errorOf(faults, 'practitioner')}
          />
        )}
        {takes.includes('on') && <DayField visit={visit} name="on" label="On which day" />}
        {takes.includes('from') && <DayField visit={visit} name="from" label="From this day" />}
        {takes.includes('to') && <DayField visit={visit} name="to" label="To this day" />}
      </AskForm>
    </>
  );
}

function errorOf(faults: readonly Fault[], field: string): { readonly errorMessage?: string } {
  const found = faults.find((fault) => fault.field === field);
  return found === undefined ? {} : { errorMessage: found.text };
}

function CheckpointForm({ visit, values, faults }: Pick<AnswerPageProps, 'visit' | 'values' | 'faults'>): VNode {
  const fault = errorOf(faults, 'checkpoint').errorMessage;
  return (
    <details class="govuk-details" open={values['checkpoint'] !== undefined}>
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">Hold it against a checkpoint that somebody kept</span>
      </summary>
      <Form visit={visit} class="govuk-details__text" action={visit.path}>
        <Html
          of={govuk('textarea', {
            id: 'checkpoint',
            name: 'checkpoint',
            rows: '8',
            label: { text: 'The text of the checkpoint' },
            hint: { text: 'As “kinline audit checkpoint” wrote it, with its signatures.' },
            value: values['checkpoint'] ?? '',
            ...(fault === undefined ? {} : { errorMessage: { text: fault } }),
          })}
        />
        <Html of={govuk('button', { text: 'Check against it', classes: 'govuk-button--secondary' })} />
      </Form>
    </details>
  );
}
