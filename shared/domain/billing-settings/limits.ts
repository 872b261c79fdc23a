import { type Cents, cents } from '../money/cents.ts';

/** What one person may decide alone, in cents by role: above it a second person with the right to do so agrees. */
export interface RoleLimit {
  readonly billerCents: Cents;
  readonly managerCents: Cents;
}

export interface LimitSettings {
  /** Giving up what is owed. */
  readonly writeOff: RoleLimit;
  /** Moving an amount to the patient, the next payer, an employer or a facility, or to collections, without a denial. */
  readonly transfer: RoleLimit;
  /** Giving money back. */
  readonly refund: RoleLimit;
  /** Reducing what a patient owes. */
  readonly discount: RoleLimit;
}

/** What holds until an office says something. */
export const usualLimitSettings: LimitSettings = {
  writeOff: { billerCents: cents(100_00), managerCents: cents(5_000_00) },
  transfer: { billerCents: cents(1_000_00), managerCents: cents(50_000_00) },
  refund: { billerCents: cents(0), managerCents: cents(1_000_00) },
  discount: { billerCents: cents(100_00), managerCents: cents(5_000_00) },
};
