import type { ClientCharge } from '../../shared/domain/account/client-charge.ts';
import type { Adjustment } from '../../shared/domain/adjustment/adjustment.ts';
import type { CollectionCase } from '../../shared/domain/collections/case.ts';
import type { PatientPayment } from '../../shared/domain/patient-payment/payment.ts';
import type { Refund } from '../../shared/domain/refund/refund.ts';
import type { Denial } from '../../shared/store/denials.ts';
import { documentOfItem } from '../../shared/store/entity-items.ts';
import type { StoredException } from '../../shared/store/exceptions.ts';
import type { Item } from '../../shared/store/table.ts';
import type { RunClaim } from './patients-answers.ts';

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

/**
 * What a patient owes on each claim, recomputed from the sources: the remittances that the run wrote, and the records
 * of what people did (payments, write-offs, takeovers by an employer, placements, refunds). No entry is read, and no
 * balance.
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
  for (const [claimId, cents] of givenBackByDeeds(items)) add(claimId, -cents);
  const assigned = assignedByDeeds(claims, items);
  return new Map(claims.map(({ id }) => [id, (assigned.get(id) ?? 0) - (less.get(id) ?? 0)]));
}

/** What was refunded to patients on each claim. They owe it again if the payment that was too much is returned. */
export function givenBackByDeeds(items: readonly Item[]): ReadonlyMap<string, number> {
  const back = new Map<string, number>();
  for (const item of items.filter(({ type }) => type === 'refund')) {
    const { of: credit, state, cents } = documentOfItem<Refund>(item);
    if (credit.kind !== 'claim' || state === 'declined') continue;
    back.set(credit.claimId, (back.get(credit.claimId) ?? 0) + cents);
  }
  return back;
}

/**
 * What payers and people assigned to the patient on each claim. Without a payer it is the whole visit. Otherwise it is
 * the patient's part of the answer in force, and denials that were moved to the patient and not back.
 */
export function assignedByDeeds(claims: readonly RunClaim[], items: readonly Item[]): ReadonlyMap<string, number> {
  return new Map(
    claims.map((claim) => {
      if (!claim.isInsured) return [claim.id, sum(claim.lines)];
      const shared = (claim.standing?.lines ?? []).map((line) => line.shared);
      return [claim.id, sum(shared) + sum(movedLines(claim, items).map((line) => claim.lines[line - 1] ?? 0))];
    }),
  );
}

/** An event on the lines of a claim: `deed` changes which of them are settled, and how. */
interface Happening {
  readonly at: string;
  readonly deed: (settled: Map<number, string>) => void;
}

/**
 * The lines of a claim that people moved to the patient. A denial covers the lines that its answer denied and that
 * nobody had settled before; a person settles it as a whole. Undoing that affects the lines that the latest answer does
 * not deny.
 */
function movedLines({ id, answers, lines: charges }: RunClaim, items: readonly Item[]): readonly number[] {
  const of = <Value>(type: string) =>
    items.filter((item) => item.type === type).map((item) => documentOfItem<Value>(item));
  const remittances = items.filter(({ type }) => type === 'remittance');
  const traceOf = new Map(remittances.map((item) => [String(item.id), String(item.traceNumber)]));
  let latest: readonly number[] = [];
  const openedBy = new Map<string, readonly number[]>();
  const came = answers.map(({ at, trace, denied }): Happening => {
    const deed: Happening['deed'] = (settled) => {
      latest = denied;
      const isOpened = (line: number) => !settled.has(line);
      openedBy.set(trace, denied.filter(isOpened));
    };
    return { at, deed };
  });
  const settledBy = of<Denial>('denial').flatMap(({ claimId, outcome = '', resolution, remittanceId }): Happening[] => {
    if (claimId !== id || resolution === undefined || !['moved', 'write-off'].includes(outcome)) return [];
    const deed: Happening['deed'] = (settled) => {
      for (const line of openedBy.get(traceOf.get(remittanceId) ?? '') ?? []) settled.set(line, outcome);
    };
    return [{ at: resolution.at, deed }];
  });
  const undone = of<StoredException>('exception').flatMap(
    ({ claimId, code, facts, resolution, state, cents }): Happening[] => {
      if (claimId !== id || code !== 'settled-denial-taken-back' || resolution === undefined) return [];
      if (state !== 'resolved') return [];
      const lines = String(facts.lines).split(' ').map(Number);
      const deed: Happening['deed'] = (settled) => {
        const back = lines.filter((line) => !latest.includes(line) && settled.has(line));
        for (const line of amountingTo(-Number(cents), back, charges)) settled.delete(line);
      };
      return [{ at: resolution.at, deed }];
    },
  );
  const settled = new Map<number, string>();
  const isEarlier = (one: Happening, other: Happening) => one.at.localeCompare(other.at);
  for (const { deed } of [...came, ...settledBy, ...undone].sort(isEarlier)) deed(settled);
  return [...settled].filter(([, outcome]) => outcome === 'moved').map(([line]) => line);
}

/**
 * The lines to which an amount belongs: an exception names all lines of a denial, also those that were settled by an
 * earlier one and have an exception of their own.
 */
function amountingTo(cents: number, lines: readonly number[], charges: readonly number[]): readonly number[] {
  const single = lines.find((line) => charges[line - 1] === cents);
  return single === undefined ? lines : [single];
}

/** Claims on which the product's amount differs from the recomputed one. */
export function recountFaults(claims: readonly RunClaim[], items: readonly Item[]): string[] {
  const owed = owedByDeeds(claims, items);
  return items
    .filter(({ type }) => type === 'balance')
    .flatMap(({ claimId, patientCents }) => {
      const told = owed.get(String(claimId));
      return told === patientCents ? [] : [`claim ${claimId}: its patient owes ${patientCents}, by the deeds ${told}`];
    });
}
