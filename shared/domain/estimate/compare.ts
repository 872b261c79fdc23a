import { type Cents, cents, sumCents } from '../money/cents.ts';
import { present } from '../present.ts';
import { addDays, type LocalDate } from '../time/local-date.ts';
import type { EstimatedProvider, EstimateKind } from './estimate.ts';

/** What a patient was billed of a claim. */
export interface BilledClaim {
  readonly claimId: string;
  readonly billingProviderId: string;
  readonly serviceFrom: LocalDate;
  readonly billedCents: Cents;
}

/** From here on a bill is substantially in excess of its estimate (45 CFR 149.620(a)(2)). */
const substantialCents = 400_00;
/** Days from the receipt of the first bill in which a patient can begin a dispute. */
const disputeDays = 120;

export interface BillComparison {
  readonly billingProviderId?: string;
  readonly name: string;
  readonly estimatedCents: Cents;
  readonly billedCents: Cents;
  /** Billed above the estimate; below it when negative. */
  readonly overCents: Cents;
  readonly claimIds: readonly string[];
  /** The patient can have it decided by the federal dispute process. */
  readonly mayBeDisputed: boolean;
  /** The last day to begin a dispute, where the day of the first bill is known. */
  readonly disputeBy?: LocalDate;
}

/**
 * Compares a bill with its estimate, provider by provider: the rule looks at each by itself, and a provider without an estimate is at zero. Co-providers outside the
 * office bill by themselves, and are left out.
 */
export function compareBill(
  { kind, providers }: { readonly kind: EstimateKind; readonly providers: readonly EstimatedProvider[] },
  claims: readonly BilledClaim[],
  billReceivedOn?: LocalDate,
): readonly BillComparison[] {
  const estimated = new Map(
    providers.flatMap((each) => (each.billingProviderId ? [[each.billingProviderId, each]] : [])),
  );
  const ids = [...new Set([...estimated.keys(), ...claims.map(({ billingProviderId }) => billingProviderId)])];
  return ids.map((billingProviderId) => {
    const own = claims.filter((each) => each.billingProviderId === billingProviderId);
    const provider = estimated.get(billingProviderId);
    const estimatedCents = provider?.totalCents ?? cents(0);
    const billedCents = sumCents(own.map((each) => each.billedCents));
    const overCents = cents(billedCents - estimatedCents);
    const mayBeDisputed = kind === 'self-pay' && overCents >= substantialCents;
    const disputeBy = mayBeDisputed && billReceivedOn ? addDays(billReceivedOn, disputeDays) : undefined;
    return {
      ...{ billingProviderId, name: provider?.name ?? '', estimatedCents, billedCents, overCents },
      claimIds: own.map(({ claimId }) => claimId),
      mayBeDisputed,
      ...present({ disputeBy }),
    };
  });
}
