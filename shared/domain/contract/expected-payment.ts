import { allocateCents, type Cents, cents, sumCents, zeroCents } from '../money/cents.ts';
import { present } from '../present.ts';
import { claimRate } from './claim-rate.ts';
import type { ContractedClaim, ContractedLine } from './contracted-claim.ts';
import { dollars, roundedCents } from './exact-amount.ts';
import { lineRate, type RateBook } from './line-rate.ts';
import { contractFor, type PayerContract, type RatedContract } from './payer-contract.ts';
import { type RatedLine, withReductions } from './procedure-reduction.ts';
import type { RateRow } from './rate-row.ts';
import { bestRow, fitsLine, type NoRate } from './row-standing.ts';

/** A line's expected allowed amount, and its explanation. */
export interface ExpectedLine {
  readonly line: ContractedLine;
  /** Absent when no rate applies. */
  readonly expectedCents?: Cents;
  readonly because?: NoRate;
  readonly contract?: PayerContract;
  readonly row?: RateRow;
  /** The amount is the line's part of an amount for the whole claim: the payer may state it on other lines. */
  readonly isOfClaim?: true;
  /** The arithmetic in words. */
  readonly steps: readonly string[];
}

/**
 * The amount that a payer is expected to allow for a claim by contract: its own payment and the patient's share
 * together.
 */
export interface ExpectedPayment {
  readonly lines: readonly ExpectedLine[];
  /** The sum of the lines that have an amount. */
  readonly expectedCents: Cents;
  /** Whether every line has an amount. */
  readonly isComplete: boolean;
  /** The contracts that were applied, each once. */
  readonly contracts: readonly PayerContract[];
}

/**
 * Computes the expected allowed amount. No rate is guessed: a line without a certain rate in the contract has no
 * amount.
 */
export function expectedPayment(
  claim: ContractedClaim,
  contracts: readonly RatedContract[],
  book: RateBook,
): ExpectedPayment {
  const rowsOf = new Map(contracts.map(({ contract, rows }) => [contract, rows]));
  const dayOf = (line: ContractedLine) => (claim.isFacility ? claim.serviceFrom : line.serviceOn);
  const groups = Map.groupBy(claim.lines, (line) => contractFor(claim, dayOf(line), [...rowsOf.keys()]));
  const lines = [...groups].flatMap(([contract, own]) =>
    contract === undefined
      ? own.map((line): ExpectedLine => ({ line, because: 'no-contract', steps: [] }))
      : underContract({ ...claim, lines: own }, { contract, rows: rowsOf.get(contract) ?? [] }, book),
  );
  const inOrder = lines.toSorted((left, right) => left.line.number - right.line.number);
  return {
    lines: inOrder,
    expectedCents: sumCents(inOrder.map(({ expectedCents = zeroCents }) => expectedCents)),
    isComplete: inOrder.every(({ expectedCents }) => expectedCents !== undefined),
    contracts: [...groups.keys()].filter((contract) => contract !== undefined),
  };
}

function underContract(claim: ContractedClaim, { contract, rows }: RatedContract, book: RateBook): ExpectedLine[] {
  const ofLines = rows.filter(({ kind }) => kind !== 'case-rate' && kind !== 'per-diem');
  const found = claim.lines.map((line) => {
    const best = bestRow(ofLines.filter((row) => fitsLine(row, line, claim.drg)));
    return { line, best };
  });
  const isCarved = ({ best }: (typeof found)[number]) => best.ok && best.value?.isCarveOut === true;
  const covered = found.filter((each) => !isCarved(each)).map(({ line }) => line);
  const whole = claimRate(claim, covered, rows);
  const reason = whole.ok ? undefined : whole.failure;
  const isWhole = !whole.ok || whole.value !== undefined;
  const byLine = isWhole ? found.filter(isCarved) : found;
  const expected = [
    ...(reason === undefined
      ? []
      : covered.map((line): ExpectedLine => ({ line, because: reason, contract, steps: [] }))),
    ...(whole.ok && whole.value !== undefined ? partsOfClaim(covered, whole.value, contract) : []),
    ...linesByRate(byLine, contract, book),
  ];
  return contract.lesserOf === 'claim' ? lesserOfClaim(expected) : expected;
}

