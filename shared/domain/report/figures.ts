/** A part of a whole in hundredths of a percent; undefined when the whole is zero. */
export function basisPoints(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : Math.round((10_000 * part) / whole);
}

/** An average with one decimal; undefined when the number is zero. */
export function average(sum: number, count: number): number | undefined {
  return count === 0 ? undefined : Math.round((10 * sum) / count) / 10;
}
