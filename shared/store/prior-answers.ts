import type { EnteredAnswer } from '../domain/claim/next-payer/entered-answer.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import type { Instant } from '../domain/time/local-date.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import { claimBalanceKey, priorAnswerKey, priorAnswerPrefix } from './keys/claim.ts';
import type { Table, Write } from './table.ts';

/** A person's entry of an earlier payer's answer, with author, time and reason. */
export interface StoredAnswer {
  readonly share: number;
  readonly answer: EnteredAnswer;
  /**
   * The entries of the payer's own answers that were in force at that time. Once the payer's answers in force differ
   * from these, the entered answer no longer counts.
   */
  readonly insteadOf: readonly string[];
  readonly at: Instant;
  readonly by: string;
  readonly why: string;
}

/** Stores an entered answer; it replaces an earlier one. */
export function priorAnswerWrite(tenant: TenantId, claimId: string, stored: StoredAnswer): Write<never> {
  return { put: entityItem(priorAnswerKey(tenant, claimId, stored.share), 'prior-answer', stored) };
}

/** Lets the payer's own remittances count again. */
export function priorAnswerRemoval(tenant: TenantId, claimId: string, share: number): Write<never> {
  return { delete: priorAnswerKey(tenant, claimId, share) };
}

/** People's entries for a claim. */
export async function readEnteredAnswers(table: Table, tenant: TenantId, claimId: string): Promise<StoredAnswer[]> {
  const partition = claimBalanceKey(tenant, claimId).pk;
  const items = await table.queryAll({ partition, prefix: priorAnswerPrefix });
  return items.map((item) => documentOfItem<StoredAnswer>(item));
}
