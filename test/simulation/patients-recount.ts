import type { ClientCharge } from '../../shared/domain/account/client-charge.ts';
import type { Adjustment } from '../../shared/domain/adjustment/adjustment.ts';
import type { CollectionCase } from '../../shared/domain/collections/case.ts';
import type { PatientPayment } from '../../shared/domain/patient-payment/payment.ts';
import type { Refund } from '../../shared/domain/refund/refund.ts';
import type { Denial } from '../../shared/store/denials.ts';
import { documentOfItem } from '../../shared/store/entity-items.ts';
import type { Item } from '../../shared/store/table.ts';
import type { RunClaim } from './patients-answers.ts';

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

/**
 * What a patient owes of each claim, told by those who decided it: the remittances that the run wrote, and the papers of what people did
 * (payments, what was given up, taken over, placed and given back). No entry is read, and no balance.
 */
export function owedByDeeds(claims: readonly RunClaim[], items: readonly Item[]): ReadonlyMap<string, number> {
  const of = <Value>(wanted: string) =>
    items.filter(({ type }) => type === wanted).map((item) => documentOfItem<Value>(item));
  const less = new Map<string, number>();
  const add = (claimId: string, cents: number) => less.set(claimId, (less.get(claimId) ?? 0) + cents);
  for (const { allocations } of of<PatientPayment>('patient-payment'))
    for (const { claimId, cents } of allocations) add(claimId, cents);
  for (const { state, claimId, cents, payerPosition } of of<Adjustment>('adjustment'))
    if (state === 'booked' && payerPosition === undefined) add(claimId, cents);
  for (const { of: what, reversed, cents } of of<ClientCharge>('client-charge'))
    if (what.kind === 'share' && reversed === undefined) add(what.claimId, cents);
  for (const placement of of<CollectionCase>('collection-case'))
    for (const { claimId, badDebtCents } of placement.claims) add(claimId, badDebtCents);
  for (const { of: credit, state, cents } of of<Refund>('refund'))
    if (credit.kind === 'claim' && state !== 'declined') add(credit.claimId, -cents);
  const assigned = assignedByDeeds(claims, items);
  return new Map(claims.map(({ id }) => [id, (assigned.get(id) ?? 0) - (less.get(id) ?? 0)]));
}

/** What payers and people made the patient's of each claim: all of a visit without a payer; otherwise the patient's part of the answer that stands, and denials that were moved to him. */
export function assignedByDeeds(claims: readonly RunClaim[], items: readonly Item[]): ReadonlyMap<string, number> {
  const denials = items.filter(({ type }) => type === 'denial').map((item) => documentOfItem<Denial>(item));
  const remittances = items.filter(({ type }) => type === 'remittance');
  const traceOf = new Map(remittances.map(({ id, traceNumber }) => [String(id), String(traceNumber)]));
  return new Map(
    claims.map((claim) => {
      if (!claim.isInsured) return [claim.id, sum(claim.lines)];
      const moved = denials.filter(({ claimId, outcome }) => claimId === claim.id && outcome === 'moved');
      const movedCents = moved.map(({ remittanceId }) => claim.deniedBy.get(traceOf.get(remittanceId) ?? '') ?? 0);
      return [claim.id, sum((claim.standing?.lines ?? []).map(({ shared }) => shared)) + sum(movedCents)];
    }),
  );
}

/** Claims of which the product says otherwise than those who decided. */
export function recountFaults(claims: readonly RunClaim[], items: readonly Item[]): string[] {
  const owed = owedByDeeds(claims, items);
  return items
    .filter(({ type }) => type === 'balance')
    .flatMap(({ claimId, patientCents }) => {
      const told = owed.get(String(claimId));
      return told === patientCents ? [] : [`claim ${claimId}: its patient owes ${patientCents}, by the deeds ${told}`];
    });
}
