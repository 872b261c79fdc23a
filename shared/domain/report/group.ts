import type { AgedRow } from '../books/ageing.ts';
import { financialClassOf } from '../books/financial-class.ts';
import { cents } from '../money/cents.ts';
import { present } from '../present.ts';
import type { Fact } from './fact.ts';
import type { Dimension } from './report.ts';

/** The group of a fact without a value in the dimension. */
const none = 'none';

/** The group of a fact. @param indicatorOf the claim filing indicator of a payer */
export function groupOf(fact: Fact, by: Dimension, indicatorOf: (payerId: string) => string | undefined): string {
  const { account, payerId, providerId, facilityId, reason, by: person, on, entityId } = fact;
  switch (by) {
    case 'payer':
      return payerId ?? account ?? none;
    case 'financial-class':
      if (payerId !== undefined) return financialClassOf(indicatorOf(payerId));
      if (account === 'client-receivable') return 'client';
      return account === 'patient-receivable' || account === 'unapplied-patient-cash' ? 'patient' : none;
    case 'provider':
      return providerId ?? none;
    case 'facility':
      return facilityId ?? none;
    case 'account':
      return account ?? none;
    case 'reason':
    case 'kind':
    case 'stage':
    case 'edit':
    case 'procedure':
      return reason ?? none;
    case 'user':
    case 'coder':
      return person ?? 'posting';
    case 'day':
      return on ?? none;
    case 'month':
      return on?.slice(0, 7) ?? none;
    case 'entity':
      return entityId;
  }
}

/** Which party of an open balance each dimension uses. */
const partyOf: Readonly<Partial<Record<Dimension, 'payerId' | 'providerId' | 'facilityId'>>> = {
  payer: 'payerId',
  'financial-class': 'payerId',
  provider: 'providerId',
  facility: 'facilityId',
};

/**
 * Open balances, added up over the parties that a dimension does not need: there are thousands of combinations of
 * payers, providers and facilities, but only some hundred of each.
 */
export function openRowsBy(rows: readonly AgedRow[], by: Dimension): AgedRow[] {
  const party = partyOf[by];
  const sums = new Map<string, { readonly first: AgedRow; count: number; readonly cents: number[] }>();
  for (const row of rows) {
    const own = party === undefined ? '' : (row[party] ?? '');
    const name = `${row.entityId} ${row.account} ${own} ${row.isCredit ?? ''}`;
    const sum = sums.get(name);
    if (sum === undefined) sums.set(name, { first: row, count: row.count, cents: [...row.cents] });
    else {
      sum.count += row.count;
      for (const [column, amount] of row.cents.entries()) sum.cents[column] = (sum.cents[column] ?? 0) + amount;
    }
  }
  return [...sums.values()].map(({ first, count, cents: amounts }) => {
    const { entityId, account, isCredit } = first;
    const told = party === undefined ? {} : present({ [party]: first[party] });
    return {
      entityId,
      account,
      ...present({ isCredit }),
      ...told,
      count,
      cents: amounts.map((amount) => cents(amount)),
    };
  });
}
