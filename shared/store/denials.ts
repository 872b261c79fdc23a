import type { ClaimBalance } from '../domain/claim/balance.ts';
import { appealAt, firstAppeal } from '../domain/deadline/appeal-levels.ts';
import { correctedClaim } from '../domain/deadline/clocks.ts';
import type { Clock, Deadline } from '../domain/deadline/deadline.ts';
import { clockStart } from '../domain/deadline/filing-clocks.ts';
import type { PayerTerms } from '../domain/deadline/payer-terms.ts';
import { type ClaimId, idFromDigest, type TenantId } from '../domain/identity/ids.ts';
import type { Adjudication } from '../domain/ledger/entry.ts';
import type { Cents } from '../domain/money/cents.ts';
import { present } from '../domain/present.ts';
import type { Appeal, Appealed } from '../domain/remittance/denial/appeals.ts';
import type { DenialGroup } from '../domain/remittance/denial/denials.ts';
import type { Instant, LocalDate } from '../domain/time/local-date.ts';
import { digestOf } from './digest.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import { entityKey } from './keys/entity.ts';
import { endedDenialIndex, openDenialIndex } from './keys/work.ts';
import type { Resolution } from './resolution.ts';
import type { Addition, Item, Table, Write } from './table.ts';

/**
 * How a denial ended. Automatically: `payment`, the payer paid; `taken-back`, the answer with the denial was reversed,
 * unposted or replaced. By a person: written off, or moved to the next payer or the patient.
 */
export type DenialOutcome = 'write-off' | 'moved' | 'payment' | 'taken-back';

/** What the office sent to the payer about a denial. The denial stays open and comes up again on the follow-up day. */
export interface DenialSent {
  readonly by: 'corrected-claim' | 'appeal';
  readonly on: LocalDate;
  readonly followUpOn: LocalDate;
}

/** The part of a claim that a payer denied, as work for a person. */
export interface Denial extends Omit<DenialGroup, 'cents'>, Appealed {
  readonly id: string;
  readonly version: number;
  readonly state: 'open' | 'closed';
  readonly claimId: ClaimId;
  readonly payerId: string;
  /** The position of the share whose answer denied it. */
  readonly share: number;
  readonly remittanceId: string;
  /** The entry that opened it, by its id on the wire. */
  readonly ledgerEntryId: string;
  readonly openedAt: Instant;
  readonly deniedCents: Cents;
  /** The amount that can still be collected, without what was written off, moved or paid since. */
  readonly openCents: Cents;
  readonly appealBy: Deadline;
  readonly correctedClaimBy: Deadline;
  readonly sent?: DenialSent;
  /** The last federal dispute that began from it. */
  readonly disputeId?: string;
  readonly outcome?: DenialOutcome;
  /** When it closed automatically. */
  readonly closedAt?: Instant;
  readonly resolution?: Resolution;
}

/** The booked answer that opens denials, with the data that they need. */
export interface DeniedAnswer {
  readonly groups: readonly DenialGroup[];
  readonly adjudication: Adjudication | undefined;
  readonly balance: ClaimBalance;
  readonly terms: ReadonlyMap<string, PayerTerms>;
  readonly remittanceId: string;
  readonly ledgerEntryId: string;
  readonly noticeOn: LocalDate;
  readonly at: Instant;
}

/** Records which appeal a denial refuses, if any. The denial's deadline is then that of the next level. */
export function refusingAppeal(denial: Denial, refusedAppeal: Denial['refusedAppeal'], terms: PayerTerms): Denial {
  if (refusedAppeal === undefined) return denial;
  const clock = appealAt(terms, denial.noticeOn, refusedAppeal.level + 1);
  // When there is no further level, a person must decide at once.
  const appealBy = clock === undefined ? { ...denial.appealBy, on: denial.noticeOn } : deadlineOf(clock);
  return { ...denial, refusedAppeal, appealBy };
}

/** The denials of an answer: one per category. The same answer gives the same ids. */
export function denialsOf(tenant: TenantId, answer: DeniedAnswer): Denial[] {
  const { adjudication, balance, noticeOn } = answer;
  if (adjudication === undefined) return [];
  const { payerId, share } = adjudication;
  const terms = answer.terms.get(payerId) ?? {};
  return answer.groups.map(({ cents, ...group }) => ({
    ...group,
    id: idFromDigest('denial', digestOf('denial', tenant, answer.ledgerEntryId, group.category)),
    version: 1,
    state: 'open',
    claimId: balance.claimId,
    payerId,
    share,
    remittanceId: answer.remittanceId,
    ledgerEntryId: answer.ledgerEntryId,
    openedAt: answer.at,
    noticeOn,
    deniedCents: cents,
    openCents: cents,
    appealBy: deadlineOf(firstAppeal(terms, noticeOn)),
    correctedClaimBy: deadlineOf(correctedClaim(terms, clockStart(balance), noticeOn)),
  }));
}

