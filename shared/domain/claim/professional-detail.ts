import type { Cents } from '../money/cents.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { ConditionSet } from './claim-detail.ts';

/** Details that only professional claims have. */

/** What lens or frame: `E1` spectacle lenses, `E2` contact lenses, `E3` frames. */
export interface VisionConditionSet extends ConditionSet {
  readonly kind: string;
}

/** An ambulance transport. Quantities are decimals. */
export interface AmbulanceTransport {
  readonly patientWeightPounds?: string;
  /** Version 4010's initial or round trip code. */
  readonly transportCode?: string;
  readonly reason: string;
  readonly miles: string;
  readonly roundTripPurpose?: string;
  readonly stretcherPurpose?: string;
}

/** Spinal manipulation: the nature of the condition (`A` acute, `C` chronic, ...) and a description. */
export interface SpinalManipulation {
  readonly condition: string;
  readonly description?: string;
  readonly furtherDescription?: string;
}

/** Durable medical equipment, rented or bought. */
export interface DurableMedicalEquipment {
  readonly procedureKind: string;
  readonly procedure: string;
  /** Days of medical necessity, a decimal. */
  readonly days: string;
  readonly rentalPriceCents: Cents;
  readonly purchasePriceCents: Cents;
  /** `1` by the week, `4` by the month, `6` by the day. */
  readonly rentalUnit: string;
}

/** How long equipment is needed: `I` initial, `R` renewal, `S` revised; months as a decimal. */
export interface EquipmentCertification {
  readonly kind: string;
  readonly months: string;
}

/** A test result: `OG` original (starting dosage), `TR` test results; `HT` height, `R1` haemoglobin, `R2` haematocrit, ... */
export interface Measurement {
  readonly reference: string;
  readonly kind: string;
  /** A decimal. */
  readonly value: string;
}

/** A service that another provider sold to the billing one. */
export interface PurchasedService {
  readonly providerId: string;
  readonly chargeCents: Cents;
}

/** An answer on a certificate of medical necessity. */
export interface FormAnswer {
  readonly question: string;
  readonly yesNo?: string;
  readonly text?: string;
  readonly date?: LocalDate;
  /** A percentage as a decimal. */
  readonly percent?: string;
}

/** A certificate of medical necessity: `UT` the Medicare forms, `AS` others. */
export interface MedicalForm {
  readonly list: string;
  readonly form: string;
  readonly answers: readonly FormAnswer[];
}
