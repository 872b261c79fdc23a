import type { InstitutionalClaim } from '../../../domain/claim/institutional-claim.ts';

/** The fields of a claim that HI fills, under construction. */
export type HealthFields = {
  -readonly [Field in (typeof healthLists | typeof healthSingles)[number]]?: InstitutionalClaim[Field];
};

/** The names of the fields that have one value. */
export const healthSingles = ['admittingDiagnosis', 'drg'] as const satisfies readonly (keyof InstitutionalClaim)[];

/** The names of the fields that are lists. */
export const healthLists = [
  ...(['diagnoses', 'reasonsForVisit', 'externalCauses', 'procedures'] as const),
  ...(['occurrenceSpans', 'occurrences', 'values', 'conditionCodes', 'treatmentCodes'] as const),
] as const satisfies readonly (keyof InstitutionalClaim)[];
