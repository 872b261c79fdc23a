/** `npm run test:long`: every planted bug, many seeds, and contract tests over the embedded database. */
export const isLong = process.env.TEST_LONG !== undefined;

/** How often something is tried in `npm test`, and in `npm run test:long`. */
export function times(usual: number, long: number): number {
  return isLong ? long : usual;
}
