import type { Quantity } from '../encounter/quantity.ts';
import type { ClaimId } from '../identity/ids.ts';
import type { Cents } from '../money/cents.ts';
import type { Instant, LocalDate } from '../time/local-date.ts';
import type { PatientShare } from './patient-share.ts';

/**
 * For whom: an uninsured or self-pay patient, who has a right to one; or an insured patient, who gets the expected
 * share.
 */
export const estimateKinds = ['self-pay', 'insured'] as const;
export type EstimateKind = (typeof estimateKinds)[number];

/** What started the time limit, and on which day. */
export interface Asking {
  readonly by: 'scheduling' | 'request';
  readonly on: LocalDate;
}

/** An expected service of the office’s own providers. */
export interface ExpectedService {
  /** In words that a patient understands. */
  readonly description: string;
  readonly procedure: string;
  readonly modifiers: readonly string[];
  readonly units: Quantity;
  readonly unit?: 'UN' | 'MJ';
  /** The diagnoses of the service; all of the estimate when absent. */
  readonly diagnoses?: readonly string[];
  /** The date, if it differs from the estimate’s. */
  readonly expectedOn?: LocalDate;
  /** The rendering provider; the billing one when absent. */
  readonly providerId?: string;
  /** The billing provider; the estimate’s when absent. */
  readonly billingProviderId?: string;
  readonly facilityId?: string;
  readonly placeOfService?: string;
  /** Entered by hand, instead of the fee schedule’s price. */
  readonly chargeCents?: Cents;
  /** For an insured patient: the payer's expected allowed amount. */
  readonly allowedCents?: Cents;
  /**
   * For an insured patient: the service type of the benefit, as in eligibility answers; `30`, the plan as a whole, when
   * absent.
   */
  readonly serviceType?: string;
}

/** A provider or facility outside the office that takes part in the care, and its stated charges. */
export interface CoProvider {
  readonly name: string;
  readonly npi?: string;
  readonly taxId?: string;
  readonly state: string;
  readonly place?: string;
  /** When the office asked for its part, and who asked. */
  readonly requestedOn?: LocalDate;
  readonly requestedBy?: string;
  readonly receivedOn?: LocalDate;
  readonly services: readonly CoProviderService[];
}

export interface CoProviderService {
  readonly description: string;
  readonly procedure: string;
  readonly modifiers: readonly string[];
  readonly units: Quantity;
  readonly diagnoses?: readonly string[];
  readonly expectedOn?: LocalDate;
  readonly chargeCents: Cents;
}

/** People's entries for an estimate. Its prices are derived. */
export interface EstimateFacts {
  readonly patientId: string;
  readonly kind: EstimateKind;
  readonly asked: Asking;
  /** The date of the primary service; absent while nothing is scheduled. */
  readonly serviceOn?: LocalDate;
  /** Recurring services: how often, and until when; one estimate covers at most a year. */
  readonly recurrence?: { readonly words: string; readonly until: LocalDate };
  /** The reason for the visit, in words that a patient understands. */
  readonly primaryService: string;
  readonly diagnoses: readonly string[];
  /** The convening provider, who schedules, asks the others, and is responsible for the estimate. */
  readonly billingProviderId: string;
  readonly services: readonly ExpectedService[];
  readonly coProviders: readonly CoProvider[];
  /** Services that must be scheduled separately, before or after this visit. Each gets its own estimate. */
  readonly separately: readonly string[];
  /** For an insured patient: the coverage that is expected to pay. */
  readonly coverageId?: string;
}

export interface EstimatedItem {
  readonly description: string;
  readonly procedure: string;
  readonly modifiers: readonly string[];
  readonly units: Quantity;
  readonly diagnoses: readonly string[];
  readonly expectedOn?: LocalDate;
  /** The rendering provider, if not the billing one. */
  readonly renderedBy?: { readonly name: string; readonly npi?: string };
  /** The source of the expected charge. */
  readonly from: 'fee-schedule' | 'by-hand' | 'co-provider';
  readonly feeScheduleId?: string;
  /** The price without the self-pay discount, where there is one. */
  readonly standardCents?: Cents;
  readonly chargeCents: Cents;
  readonly allowedCents?: Cents;
}

