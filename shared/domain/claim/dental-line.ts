import type { Cents } from '../money/cents.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { Contract, LineAdjudication, PayerNumber, Repricing } from './claim-detail.ts';
import type { ClaimProvider, ServiceFacility } from './party.ts';

/** A tooth (`1` to `32`, `A` to `T`, ...) and up to five of its surfaces. */
export interface ReportedTooth {
  readonly tooth: string;
  readonly surfaces?: readonly string[];
}

/** One service on a dental claim. */
export interface DentalService {
  /** `AD`: the codes of the American Dental Association (CDT). */
  readonly procedureKind: string;
  readonly procedure: string;
  /** Up to four, in order. */
  readonly modifiers?: readonly string[];
  readonly description?: string;
  readonly chargeCents: Cents;
  /** Only when the line differs from its claim. */
  readonly placeOfService?: string;
  /** Up to five parts of the mouth: `00` all of it, `10` to `40` the quadrants, ... */
  readonly oralCavity?: readonly string[];
  /** `I` the first prosthesis, crown or inlay, `R` a replacement. */
  readonly prosthesis?: string;
  /** How many times, a decimal; once when absent. */
  readonly quantity?: string;
  /** Up to four of the claim's diagnoses by number, counted from 1. */
  readonly diagnosisPointers?: readonly number[];
  /** Up to 32. */
  readonly teeth?: readonly ReportedTooth[];

  /** Only when the line differs from its claim; `serviceTo` only for a span. */
  readonly serviceFrom?: LocalDate;
  readonly serviceTo?: LocalDate;
  /** When the prosthesis that is replaced was placed: the day, or about when. */
  readonly priorPlacementOn?: LocalDate;
  readonly estimatedPriorPlacementOn?: LocalDate;
  readonly appliancePlacedOn?: LocalDate;
  readonly replacedOn?: LocalDate;
  readonly treatmentBeganOn?: LocalDate;
  readonly treatmentEndedOn?: LocalDate;

  readonly contract?: Contract;
  readonly predeterminations?: readonly PayerNumber[];
  readonly priorAuthorizations?: readonly PayerNumber[];
  readonly repricedLineNumber?: string;
  readonly adjustedRepricedLineNumber?: string;
  /** The payer returns it in the remittance; unique within the claim. */
  readonly controlNumber?: string;
  readonly referrals?: readonly PayerNumber[];
  readonly salesTaxCents?: Cents;
  readonly fileInformation?: readonly string[];
  readonly repricing?: Repricing;

  readonly renderingProvider?: ClaimProvider;
  readonly assistantSurgeon?: ClaimProvider;
  readonly supervisingProvider?: ClaimProvider;
  readonly serviceFacility?: ServiceFacility;
  readonly adjudications?: readonly LineAdjudication[];
}
