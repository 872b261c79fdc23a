/**
 * The chart of accounts. `code` is what entries store; `side` is the side of a normal balance. Debits are positive
 * cents, credits negative, everywhere in Superbill.
 */
export const accounts = {
  'insurance-receivable': { code: 'IR', type: 'asset', side: 'debit' },
  'patient-receivable': { code: 'PR', type: 'asset', side: 'debit' },
  /** Receivables from employers and facilities ("client billing"), and patients' fees. */
  'client-receivable': { code: 'CR', type: 'asset', side: 'debit' },
  'deposits-in-transit': { code: 'DT', type: 'asset', side: 'debit' },
  bank: { code: 'BK', type: 'asset', side: 'debit' },
  'payer-recoupments-receivable': { code: 'RR', type: 'asset', side: 'debit' },
  'refunds-sent': { code: 'RS', type: 'asset', side: 'debit' },
  /** The part of the receivables that is expected to be uncollectible; a negative contra account. */
  'bad-debt-allowance': { code: 'BA', type: 'asset', side: 'credit' },
  'charity-allowance': { code: 'KA', type: 'asset', side: 'credit' },
  'withholds-receivable': { code: 'WR', type: 'asset', side: 'debit' },
  'unapplied-payer-cash': { code: 'UP', type: 'liability', side: 'credit' },
  'unapplied-patient-cash': { code: 'UC', type: 'liability', side: 'credit' },
  'unidentified-receipts': { code: 'UR', type: 'liability', side: 'credit' },
  'payer-recoupments-payable': { code: 'RP', type: 'liability', side: 'credit' },
  'interim-payments': { code: 'IP', type: 'liability', side: 'credit' },
  'refunds-payable': { code: 'RF', type: 'liability', side: 'credit' },
  /** Fees owed to collection agencies that remit the full amount. */
  'agency-fees-payable': { code: 'AF', type: 'liability', side: 'credit' },
  charges: { code: 'CH', type: 'income', side: 'credit' },
  'contractual-adjustments': { code: 'CA', type: 'income-reduction', side: 'debit' },
  'capitation-adjustments': { code: 'CP', type: 'income-reduction', side: 'debit' },
  'other-adjustments': { code: 'OA', type: 'income-reduction', side: 'debit' },
  /** Write-offs under the office's financial assistance policy. */
  'charity-care': { code: 'CC', type: 'income-reduction', side: 'debit' },
  'bad-debt': { code: 'BD', type: 'income-reduction', side: 'debit' },
  'bad-debt-provision': { code: 'BP', type: 'income-reduction', side: 'debit' },
  'charity-provision': { code: 'KP', type: 'income-reduction', side: 'debit' },
  /** Fees that the office charges, such as for a returned check. */
  'fee-income': { code: 'FI', type: 'income', side: 'credit' },
  'interest-income': { code: 'II', type: 'income', side: 'credit' },
  'interest-expense': { code: 'IE', type: 'income-reduction', side: 'debit' },
  'capitation-income': { code: 'CI', type: 'income', side: 'credit' },
  'merchant-and-agency-fees': { code: 'MF', type: 'income-reduction', side: 'debit' },
  /** Opening balances from the claims of another system. */
  'opening-balances': { code: 'OB', type: 'equity', side: 'credit' },
  /** Money that one legal entity's books hold for another. It sums to zero over all entities of an office. */
  'between-entities': { code: 'BE', type: 'technical', side: 'debit' },
  /** Unapplied cash in transfer between patients' accounts: zero after each transfer. */
  'between-accounts': { code: 'BX', type: 'technical', side: 'debit' },
  'remittance-clearing': { code: 'RC', type: 'technical', side: 'debit' },
  'plb-suspense': { code: 'PS', type: 'technical', side: 'credit' },
} as const;

export type Account = keyof typeof accounts;

const accountsByCode = new Map<string, Account>(
  Object.entries(accounts).map(([account, { code }]) => [code, account as Account]),
);

/** The account that a stored code names, or undefined. */
export function accountOfCode(code: string): Account | undefined {
  return accountsByCode.get(code);
}

/**
 * The accounts to which a manager may post by hand. They exclude accounts whose balance must equal that of claims,
 * payments, deposits or refunds.
 */
export const postableAccounts = [
  ...(['bank', 'withholds-receivable', 'interim-payments', 'opening-balances'] as const),
  ...(['other-adjustments', 'bad-debt', 'charity-care', 'interest-income', 'interest-expense', 'fee-income'] as const),
  ...(['capitation-income', 'merchant-and-agency-fees'] as const),
  ...(['bad-debt-allowance', 'charity-allowance', 'bad-debt-provision', 'charity-provision'] as const),
] as const satisfies readonly Account[];

/**
 * The accounts to which a person may move money that is on no claim: a provider-level adjustment, or cash that belongs
 * to no claim of ours.
 */
export const bookableAccounts = [
  'refunds-payable',
  'refunds-sent',
  'other-adjustments',
  'interest-income',
  'interest-expense',
  'capitation-income',
  'merchant-and-agency-fees',
  'withholds-receivable',
  'interim-payments',
  'payer-recoupments-receivable',
  'payer-recoupments-payable',
  'bad-debt',
] as const satisfies readonly Account[];
