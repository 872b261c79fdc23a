import type { RuleAct } from '../coding-rules/rule-act.ts';
import type { Cents } from '../money/cents.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { FindingOverride } from './finding-override.ts';
import type { Quantity } from './quantity.ts';

/** The fields of an encounter of any kind, besides its codes. */
export interface CommonFields {
  readonly id: string;
  readonly externalId?: string;
  readonly version: number;
  readonly patientId: string;
  readonly billingProviderId: string;
  readonly facilityId?: string;
  /**
   * The billed coverages, in this order. When absent: those that are active on the first date of service, in the
   * patient's order.
   */
  readonly coverageIds?: readonly string[];
  readonly priorAuthorizationNumber?: string;
  readonly referralNumber?: string;
  readonly medicalRecordNumber?: string;
  readonly claimNote?: string;
  /** Documents that go with the claim; up to ten. */
  readonly attachments?: readonly ClaimAttachment[];
  /** Why the claim is late, by the claim's own code. */
  readonly delayReason?: string;
  /**
   * What the patient has paid for these services. The payer is told; the payment itself is booked where it is received.
   */
  readonly patientPaidCents?: Cents;
  /** Labels by which the office finds encounters; people and rules set them. */
  readonly tags?: readonly string[];
  /** The version of the office's coding rules at finalisation, and their actions. */
  readonly codingRules?: { readonly version: string; readonly acts: readonly RuleAct[] };
  /** Overridden errors of edits, the latest last. */
  readonly overrides?: readonly FindingOverride[];
  /** The patient pays and no payer is billed, despite any coverage. */
  readonly selfPay?: true;
  /**
   * The patient paid in full and forbade disclosure to the plan (45 CFR 164.522(a)(1)(vi)): no payer is billed, and
   * nothing about these services may ever be sent to one.
   */
  readonly disclosureForbidden?: true;
  /**
   * The payer has the claim from another system: this encounter's claim replaces it, or adds to it, from its first
   * filing on.
   */
  readonly correctsClaim?: CorrectedElsewhere;
}

/** A claim that another system sent, by the payer's own number of it. */
export interface CorrectedElsewhere {
  readonly frequency: 'replacement' | 'late-charges';
  readonly payerClaimNumber: string;
}

/** Whether the patient pays, and no payer is billed. */
export function isPatientsOwn({ selfPay, disclosureForbidden }: Pick<CommonFields, 'selfPay' | 'disclosureForbidden'>) {
  return selfPay === true || disclosureForbidden === true;
}

/** A claim's statement about an attached document: its type, and how it reaches the payer. */
export interface ClaimAttachment {
  /** `OZ` support data, `03` report justifying treatment, `AS` admission summary, `B4` referral form, ... */
  readonly reportType: string;
  /** `AA` on request, `BM` by mail, `EL` electronically, `EM` e-mail, `FT` file transfer, `FX` fax. */
  readonly transmission: string;
  /** A document attached to the encounter; its id is the control number. */
  readonly documentId?: string;
  readonly controlNumber?: string;
}

/** A drug or biologic that a line bills. */
export interface LineDrug {
  /** The national drug code, eleven digits without hyphens (5-4-2). */
  readonly ndc: string;
  readonly quantity?: Quantity;
  /** `F2` international unit, `GR` gram, `ME` milligram, `ML` millilitre, `UN` unit. */
  readonly unit?: DrugUnit;
  readonly prescriptionNumber?: string;
  /** Links the parts of a compound drug that has no prescription number. */
  readonly linkNumber?: string;
}

export const drugUnits = ['F2', 'GR', 'ME', 'ML', 'UN'] as const;
export type DrugUnit = (typeof drugUnits)[number];

/** The fields of a service of any form. */
export interface CommonLine {
  readonly modifiers: readonly string[];
  /** How many units, or minutes, or days. */
  readonly units: Quantity;
  /** The line's total charge, not per unit. */
  readonly chargeCents: Cents;
  readonly serviceOn: LocalDate;
  readonly serviceTo?: LocalDate;
  /** Describes the service when the code does not: for unlisted codes and those not otherwise classified. */
  readonly description?: string;
  /**
   * Lines of one group go onto a separate claim; lines without one stay together. An office's rule sets it at
   * finalisation.
   */
  readonly claimGroup?: number;
}

/** Kinds of accident: `AA` auto, `EM` at work, `OA` other. Work may also cause an illness. */
export const accidentCauses = { AA: 'auto accident', EM: 'employment', OA: 'other accident' } as const;
export type AccidentCause = keyof typeof accidentCauses;

/**
 * The cause of the condition. Professional and dental claims state it; institutional claims have occurrence codes for
 * it.
 */
export interface Accident {
  /** One or two, each once. */
  readonly causes: readonly AccidentCause[];
  readonly date?: LocalDate;
  /** The place of an auto accident: the state, or the country if it happened abroad. */
  readonly state?: string;
  readonly country?: string;
}
