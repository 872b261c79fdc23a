import type { Account } from '../../ledger/accounts.ts';
import type { ProviderAdjustment } from '../remittance.ts';

/** The account that a provider-level adjustment goes to, and why. */
export interface ProviderAdjustmentRule {
  readonly account: Account;
  /** The account for amounts that take money from the provider, when it is a different one. */
  readonly accountWhenTaken?: Account;
  readonly because: string;
  /** The code alone is not certain: it is booked, and a person looks at it. */
  readonly review?: true | 'when-taken';
  /** Whether the balance is kept per reference of the payer. */
  readonly recoupment?: true;
}

const passThrough = (of: string): ProviderAdjustmentRule => ({
  account: 'interim-payments',
  because: `${of}, settled in the cost report`,
});

const rulesByCode: Readonly<Record<string, ProviderAdjustmentRule>> = {
  WO: {
    account: 'payer-recoupments-payable',
    because: 'recovery of an overpayment, held or collected',
    recoupment: true,
  },
  FB: { account: 'payer-recoupments-payable', because: 'a debt moved to or from another payment', recoupment: true },
  WU: {
    account: 'payer-recoupments-payable',
    because: 'a recovery that names no reason',
    recoupment: true,
    review: true,
  },
  WW: {
    account: 'payer-recoupments-payable',
    because: 'credit for an overpayment that was recovered: gives back what WO took, under its reference',
    recoupment: true,
    review: true,
  },
  72: {
    account: 'refunds-sent',
    accountWhenTaken: 'plb-suspense',
    because: 'our refund acknowledged',
    review: 'when-taken',
  },
  B2: {
    account: 'refunds-sent',
    accountWhenTaken: 'plb-suspense',
    because: 'a check of ours that the payer did not expect, acknowledged',
    review: 'when-taken',
  },
  B3: { account: 'plb-suspense', because: 'a recovery allowance: its cause is in the payer’s letter', review: true },
  L6: { account: 'interest-income', accountWhenTaken: 'interest-expense', because: 'interest on late payment' },
  51: { account: 'interest-expense', because: 'interest charged for a late filing or debt' },
  CR: { account: 'interest-income', accountWhenTaken: 'interest-expense', because: 'interest on late capitation' },
  CT: { account: 'capitation-income', because: 'capitation for a period, for no single claim' },
  PI: { account: 'interim-payments', because: 'periodic interim payment, settled later' },
  IS: { account: 'interim-payments', because: 'settlement of interim payments' },
  PL: { account: 'interim-payments', because: 'final settlement of interim payments' },
  AP: { account: 'interim-payments', because: 'an advance that later payments repay' },
  LS: { account: 'plb-suspense', because: 'a lump sum: what it settles is in the payer’s letter', review: true },
  C5: { account: 'interim-payments', because: 'a temporary allowance, taken back later' },
  GO: passThrough('graduate medical education'),
  DM: passThrough('direct medical education'),
  CV: passThrough('capital'),
  CW: passThrough('nurse anesthetists'),
  BD: passThrough('Medicare bad debt'),
  HM: passThrough('hemophilia clotting factor'),
  OA: passThrough('organ acquisition'),
  RE: passThrough('return on equity'),
  IR: { account: 'withholds-receivable', because: 'tax withheld, to be claimed from the revenue service' },
  E3: { account: 'withholds-receivable', because: 'withheld by contract, returned or lost at settlement' },
  SL: { account: 'withholds-receivable', because: 'kept for a provider’s student loan: owed to us by that provider' },
  LE: {
    account: 'withholds-receivable',
    because: 'levied for a debt elsewhere: owed to us by whoever had that debt',
    review: true,
  },
  OB: {
    account: 'payer-recoupments-receivable',
    because: 'kept for an affiliated provider’s debt: owed to us by that provider',
    review: true,
  },
  50: { account: 'other-adjustments', because: 'reduction for late filing' },
  L3: { account: 'other-adjustments', because: 'a penalty by the payer' },
  90: { account: 'other-adjustments', because: 'allowance for early payment' },
  BN: { account: 'other-adjustments', because: 'a bonus by contract' },
  IP: { account: 'other-adjustments', because: 'incentive premium' },
  J1: { account: 'other-adjustments', because: 'not reimbursable: what a demonstration did not pay' },
  AH: { account: 'merchant-and-agency-fees', because: 'fee for this payment' },
  CS: { account: 'plb-suspense', because: 'an adjustment that names no reason', review: true },
  AM: { account: 'plb-suspense', because: 'applied to a loan that these books do not know', review: true },
  FC: { account: 'plb-suspense', because: 'a share of a fund that the payer’s letter explains', review: true },
  RA: { account: 'plb-suspense', because: 'a retroactive adjustment of no named claim', review: true },
  TL: { account: 'plb-suspense', because: 'third-party liability: which claim is in the payer’s letter', review: true },
};

/**
 * The rules by code. A positive amount takes money from the provider and debits the account; a negative amount credits
 * it. Codes that are not here go to suspense with an exception. It is a map, so that a text from a payer can only ever
 * find a rule.
 */
export const providerAdjustmentRules: ReadonlyMap<string, ProviderAdjustmentRule> = new Map(
  Object.entries(rulesByCode),
);

/** The code as one short word, whatever a payer may have put there. */
export function reasonOf({ reasonCode }: ProviderAdjustment): string {
  return reasonCode.replace(/[^A-Za-z0-9.-]/g, '?').slice(0, 12) || '?';
}
