/** Random numbers from a seed and a name. The same two give the same numbers on every machine. */
export interface Chance {
  /** An integer from 0 up to `count`. */
  below(count: number): number;
  /** True in `percent` of a hundred draws on average. */
  percent(percent: number): boolean;
  /** One of the choices. */
  pick<Choice>(choices: readonly [Choice, ...Choice[]]): Choice;
}

/** Seeds the random numbers from texts (FNV-1a into mulberry32, both public domain algorithms). */
export function chanceOf(...names: readonly string[]): Chance {
  let state = 0x811c9dc5;
  for (const character of names.join('\n')) state = Math.imul(state ^ (character.codePointAt(0) as number), 0x01000193);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const below = (count: number): number => next() % count;
  return {
    below,
    percent: (percent) => below(100) < percent,
    pick: (choices) => choices[below(choices.length)] as (typeof choices)[number],
  };
}
