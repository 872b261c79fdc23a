import type { PayerShare } from './balance.ts';

/**
 * Whether the law forbids billing the patient for a payer's amount: some payer's answer makes the patient a qualified
 * Medicare beneficiary, or the No Surprises Act applies. What a later payer leaves is cost sharing, which the patient
 * owes.
 * @param share the position of the billed payer
 */
export function isShielded(payers: readonly PayerShare[], share: number): boolean {
  return payers.some(
    ({ patientProtection: law }, position) =>
      law === 'qualified-beneficiary' || (law === 'no-surprises' && position >= share),
  );
}
