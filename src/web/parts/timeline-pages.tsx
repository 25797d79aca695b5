/** The pages of a long table of events. */
import type { VNode } from 'preact';
import type { Selection } from '../../domain/timeline/selection.ts';
import { queryFor } from './timeline-address.ts';

export function Pages({ page, pages, selection }: { readonly page: number; readonly pages: number; readonly selection: Selection }): VNode {
  const near = [...new Set([1, page - 1, page, page + 1, pages])].filter((number) => number >= 1 && number <= pages);
  const href = (number: number): string => `table${queryFor({ ...selection, page: number })}`;
  return (
    <nav class="govuk-pagination" aria-label="Pages of the table">
      {page > 1 && (
        <div class="govuk-pagination__prev">
          <a class="govuk-link govuk-pagination__link" href={href(page - 1)} rel="prev">
            <span class="govuk-pagination__link-title">
              Previous<span class="govuk-visually-hidden"> page</span>
            </span>
          </a>
        </div>
      )}
      <ul class="govuk-pagination__list">
        {near.map((number) => (
          <li class={`govuk-pagination__item${number === page ? ' govuk-pagination__item--current' : ''}`} key={number}>
            <a
              class="govuk-link govuk-pagination__link"
              href={href(number)}
              aria-label={`Page ${number}`}
              aria-current={number === page ? 'page' : undefined}
            >
              {number}
            </a>
          </li>
        ))}
      </ul>
      {page < pages && (
        <div class="govuk-pagination__next">
          <a class="govuk-link govuk-pagination__link" href={href(page + 1)} rel="next">
            <span class="govuk-pagination__link-title">
              Next<span class="govuk-visually-hidden"> page</span>
            </span>
          </a>
        </div>
      )}
    </nav>
  );
}
