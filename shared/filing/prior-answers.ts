import type { ClaimBalance } from '../domain/claim/balance.ts';
import { currentFiling } from '../domain/claim/filing.ts';
import type { StatedAnswer } from '../domain/claim/next-payer/prior-answer.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import type { LedgerEntry } from '../domain/ledger/entry.ts';
import { openAnswers } from '../domain/remittance/post/claim-posting.ts';
import { readAnswer, type SourceDeps } from '../posting/remittance-source.ts';
import { claimBalanceKey } from '../store/keys/claim.ts';
import { ledgerEntryPrefix } from '../store/keys/ledger.ts';
import { entryOfItem } from '../store/ledger.ts';
import type { Table } from '../store/table.ts';

/** What earlier payers answered to a claim: read back from the bytes that posting booked, not from what posting made of them. */

export type AnswersDeps = SourceDeps;

/** The answers to a claim that the filing to a later payer tells. */
export interface PriorAnswers {
  /** By the position of the share: what stands of it as the payer stated it, the oldest first. */
  readonly stated: ReadonlyMap<number, readonly StatedAnswer[]>;
  /** The ids of their entries, in the same order. */
  readonly answers: readonly string[];
}

export const noPriorAnswers: PriorAnswers = { stated: new Map(), answers: [] };

/** Reads the answers of the payers that are billed before the one that the claim's current filing asks. */
export async function readPriorAnswers(
  tenant: TenantId,
  balance: ClaimBalance,
  deps: AnswersDeps,
): Promise<PriorAnswers> {
  const entries = await standingEntries(tenant, balance, deps.table);
  if (entries.length === 0) return noPriorAnswers;
  const stated = new Map<number, StatedAnswer[]>();
  for (const { share, entry } of entries) {
    const answer = await readAnswer(tenant, entry, deps);
    if (answer === undefined) continue;
    stated.set(share, [...(stated.get(share) ?? []), { claim: answer, decidedOn: entry.effectiveOn }]);
  }
  return { stated, answers: entries.map(({ entry }) => entry.id) };
}

/** The entries whose answers a filing of each claim would tell now; nothing for claims whose current filing asks the first payer. */
export async function answersNow(
  tenant: TenantId,
  balances: readonly ClaimBalance[],
  table: Table,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>();
  for (const balance of balances) {
    const entries = await standingEntries(tenant, balance, table);
    found.set(
      balance.claimId,
      entries.map(({ entry }) => entry.id),
    );
  }
  return found;
}

/** An entry that books an answer of an earlier payer, or the part of one that it took back. */
interface Standing {
  readonly share: number;
  readonly entry: LedgerEntry;
}

async function standingEntries(tenant: TenantId, balance: ClaimBalance, table: Table): Promise<readonly Standing[]> {
  const asked = currentFiling(balance.filings)?.share ?? 0;
  if (asked === 0) return [];
  const partition = claimBalanceKey(tenant, balance.claimId).pk;
  const items = await table.queryAll({ partition, prefix: ledgerEntryPrefix });
  const entries = items
    .sort((left, right) => Number(left.claimVersion ?? 0) - Number(right.claimVersion ?? 0))
    .map(entryOfItem);
  const open = new Map(openAnswers(entries).map(({ id, adjudication }) => [id, adjudication?.share]));
  return entries.flatMap((entry): Standing[] => {
    const share = open.get(entry.reversesPart ?? entry.id);
    return share === undefined || share >= asked ? [] : [{ share, entry }];
  });
}
