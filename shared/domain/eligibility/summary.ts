import { present } from '../present.ts';
import type { Contradiction, Network, PlainBenefit, ServiceSummary, SummaryLimit } from './benefits.ts';
import { isWhatIsLeft } from './eligibility-codes.ts';

/** Benefits that are summed up for each service type. */
const summedKinds = new Set([
  ...['active', 'inactive', 'not-covered', 'copay', 'coinsurance', 'deductible', 'out-of-pocket', 'limit'],
]);

/**
 * What a patient owes and has left, by service type, network and level. A value that the payer gives twice is the first one given, and
 * the row says that it is contradicted. Benefits that hold under circumstances only (a note, a procedure) stand in the list of benefits.
 */
export function summariesOf(
  benefits: readonly PlainBenefit[],
  contradictions: readonly Contradiction[],
): readonly ServiceSummary[] {
  const doubted = new Set(contradictions.flatMap(({ benefits: places }) => places));
  const rows = new Map<string, { serviceType: string; network: Network; level: string; benefits: PlainBenefit[] }>();
  for (const benefit of benefits) {
    if (!summedKinds.has(benefit.kind) || benefit.procedure !== undefined) continue;
    for (const serviceType of benefit.serviceTypes) {
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
    ...valuesOf(own),
    limits: own.filter(({ kind }) => kind === 'limit').flatMap(limitOf),
    isContradicted: own.some((benefit) => doubted.has(benefits.indexOf(benefit))),
  }));
}

function valuesOf(benefits: readonly PlainBenefit[]) {
  const usual = benefits.filter(({ circumstances }) => circumstances.length === 0);
  const amount = (kind: PlainBenefit['kind'], isLeft: boolean) =>
    usual.find(
      (benefit) =>
        benefit.kind === kind && benefit.amountCents !== undefined && isWhatIsLeft(benefit.period) === isLeft,
    )?.amountCents;
  const isNot = benefits.some(({ kind }) => kind === 'inactive' || kind === 'not-covered');
  const isActive = benefits.some(({ kind }) => kind === 'active');
  const told = benefits.map(({ authorizationRequired }) => authorizationRequired).filter((each) => each !== undefined);
  return present({
    covered: isNot === isActive ? undefined : isActive,
    copayCents: amount('copay', false),
    coinsurancePercent: usual.find(({ kind, percent }) => kind === 'coinsurance' && percent !== undefined)?.percent,
    deductibleCents: amount('deductible', false),
    deductibleLeftCents: amount('deductible', true),
    outOfPocketCents: amount('out-of-pocket', false),
    outOfPocketLeftCents: amount('out-of-pocket', true),
    // To ask once too often does no harm.
    authorizationRequired: told.length === 0 ? undefined : told.includes(true),
  });
}

function limitOf({ period, amountCents, quantity, quantityKind }: PlainBenefit): SummaryLimit[] {
  if (amountCents === undefined && quantity === undefined) return [];
  return [{ ...present({ period, amountCents, quantity, quantityKind }), isLeft: isWhatIsLeft(period) }];
}
