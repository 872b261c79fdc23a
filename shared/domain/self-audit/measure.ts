import { present } from '../present.ts';
import type { AuditContext } from './audit-rule.ts';
import { type AuditFlag, behind, type FlagPart, type FlagReason, isAbove, type Peers, type Ratio } from './flag.ts';

/** A provider's rate, with its basis. */
export interface Measured {
  readonly providerId: string;
  readonly subject: string;
  readonly ratio: Ratio;
  readonly parts: ReadonlyMap<string, Ratio>;
  /** The encounters behind the rate, and those that count in it. */
  readonly counted: ReadonlySet<string>;
  readonly hits: ReadonlySet<string>;
}

/** One thing that is counted. */
export interface Counted {
  readonly providerId: string;
  readonly subject: string;
  readonly encounterIds: readonly string[];
  readonly isHit: boolean;
  /** An additional part of the figures in which it counts. */
  readonly part?: string;
}

/** Counts items by provider and subject. */
export function measure(things: Iterable<Counted>): readonly Measured[] {
  const tallies = new Map<string, ReturnType<typeof tallyOf>>();
  for (const { providerId, subject, encounterIds, isHit, part } of things) {
    const key = `${providerId}\n${subject}`;
    const tally = tallies.get(key) ?? tallyOf(providerId, subject);
    tallies.set(key, tally);
    tally.ratio = plusOne(tally.ratio, isHit);
    if (part !== undefined) tally.parts.set(part, plusOne(tally.parts.get(part), isHit));
    for (const id of encounterIds) tally.counted.add(id);
    if (isHit) for (const id of encounterIds) tally.hits.add(id);
  }
  return [...tallies.values()];
}

function tallyOf(providerId: string, subject: string) {
  const ratio: Ratio = { count: 0, of: 0 };
  const none = () => new Set<string>();
  return { providerId, subject, ratio, parts: new Map<string, Ratio>(), counted: none(), hits: none() };
}

function plusOne({ count, of }: Ratio = { count: 0, of: 0 }, isHit: boolean): Ratio {
  return { count: count + (isHit ? 1 : 0), of: of + 1 };
}

/** The combined rate of others with the same taxonomy, if it has enough encounters. */
function peersOf(
  { providerId, subject }: Pick<Measured, 'providerId' | 'subject'>,
  all: readonly Measured[],
  { providers, settings }: Pick<AuditContext, 'providers' | 'settings'>,
): { readonly peers: Peers; readonly others: readonly Measured[] } | undefined {
  const taxonomy = providers.get(providerId)?.taxonomyCode;
  if (taxonomy === undefined) return undefined;
  const others = all.filter(
    (other) =>
      other.subject === subject &&
      other.providerId !== providerId &&
      providers.get(other.providerId)?.taxonomyCode === taxonomy,
  );
  if (!restOn(others, settings.leastEncounters)) return undefined;
  const { count, of } = sumOf(others.map(({ ratio }) => ratio));
  return { peers: { providers: others.length, count, of }, others };
}

/**
 * Whether rates together have at least this many different encounters. Counting stops there, because every rate is
 * checked.
 */
function restOn(rates: readonly Measured[], least: number): boolean {
  const encounters = new Set<string>();
  for (const { counted } of rates) {
    for (const id of counted) {
      encounters.add(id);
      if (encounters.size >= least) return true;
    }
  }
  return false;
}

export function sumOf(ratios: readonly Ratio[]): Ratio {
  return ratios.reduce((sum, { count, of }) => ({ count: sum.count + count, of: sum.of + of }), { count: 0, of: 0 });
}

/** The parts of the figures in the order of their names, each with the peers' part. */
function partsOf({ parts }: Measured, others: readonly Measured[] = []): readonly FlagPart[] {
  const names = [...new Set([...parts.keys(), ...others.flatMap((other) => [...other.parts.keys()])])].sort();
  const none = { count: 0, of: 0 };
  return names.map((name) => ({
    name,
    ...(parts.get(name) ?? none),
    ...(others.length === 0 ? {} : { peers: sumOf(others.flatMap((other) => other.parts.get(name) ?? [])) }),
  }));
}

/** What a rate is compared with, besides the peers. */
export interface Comparison {
  readonly specialty?: AuditFlag['specialty'];
  /** Additional reasons of the rule. */
  readonly reasons?: readonly FlagReason[];
  readonly threshold?: AuditFlag['threshold'];
  readonly citation?: AuditFlag['citation'];
}

/** Flags rates that are too far above others, except those with too few encounters. */
export function flagsOfRates(
  rule: AuditFlag['rule'],
  all: readonly Measured[],
  context: Pick<AuditContext, 'providers' | 'settings'>,
  comparisonOf: (measured: Measured) => Comparison = () => ({}),
): readonly AuditFlag[] {
  const { leastEncounters, pointsAbove } = context.settings;
  const bySubject = Map.groupBy(all, ({ subject }) => subject);
  return all.flatMap((measured): AuditFlag[] => {
    const { providerId, subject, ratio, counted, hits } = measured;
    if (counted.size < leastEncounters) return [];
    const compared = peersOf(measured, bySubject.get(subject) ?? [], context);
    const { specialty, reasons = [], threshold, citation } = comparisonOf(measured);
    const found: FlagReason[] = [
      ...(compared !== undefined && isAbove(ratio, compared.peers, pointsAbove) ? (['above-peers'] as const) : []),
      ...(specialty !== undefined && isAbove(ratio, specialty, pointsAbove) ? (['above-specialty'] as const) : []),
      ...reasons,
    ];
    if (found.length === 0) return [];
    return [
      {
        ...{ rule, providerId, subject, reasons: found, own: ratio, encounters: counted.size },
        threshold: threshold ?? { name: 'pointsAbove', value: pointsAbove },
        parts: partsOf(measured, compared?.others),
        ...behind(hits),
        ...(compared === undefined ? {} : { peers: compared.peers }),
        ...present({ specialty }),
        ...present({ citation }),
      },
    ];
  });
}
