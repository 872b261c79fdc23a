import type { Item } from '../../shared/store/table.ts';
import { missedOf, type Plan } from './patients-asked.ts';
import { manager, type PatientsOffice } from './patients-office.ts';
import { assignedByDeeds, givenBackByDeeds, owedByDeeds } from './patients-recount.ts';

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

type Watch = (items: readonly Item[], today: string, count: (what: string) => void) => Promise<string[]>;

/**
 * Checks the amounts of plans when they are agreed, and that the list of plans that are behind has exactly those that
 * are.
 */
export function watchPlans({ call, claims }: Pick<PatientsOffice, 'call' | 'claims'>): Watch {
  const known = new Set<string>();
  return async (items, today, count) => {
    const plans = items.filter(({ type }) => type === 'payment-plan') as unknown as readonly Plan[];
    if (plans.length === 0) return [];
    const back = givenBackByDeeds(items);
    const assigned = [...assignedByDeeds(claims, items)].map(
      ([id, cents]) => [id, cents + (back.get(id) ?? 0)] as const,
    );
    const agreed = plans.filter(({ id }) => !known.has(id));
    for (const { id } of agreed) known.add(id);
    const owed = owedByDeeds(claims, items);
    const running = plans.filter(({ ended }) => ended === undefined);
    const behind = running.filter((plan) => missedOf(plan, owed, today) > 0).map(({ id }) => id);
    const { body } = await call('GET', '/v1/payment-plans?state=behind&limit=200', undefined, { principal: manager });
    const listed = (body.items as readonly { readonly id: string }[]).map(({ id }) => id);
    if (behind.length > 0) count('plan behind');
    return [
      ...agreed.flatMap((plan) => agreementFaults(plan, new Map(assigned))),
      ...(behind.toSorted().join() === listed.toSorted().join()
        ? []
        : [`behind are the plans ${behind.join(' ')}, and listed ${listed.join(' ')}`]),
    ];
  };
}

/** A plan is about at most what was assigned to the patient (or refunded), and its instalments add up to its total. */
function agreementFaults(
  { id, totalCents, instalments, claimIds }: Plan,
  assigned: ReadonlyMap<string, number>,
): string[] {
  const parts = instalments.map(({ cents }) => cents);
  const most = sum(claimIds.map((claimId) => assigned.get(claimId) ?? 0));
  return [
    ...(sum(parts) === totalCents ? [] : [`the instalments of plan ${id} come to ${sum(parts)} of ${totalCents}`]),
    ...(parts.every((cents) => cents > 0) ? [] : [`plan ${id} has an instalment of nothing`]),
    ...(totalCents <= most ? [] : [`plan ${id} is about ${totalCents}, and ${most} were assigned`]),
  ];
}
