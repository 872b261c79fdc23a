import type { RuleAct } from '../coding-rules/rule-act.ts';
import type { Cents } from '../money/cents.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { FindingOverride } from './finding-override.ts';
import type { Quantity } from './quantity.ts';

/** What an encounter of any kind says, besides its codes. */
export interface CommonFields {
  readonly id: string;
  readonly externalId?: string;
  readonly version: number;
  readonly patientId: string;
  readonly billingProviderId: string;
  readonly facilityId?: string;
  /** The coverages that are billed, in this order. Absent: those that are active on the first day of service, in the patient's order. */
  readonly coverageIds?: readonly string[];
  readonly priorAuthorizationNumber?: string;
  readonly referralNumber?: string;
  readonly medicalRecordNumber?: string;
  readonly claimNote?: string;
  /** Documents that go with the claim; up to ten. */
  readonly attachments?: readonly ClaimAttachment[];
  /** Why the claim is late, by the claim's own code. */
  readonly delayReason?: string;
  /** What the patient paid for these services by now. It is told to the payer; the payment itself is booked where it is received. */
  readonly patientPaidCents?: Cents;
  /** Words by which the office finds encounters; people and rules give them. */
  readonly tags?: readonly string[];
  /** Which version of the office's coding rules acted when the encounter was finalised, and what they did. */
  readonly codingRules?: { readonly version: string; readonly acts: readonly RuleAct[] };
  /** Errors of edits that somebody overrode, the latest last. */
  readonly overrides?: readonly FindingOverride[];
  /** The patient pays and no payer is billed, whatever coverage there is. */
  readonly selfPay?: true;
  /**
   * The patient paid in full and forbade that the plan is told (45 CFR 164.522(a)(1)(vi)): no payer is billed, and nothing of these services may ever
   * leave for one.
   */
  readonly disclosureForbidden?: true;
  /** The payer has the claim from another system: what is billed here replaces it, or adds to it, from its first filing on. */
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

/** What a claim says of a document that goes with it: what it is, and how it reaches the payer. */
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

/** What a service of any form has. */
export interface CommonLine {
  readonly modifiers: readonly string[];
  /** How many units, or minutes, or days. */
  readonly units: Quantity;
  /** The line's charge in all, not per unit. */
  readonly chargeCents: Cents;
  readonly serviceOn: LocalDate;
  readonly serviceTo?: LocalDate;
  /** What was done, where the code does not say: for codes that are not listed or not otherwise classified. */
  readonly description?: string;
  /** Lines of one group go on a claim of their own; lines without one stay together. An office's rule says so when the encounter is finalised. */
  readonly claimGroup?: number;
}

/** What an accident was: `AA` a car’s, `EM` at work, `OA` another. Work may also be the cause of an illness. */
export const accidentCauses = { AA: 'auto accident', EM: 'employment', OA: 'other accident' } as const;
export type AccidentCause = keyof typeof accidentCauses;

/** What caused the condition. Professional and dental claims state it; institutional ones have occurrence codes for it. */
export interface Accident {
  /** One or two, each once. */
  readonly causes: readonly AccidentCause[];
  readonly date?: LocalDate;
  /** Where a car’s accident happened: the state, or abroad the country. */
  readonly state?: string;
  readonly country?: string;
}
