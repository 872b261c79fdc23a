import type { Cents } from '../money/cents.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { BenefitKind } from './eligibility-codes.ts';

/** The network of a benefit; `unknown` where the payer does not say. */
export type Network = 'in' | 'out' | 'both' | 'unknown';

/** Another payer, plan or provider named in a benefit. */
export interface NamedParty {
  readonly role: string;
  readonly name?: string;
  readonly idKind?: string;
  readonly id?: string;
  readonly phone?: string;
}

/** One benefit as the payer stated it, in plain terms. */
export interface PlainBenefit {
  readonly kind: BenefitKind;
  /** The payer's own code for it. */
  readonly code: string;
  /** None when the payer names none. */
  readonly serviceTypes: readonly string[];
  readonly procedure?: string;
  readonly network: Network;
  /** `IND` individual, `FAM` family, `EMP` employee, ... */
  readonly coverageLevel?: string;
  readonly insuranceType?: string;
  readonly plan?: string;
  /** The code of the period, such as `23`; `29` is the remaining amount. */
  readonly period?: string;
  readonly amountCents?: Cents;
  /** In percent: `20`, `12.5`. */
  readonly percent?: string;
  readonly quantity?: string;
  readonly quantityKind?: string;
  readonly authorizationRequired?: boolean;
  readonly from?: LocalDate;
  readonly until?: LocalDate;
  readonly messages: readonly string[];
  /** Places of service, diagnoses and similar limits. */
  readonly circumstances: readonly string[];
  readonly parties: readonly NamedParty[];
  /** The segments of the answer behind it. */
  readonly raw: string;
}

export interface Rejection {
  /** Who or what was rejected. */
  readonly about: 'payer' | 'provider' | 'subscriber' | 'patient' | 'service';
  readonly code?: string;
  readonly words: string;
  readonly followUp?: string;
}

/** Two benefits that contradict each other. Both are shown. */
export interface Contradiction {
  /** Their indexes in the list of benefits. */
  readonly benefits: readonly [number, number];
  readonly kind: 'covered-and-not' | 'amounts-differ' | 'authorization-differs' | 'left-exceeds-whole';
}

/** The patient's cost sharing and remaining amounts for one service type, network and level. */
export interface ServiceSummary {
  readonly serviceType: string;
  readonly network: Network;
  readonly coverageLevel?: string;
  readonly covered?: boolean;
  readonly copayCents?: Cents;
  readonly coinsurancePercent?: string;
  readonly deductibleCents?: Cents;
  readonly deductibleLeftCents?: Cents;
  readonly outOfPocketCents?: Cents;
  readonly outOfPocketLeftCents?: Cents;
  readonly authorizationRequired?: boolean;
  readonly limits: readonly SummaryLimit[];
  /** Whether the payer contradicts itself here: see the benefits. */
  readonly isContradicted: boolean;
}

export interface SummaryLimit {
  readonly period?: string;
  readonly amountCents?: Cents;
  readonly quantity?: string;
  readonly quantityKind?: string;
  readonly isLeft: boolean;
}

/** A payer's answer about one patient. */
export interface EligibilityResult {
  /** `unclear`: the payer says both, or neither; `rejected`: it did not answer. */
  readonly status: 'active' | 'inactive' | 'unclear' | 'rejected';
  readonly memberId?: string;
  readonly groupNumber?: string;
  readonly plan?: string;
  readonly planFrom?: LocalDate;
  readonly planUntil?: LocalDate;
  readonly rejections: readonly Rejection[];
  readonly benefits: readonly PlainBenefit[];
  readonly services: readonly ServiceSummary[];
  readonly otherPayers: readonly NamedParty[];
  /** The plan that is responsible instead, such as a Medicaid or Medicare managed care plan: claims go there. */
  readonly managedCare: readonly NamedParty[];
  readonly contradictions: readonly Contradiction[];
}
