import type { PayerShare } from './balance.ts';

/**
 * By law nothing of what a payer was asked for can be asked of the patient: by any payer's answer he is a qualified beneficiary, or the No
 * Surprises Act applies. What a payer after that one leaves is cost sharing, which he owes.
 * @param share the position of the payer that was asked
 */
export function isShielded(payers: readonly PayerShare[], share: number): boolean {
  return payers.some(
    ({ patientProtection: law }, position) =>
      law === 'qualified-beneficiary' || (law === 'no-surprises' && position >= share),
  );
}
