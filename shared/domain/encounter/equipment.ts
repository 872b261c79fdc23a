import type { Cents } from '../money/cents.ts';
import type { LocalDate } from '../time/local-date.ts';

/** Supplied equipment: its rental or purchase price, and how long it is needed. */
export interface EquipmentSupply {
  readonly rent?: EquipmentRent;
  readonly certification?: EquipmentCertification;
  readonly shippedOn?: LocalDate;
  /** The supplier has the physician's signed certificate on file. */
  readonly certificateOnFile?: true;
  /** It replaces an earlier item. */
  readonly isReplacement?: true;
}

export interface EquipmentRent {
  /** Days of medical necessity. */
  readonly days: number;
  readonly rentalPriceCents: Cents;
  readonly purchasePriceCents: Cents;
  readonly every: keyof typeof rentalPeriods;
}

/** The rental periods, and the claim's own code for each. */
export const rentalPeriods = { week: '1', month: '4', day: '6' } as const;

/** A certificate of medical necessity. */
export interface EquipmentCertification {
  readonly kind: keyof typeof certificationKinds;
  readonly months: number;
  readonly therapyBeganOn?: LocalDate;
  readonly revisedOn?: LocalDate;
  readonly lastCertifiedOn?: LocalDate;
}

/** The kinds of certificate, and the claim's own code for each. */
export const certificationKinds = { initial: 'I', renewal: 'R', revised: 'S' } as const;
