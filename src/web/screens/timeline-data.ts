/** The picture's marks for the browser, fetched after the page has been seen: the same selection, whatever the stretch of time. */
import { isProblem } from '../../domain/problem.ts';
import { pictureOf } from '../../domain/timeline/picture.ts';
import { EVERYTHING } from '../../domain/timeline/selection.ts';
import { packPicture } from '../parts/timeline-pack.ts';
import { pictureOptions, readView } from '../parts/timeline-view.ts';
import { problemAnswer, type Screen } from '../visit.ts';

export const timelineDataScreen: Screen = {
  path: '/families/:family/timeline.json',
  get: async (visit) => {
    const view = await readView(visit);
    if (isProblem(view)) return problemAnswer(view);
    const { record, selection } = view;
    const everMoved = { ...selection, from: EVERYTHING.from, to: EVERYTHING.to };
    const picture = pictureOf(record.chronology, everMoved, pictureOptions(view));
    return {
      kind: 'file',
      file: 'timeline.json',
      mediaType: 'application/json; charset=utf-8',
      bytes: new TextEncoder().encode(JSON.stringify(picture === null ? null : packPicture(picture))),
    };
  },
};
