/** When two readings are of the same event with the same content. */
import type { Event } from '../event.ts';

export function alike(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keysOf = (value: object): string[] => Object.keys(value).filter((key) => (value as Record<string, unknown>)[key] !== undefined);
  const keys = keysOf(a);
  if (keys.length !== keysOf(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && alike((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]));
}

/**
 * Whether two readings are of the same event with the same content: every field, absent and undefined alike. Two things may differ:
 * `place` (each file has its own), and `cameFrom` when only one of the two has it (an export adds the origin).
 */
export function sameEvent(a: Event, b: Event): boolean {
  const { place: _placeA, cameFrom: fromA, ...restA } = a;
  const { place: _placeB, cameFrom: fromB, ...restB } = b;
  return alike(restA, restB) && (fromA === undefined || fromB === undefined || alike(fromA, fromB));
}
