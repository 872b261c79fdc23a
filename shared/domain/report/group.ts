import { financialClassOf } from '../books/financial-class.ts';
import type { Fact } from './fact.ts';
import type { Dimension } from './report.ts';

/** What a fact is told under when it has nothing of that kind. */
const none = 'none';

/**
 * What a fact is told under.
 * @param indicatorOf the claim filing indicator of a payer
 */
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
