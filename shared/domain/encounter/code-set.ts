import type { LocalDate } from '../time/local-date.ts';

/** From when to when a code may be used, both ends included. */
export interface CodeValidity {
  readonly from: LocalDate;
  readonly to?: LocalDate;
}

/** The codes that an office may use, each with its dates. */
export interface CodeSet {
  /** Name and release, for findings and for the record. */
  readonly name: string;
  readonly diagnoses: ReadonlyMap<string, CodeValidity>;
  readonly procedures: ReadonlyMap<string, CodeValidity>;
}

export type CodeStanding = 'valid' | 'unknown' | 'not-valid-then';

/** Whether a code is valid on a day: the date of service, not the day of billing. */
export function codeStanding(codes: ReadonlyMap<string, CodeValidity>, code: string, day: LocalDate): CodeStanding {
  const validity = codes.get(code);
  if (validity === undefined) return 'unknown';
  const begun = validity.from <= day;
  const standing = validity.to === undefined || day <= validity.to;
  return begun && standing ? 'valid' : 'not-valid-then';
}