/** All items of a provider or facility. The 400-dollar rule applies to each provider separately. */
export interface EstimatedProvider {
  readonly role: 'convening' | 'co-provider';
  /** Absent for a co-provider outside the office. */
  readonly billingProviderId?: string;
  readonly name: string;
  readonly npi?: string;
  readonly taxId?: string;
  readonly states: readonly string[];
  readonly places: readonly string[];
  readonly items: readonly EstimatedItem[];
  readonly totalCents: Cents;
  /** For a co-provider that has not answered: the last day to ask it, or the last day for its answer. */
  readonly askBy?: LocalDate;
  readonly answerBy?: LocalDate;
}

/** The content that a patient is given. */
export interface Edition {
  readonly edition: number;
  readonly madeOn: LocalDate;
  readonly patient: { readonly name: string; readonly birthDate: LocalDate };
  readonly contact: { readonly name: string; readonly phone: string };
  readonly providers: readonly EstimatedProvider[];
  readonly totalCents: Cents;
  readonly share?: PatientShare;
}

export const deliveryWays = ['mail', 'in-person', 'e-mail', 'portal', 'fax'] as const;

export interface EstimateDelivery {
  readonly edition: number;
  readonly how: (typeof deliveryWays)[number];
  readonly language: 'en' | 'es';
  readonly on: LocalDate;
  readonly by: string;
  readonly at: Instant;
}

/** How a dispute ended: withdrawn, settled between patient and office, or decided by the dispute resolution entity. */
export const disputeEnds = ['withdrawn', 'settled', 'decided'] as const;

/** A patient has the bill decided by the federal dispute process (45 CFR 149.620). While it is open, its claims are held. */
export interface EstimateDispute {
  /** The number of the dispute, as the notice states it. */
  readonly reference: string;
  /** The day on which the notice came. */
  readonly noticeOn: LocalDate;
  /** The last day to send the entity the estimate, the bill and the office's statement. */
  readonly answerBy: LocalDate;
  readonly claimIds: readonly ClaimId[];
  /** The account on hold, and the number of the hold. */
  readonly accountId: string;
  readonly holdNumber: number;
  readonly begun: { readonly by: string; readonly at: Instant };
  /** When the estimate, the bill and what the office has to say were sent. */
  readonly answered?: { readonly on: LocalDate; readonly by: string; readonly at: Instant; readonly reason: string };
  readonly ended?: {
    readonly as: (typeof disputeEnds)[number];
    readonly on: LocalDate;
    /** The total that the patient has to pay for the claims, where that was agreed or decided. */
    readonly payableCents?: Cents;
    readonly by: string;
    readonly at: Instant;
    readonly reason: string;
  };
}

export interface Estimate extends EstimateFacts, Edition {
  readonly id: string;
  readonly version: number;
  readonly createdAt: Instant;
  readonly createdBy: string;
  /** For this edition: the legal deadline to give it; absent where there is none. */
  readonly dueOn?: LocalDate;
  readonly deliveries: readonly EstimateDelivery[];
  /** Disputes of the bill, the earliest first; at most one is open. */
  readonly disputes?: readonly EstimateDispute[];
  readonly withdrawn?: { readonly at: Instant; readonly by: string; readonly reason: string };
}

/** An earlier edition, as it was. */
export type FormerEstimate = EstimateFacts & Edition;

export const estimateStandings = {
  late: 'It was not given to the patient, and the last day for that has passed',
  due: 'It was not given to the patient yet, and the last day for that has not passed',
  'not-required': 'It was not given to the patient; the law sets no day',
  delivered: 'The patient has this edition',
  withdrawn: 'It was withdrawn',
} as const;
export type EstimateStanding = keyof typeof estimateStandings;

export function isDelivered({ edition, deliveries }: Pick<Estimate, 'edition' | 'deliveries'>): boolean {
  return deliveries.some((each) => each.edition === edition);
}

export function standingOf(
  estimate: Pick<Estimate, 'edition' | 'deliveries' | 'dueOn' | 'withdrawn'>,
  today: LocalDate,
): EstimateStanding {
  if (estimate.withdrawn !== undefined) return 'withdrawn';
  if (isDelivered(estimate)) return 'delivered';
  if (estimate.dueOn === undefined) return 'not-required';
  return estimate.dueOn < today ? 'late' : 'due';
}
