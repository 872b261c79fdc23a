/** Part of a whole in hundredths of a percent; undefined of nothing. */
export function basisPoints(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : Math.round((10_000 * part) / whole);
}

/** An average with one decimal; undefined of nothing. */
export function average(sum: number, count: number): number | undefined {
  return count === 0 ? undefined : Math.round((10 * sum) / count) / 10;
}
