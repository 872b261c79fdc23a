import type { DraftEncounter } from '../encounter/encounter.ts';
import type { Quantity } from '../encounter/quantity.ts';
import { firstServiceDay } from '../encounter/service-days.ts';
import { addDays, type LocalDate, parseLocalDate } from '../time/local-date.ts';

/** A service of another final encounter of the patient, with the facts that edits compare. */
export interface PastService {
  readonly encounterId: string;
  readonly billingProviderId: string;
  readonly renderingProviderId?: string;
  readonly procedure: string;
  readonly modifiers: readonly string[];
  readonly units: Quantity;
  readonly serviceOn: LocalDate;
  readonly serviceTo?: LocalDate;
  /** The number of a prior authorisation that was entered with it. */
  readonly authorization?: string;
  /** The number of a referral that was entered with it. */
  readonly referral?: string;
  /** The coverages that its encounter was billed to, in order. */
  readonly coverageIds?: readonly string[];
}

/** The longest global period of the fee schedule, in days. */
const longestGlobalDays = 90;

/** The providers of the same group whose services may still have a global period on the first day of an encounter. */
export function recentProviders(
  { billingProviderId, lines }: Pick<DraftEncounter, 'billingProviderId' | 'lines'>,
  history: readonly PastService[],
): readonly string[] {
  const first = firstServiceDay(lines);
  if (first === undefined || !parseLocalDate(first).ok) return [];
  const from = addDays(first, -longestGlobalDays);
  return history.flatMap((past) => {
    const counts = past.billingProviderId === billingProviderId && past.serviceOn >= from;
    return counts && past.renderingProviderId !== undefined ? [past.renderingProviderId] : [];
  });
}
