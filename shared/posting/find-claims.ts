import type { ClaimBalance } from '../domain/claim/balance.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import { certainClaim, type PossibleClaim, rankClaims } from '../domain/remittance/match/match-claim.ts';
import { needsLineMatching, type SentLine } from '../domain/remittance/match/match-lines.ts';
import { claimIdsNear, payerClaimNumbersOf, sentLinesOf } from '../store/claim-lookup.ts';
import { readBalances } from '../store/claims.ts';
import { readFilingDocuments, toldFiling } from '../store/filings.ts';
import type { Table } from '../store/table.ts';
import type { BookingContext } from './booking.ts';
import type { ChunkClaim, ClaimGroup } from './read-chunk.ts';

/** Our claim for a group of a remittance's claims. */
export interface FoundClaim {
  readonly balance: ClaimBalance;
  /** The payer altered our number: the claim was found by a corrected form of it, or by the payer's own number. */
  readonly isAltered: boolean;
  /** Our lines; read only when the payer did not return their numbers. */
  readonly lines?: readonly SentLine[];
}

/**
 * If more than this many claims of a payment have the same number, the number does not identify a claim and is not
 * looked up.
 */
const answersOfOneClaim = 10;

/**
 * Finds the claims of groups by their control numbers, a hundred in each read. Where a number finds no claim, corrected
 * forms of it and the payer's own number are tried; such a claim counts as found only when it is certain. Documents are
 * read only when lines need them.
 * @param balances those of the control numbers, when they were already read
 */
export async function findClaims(
  context: BookingContext,
  groups: readonly ClaimGroup[],
  table: Table,
  balances?: Balances,
): Promise<Map<string, FoundClaim>> {
  const found = new Map<string, FoundClaim>();
  const known = balances ?? (await balancesOf(context.tenant, groups, table));
  const read = new Map<string, ClaimBalance | undefined>();
  for (const { patientControlNumber, claimId } of groups) {
    const balance = known.get(claimId);
    read.set(claimId, balance);
    if (balance !== undefined && hasNumber(balance, patientControlNumber)) {
      found.set(patientControlNumber, { balance, isAltered: false });
    }
  }
  const missing = groups.filter(
    (group) => !found.has(group.patientControlNumber) && group.claims.length <= answersOfOneClaim,
  );
  for (const [number, balance] of await findAltered(context, missing, read, table)) {
    found.set(number, { balance, isAltered: true });
  }
  await addLines(context, groups, found, table);
  return found;
}

/** Balances by the ids of their claims. */
export type Balances = ReadonlyMap<string, ClaimBalance | undefined>;

/** Reads the balances of the groups' control numbers. */
export async function balancesOf(tenant: TenantId, groups: readonly ClaimGroup[], table: Table): Promise<Balances> {
  const claimIds = groups.map((group) => group.claimId);
  const balances = await readBalances(table, tenant, claimIds);
  return new Map(claimIds.map((claimId, index) => [claimId, balances[index]]));
}

/** Whether a claim has this number: as its id, or as its number in another system. */
function hasNumber({ claimId, controlNumber }: ClaimBalance, patientControlNumber: string): boolean {
  return patientControlNumber === claimId || patientControlNumber === controlNumber;
}

async function findAltered(
  context: BookingContext,
  groups: readonly ClaimGroup[],
  read: ReadonlyMap<string, ClaimBalance | undefined>,
  table: Table,
): Promise<Map<string, ClaimBalance>> {
  const { tenant, remittance } = context;
  const { payerIds } = remittance;
  const asked = groups.flatMap((group) => group.claims.map(({ claim }) => claim.payerClaimNumber));
  const byPayerNumber = await payerClaimNumbersOf(table, tenant, payerIds, asked);
  const candidateIds = new Map(
    groups.map((group) => {
      const named = group.claims.flatMap(({ claim }) => byPayerNumber.get(claim.payerClaimNumber) ?? []);
      return [group, [...new Set([...claimIdsNear(group.patientControlNumber), ...named])]] as const;
    }),
  );
  const wanted = [...new Set([...candidateIds.values()].flat())].filter((id) => !read.has(id));
  const balances = [...read.values(), ...(await readBalances(table, tenant, wanted))];
  const byId = new Map<string, ClaimBalance>(
    balances.flatMap((balance) => (balance === undefined ? [] : [[balance.claimId, balance]])),
  );
  const certain = new Map<string, ClaimBalance>();
  for (const [group, ids] of candidateIds) {
    const possible = ids.flatMap((id): PossibleClaim[] => {
      const balance = byId.get(id);
      if (balance === undefined || balance.entityId !== remittance.entityId) return [];
      const numbers = [...byPayerNumber].filter(([, claimIds]) => claimIds.includes(id)).map(([number]) => number);
      const payerClaimNumbers = payerIds.flatMap((payerId) => numbers.map((number) => ({ payerId, number })));
      return [{ balance, payerClaimNumbers }];
    });
    const claimId = certainOf(group.claims, payerIds, possible);
    const balance = claimId === undefined ? undefined : byId.get(claimId);
    if (balance !== undefined) certain.set(group.patientControlNumber, balance);
  }
  return certain;
}

/** Our claim that every claim of the group certainly means. */
function certainOf(
  claims: readonly ChunkClaim[],
  payerIds: readonly string[],
  possible: readonly PossibleClaim[],
): string | undefined {
  const named = claims.map(
    ({ claim }) => certainClaim(rankClaims({ claim, payerIds, memberIds: [] }, possible))?.claimId,
  );
  return named.every((claimId) => claimId === named[0]) ? named[0] : undefined;
}

async function addLines(
  { tenant }: BookingContext,
  groups: readonly ClaimGroup[],
  found: Map<string, FoundClaim>,
  table: Table,
): Promise<void> {
  const needing = groups.flatMap((group) => {
    const one = found.get(group.patientControlNumber);
    if (one === undefined) return [];
    const { lineCount } = one.balance;
    return group.claims.some(({ claim }) => needsLineMatching(claim, lineCount))
      ? [{ number: group.patientControlNumber, one }]
      : [];
  });
  const names = needing.map(({ one }) => toldFiling(one.balance));
  const documents = await readFilingDocuments(table, tenant, names);
  for (const [index, { number, one }] of needing.entries()) {
    const lines = sentLinesOf(documents[index]);
    if (lines !== undefined) found.set(number, { ...one, lines });
  }
}
