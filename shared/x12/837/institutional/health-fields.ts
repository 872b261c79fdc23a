import type { InstitutionalClaim } from '../../../domain/claim/institutional-claim.ts';

/** The fields of a claim that HI fills, while they are filled. */
export type HealthFields = {
  -readonly [Field in (typeof healthFields)[number]]?: InstitutionalClaim[Field];
};

/** Their names. */
export const healthFields = [
  ...(['diagnoses', 'admittingDiagnosis', 'reasonsForVisit', 'externalCauses', 'drg', 'procedures'] as const),
  ...(['occurrenceSpans', 'occurrences', 'values', 'conditionCodes', 'treatmentCodes'] as const),
] as const satisfies readonly (keyof InstitutionalClaim)[];
