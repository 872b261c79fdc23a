import type { PatientProtection } from '../../claim/balance.ts';
import type { RemittanceClaim } from '../remittance.ts';

/** Medicare's remarks that a Qualified Medicare Beneficiary owes no deductible, coinsurance or copayment. */
export const qualifiedBeneficiaryRemarks = ['N781', 'N782', 'N783'] as const;

/** Remarks that the No Surprises Act applies: N830, and N862 to N882. */
const noSurprisesRemarks: ReadonlySet<string> = new Set([
  'N830',
  ...Array.from({ length: 21 }, (_, index) => `N${862 + index}`),
]);

/** The law that protects the patient, by the payer's remarks on the claim or any of its lines. */
export function patientProtectionOf(claim: RemittanceClaim): PatientProtection | undefined {
  const remarks = [...claim.remarkCodes, ...claim.lines.flatMap((line) => line.remarkCodes)];
  if (remarks.some((code) => (qualifiedBeneficiaryRemarks as readonly string[]).includes(code))) {
    return 'qualified-beneficiary';
  }
  return remarks.some((code) => noSurprisesRemarks.has(code)) ? 'no-surprises' : undefined;
}
