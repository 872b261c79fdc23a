import type { ServiceSummary } from '../eligibility/benefits.ts';
import { type Cents, cents, sumCents, zeroCents } from '../money/cents.ts';
import type { LocalDate } from '../time/local-date.ts';

/** A service with the payer's expected allowed amount. */
export interface AllowedService {
  readonly allowedCents: Cents;
  readonly serviceType: string;
  readonly day?: LocalDate;
}

/** Why the share may be less certain than it looks. */
export const shareDoubts = {
  'not-covered': 'The payer says that a service is not covered, so the patient owes all of it',
  contradicted: 'The payer’s answer contradicts itself',
  'deductible-unknown': 'The payer does not say what is left of the deductible: none counts',
  'cost-sharing-unknown': 'The payer names neither copay nor coinsurance for a service: none counts',
  'network-unknown': 'The payer does not say whether the benefit applies within its network',
} as const;
export type ShareDoubt = keyof typeof shareDoubts;

export interface ShareOfService {
  readonly allowedCents: Cents;
  readonly deductibleCents: Cents;
  readonly copayCents: Cents;
  readonly coinsuranceCents: Cents;
  /** The part above the annual out-of-pocket limit, which is taken off again. */
  readonly aboveLimitCents: Cents;
  readonly patientCents: Cents;
}

/** The expected share of an insured patient. It is an estimate: earlier claims change the remaining deductible. */
export interface PatientShare {
  /** The eligibility answer behind it. */
  readonly checkId: string;
  readonly answeredAt: string;
  /** The office's day of the answer. */
  readonly answeredOn: LocalDate;
  readonly allowedCents: Cents;
  readonly patientCents: Cents;
  readonly payerCents: Cents;
  readonly services: readonly ShareOfService[];
  readonly doubts: readonly ShareDoubt[];
}

/** Remaining amounts that several services share, by the benefit that states them. */
type Left = Map<string, Cents>;

/**
 * The patient’s share of services, one after another: the remaining deductible, then the copay (once per kind of
 * service and day), then coinsurance on the rest; never more than the remaining out-of-pocket limit. When a payer
 * states both copay and coinsurance, both count: an estimate that is too high does less harm.
 */
export function patientShare(
  services: readonly AllowedService[],
  benefits: readonly ServiceSummary[],
): Pick<PatientShare, 'allowedCents' | 'patientCents' | 'payerCents' | 'services' | 'doubts'> {
  const left: Left = new Map();
  const copaid = new Set<string>();
  const doubts = new Set<ShareDoubt>();
  const shares = services.map((service): ShareOfService => {
    const own = benefitOf(benefits, service.serviceType);
    const plan = service.serviceType === wholePlan ? undefined : benefitOf(benefits, wholePlan);
    for (const doubt of doubtsOf(own, plan)) doubts.add(doubt);
    const { allowedCents } = service;
    if ((own ?? plan)?.covered === false) {
      return { ...noShare, allowedCents, patientCents: allowedCents };
    }
    const deductibleCents = draw(left, 'deductibleLeftCents', [own, plan], allowedCents);
    const afterDeductible = cents(allowedCents - deductibleCents);
    const visit = `${service.day ?? ''} ${service.serviceType}`;
    const copay = own?.copayCents ?? plan?.copayCents ?? zeroCents;
    const copayCents = copaid.has(visit) ? zeroCents : cents(Math.min(copay, afterDeductible));
    if (copayCents > 0) copaid.add(visit);
    const rest = cents(afterDeductible - copayCents);
    const coinsuranceCents = partOf(rest, own?.coinsurancePercent ?? plan?.coinsurancePercent ?? '0');
    const all = sumCents([deductibleCents, copayCents, coinsuranceCents]);
    const patientCents = capped(left, [own, plan], all);
    const aboveLimitCents = cents(all - patientCents);
    return { allowedCents, deductibleCents, copayCents, coinsuranceCents, aboveLimitCents, patientCents };
  });
  const allowedCents = sumCents(shares.map((each) => each.allowedCents));
  const patientCents = sumCents(shares.map((each) => each.patientCents));
  const payerCents = cents(allowedCents - patientCents);
  return { allowedCents, patientCents, payerCents, services: shares, doubts: [...doubts] };
}

/** The service type of a plan as a whole. */
const wholePlan = '30';

const noShare = {
  deductibleCents: zeroCents,
  copayCents: zeroCents,
  coinsuranceCents: zeroCents,
  aboveLimitCents: zeroCents,
};

/** The benefit of a service type: in-network before others, individual before family. */
function benefitOf(benefits: readonly ServiceSummary[], serviceType: string): ServiceSummary | undefined {
  const networks = ['in', 'both', 'unknown', 'out'];
  const rank = ({ network, coverageLevel }: ServiceSummary) =>
    networks.indexOf(network) * 3 + (coverageLevel === 'IND' ? 0 : coverageLevel === undefined ? 1 : 2);
  return benefits
    .filter((each) => each.serviceType === serviceType && each.network !== 'out')
    .toSorted((one, other) => rank(one) - rank(other))[0];
}

function doubtsOf(own: ServiceSummary | undefined, plan: ServiceSummary | undefined): ShareDoubt[] {
  const known = [own, plan].filter((each) => each !== undefined);
  const has = (field: keyof ServiceSummary) => known.some((each) => each[field] !== undefined);
  const doubts: (readonly [boolean, ShareDoubt])[] = [
    [(own ?? plan)?.covered === false, 'not-covered'],
    [known.some(({ isContradicted }) => isContradicted), 'contradicted'],
    [!has('deductibleLeftCents'), 'deductible-unknown'],
    [!has('copayCents') && !has('coinsurancePercent'), 'cost-sharing-unknown'],
    [known.every(({ network }) => network === 'unknown'), 'network-unknown'],
  ];
  return doubts.flatMap(([holds, doubt]) => (holds ? [doubt] : []));
}

type Stated = readonly (ServiceSummary | undefined)[];
type Stock = 'deductibleLeftCents' | 'outOfPocketLeftCents';

/** Takes at most this much from the first benefit that states the remaining amount; zero when none does. */
function draw(left: Left, stock: Stock, stated: Stated, most: Cents): Cents {
  const found = stated.find((each) => each?.[stock] !== undefined);
  if (found === undefined) return zeroCents;
  const name = `${stock} ${found.serviceType}`;
  const there = left.get(name) ?? (found[stock] as Cents);
  const taken = cents(Math.min(there, most));
  left.set(name, cents(there - taken));
  return taken;
}

function capped(left: Left, stated: Stated, wanted: Cents): Cents {
  const isLimited = stated.some((each) => each?.outOfPocketLeftCents !== undefined);
  return isLimited ? draw(left, 'outOfPocketLeftCents', stated, wanted) : wanted;
}

/** A percentage with at most three decimals, rounded to the nearest cent, half a cent upwards. */
function partOf(amount: Cents, percent: string): Cents {
  const thousandths = BigInt(Math.round(Number(percent) * 1000));
  return cents(Number((BigInt(amount) * thousandths + 50_000n) / 100_000n));
}
