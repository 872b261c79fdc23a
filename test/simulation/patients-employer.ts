import type { ClientBalance } from '../../shared/domain/account/client-balance.ts';
import type { ClientCharge } from '../../shared/domain/account/client-charge.ts';
import type { PatientPayment } from '../../shared/domain/patient-payment/payment.ts';
import type { Invoice } from '../../shared/domain/statement/invoice.ts';
import { documentOfItem } from '../../shared/store/entity-items.ts';
import type { Item } from '../../shared/store/table.ts';

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

/**
 * What accounts were charged apart from claims is owed, less what was paid of it; and each charge is on at most one
 * invoice.
 */
export function employerFaults(items: readonly Item[]): string[] {
  const of = <Value>(wanted: string) =>
    items.filter(({ type }) => type === wanted).map((item) => documentOfItem<Value>(item));
  const charges = of<ClientCharge>('client-charge');
  const payments = of<PatientPayment>('patient-payment');
  const faults = of<ClientBalance>('client-balance').flatMap(({ accountId, receivables }) => {
    const own = charges.filter((charge) => charge.accountId === accountId && charge.reversed === undefined);
    const paid = payments.filter((payment) => payment.accountId === accountId);
    const owed = sum(own.map(({ cents }) => cents)) - sum(paid.map(({ chargesCents = 0 }) => chargesCents));
    const stated = sum(receivables.map(({ cents }) => cents));
    return stated === owed ? [] : [`${accountId} owes ${stated} beside claims, and its charges come to ${owed}`];
  });
  const lines = of<Invoice>('invoice').flatMap((invoice) => (invoice.withdrawn === undefined ? invoice.lines : []));
  const twice = lines.filter(({ chargeId }, place) => lines.findIndex((line) => line.chargeId === chargeId) !== place);
  const wrong = of<Invoice>('invoice').filter(({ totalCents, lines: own }) => {
    const billed = own.map(({ chargeId }) => charges.find(({ id }) => id === chargeId)?.cents ?? 0);
    return sum(billed) !== totalCents;
  });
  return [
    ...faults,
    ...twice.map(({ chargeId }) => `the charge ${chargeId} stands on two invoices`),
    ...wrong.map(({ number }) => `the invoice ${number} asks for other amounts than it was charged`),
  ];
}
