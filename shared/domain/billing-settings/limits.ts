import type { AdjustmentReasonMeaning } from '../adjustment/reasons.ts';
import type { Role } from '../identity/principal.ts';
import { type Cents, cents, zeroCents } from '../money/cents.ts';

/**
 * What one person may decide alone, in cents by role: above it, a second person with the right to do so must approve.
 */
export interface RoleLimit {
  readonly billerCents: Cents;
  readonly managerCents: Cents;
}

export interface LimitSettings {
  /** Write-offs. */
  readonly writeOff: RoleLimit;
  /**
   * Moving an amount to the patient, the next payer, an employer or a facility, or to collections, without a denial.
   */
  readonly transfer: RoleLimit;
  /** Refunds. */
  readonly refund: RoleLimit;
  /** Discounts to patients. */
  readonly discount: RoleLimit;
  /** Manual entries: the total of the debits. */
  readonly journal: RoleLimit;
}

/** How much a person with these roles may write off or move alone for a reason. */
export function limitOfReason(
  { writeOff, transfer, discount }: LimitSettings,
  { as, isDiscount }: Pick<AdjustmentReasonMeaning, 'as' | 'isDiscount'>,
): RoleLimit {
  if (isDiscount === true) return discount;
  return as === 'write-off' ? writeOff : transfer;
}

/** How much a person with these roles may decide alone. */
export function limitFor({ billerCents, managerCents }: RoleLimit, roles: readonly Role[]): Cents {
  if (roles.includes('manager')) return managerCents;
  return roles.includes('biller') ? billerCents : zeroCents;
}

/** The defaults. */
export const usualLimitSettings: LimitSettings = {
  writeOff: { billerCents: cents(100_00), managerCents: cents(5_000_00) },
  transfer: { billerCents: cents(1_000_00), managerCents: cents(50_000_00) },
  refund: { billerCents: cents(0), managerCents: cents(1_000_00) },
  discount: { billerCents: cents(100_00), managerCents: cents(5_000_00) },
  journal: { billerCents: cents(0), managerCents: cents(1_000_00) },
};
