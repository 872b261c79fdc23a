import { present } from '../present.ts';
import type { Contradiction, Network, PlainBenefit, ServiceSummary, SummaryLimit } from './benefits.ts';
import { isWhatIsLeft, isWhatIsMet, servicesOf } from './eligibility-codes.ts';

/** Benefits that are summarised for each service type. */
const summedKinds = new Set([
  ...['active', 'inactive', 'not-covered', 'copay', 'coinsurance', 'deductible', 'out-of-pocket', 'limit'],
]);

/**
 * The patient's cost sharing and remaining amounts, by service type, network and level. If the payer states two values
 * for one amount, neither is chosen: the row leaves it empty and says that it is contradicted. Benefits under special
 * circumstances (a place, a procedure) are only in the list of benefits.
 */
export function summariesOf(
  benefits: readonly PlainBenefit[],
  contradictions: readonly Contradiction[],
): readonly ServiceSummary[] {
  const placesOf = (some: readonly Contradiction[]) => new Set(some.flatMap(({ benefits: places }) => places));
  const doubted = placesOf(contradictions);
  const doubtful = placesOf(contradictions.filter(({ kind }) => kind !== 'authorization-differs'));
  const rows = new Map<string, { serviceType: string; network: Network; level: string; benefits: PlainBenefit[] }>();
  for (const benefit of benefits) {
    if (!summedKinds.has(benefit.kind) || benefit.procedure !== undefined) continue;
    for (const serviceType of servicesOf(benefit)) {
      const level = benefit.coverageLevel ?? '';
      const key = `${serviceType} ${benefit.network} ${level}`;
      const row = rows.get(key) ?? { serviceType, network: benefit.network, level, benefits: [] };
      row.benefits.push(benefit);
      rows.set(key, row);
    }
  }
  return [...rows.values()].map(({ serviceType, network, level, benefits: own }) => ({
    serviceType,
    network,
    ...present({ coverageLevel: level === '' ? undefined : level }),
    ...valuesOf(own, (benefit) => doubtful.has(benefits.indexOf(benefit))),
    limits: own.filter(({ kind }) => kind === 'limit').flatMap(limitOf),
    isContradicted: own.some((benefit) => doubted.has(benefits.indexOf(benefit))),
  }));
}

type Named = 'copay' | 'coinsurance' | 'deductible' | 'out-of-pocket';

function valuesOf(benefits: readonly PlainBenefit[], isDoubted: (benefit: PlainBenefit) => boolean) {
  const usual = benefits.filter(({ circumstances }) => circumstances.length === 0);
  /** The value that is stated without a note, else the first with one; none where it is contradicted. */
  const value = <Value>(kind: Named, isLeft: boolean, stated: (benefit: PlainBenefit) => Value | undefined) => {
    const given = usual.filter(
      (benefit) =>
        benefit.kind === kind &&
        stated(benefit) !== undefined &&
        isWhatIsLeft(benefit.period) === isLeft &&
        !isWhatIsMet(benefit.period),
    );
    const first = given.find(({ messages }) => messages.length === 0) ?? given[0];
    return first === undefined || isDoubted(first) ? undefined : stated(first);
  };
  const amount = (kind: Named, isLeft: boolean) => value(kind, isLeft, ({ amountCents }) => amountCents);
  const isNot = benefits.some(({ kind }) => kind === 'inactive' || kind === 'not-covered');
  const isActive = benefits.some(({ kind }) => kind === 'active');
  const told = benefits.map(({ authorizationRequired }) => authorizationRequired).filter((each) => each !== undefined);
  return present({
    covered: isNot === isActive ? undefined : isActive,
    copayCents: amount('copay', false),
    coinsurancePercent: value('coinsurance', false, ({ percent }) => percent),
    deductibleCents: amount('deductible', false),
    deductibleLeftCents: amount('deductible', true),
    outOfPocketCents: amount('out-of-pocket', false),
    outOfPocketLeftCents: amount('out-of-pocket', true),
    // Requesting an authorisation needlessly does no harm.
    authorizationRequired: told.length === 0 ? undefined : told.includes(true),
  });
}

function limitOf({ period, amountCents, quantity, quantityKind }: PlainBenefit): SummaryLimit[] {
  if (amountCents === undefined && quantity === undefined) return [];
  return [{ ...present({ period, amountCents, quantity, quantityKind }), isLeft: isWhatIsLeft(period) }];
}
