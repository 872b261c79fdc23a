import type { LineAdjudication } from '../../../domain/claim/claim-detail.ts';
import type { CommonClaim } from '../../../domain/claim/common-claim.ts';
import type { LocalDate } from '../../../domain/time/local-date.ts';

/** Content that a guide forbids in a claim, though X12 could carry it. */
export type ContentProblemKind =
  | 'claims-missing'
  | 'claims-too-many'
  | 'charge-differs-from-lines'
  | 'charge-negative'
  | 'amount-beyond-guide'
  | 'control-number-beyond-guide'
  | 'quantity-not-positive'
  | 'diagnosis-missing'
  | 'diagnosis-code-has-point'
  | 'pointer-missing'
  | 'pointer-unknown'
  | 'service-date-missing'
  | 'npi-invalid'
  | 'legacy-id-not-allowed'
  | 'tax-id-missing'
  | 'postal-code-not-nine-digits'
  | 'patient-address-missing'
  | 'patient-demographics-missing'
  | 'patient-detail-not-allowed'
  | 'payer-claim-number-missing'
  | 'submission-reason-not-allowed'
  | CoverageProblemKind
  | InstitutionalProblemKind
  | DentalProblemKind;

/** Forbidden content about other payers and their decisions. */
type CoverageProblemKind =
  | 'responsibility-repeated'
  | 'other-subscriber-missing'
  | 'other-payer-missing'
  | 'other-consent-missing'
  | 'adjustment-group-unknown'
  | 'adjudication-payer-unknown'
  | 'line-decision-missing'
  | 'line-decision-unbalanced'
  | 'claim-decision-unbalanced'
  | 'paid-amount-missing'
  | 'decision-date-missing'
  | 'decision-date-twice'
  | 'remaining-liability-twice'
  | 'coverage-detail-not-allowed';

type InstitutionalProblemKind =
  | 'billing-provider-is-a-person'
  | 'statement-period-missing'
  | 'discharge-status-missing'
  | 'admission-date-missing'
  | 'admission-type-missing'
  | 'revenue-code-not-four-digits'
  | 'procedure-kind-missing'
  | 'procedure-missing'
  | 'non-covered-beyond-charge'
  | 'element-of-version-4010';

type DentalProblemKind = 'prosthesis-unknown' | 'prior-placement-missing' | 'surface-unknown';

export type NoteProblem = (kind: ContentProblemKind, place: string) => void;

/** The fields of lines of all forms. */
export interface CheckedLine {
  readonly chargeCents: number;
  readonly controlNumber?: string;
  readonly serviceFrom?: LocalDate;
  readonly adjudications?: readonly LineAdjudication[];
}

/** A claim of any form, with its common fields. */
export type CheckedClaim = CommonClaim & { readonly serviceLines: readonly CheckedLine[] };
