import type { ClientBalance } from '../../shared/domain/account/client-balance.ts';
import { accounts } from '../../shared/domain/ledger/accounts.ts';
import type { Leg } from '../../shared/domain/ledger/entry.ts';
import { type PatientPayment, transferredCents } from '../../shared/domain/patient-payment/payment.ts';
import type { AgencyFees } from '../../shared/store/agency-fees.ts';
import { balanceOfItem } from '../../shared/store/claims.ts';
import { documentOfItem } from '../../shared/store/entity-items.ts';
import { entryOfItem } from '../../shared/store/ledger.ts';
import type { Item } from '../../shared/store/table.ts';

/**
 * What is wrong with the books of an office, from every item of its table: entries that do not balance; account totals,
 * claims, payments and clients that are not the sums of their entries; and allocations beyond what was paid.
 */
export function bookFaults(items: readonly Item[]): string[] {
  const ofType = (type: string) => items.filter((item) => item.type === type);
  const folded = new Map<string, number>();
  const stated = new Map<string, number>();
  const add = (sums: Map<string, number>, name: string, cents: number) => sums.set(name, (sums.get(name) ?? 0) + cents);
  const faults: string[] = [];
  for (const entry of ofType('entry').map(entryOfItem)) {
    const sum = entry.legs.reduce((total, { cents }) => total + cents, 0);
    if (sum !== 0) faults.push(`${entry.kind} ${entry.id} is off by ${sum}`);
    for (const leg of entry.legs) {
      add(folded, `account ${leg.account} of ${entry.entityId}`, leg.cents);
      for (const name of placesOf(leg, entry)) add(folded, name, leg.cents);
    }
  }
  for (const totals of ofType('totals')) {
    const entityId = totals.sk.split('#')[2];
    for (const [account, { code }] of Object.entries(accounts)) {
      add(stated, `account ${account} of ${entityId}`, Number(totals[code] ?? 0));
    }
  }
  for (const balance of ofType('balance').map(balanceOfItem)) {
    add(stated, `claim ${balance.claimId}, patient`, balance.patientCents);
    for (const [share, payer] of balance.payers.entries()) {
      add(stated, `claim ${balance.claimId}, share ${share}`, payer.receivableCents);
    }
  }
  for (const payment of ofType('patient-payment').map((item) => documentOfItem<PatientPayment>(item))) {
    add(stated, `payment ${payment.id}`, -payment.unappliedCents);
    const put = payment.allocations.reduce((sum, { cents }) => sum + cents, payment.chargesCents ?? 0);
    const charged = payment.chargedBack?.cents ?? 0;
    const isWhole = payment.reversed !== undefined && (charged === 0 || payment.reversed.as !== 'charged-back');
    const left = isWhole ? (payment.reversed?.lostCents ?? 0) : payment.cents - charged;
    if (put + payment.unappliedCents + (payment.refundedCents ?? 0) + transferredCents(payment) !== left)
      faults.push(`payment ${payment.id}: its parts are not what was paid`);
  }
  for (const client of ofType('client-balance').map((item) => documentOfItem<ClientBalance>(item))) {
    for (const { entityId, cents } of client.receivables)
      add(stated, `client ${client.accountId} of ${entityId}`, cents);
  }
  for (const { entityId, owedCents } of ofType('agency-fees').map((item) => documentOfItem<AgencyFees>(item))) {
    add(stated, `fees that ${entityId} owes`, -owedCents);
  }
  for (const name of new Set([...folded.keys(), ...stated.keys()])) {
    const [left, right] = [folded.get(name) ?? 0, stated.get(name) ?? 0];
    if (left !== right) faults.push(`${name}: ${right} stored, ${left} folded`);
  }
  return faults;
}

/** The other balances, besides its account's, to which a leg is added. */
function placesOf(leg: Leg, entry: ReturnType<typeof entryOfItem>): string[] {
  if (leg.account === 'insurance-receivable') return [`claim ${entry.claimId}, share ${leg.share}`];
  if (leg.account === 'patient-receivable') return [`claim ${entry.claimId}, patient`];
  if (leg.account === 'client-receivable') return [`client ${entry.accountId} of ${entry.entityId}`];
  if (leg.account === 'agency-fees-payable') return [`fees that ${entry.entityId} owes`];
  return leg.account === 'unapplied-patient-cash' ? [`payment ${entry.paymentId}`] : [];
}
