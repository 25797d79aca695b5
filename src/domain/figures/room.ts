/**
 * How far one number of a table can move while every sum stays a sum: the largest flow round a network, found along shortest paths
 * (Edmonds and Karp). Whole numbers stay whole, so what it finds is exact.
 */

/** What flows from one node to another, and how much more or less could. */
export type Arc = { readonly from: number; readonly to: number; readonly more: number; readonly less: number };

/** Enough to say "any number": nobody asks of a table how it could be off by more. */
const ENOUGH = 1_000;

/** By how much the flow of one arc could go up and down when the others make way. */
export function room(arcs: readonly Arc[], wanted: number, nodes: number): { readonly up: number; readonly down: number } {
  const arc = arcs[wanted];
  if (arc === undefined) return { up: 0, down: 0 };
  const others = arcs.filter((_, index) => index !== wanted);
  return {
    up: Math.min(arc.more, flow(others, arc.to, arc.from, nodes, arc.more)),
    down: Math.min(arc.less, flow(others, arc.from, arc.to, nodes, arc.less)),
  };
}

function flow(arcs: readonly Arc[], from: number, to: number, nodes: number, limit: number): number {
  const left: number[][] = Array.from({ length: nodes }, () => new Array<number>(nodes).fill(0));
  const add = (one: number, other: number, amount: number): void => {
    const row = left[one] as number[];
    row[other] = (row[other] ?? 0) + Math.min(amount, ENOUGH * nodes);
  };
  for (const arc of arcs) {
    add(arc.from, arc.to, arc.more);
    add(arc.to, arc.from, arc.less);
  }
  const most = Math.min(limit, ENOUGH);
  let total = 0;
  while (total < most) {
    const path = shortest(left, from, to);
    if (path === null) break;
    const through = Math.min(most - total, ...path.map(([one, other]) => left[one]?.[other] ?? 0));
    for (const [one, other] of path) {
      add(one, other, -through);
      add(other, one, through);
    }
    total += through;
  }
  return total;
}

/** The steps of a path with the fewest, by breadth; null when there is none. */
function shortest(left: readonly (readonly number[])[], from: number, to: number): [number, number][] | null {
  const before = new Map<number, number>([[from, from]]);
  const queue = [from];
  for (let node = queue.shift(); node !== undefined && !before.has(to); node = queue.shift())
    for (const [next, amount] of (left[node] ?? []).entries())
      if (amount > 0 && !before.has(next)) {
        before.set(next, node);
        queue.push(next);
      }
  if (!before.has(to)) return null;
  const path: [number, number][] = [];
  for (let node = to; node !== from; node = before.get(node) ?? from) path.unshift([before.get(node) ?? from, node]);
  return path;
}
