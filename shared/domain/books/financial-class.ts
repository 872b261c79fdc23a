/**
 * The financial class of a payer, by the claim filing indicator of its claims. Patients' and clients' balances are a
 * class of their own.
 */
export const financialClasses = {
  medicare: { meaning: 'Medicare' },
  medicaid: { meaning: 'Medicaid' },
  'blue-cross': { meaning: 'Blue Cross and Blue Shield' },
  government: { meaning: 'Other programmes of government: TRICARE, veterans, federal employees' },
  'workers-compensation': { meaning: 'Workers’ compensation' },
  accident: { meaning: 'Automobile and other liability insurance' },
  commercial: { meaning: 'Commercial insurance, HMO, PPO' },
  patient: { meaning: 'Patients' },
  client: { meaning: 'Employers and facilities' },
} as const;

export type FinancialClass = keyof typeof financialClasses;

const byIndicator: Readonly<Record<string, FinancialClass>> = {
  ...{ MA: 'medicare', MB: 'medicare', '16': 'medicare' },
  ...{ MC: 'medicaid' },
  ...{ BL: 'blue-cross' },
  ...{ CH: 'government', VA: 'government', FI: 'government', OF: 'government', TV: 'government' },
  ...{ WC: 'workers-compensation' },
  ...{ AM: 'accident', LM: 'accident' },
};

/** @param filingIndicator of the payer; commercial where none is known */
export function financialClassOf(filingIndicator: string | undefined): FinancialClass {
  return byIndicator[filingIndicator ?? ''] ?? 'commercial';
}
