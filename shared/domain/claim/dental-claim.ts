import type { Cents } from '../money/cents.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { Diagnosis } from './claim-detail.ts';
import type { AccidentStatement, CommonClaim } from './common-claim.ts';
import type { DentalService } from './dental-line.ts';
import type { ClaimProvider, ServiceFacility } from './party.ts';

/** Orthodontic treatment. Months are decimals. */
export interface OrthodonticTreatment {
  readonly totalMonths?: string;
  readonly remainingMonths?: string;
  /** `Y`, when no months are given. */
  readonly indicator?: string;
}

/** The state of a tooth: `E` to be extracted, `M` missing. */
export interface ReportedToothStatus {
  readonly tooth: string;
  readonly status: string;
}

/**
 * One dental claim (the electronic form of the ADA claim form). Values that have a code in X12 are kept as that code; amounts are cents;
 * quantities are decimals as text. An optional list is absent, never empty. The patient is the subscriber unless `dependent` is given.
 */
export interface DentalClaim extends CommonClaim, AccidentStatement {
  readonly kind: 'dental';
  readonly placeOfService: string;
  readonly providerSignatureOnFile: boolean;

  /** When the appliance was placed; a line may have its own. */
  readonly appliancePlacedOn?: LocalDate;
  /** The dates of service, when all lines have the same; `serviceTo` only for a span. */
  readonly serviceFrom?: LocalDate;
  readonly serviceTo?: LocalDate;

  readonly orthodontics?: OrthodonticTreatment;
  /** Up to 35. */
  readonly toothStatuses?: readonly ReportedToothStatus[];
  readonly patientPaidCents?: Cents;
  readonly predeterminationNumber?: string;

  /** Up to four, often none. */
  readonly diagnoses: readonly Diagnosis[];

  readonly referringProvider?: ClaimProvider;
  readonly referringPrimaryCareProvider?: ClaimProvider;
  readonly renderingProvider?: ClaimProvider;
  readonly serviceFacility?: ServiceFacility;
  readonly assistantSurgeon?: ClaimProvider;
  readonly supervisingProvider?: ClaimProvider;

  /** One to fifty. */
  readonly serviceLines: readonly DentalService[];
}
