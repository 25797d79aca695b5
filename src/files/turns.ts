/** Turns at work that takes much of the machine: a few at a time, whoever waits longest next, and not more waiting than can be served. */

export type Turns = {
  /** Resolves to true when it is the caller's turn, who must `pass` it on when done; to false when too many wait already. */
  take(): Promise<boolean>;
  /** Gives the turn to whoever waits longest. */
  pass(): void;
};

export function turns(atTheSameTime: number, mayWait: number): Turns {
  let working = 0;
  const waiting: (() => void)[] = [];
  return {
    async take() {
      if (working < atTheSameTime) {
        working += 1;
        return true;
      }
      if (waiting.length >= mayWait) return false;
      await new Promise<void>((begin) => waiting.push(begin));
      return true;
    },
    pass() {
      const next = waiting.shift();
      if (next === undefined) working -= 1;
      else next();
    },
  };
}
