import type { Account } from '../../shared/domain/ledger/accounts.ts';
import type { LedgerEntry } from '../../shared/domain/ledger/entry.ts';
import type { Acknowledged } from './next-round.ts';
import type { Office } from './office.ts';
import { type ClaimView, type RemittanceView, readClaims } from './story.ts';

/** The books as the API shows them. */
export interface Books {
  readonly entries: readonly LedgerEntry[];
  /** Cents per account: debits positive, credits negative. */
  readonly balances: ReadonlyMap<Account, number>;
  readonly totalCents: number;
  readonly exceptions: readonly { readonly code: string }[];
  /** Denials that wait for a person. */
  readonly denials: readonly { readonly category: string }[];
}

/** Reads the whole ledger, the trial balance and what waits for a person. */
export async function readBooks(office: Office): Promise<Books> {
  const trial = await office.get<{
    accounts: { account: Account; balanceCents: number }[];
    totalCents: number;
    days: string[];
  }>('auditor', '/v1/trial-balance');
  const entries: LedgerEntry[] = [];
  for (const day of trial.days) {
    entries.push(...(await office.list<LedgerEntry>('auditor', `/v1/ledger-entries?postedOn=${day}&limit=200`)));
  }
  const balances = new Map(trial.accounts.map(({ account, balanceCents }) => [account, balanceCents]));
  const exceptions = await office.list<{ code: string }>('biller', '/v1/exceptions?limit=200');
  const denials = await office.list<{ category: string }>('biller', '/v1/denials?limit=200');
  return { entries, balances, totalCents: trial.totalCents, exceptions, denials };
}

/** How many claims are in each state. */
export interface ClaimCounts {
  /** Complete, and ready to be sent. */
  readonly assembled: number;
  /** The patient pays; nothing is sent. */
  readonly selfPay: number;
  /** Something is missing that a person must add. */
  readonly held: number;
  /** Sent in a claim file. */
  readonly submitted: number;
  /** Submitted claims by the payer's answer; `waiting` when none has come, or it was reversed. */
  readonly paid: number;
  readonly partlyPaid: number;
  readonly patientResponsibility: number;
  readonly denied: number;
  readonly waiting: number;
}

/** The figures of the demo. docs/demo.md says what each one means. */
export interface Figures {
  readonly encounters: number;
  readonly claims: ClaimCounts;
  /** Payers' acknowledgements of claims: accepted or rejected. A claim that was sent twice counts twice. */
  readonly acknowledged: Acknowledged;
  readonly chargesCents: number;
  readonly insurancePaymentsCents: number;
  readonly adjustmentsCents: number;
  readonly insuranceReceivableCents: number;
  readonly patientReceivableCents: number;
  /** Balances placed with a collection agency: written off, and outstanding until the account comes back. */
  readonly badDebtCents: number;
  /** Patient payments on claims, including those through an agency. */
  readonly patientPaymentsCents: number;
  /** Refunds to patients. */
  readonly refundedCents: number;
  /** Fees that the card processor and the agency kept. */
  readonly feesCents: number;
  readonly unappliedCents: number;
  readonly clearingCents: number;
  readonly trialBalanceCents: number;
  /** Open exceptions and open denials. */
  readonly exceptions: number;
}

/** Claims that were sent, by their state now. */
const sent = ['submitted', 'accepted', 'rejected', 'adjudicated', 'reversed'] as const;

function countClaims(claims: readonly ClaimView[]): ClaimCounts {
  const inState = (...kinds: readonly string[]) => claims.filter(({ state }) => kinds.includes(state.kind)).length;
  const withOutcome = (outcome: string) => claims.filter(({ state }) => state.outcome === outcome).length;
  return {
    assembled: inState('ready', 'batched', ...sent),
    selfPay: inState('self-pay'),
    held: inState('held'),
    submitted: inState(...sent),
    paid: withOutcome('paid'),
    partlyPaid: withOutcome('partly-paid'),
    patientResponsibility: withOutcome('patient-responsibility'),
    denied: withOutcome('denied'),
    waiting: inState('submitted', 'accepted', 'reversed'),
  };
}

