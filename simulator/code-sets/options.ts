/**
 * How much a generator writes, and from which seed. The demonstration's codes are always in the file; the rows beyond
 * them are made up.
 */
export interface GeneratedSize {
  readonly seed: string;
  /** About how many rows. Undefined: only what the demonstration uses. */
  readonly rows?: number;
  /** The fiscal or calendar year of the release. */
  readonly year?: number;
}

export const usualYear = 2027;

/** How CMS ends its lines. */
export const lineEnd = '\r\n';
