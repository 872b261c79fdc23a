/** The elements that ledger entries name as the source of their cash figure (835, 005010X221A1). */
export const sourceElements = { payment: 'BPR02', claimPayment: 'CLP04' } as const;
