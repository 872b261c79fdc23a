import type { FeeSchedule } from '../fees/fee-schedule.ts';
import { addDays, type LocalDate } from '../time/local-date.ts';
import type { PayerContract, RatedContract } from './payer-contract.ts';
import { type RateRow, rateName, selectorName } from './rate-row.ts';

/** Possible errors in contracts as they were entered. None is corrected automatically. */
export const contractFindings = {
  'contracts-overlap':
    'Two contracts for the same payers, plans and providers hold on the same days: the one that began last is applied',
  'contracts-gap':
    'No contract holds between the end of one and the beginning of the next for the same payers, plans and providers',
  'rates-overlap': 'Two rates are for the same on the same days and pay differently: nothing is expected then',
  'rates-gap': 'A rate has days between two others for the same on which none holds',
  'schedule-missing': 'A rate is a share of a fee schedule that does not exist',
  'schedule-not-in-force': 'A rate is a share of a fee schedule that does not hold on all days of the rate',
  'no-rates': 'The contract has no rates: nothing is expected by it',
} as const;
export type ContractFindingKind = keyof typeof contractFindings;

/** A finding, and its place. */
export interface ContractFinding {
  readonly kind: ContractFindingKind;
  readonly contractId: string;
  /** The other contract. */
  readonly otherContractId?: string;
  /** The numbers of the rates. */
  readonly rows?: readonly number[];
  /** The affected days. */
  readonly from?: LocalDate;
  readonly to?: LocalDate;
}

interface Period {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** Days without a beginning or an end. */
const first = '0001-01-01' as LocalDate;
const last = '9999-12-31' as LocalDate;

/** The findings in all contracts of an office. */
export function findingsOf(
  contracts: readonly RatedContract[],
  schedules: ReadonlyMap<string, FeeSchedule>,
): readonly ContractFinding[] {
  return [
    ...betweenContracts(contracts.map(({ contract }) => contract)),
    ...contracts.flatMap(({ contract, rows }) => findingsOfRates(contract, rows, schedules)),
  ];
}

/** The findings in the rates of one contract. */
export function findingsOfRates(
  contract: PayerContract,
  rows: readonly RateRow[],
  schedules: ReadonlyMap<string, FeeSchedule>,
): readonly ContractFinding[] {
  const contractId = contract.id;
  if (rows.length === 0) return [{ kind: 'no-rates', contractId }];
  const groups = [...Map.groupBy(rows, selectorName).values()];
  const between = groups.flatMap((group) =>
    pairs(group.map((row) => ({ what: row, from: row.from ?? first, to: row.to ?? last }))).flatMap(
      ({ left, right, overlap, gap }): ContractFinding[] => {
        const at = { contractId, rows: [left.number, right.number] };
        if (overlap !== undefined && rateName(left) !== rateName(right))
          return [{ kind: 'rates-overlap', ...at, ...overlap }];
        return gap === undefined ? [] : [{ kind: 'rates-gap', ...at, ...gap }];
      },
    ),
  );
  return [...between, ...ofSchedules(contract, rows, schedules)];
}

function ofSchedules(
  { id: contractId, effectiveFrom, effectiveTo = last }: PayerContract,
  rows: readonly RateRow[],
  schedules: ReadonlyMap<string, FeeSchedule>,
): ContractFinding[] {
  return rows.flatMap(({ number, feeScheduleId, from = effectiveFrom, to = effectiveTo }): ContractFinding[] => {
    if (feeScheduleId === undefined) return [];
    const schedule = schedules.get(feeScheduleId);
    const at = { contractId, rows: [number] };
    if (schedule === undefined) return [{ kind: 'schedule-missing', ...at }];
    const begins = schedule.effectiveFrom <= later(from, effectiveFrom);
    const ends = (schedule.effectiveTo ?? last) >= earlier(to, effectiveTo);
    return begins && ends ? [] : [{ kind: 'schedule-not-in-force', ...at }];
  });
}

function betweenContracts(contracts: readonly PayerContract[]): ContractFinding[] {
  const scopes = Map.groupBy(contracts.flatMap(byPayer), ({ scope }) => scope);
  const found = [...scopes.values()].flatMap((group) =>
    pairs(
      group.map(({ contract }) => ({ what: contract, from: contract.effectiveFrom, to: contract.effectiveTo ?? last })),
    ),
  );
  const findings = found.flatMap(({ left, right, overlap, gap }): ContractFinding[] => {
    const at = { contractId: left.id, otherContractId: right.id };
    if (overlap !== undefined) return [{ kind: 'contracts-overlap', ...at, ...overlap }];
    return gap === undefined ? [] : [{ kind: 'contracts-gap', ...at, ...gap }];
  });
  // A contract with several payers is reported once.
  return [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()];
}

function byPayer(contract: PayerContract) {
  const { payerIds, groupNumbers, billingProviderIds, entityIds } = contract;
  const list = (ids: readonly string[] | undefined) => (ids === undefined ? '*' : [...ids].sort().join(','));
  const others = [list(groupNumbers), list(billingProviderIds), list(entityIds)].join(' ');
  return payerIds.map((payerId) => ({ scope: `${payerId} ${others}`, contract }));
}

interface Dated<What> extends Period {
  readonly what: What;
}

interface Pair<What> {
  readonly left: What;
  readonly right: What;
  readonly overlap?: Period;
  readonly gap?: Period;
}

/** Pairs each item with the earlier one that ends last: the days on which they overlap, or the gap between them. */
function pairs<What>(dated: readonly Dated<What>[]): Pair<What>[] {
  const ordered = dated.toSorted((left, right) => (left.from < right.from ? -1 : left.from > right.from ? 1 : 0));
  const found: Pair<What>[] = [];
  let longest = ordered[0];
  for (const next of ordered.slice(1)) {
    if (longest === undefined) break;
    const both = { left: longest.what, right: next.what };
    if (next.from <= longest.to)
      found.push({ ...both, overlap: shown({ from: next.from, to: earlier(next.to, longest.to) }) });
    else if (next.from > addDays(longest.to, 1)) {
      found.push({ ...both, gap: { from: addDays(longest.to, 1), to: addDays(next.from, -1) } });
    }
    if (next.to > longest.to) longest = next;
  }
  return found;
}

/** Open ends of a period are not shown. */
function shown({ from, to }: Period): Period {
  return Object.fromEntries(
    Object.entries({ from, to }).filter(([, day]) => day !== first && day !== last),
  ) as unknown as Period;
}

const later = (left: LocalDate, right: LocalDate): LocalDate => (left > right ? left : right);
const earlier = (left: LocalDate, right: LocalDate): LocalDate => (left < right ? left : right);
