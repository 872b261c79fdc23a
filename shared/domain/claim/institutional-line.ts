import type { Cents } from '../money/cents.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { Attachment, Drug, LineAdjudication, Note, Repricing } from './claim-detail.ts';
import type { ClaimProvider } from './party.ts';

/** One service on an institutional claim. */
export interface InstitutionalService {
  /** Four digits. */
  readonly revenueCode: string;
  /**
   * `HC` HCPCS and CPT, `HP` HIPPS rate code, `ER`, `IV`, `WK`; absent, with `procedure`, where the revenue code is
   * enough.
   */
  readonly procedureKind?: string;
  readonly procedure?: string;
  /** Up to four, in order. */
  readonly modifiers?: readonly string[];
  readonly description?: string;
  readonly chargeCents: Cents;
  /** `UN` units, `DA` days. */
  readonly unit: string;
  /** How many units or days, a decimal. */
  readonly quantity: string;
  /** Version 4010's price of one unit, a decimal. */
  readonly unitRate?: string;
  readonly nonCoveredCents?: Cents;
  readonly attachments?: readonly Attachment[];

  /** The first day of service; `serviceTo` only for a span (which may be of one day). */
  readonly serviceFrom?: LocalDate;
  readonly serviceTo?: LocalDate;

  /** The payer returns it in the remittance; unique within the claim. */
  readonly controlNumber?: string;
  readonly repricedLineNumber?: string;
  readonly adjustedRepricedLineNumber?: string;
  readonly serviceTaxCents?: Cents;
  readonly facilityTaxCents?: Cents;
  /** At most one, from a repricer. */
  readonly notes?: readonly Note[];
  readonly repricing?: Repricing;
  readonly drug?: Drug;

  /** Only when they differ from the claim's. */
  readonly operatingProvider?: ClaimProvider;
  readonly otherOperatingProvider?: ClaimProvider;
  readonly renderingProvider?: ClaimProvider;
  readonly referringProvider?: ClaimProvider;
  readonly adjudications?: readonly LineAdjudication[];
}