/** The cents that entries of these kinds book to an account. */
function bookedTo(account: Account, entries: readonly LedgerEntry[], kinds: readonly LedgerEntry['kind'][]): number {
  return entries
    .filter((entry) => kinds.includes(entry.kind))
    .flatMap((entry) => entry.legs)
    .filter((leg) => leg.account === account)
    .reduce((sum, leg) => sum + leg.cents, 0);
}

/** Works out the figures from what the API shows. Amounts are positive. */
export async function figuresOf(
  office: Office,
  books: Books,
  told: { readonly claimIds: readonly string[]; readonly encounters: number; readonly acknowledged: Acknowledged },
) {
  const { claimIds, encounters, acknowledged } = told;
  const claims = await readClaims(office, claimIds);
  const balance = (account: Account) => books.balances.get(account) ?? 0;
  const figures: Figures = {
    encounters,
    claims: countClaims(claims),
    acknowledged,
    chargesCents: 0 - balance('charges'),
    insurancePaymentsCents: bookedTo('remittance-clearing', books.entries, ['remittance-claim', 'remittance-reversal']),
    adjustmentsCents:
      balance('contractual-adjustments') + balance('capitation-adjustments') + balance('other-adjustments'),
    insuranceReceivableCents: balance('insurance-receivable'),
    patientReceivableCents: balance('patient-receivable'),
    badDebtCents: balance('bad-debt'),
    patientPaymentsCents: 0 - bookedTo('patient-receivable', books.entries, ['patient-allocation']),
    refundedCents: 0 - bookedTo('bank', books.entries, ['refund-sent']),
    feesCents: balance('merchant-and-agency-fees'),
    unappliedCents: 0 - balance('unapplied-payer-cash') - balance('unapplied-patient-cash'),
    clearingCents: balance('remittance-clearing'),
    trialBalanceCents: books.totalCents,
    exceptions: books.exceptions.length + books.denials.length,
  };
  return figures;
}

/** An equation that must hold: its statement, and both sides in cents. */
export interface Equation {
  readonly name: string;
  readonly leftCents: number;
  readonly rightCents: number;
  /** The terms of the right side, with their signs. */
  readonly terms: readonly (readonly [sign: '+' | '-', cents: number, what: string])[];
}

function equation(name: string, leftCents: number, terms: Equation['terms']): Equation {
  const rightCents = terms.reduce((sum, [sign, cents]) => (sign === '+' ? sum + cents : sum - cents), 0);
  return { name, leftCents, rightCents, terms };
}

/** The equations that must hold, computed from the books' entries and from what the remittances state. */
export function equationsOf(figures: Figures, books: Books, remittances: readonly RemittanceView[]): Equation[] {
  const perRemittance = remittances.flatMap((remittance): Equation[] => {
    const entries = books.entries.filter((entry) => entry.remittanceId === remittance.id);
    const clearing = entries.flatMap((entry) => entry.legs).filter((leg) => leg.account === 'remittance-clearing');
    const name = `${remittance.payerName}, trace ${remittance.traceNumber}`;
    return [
      equation(`payment of ${name}`, remittance.paymentCents, [
        ['+', remittance.claimPaidCents, 'claims'],
        ['-', remittance.providerAdjustmentCents, 'provider adjustments'],
      ]),
      equation(
        `clearing of ${name}`,
        clearing.reduce((sum, leg) => sum + leg.cents, 0),
        [],
      ),
    ];
  });
  const refolded = books.entries.flatMap((entry) => entry.legs).reduce((sum, leg) => sum + leg.cents, 0);
  return [
    ...perRemittance,
    equation('charges', figures.chargesCents, [
      ['+', figures.insurancePaymentsCents, 'insurance payments'],
      ['+', figures.adjustmentsCents, 'adjustments'],
      ['+', figures.insuranceReceivableCents, 'insurance receivable'],
      ['+', figures.patientReceivableCents, 'patient receivable'],
      ['+', figures.badDebtCents, 'bad debt'],
      ['+', figures.patientPaymentsCents, 'patient payments'],
    ]),
    equation('clearing of all remittances', figures.clearingCents, []),
    equation('trial balance', figures.trialBalanceCents, []),
    equation('all entries added up again', refolded, []),
  ];
}
