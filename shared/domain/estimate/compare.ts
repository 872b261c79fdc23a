import { type Cents, cents, sumCents } from '../money/cents.ts';
import { present } from '../present.ts';
import { addDays, type LocalDate } from '../time/local-date.ts';
import type { EstimatedProvider, EstimateKind } from './estimate.ts';

/** The amount of a claim billed to a patient. */
export interface BilledClaim {
  readonly claimId: string;
  readonly billingProviderId: string;
  readonly serviceFrom: LocalDate;
  readonly billedCents: Cents;
}

/** From this excess on a bill is substantially in excess of its estimate (45 CFR 149.620(a)(2)). */
const substantialCents = 400_00;
/** A patient can start a dispute within this many days of receiving the first bill. */
const disputeDays = 120;

export interface BillComparison {
  readonly billingProviderId?: string;
  readonly name: string;
  readonly estimatedCents: Cents;
  readonly billedCents: Cents;
  /** The excess over the estimate; negative when below it. */
  readonly overCents: Cents;
  readonly claimIds: readonly string[];
  /** The patient may use the federal dispute process. */
  readonly mayBeDisputed: boolean;
  /** The last day to start a dispute, where the day of the first bill is known. */
  readonly disputeBy?: LocalDate;
}

/**
 * Compares a bill with its estimate, provider by provider, as the rule requires; a provider without an estimate counts
 * as zero. Co-providers outside the office bill separately, and are left out.
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
