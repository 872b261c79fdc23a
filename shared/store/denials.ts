import type { ClaimBalance } from '../domain/claim/balance.ts';
import { appeal, correctedClaim } from '../domain/deadline/clocks.ts';
import type { Clock, Deadline } from '../domain/deadline/deadline.ts';
import { clockStart } from '../domain/deadline/filing-clocks.ts';
import type { PayerTerms } from '../domain/deadline/payer-terms.ts';
import { type ClaimId, idFromDigest, type TenantId } from '../domain/identity/ids.ts';
import type { Adjudication } from '../domain/ledger/entry.ts';
import type { Cents } from '../domain/money/cents.ts';
import type { DenialGroup } from '../domain/remittance/denial/denials.ts';
import type { Instant, LocalDate } from '../domain/time/local-date.ts';
import { digestOf } from './digest.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import { entityKey } from './keys/entity.ts';
import { endedDenialIndex, openDenialIndex } from './keys/work.ts';
import type { Resolution } from './resolution.ts';
import type { Item, Table, Write } from './table.ts';

/**
 * How a denial ended. By itself: `payment`, the payer paid; `taken-back`, the answer with the denial was reversed, unposted or replaced. By
 * a person: written off, or moved to the next payer or the patient.
 */
export type DenialOutcome = 'write-off' | 'moved' | 'payment' | 'taken-back';

/** What the office sent to the payer about a denial. The denial stays open and comes up again on the follow-up day. */
export interface DenialSent {
  readonly by: 'corrected-claim' | 'appeal';
  readonly on: LocalDate;
  readonly followUpOn: LocalDate;
}

/** The part of a claim that a payer denied, as work for a person. */
export interface Denial extends Omit<DenialGroup, 'cents'> {
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
  readonly noticeOn: LocalDate;
  readonly deniedCents: Cents;
  /** The amount that can still be collected, without what was written off, moved or paid since. */
  readonly openCents: Cents;
  readonly appealBy: Deadline;
  readonly correctedClaimBy: Deadline;
  readonly sent?: DenialSent;
  readonly outcome?: DenialOutcome;
  /** When it closed by itself. */
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
    appealBy: deadlineOf(appeal(terms, noticeOn)),
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

/** Notes that an appeal or a corrected claim is with the payer. In the list the denial is sorted by its follow-up day. */
export function denialSentWrite(
  tenant: TenantId,
  denial: Denial,
  sent: DenialSent,
  resolution: Resolution,
): Write<{ readonly kind: 'version-changed' }> {
  const index = openDenialIndex(tenant, sent.followUpOn, denial.id);
  return stillOpen(tenant, denial, { sent, resolution, openCents: denial.openCents, ...index });
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

function stillOpen(tenant: TenantId, denial: Denial, set: object): Write<{ readonly kind: 'version-changed' }> {
  return {
    update: entityKey(tenant, 'DENIAL', denial.id),
    set: { ...set, version: denial.version + 1 },
    condition: { equals: { version: denial.version, state: 'open' } },
    orElse: { kind: 'version-changed' },
  };
}
