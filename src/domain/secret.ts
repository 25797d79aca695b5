/**
 * A value that must never be written anywhere: a password, a key, the address of a database with its password. Whoever prints it, puts it
 * in a message, a log or JSON gets a placeholder; `reveal` is the one way to the value, and easy to search for.
 */

const PLACEHOLDER = '(secret)';

export type Secret<Value> = {
  readonly reveal: () => Value;
  readonly toString: () => string;
  readonly toJSON: () => string;
};

export function secretOf<Value>(value: Value): Secret<Value> {
  const said = (): string => PLACEHOLDER;
  const secret = { reveal: () => value };
  // Not enumerable: spreading, Object.entries and JSON see nothing to copy.
  for (const name of ['toString', 'toJSON', Symbol.toPrimitive, Symbol.for('nodejs.util.inspect.custom')])
    Object.defineProperty(secret, name, { value: said });
  return Object.freeze(secret) as Secret<Value>;
}
