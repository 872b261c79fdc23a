import type { ClaimBalance } from '../domain/claim/balance.ts';
import type { CodeReferences } from '../domain/code-set/references.ts';
import { type AllowedAmounts, allowedAmounts } from '../domain/contract/allowed-amounts.ts';
import { type ComparedLines, comparedPayment } from '../domain/contract/compare-payment.ts';
import { type ExpectedPayment, expectedPayment } from '../domain/contract/expected-payment.ts';
import { usualKeptBack } from '../domain/contract/payer-contract.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import { present } from '../domain/present.ts';
import { readContractedClaims } from './contracted-claims.ts';
import { readBooked } from './patient-claims.ts';
import { readRatesFor } from './rate-book.ts';
import type { Table } from './table.ts';

/** A claim with its first payer's expected and actual allowed amounts. */
export interface JudgedClaim {
  readonly balance: ClaimBalance;
  readonly expected: ExpectedPayment;
  /** Absent until the payer has answered. */
  readonly allowed?: AllowedAmounts;
  readonly compared: readonly ComparedLines[];
}

/**
 * Compares claims with the contracts of their first payers. A claim that is billed to no payer, or whose services are
 * not on file, is left out.
 */
export async function judgeClaims(
  table: Table,
  tenant: TenantId,
  balances: readonly ClaimBalance[],
  references: CodeReferences,
): Promise<JudgedClaim[]> {
  const asked = await readContractedClaims(table, tenant, balances);
  const known = balances.flatMap((balance, index) => {
    const claim = asked[index];
    return claim === undefined ? [] : [{ balance, claim }];
  });
  const { contracts, book } = await readRatesFor(
    table,
    tenant,
    known.map(({ claim }) => claim),
    references,
  );
  const expected = known.map(({ balance, claim }) => ({ balance, expected: expectedPayment(claim, contracts, book) }));
  // The entries of a claim without a contract are not read, because it is not compared.
  const contracted = expected.filter((each) => each.expected.contracts.length > 0);
  const booked = await readBooked(
    table,
    tenant,
    contracted.map(({ balance }) => balance),
  );
  const entriesOf = new Map(booked.map(({ balance, entries }) => [balance.claimId, entries]));
  return expected.map(({ balance, expected: payment }): JudgedClaim => {
    const keptBack = payment.contracts[0]?.keptBack ?? usualKeptBack;
    const allowed = allowedAmounts(entriesOf.get(balance.claimId) ?? [], keptBack);
    const compared = allowed === undefined ? [] : comparedPayment(payment, allowed);
    return { balance, expected: payment, compared, ...present({ allowed }) };
  });
}
