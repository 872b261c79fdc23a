import type { ClaimBalance } from '../domain/claim/balance.ts';
import { withOpenWork } from '../domain/claim/open-work.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import { zeroCents } from '../domain/money/cents.ts';
import { addDays, type Instant, type LocalDate } from '../domain/time/local-date.ts';
import { denialOfItem, denialSentWrite } from '../store/denials.ts';
import { entityKey } from '../store/keys/entity.ts';
import type { Table, Write } from '../store/table.ts';

/** This many days after a corrected claim, the denial comes up again, to ask the payer for the result. */
const daysToFollowUp = 45;

/** Who corrects a claim, when and why. */
export interface CorrectionStep {
  readonly tenant: TenantId;
  readonly actor: string;
  readonly at: Instant;
  readonly on: LocalDate;
  readonly reason: string;
}

/** A claim whose corrected filing answers the denials of its share, with their writes. */
export interface AnsweredDenials {
  readonly after: ClaimBalance;
  /** The ids of the denials. */
  readonly answered: readonly string[];
  readonly writes: readonly Write<{ readonly kind: 'version-changed' }>[];
}

/**
 * Marks the open denials of a share as answered by a corrected claim. They stay open and come up again later. A denial
 * in the payer's answer then counts as a new one, even for the same reason.
 */
export async function answeredDenials(
  table: Table,
  { tenant, actor, at, on, reason }: CorrectionStep,
  balance: ClaimBalance,
  share: number,
): Promise<AnsweredDenials> {
  const work = balance.openWork ?? [];
  const own = work.filter((each) => each.kind === 'denial' && each.share === share && each.isSent !== true);
  if (own.length === 0) return { after: balance, answered: [], writes: [] };
  const items = await table.batchGet(own.map(({ id }) => entityKey(tenant, 'DENIAL', id)));
  const sent = { by: 'corrected-claim', on, followUpOn: addDays(on, daysToFollowUp) } as const;
  const resolution = { kind: sent.by, by: actor, at, reason };
  return {
    after: withOpenWork(
      balance,
      work.map((each) => (own.includes(each) ? { ...each, isSent: true as const } : each)),
    ),
    answered: own.map(({ id }) => id),
    writes: items.flatMap((item, index) => {
      if (item === undefined) return [];
      // The claim's balance states what is still open.
      const denial = { ...denialOfItem(item), openCents: own[index]?.cents ?? zeroCents };
      return [denialSentWrite(tenant, denial, sent, resolution)];
    }),
  };
}
