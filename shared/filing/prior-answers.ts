import type { ClaimBalance } from '../domain/claim/balance.ts';
import { currentFiling } from '../domain/claim/filing.ts';
import { statedByPerson } from '../domain/claim/next-payer/entered-answer.ts';
import type { StatedAnswer } from '../domain/claim/next-payer/prior-answer.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import type { LedgerEntry } from '../domain/ledger/entry.ts';
import { openAnswers } from '../domain/remittance/post/claim-posting.ts';
import { readAnswer, type SourceDeps } from '../posting/remittance-source.ts';
import { claimBalanceKey } from '../store/keys/claim.ts';
import { ledgerEntryPrefix } from '../store/keys/ledger.ts';
import { entryOfItem } from '../store/ledger.ts';
import { readEnteredAnswers, type StoredAnswer } from '../store/prior-answers.ts';
import type { Table } from '../store/table.ts';

/**
 * Earlier payers' answers to a claim: read from the bytes that posting booked, not from its results; or as a person
 * entered them, until the payer answers otherwise.
 */

export type AnswersDeps = SourceDeps;

/** The answers that the filing to a later payer states. */
export interface PriorAnswers {
  /** By the position of the share: the answers in force as the payer stated them, the oldest first. */
  readonly stated: ReadonlyMap<number, readonly StatedAnswer[]>;
  /** Their sources: the ids of their entries, or the time at which a person entered one. */
  readonly answers: readonly string[];
}

export const noPriorAnswers: PriorAnswers = { stated: new Map(), answers: [] };

/** Reads the answers of the payers before the one that the claim's current filing bills. */
export async function readPriorAnswers(
  tenant: TenantId,
  balance: ClaimBalance,
  deps: AnswersDeps,
): Promise<PriorAnswers> {
  const asked = currentFiling(balance.filings)?.share ?? 0;
  if (asked === 0) return noPriorAnswers;
  return readAnswersBefore(tenant, { claimId: balance.claimId, asked }, deps);
}

/** The earlier payers of a share. */
interface Before {
  readonly claimId: string;
  /** The position of the share. */
  readonly asked: number;
}

/** Reads the answers to a claim from the payers before a share. */
export async function readAnswersBefore(tenant: TenantId, before: Before, deps: AnswersDeps): Promise<PriorAnswers> {
  const sources = await sourcesOf(tenant, before, deps.table);
  const stated = new Map<number, readonly StatedAnswer[]>();
  for (const { share, entries, entered } of sources) {
    if (entered !== undefined) stated.set(share, [statedByPerson(entered.answer)]);
    else stated.set(share, await statedBy(tenant, entries, deps));
  }
  return { stated, answers: sources.flatMap(namesOf) };
}

async function statedBy(
  tenant: TenantId,
  entries: readonly LedgerEntry[],
  deps: AnswersDeps,
): Promise<readonly StatedAnswer[]> {
  const stated: StatedAnswer[] = [];
  for (const entry of entries) {
    const claim = await readAnswer(tenant, entry, deps);
    if (claim !== undefined) stated.push({ claim, decidedOn: entry.effectiveOn });
  }
  return stated;
}

/** The sources that each claim's filing would have now. Claims whose current filing bills the first payer have none. */
export async function answersNow(
  tenant: TenantId,
  balances: readonly ClaimBalance[],
  table: Table,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>();
  for (const { claimId, filings } of balances) {
    const asked = currentFiling(filings)?.share ?? 0;
    if (asked > 0) found.set(claimId, (await sourcesOf(tenant, { claimId, asked }, table)).flatMap(namesOf));
  }
  return found;
}

/** The source of an earlier payer's answer. */
export interface AnswerSource {
  readonly share: number;
  /** The entries of its answers in force, and of their partial reversals; the oldest first. */
  readonly entries: readonly LedgerEntry[];
  /** A person's entry in place of them. */
  readonly entered: StoredAnswer | undefined;
}

function namesOf({ share, entries, entered }: AnswerSource): readonly string[] {
  return entered === undefined ? entries.map(({ id }) => id) : [`entered-${share}-${entered.at}`];
}

/** The sources of the answers of the payers before a share. */
export async function sourcesOf(
  tenant: TenantId,
  { claimId, asked }: Before,
  table: Table,
): Promise<readonly AnswerSource[]> {
  const partition = claimBalanceKey(tenant, claimId).pk;
  const items = await table.queryAll({ partition, prefix: ledgerEntryPrefix });
  const byPerson = await readEnteredAnswers(table, tenant, claimId);
  const entries = items
    .sort((left, right) => Number(left.claimVersion ?? 0) - Number(right.claimVersion ?? 0))
    .map(entryOfItem);
  const open = new Map(openAnswers(entries).map(({ id, adjudication }) => [id, adjudication?.share]));
  return Array.from({ length: asked }, (_, share): AnswerSource => {
    const own = entries.filter((entry) => open.get(entry.reversesPart ?? entry.id) === share);
    const entered = byPerson.find((one) => one.share === share && isSame(one.insteadOf, own));
    return { share, entries: own, entered };
  });
}

function isSame(insteadOf: readonly string[], entries: readonly LedgerEntry[]): boolean {
  return insteadOf.length === entries.length && entries.every(({ id }) => insteadOf.includes(id));
}
