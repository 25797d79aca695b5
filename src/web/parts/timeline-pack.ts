/** A picture in few bytes, for the browser: marks as columns of numbers, days counted from the one before, ids as one string. */
import type { AgeRuler } from '../../domain/timeline/ages.ts';
import type { Mark, Shape } from '../../domain/timeline/marks.ts';
import type { Picture, PictureLane, Zero } from '../../domain/timeline/picture.ts';
import type { Stretch } from '../../domain/timeline/scale.ts';
import type { Silence } from '../../domain/timeline/silences.ts';

type PackedLane = {
  readonly name: string;
  readonly key: string;
  /** 32 hexadecimal digits for each mark. */
  readonly ids: string;
  /** First days: the first as it is, each other from the one before. */
  readonly from: readonly number[];
  /** Days after the first one. */
  readonly more: readonly number[];
  /** Shape and outline as bits, see `PLAIN`. */
  readonly signs: readonly number[];
  readonly when: readonly string[];
  readonly words: readonly string[];
  readonly silences: readonly Silence[];
  readonly uncovered: readonly Stretch[];
};

export type PackedPicture = {
  readonly widest: Stretch;
  readonly rulers: readonly AgeRuler[];
  readonly zero: Zero | null;
  readonly lanes: readonly PackedLane[];
};

const SHAPES: readonly Shape[] = ['dot', 'square', 'triangle', 'flag'];
const SOFT = 4;
const HOLLOW = 8;
const LINKED = 16;
const DISPUTED = 32;
const ID_LENGTH = 32;

function signOf(mark: Mark): number {
  return (
    SHAPES.indexOf(mark.shape) |
    (mark.soft ? SOFT : 0) |
    (mark.hollow ? HOLLOW : 0) |
    (mark.linked ? LINKED : 0) |
    (mark.disputed ? DISPUTED : 0)
  );
}

export function packPicture(picture: Picture): PackedPicture {
  return {
    widest: picture.widest,
    rulers: picture.rulers,
    zero: picture.zero,
    lanes: picture.lanes.map(({ name, key, marks, silences, uncovered }) => ({
      name,
      key,
      ids: marks.map((mark) => mark.id).join(''),
      from: marks.map((mark, index) => mark.from - (marks[index - 1]?.from ?? 0)),
      more: marks.map((mark) => mark.to - mark.from),
      signs: marks.map(signOf),
      when: marks.map((mark) => mark.when),
      words: marks.map((mark) => mark.words),
      silences,
      uncovered,
    })),
  };
}

export function unpackPicture(packed: PackedPicture): Omit<Picture, 'stretch'> {
  return { widest: packed.widest, rulers: packed.rulers, zero: packed.zero, lanes: packed.lanes.map(unpackLane) };
}

function unpackLane(lane: PackedLane): PictureLane {
  let day = 0;
  const marks = lane.from.map((step, index): Mark => {
    day += step;
    const sign = lane.signs[index] ?? 0;
    return {
      id: lane.ids.slice(index * ID_LENGTH, (index + 1) * ID_LENGTH),
      from: day,
      to: day + (lane.more[index] ?? 0),
      shape: SHAPES[sign & 3] ?? 'dot',
      soft: (sign & SOFT) !== 0,
      hollow: (sign & HOLLOW) !== 0,
      linked: (sign & LINKED) !== 0,
      disputed: (sign & DISPUTED) !== 0,
      when: lane.when[index] ?? '',
      words: lane.words[index] ?? '',
    };
  });
  return { name: lane.name, key: lane.key, marks, silences: lane.silences, uncovered: lane.uncovered };
}