type Found = { readonly line: ContractedLine; readonly best: ReturnType<typeof bestRow> };

/** Lines that are each paid by their own rate. */
function linesByRate(found: readonly Found[], contract: PayerContract, book: RateBook): ExpectedLine[] {
  const without: ExpectedLine[] = [];
  const rated: (RatedLine & { readonly row: RateRow })[] = [];
  for (const { line, best } of found) {
    const row = best.ok ? best.value : undefined;
    const rate = row === undefined ? undefined : lineRate(line, row, contract, book);
    if (row !== undefined && rate?.ok === true) rated.push({ line, rate: rate.value, row });
    else {
      const because = !best.ok ? best.failure : rate?.ok === false ? rate.failure : 'no-row';
      without.push({ line, because, contract, steps: [], ...present({ row }) });
    }
  }
  const paid = withReductions(rated, contract);
  return [
    ...without,
    ...rated.map(({ line, row }, index): ExpectedLine => {
      const exactAmount = paid[index] as (typeof paid)[number];
      const amount = roundedCents(exactAmount);
      const isLess = contract.lesserOf === 'line' && line.chargeCents < amount;
      const capped = isLess ? [`no more than the charge: ${dollars(line.chargeCents)}`] : [];
      return {
        ...{ line, row, contract, expectedCents: isLess ? line.chargeCents : amount },
        steps: [...exactAmount.steps, ...capped],
      };
    }),
  ];
}

/** An amount for the claim as a whole, allocated to its lines by their charges, so that the parts add up to it. */
function partsOfClaim(
  covered: readonly ContractedLine[],
  whole: { readonly cents: Cents; readonly rows: readonly RateRow[]; readonly steps: readonly string[] },
  contract: PayerContract,
): ExpectedLine[] {
  const charged = sumCents(covered.map(({ chargeCents }) => chargeCents));
  const isLess = contract.lesserOf === 'line' && charged < whole.cents;
  const amount = isLess ? charged : whole.cents;
  const capped = isLess ? [`no more than the charges: ${dollars(charged)}`] : [];
  const parts = spread(amount, covered);
  const [row] = whole.rows;
  return covered.map((line, index): ExpectedLine => {
    const part = parts[index] ?? zeroCents;
    const words = covered.length === 1 ? [] : [`this line’s part by its charge: ${dollars(part)}`];
    return {
      ...{ line, contract, isOfClaim: true, expectedCents: part },
      steps: [...whole.steps, ...capped, ...words],
      ...present({ row }),
    };
  });
}

function spread(amount: Cents, lines: readonly ContractedLine[]): readonly Cents[] {
  const weights = lines.map(({ chargeCents }) => chargeCents);
  return allocateCents(amount, weights.some((weight) => weight > 0) ? weights : weights.map(() => 1));
}

/** The charges of all lines, when they are less than all rates. A claim with an uncertain line stays as it is. */
function lesserOfClaim(lines: readonly ExpectedLine[]): ExpectedLine[] {
  const charged = sumCents(lines.map(({ line }) => line.chargeCents));
  const all = sumCents(lines.map(({ expectedCents = zeroCents }) => expectedCents));
  if (lines.some(({ expectedCents }) => expectedCents === undefined) || charged >= all) return [...lines];
  const parts = allocateCents(
    charged,
    lines.map(({ expectedCents = zeroCents }) => expectedCents),
  );
  return lines.map((each, index) => ({
    ...each,
    expectedCents: parts[index] ?? cents(0),
    steps: [
      ...each.steps,
      `the claim pays no more than its charges of ${dollars(charged)}: ${dollars(parts[index] ?? zeroCents)} of it here`,
    ],
  }));
}
