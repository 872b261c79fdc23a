import type { AccountHoldKind } from '../account/hold.ts';
import type { ReturnedCheckSettings } from '../billing-settings/returned-checks.ts';
import type { PatientProtection } from '../claim/balance.ts';
import { type Cents, cents } from '../money/cents.ts';
import { fail, ok, type Result } from '../result.ts';
import type { LocalDate } from '../time/local-date.ts';

/** Why a returned check gets no fee, besides holds and laws that protect a patient. */
export const feeRefusals = {
  'not-wanted': { meaning: 'The office asks for no fee, or not for this check.' },
  'no-check': { meaning: 'The payment was not a check, or the bank did not return it.' },
  'state-unknown': { meaning: 'The office has not entered the most that the guarantor’s state allows.' },
  medicaid: { meaning: 'A patient of the account has Medicaid, whose rules allow no such fee.' },
} as const;

export type FeeRefusal = keyof typeof feeRefusals | AccountHoldKind | PatientProtection;

/** The facts that decide about the fee. */
export interface ReturnedCheck {
  readonly on: LocalDate;
  /** The state of the guarantor’s address, two letters. */
  readonly state: string | undefined;
  readonly hasMedicaid: boolean;
  /** The hold of the account, or the protection of its patient. */
  readonly forbidden?: AccountHoldKind | PatientProtection | undefined;
}

/**
 * The fee for a returned check: the office’s, up to the state's cap on that day. Without an entered cap there is no
 * fee.
 */
export function returnedCheckFee(
  { feeCents, states }: ReturnedCheckSettings,
  { on, state, hasMedicaid, forbidden }: ReturnedCheck,
): Result<Cents, FeeRefusal> {
  if (feeCents === 0) return fail('not-wanted');
  if (forbidden !== undefined) return fail(forbidden);
  if (hasMedicaid) return fail('medicaid');
  const rule = states
    .filter((each) => each.state === state && each.from <= on)
    .toSorted((left, right) => (left.from < right.from ? 1 : -1))[0];
  if (rule === undefined) return fail('state-unknown');
  const fee = cents(Math.min(feeCents, rule.mostCents));
  return fee === 0 ? fail('not-wanted') : ok(fee);
}
