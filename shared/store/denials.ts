import type { ClaimBalance, OpenDenial } from '../domain/claim/balance.ts';
import { type ClaimId, idFromDigest, type TenantId } from '../domain/identity/ids.ts';
import type { Adjudication, LedgerEntry } from '../domain/ledger/entry.ts';
import type { Cents } from '../domain/money/cents.ts';
import {
  type Deadline,
  type DenialGroup,
  denialDeadlines,
  type PayerTerms,
} from '../domain/remittance/denial/denials.ts';
import type { Instant, LocalDate } from '../domain/time/local-date.ts';
import { digestOf } from './digest.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import { entityKey } from './keys/entity.ts';
import { openDenialIndex } from './keys/work.ts';
import type { Resolution } from './resolution.ts';
import type { Item, Table, Write } from './table.ts';

/**
 * How a denial ended. By itself: `payment`, the payer paid; `taken-back`, the answer that held it was reversed, unposted or replaced.
 * The others a person says.
 */
export type DenialOutcome = 'corrected-claim' | 'appeal' | 'write-off' | 'payment' | 'taken-back';

/** What a payer refused of a claim: a piece of work. */
export interface Denial extends Omit<DenialGroup, 'cents'> {
  readonly id: string;
  readonly version: number;
  readonly state: 'open' | 'closed';
  readonly claimId: ClaimId;
  readonly payerId: string;
  /** The position of the share whose answer refused it. */
  readonly share: number;
  readonly remittanceId: string;
  /** The entry that noted it, by its id on the wire. */
  readonly ledgerEntryId: string;
  readonly openedAt: Instant;
  readonly noticeOn: LocalDate;
  readonly deniedCents: Cents;
  readonly appealBy: Deadline;
  readonly correctedClaimBy: Deadline;
  readonly outcome?: DenialOutcome;
  /** When it ended by itself. */
  readonly closedAt?: Instant;
  readonly resolution?: Resolution;
}

/** What opens denials: an answer that was booked, with what stands around it. */
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

/** The denials of an answer: one a category. The same answer gives the same ids. */
export function denialsOf(tenant: TenantId, answer: DeniedAnswer): Denial[] {
  const { adjudication, balance, noticeOn } = answer;
  if (adjudication === undefined) return [];
  const { payerId, share } = adjudication;
  const { appeal, correctedClaim } = denialDeadlines(answer.terms.get(payerId) ?? {}, noticeOn, balance.serviceFrom);
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
    appealBy: appeal,
    correctedClaimBy: correctedClaim,
  }));
}

function denialWrite(tenant: TenantId, denial: Denial): Write<never> {
  const index = openDenialIndex(tenant, denial.appealBy.on, denial.id);
  return { put: entityItem(entityKey(tenant, 'DENIAL', denial.id), 'denial', denial, index) };
}

/** What an entry takes back, or stands in for. */
export interface TakenBack extends Pick<LedgerEntry, 'reverses' | 'reversesPart'> {
  /** Of an entry that takes back a part: `lines` are those of the answer that are left. */
  readonly adjudication?: Adjudication | undefined;
}

/**
 * What an entry does to a claim's denials: those of an answer (or of lines of it) that it takes back, or stands in for, are over, new
 * ones open. Writes for the transaction that books it, and the list for the claim's balance. Nothing at all for a claim without denials.
 */
export function denialChanges(
  tenant: TenantId,
  before: ClaimBalance,
  takenBack: TakenBack,
  opened: readonly Denial[],
  outcome: Extract<DenialOutcome, 'payment' | 'taken-back'>,
  at: Instant,
): { readonly writes: Write<never>[]; readonly openDenials: ClaimBalance['openDenials'] } {
  const standing = before.openDenials ?? [];
  const isOver = (denial: OpenDenial) => isTakenBack(denial, takenBack);
  const over = standing.filter(isOver);
  const left = [
    ...standing.filter((denial) => !isOver(denial)),
    ...opened.map(({ id, ledgerEntryId, lines }) => ({
      id,
      entryId: ledgerEntryId.slice(ledgerEntryId.indexOf('.') + 1),
      ...(lines.length === 0 ? {} : { lines }),
    })),
  ];
  return {
    writes: [
      ...over.map(
        ({ id }): Write<never> => ({
          update: entityKey(tenant, 'DENIAL', id),
          set: { state: 'closed', outcome, closedAt: at },
          add: { version: 1 },
          remove: ['g1pk', 'g1sk'],
        }),
      ),
      ...opened.map((denial) => denialWrite(tenant, denial)),
    ],
    openDenials: left.length === 0 ? undefined : left,
  };
}

/** Whether a denial is over: its answer is taken back, or every line that it is about. */
function isTakenBack({ entryId, lines }: OpenDenial, { reverses, reversesPart, adjudication }: TakenBack): boolean {
  if (reverses?.includes(entryId)) return true;
  const left = adjudication?.lines;
  return entryId === reversesPart && lines !== undefined && !lines.some((line) => left?.includes(line) !== false);
}

/** A balance with these open denials; the attribute is absent when there are none. */
export function withOpenDenials<Balance extends Omit<ClaimBalance, 'version'>>(
  balance: Balance,
  openDenials: ClaimBalance['openDenials'],
): Balance {
  const { openDenials: _before, ...rest } = balance;
  return { ...rest, ...(openDenials === undefined ? {} : { openDenials }) } as Balance;
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
    set: { state: 'closed', outcome, resolution, version: denial.version + 1 },
    remove: ['g1pk', 'g1sk'],
    condition: { equals: { version: denial.version, state: 'open' } },
    orElse: { kind: 'version-changed' },
  };
}