function deadlineOf({ on, basis }: Clock): Deadline {
  return { on, basis };
}

/** Opens a denial. */
export function denialWrite(tenant: TenantId, denial: Denial): Write<never> {
  const index = openDenialIndex(tenant, denial.appealBy.on, denial.id);
  return { put: entityItem(entityKey(tenant, 'DENIAL', denial.id), 'denial', denial, index) };
}

export function denialOfItem(item: Item): Denial {
  return documentOfItem<Denial>(item);
}

export async function readDenial(table: Table, tenant: TenantId, id: string): Promise<Denial | undefined> {
  const item = await table.get(entityKey(tenant, 'DENIAL', id));
  return item === undefined ? undefined : denialOfItem(item);
}

/** Closes a denial by a person's decision, if nobody has decided since it was read. */
export function denialDecidedWrite(
  tenant: TenantId,
  denial: Denial,
  outcome: DenialOutcome,
  resolution: Resolution,
): Write<{ readonly kind: 'version-changed' }> {
  return {
    update: entityKey(tenant, 'DENIAL', denial.id),
    set: {
      state: 'closed',
      outcome,
      resolution,
      version: denial.version + 1,
      ...endedDenialIndex(tenant, resolution.at, denial.id),
    },
    condition: { equals: { version: denial.version, state: 'open' } },
    orElse: { kind: 'version-changed' },
  };
}

/** Records that an appeal or a corrected claim is with the payer. The list sorts the denial by its follow-up day. */
export function denialSentWrite(
  tenant: TenantId,
  denial: Denial,
  sent: DenialSent,
  resolution: Resolution,
): Write<{ readonly kind: 'version-changed' }> {
  const index = openDenialIndex(tenant, sent.followUpOn, denial.id);
  return stillOpen(tenant, denial, { sent, resolution, openCents: denial.openCents, ...index });
}

/** Records an appeal that was sent. */
export function denialAppealedWrite(
  tenant: TenantId,
  { denial, appeal, sent, resolution }: AppealSent,
): Write<{ readonly kind: 'version-changed' }> {
  const index = openDenialIndex(tenant, sent.followUpOn, denial.id);
  const appeals = [...(denial.appeals ?? []), appeal];
  return stillOpen(tenant, denial, { appeals, sent, resolution, openCents: denial.openCents, ...index });
}

/** An appeal that was sent about a denial. */
export interface AppealSent {
  readonly denial: Denial;
  readonly appeal: Appeal;
  readonly sent: DenialSent;
  readonly resolution: Resolution;
}

/**
 * Records the result of the last appeal. Unless the appeal is won, the denial is open work again, with the next level's
 * deadline.
 */
export function appealDecidedWrite(tenant: TenantId, decided: Denial): Write<{ readonly kind: 'version-changed' }> {
  const { appeals, sent, appealBy, resolution } = decided;
  const index = openDenialIndex(tenant, sent?.followUpOn ?? appealBy.on, decided.id);
  const write = stillOpen(tenant, decided, { appeals, appealBy, resolution, ...index });
  return sent === undefined ? { ...write, remove: ['sent'] } : { ...write, set: { ...write.set, sent } };
}

/** Replaces the facts about how appeals were sent. */
export function appealsWrite(tenant: TenantId, denial: Denial): Write<{ readonly kind: 'version-changed' }> {
  const { appeals, sent, resolution } = denial;
  return stillOpen(tenant, denial, { appeals, resolution, ...present({ sent }) });
}

/** Records that federal dispute resolution began from a denial. */
export function denialDisputedWrite(
  tenant: TenantId,
  denial: Denial,
  disputeId: string,
  resolution: Resolution,
): Write<{ readonly kind: 'version-changed' }> {
  return stillOpen(tenant, denial, { disputeId, resolution });
}

/** Updates the amount that is left of a denial. */
export function denialReducedWrite(
  tenant: TenantId,
  denial: Denial,
  openCents: Cents,
  resolution: Resolution,
): Write<{ readonly kind: 'version-changed' }> {
  return stillOpen(tenant, denial, { openCents, resolution });
}

function stillOpen(tenant: TenantId, denial: Denial, set: object): Addition<{ readonly kind: 'version-changed' }> {
  return {
    update: entityKey(tenant, 'DENIAL', denial.id),
    set: { ...set, version: denial.version + 1 },
    condition: { equals: { version: denial.version, state: 'open' } },
    orElse: { kind: 'version-changed' },
  };
}
