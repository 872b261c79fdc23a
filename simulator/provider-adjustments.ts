import { type Cents, cents, negateCents, subtractCents, sumCents, zeroCents } from '../shared/domain/money/cents.ts';
import { present } from '../shared/domain/present.ts';
import { answerTotals } from './adjudicate.ts';
import type { ProviderAdjustmentSpec } from './scenario.ts';
import type { ScenarioAnswer } from './scenario-answers.ts';
import { amountOf, type SimulatedAdjustment, type SimulatedPayment } from './write-remittance.ts';

/** The amounts that each payer has not yet collected from each provider, by payment name and reference. */
export type PayerAccounts = Map<string, Cents>;

/** The payment with the adjustments. */
export interface AdjustedPayment {
  readonly name: string;
  readonly accounts: PayerAccounts;
  /** The payment of each of its claims. */
  readonly paidCents: readonly Cents[];
  answersOf(name: string): readonly ScenarioAnswer[];
  traceOf(remittance: string): string | undefined;
}

/**
 * The provider-level adjustments of a payment; also updates the payer's accounts. A positive amount takes money from
 * the provider. A share is a percentage of what the named answer paid, or else of what this payment's claims are paid;
 * `owed` collects the open amount of the reference, up to the amount of this payment.
 */
export function providerAdjustmentsOf(
  specs: readonly ProviderAdjustmentSpec[],
  payment: AdjustedPayment,
): readonly SimulatedAdjustment[] {
  const made: SimulatedAdjustment[] = [];
  for (const spec of specs) {
    for (const { reference, baseCents } of basesOf(spec, payment)) {
      const taken = sumCents(made.map((each) => each.cents));
      const available = subtractCents(sumCents(payment.paidCents), taken);
      const amount = amountFor(spec.amount, baseCents, owedUnder(payment, reference), available);
      if (amount === 0) continue;
      made.push({ reasonCode: spec.code, cents: amount, ...present({ reference }) });
      book(payment.accounts, payment.name, reference, amount);
    }
  }
  return made;
}

/** Records the amount that a negative payment carries forward under its own number. */
export function carryForward(accounts: PayerAccounts, name: string, payment: SimulatedPayment): void {
  const amount = amountOf(payment);
  if (amount < 0 && (payment.belowZero ?? 'forward') === 'forward') book(accounts, name, payment.traceNumber, amount);
}

interface Base {
  readonly reference: string | undefined;
  readonly baseCents: Cents;
}

/** One adjustment, or one for each claim with the named answer. */
function basesOf(spec: ProviderAdjustmentSpec, payment: AdjustedPayment): readonly Base[] {
  if (spec.answer !== undefined) {
    return payment.answersOf(spec.answer).map(({ answer }) => ({
      reference: spec.by === 'patient-control-number' ? answer.claim.patientControlNumber : answer.payerClaimNumber,
      baseCents: answerTotals(answer).paidCents,
    }));
  }
  const reference = spec.remittance === undefined ? spec.reference : payment.traceOf(spec.remittance);
  return [{ reference, baseCents: sumCents(payment.paidCents) }];
}

function amountFor(amount: ProviderAdjustmentSpec['amount'], base: Cents, owed: Cents, available: Cents): Cents {
  if (typeof amount === 'number') return cents(amount);
  if (amount === 'owed') return cents(Math.max(0, Math.min(owed, available)));
  const [whole = '0', fraction = ''] = amount.slice(0, -1).split('.');
  return cents(Math.trunc((base * Number(`${whole}${fraction.padEnd(2, '0')}`)) / 10_000));
}

function accountName(name: string, reference: string | undefined): string {
  return JSON.stringify([name, reference ?? '']);
}

function owedUnder({ accounts, name }: AdjustedPayment, reference: string | undefined): Cents {
  return accounts.get(accountName(name, reference)) ?? zeroCents;
}

function book(accounts: PayerAccounts, name: string, reference: string | undefined, amount: Cents): void {
  const account = accountName(name, reference);
  accounts.set(account, sumCents([accounts.get(account) ?? zeroCents, negateCents(amount)]));
}
