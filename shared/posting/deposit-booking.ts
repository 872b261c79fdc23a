import {
  type Deposit,
  type DepositFacts,
  type InTransit,
  matchedDepositLegs,
  matchLegs,
  unidentifiedLegs,
  unmatchLegs,
} from '../domain/deposit/deposit.ts';
import { type DepositMatch, matchDeposit } from '../domain/deposit/match.ts';
import type { KnownDeposit } from '../domain/deposit/same-deposit.ts';
import { idFromDigest, type TenantId } from '../domain/identity/ids.ts';
import { type EntryKind, type Leg, ledgerEntry } from '../domain/ledger/entry.ts';
import { type Cents, negateCents, zeroCents } from '../domain/money/cents.ts';
import { present } from '../domain/present.ts';
import type { Instant, LocalDate, OfficeTime } from '../domain/time/local-date.ts';
import { type DepositSums, forgottenWrites, knownWrites, statedWrites } from '../store/deposit-sums.ts';
import {
  closedDepositWrites,
  depositIdOf,
  depositItem,
  openDepositWrites,
  relievedWrite,
  returnedWrite,
} from '../store/deposits.ts';
import { digestOf, digestText } from '../store/digest.ts';
import { exceptionResolvedWrite, exceptionWrite } from '../store/exceptions.ts';
import { entityKey } from '../store/keys/entity.ts';
import { entryWrite, totalsWrite } from '../store/ledger.ts';
import type { Write } from '../store/table.ts';

/** Why a booking of a deposit was not written: another writer was first. */
export type DepositConflict =
  | { readonly kind: 'write-conflict' }
  | { readonly kind: 'remittance-not-in-transit' }
  | { readonly kind: 'version-changed' };

/** What a new deposit is compared with. */
interface DepositSurroundings {
  /** Remittances in transit with its number and amount. */
  readonly candidates: readonly InTransit[];
  /** Deposits with the same account and amount. */
  readonly sums: DepositSums;
}

/** The deposit after the booking, and the transaction that writes it. */
export interface DepositBooking {
  readonly deposit: Deposit;
  readonly writes: readonly Write<DepositConflict>[];
}

/**
 * Books a new deposit: against the remittances in transit when the match is certain, otherwise as unidentified receipts
 * with an exception. Its key is made from its identity, so that it is booked once, whoever enters it.
 */
export function bookDeposit(
  tenant: TenantId,
  facts: DepositFacts,
  { candidates, sums }: DepositSurroundings,
  { at, today, statementId }: OfficeTime & { readonly statementId?: string },
): DepositBooking {
  const id = depositIdOf(tenant, facts, statementId === undefined ? 'person' : 'statement');
  const match = matchDeposit(facts, candidates);
  const entryId = entryIdOf(tenant, id, 1);
  const deposit: Deposit = {
    ...facts,
    id,
    version: 1,
    enteredAt: at,
    ...present({ statementId }),
    ...matchOf(match, entryId),
  };
  const legs =
    match.kind === 'matched' ? matchedDepositLegs(facts, match.remittances, match.feeCents) : unidentifiedLegs(facts);
  const entry = { id: entryId, kind: 'deposit', effectiveOn: facts.depositedOn, legs } as const;
  return {
    deposit,
    writes: [
      { put: depositItem(tenant, deposit), condition: { absent: true }, orElse: { kind: 'write-conflict' } },
      ...entryWrites(tenant, deposit, entry, today),
      ...knownWrites<DepositConflict>(sums, knownDepositOf(deposit), { kind: 'write-conflict' }),
      ...(match.kind === 'matched'
        ? reliefs(tenant, id, match.remittances)
        : [...openDepositWrites(tenant, deposit), exceptionOf(tenant, deposit, at)]),
    ],
  };
}

/**
 * The deposit as it is listed for its account and amount, where later deposits look for it. A deposit that came from a
 * statement is its own statement line.
 */
function knownDepositOf({ id, depositedOn, kind, reference, traceNumber, statementId }: Deposit): KnownDeposit {
  return {
    depositId: id,
    depositedOn,
    kind,
    reference,
    ...present({ traceNumber, statedAs: statementId === undefined ? undefined : id }),
  };
}

/**
 * Records that a statement shows a deposit that a person entered. Nothing is booked, and no other statement line can be
 * matched with this deposit.
 */
export function confirmDepositWrites(
  tenant: TenantId,
  depositId: string,
  sums: DepositSums,
  line: { readonly statedAs: string; readonly statementId: string },
): Write[] {
  return [
    {
      update: entityKey(tenant, 'DEPOSIT', depositId),
      set: { confirmedBy: line.statementId },
      condition: { exists: true, without: ['confirmedBy'] },
    },
    ...statedWrites(sums, depositId, line.statedAs, undefined),
  ];
}

function matchOf(match: DepositMatch, entryId: string) {
  if (match.kind === 'none') return { state: 'unmatched', remittanceIds: [], matchedFeeCents: zeroCents } as const;
  const remittanceIds = match.remittances.map((remittance) => remittance.remittanceId);
  return { state: 'matched', remittanceIds, matchedFeeCents: match.feeCents, matchEntryId: entryId } as const;
}

/** Books that an unmatched deposit pays these remittances. Their sum is the deposit plus its fee. */
export function bookMatch(
  tenant: TenantId,
  before: Deposit,
  { remittances, feeCents }: { readonly remittances: readonly InTransit[]; readonly feeCents: Cents },
  { at, today }: OfficeTime,
): DepositBooking {
  const version = before.version + 1;
  const entryId = entryIdOf(tenant, before.id, version);
  const deposit: Deposit = {
    ...before,
    version,
    ...matchOf({ kind: 'matched', remittances, feeCents }, entryId),
  };
  const legs = matchLegs(before, remittances, feeCents);
  const entry = { id: entryId, kind: 'deposit-match', effectiveOn: today, legs } as const;
  return {
    deposit,
    writes: [
      replacedWrite(tenant, before, deposit),
      ...entryWrites(tenant, deposit, entry, today),
      ...reliefs(tenant, before.id, remittances),
      ...closedDepositWrites(tenant, before),
      exceptionResolvedWrite(tenant, exceptionIdOf(tenant, before.id), at) as Write<DepositConflict>,
    ],
  };
}

/**
 * Reverses a match. The deposit waits for a person again: it returns to the work list, but no longer matches
 * automatically.
 * @param matched the legs of the entry that matched it
 */
export function bookUnmatch(
  tenant: TenantId,
  before: Deposit,
  { legs, remittances }: { readonly legs: readonly Leg[]; readonly remittances: readonly InTransit[] },
  { at, today }: OfficeTime,
): DepositBooking {
  const { matchEntryId, ...rest } = before;
  const version = before.version + 1;
  const deposit: Deposit = {
    ...rest,
    version,
    state: 'unmatched',
    remittanceIds: [],
    matchedFeeCents: zeroCents,
  };
  const entry = {
    id: entryIdOf(tenant, before.id, version),
    kind: 'deposit-unmatch',
    effectiveOn: today,
    legs: unmatchLegs(before, legs),
    ...present({ reverses: matchEntryId === undefined ? undefined : [matchEntryId] }),
  } as const;
  return {
    deposit,
    writes: [
      replacedWrite(tenant, before, deposit),
      ...entryWrites(tenant, deposit, entry, today),
      ...remittances.map((row) => returnedWrite<DepositConflict>(tenant, row, before.id, { kind: 'write-conflict' })),
      ...openDepositWrites(tenant, deposit).slice(0, 1),
      exceptionOf(tenant, deposit, at),
    ],
  };
}

/** Reverses a deposit that a person entered by mistake. It must be unmatched and on no statement. */
export function bookVoid(
  tenant: TenantId,
  before: Deposit,
  sums: DepositSums,
  { today, voided }: OfficeTime & { readonly voided: NonNullable<Deposit['voided']> },
): DepositBooking {
  const version = before.version + 1;
  const deposit: Deposit = { ...before, version, state: 'voided', voided };
  const legs = unidentifiedLegs(before).map((leg): Leg => ({ ...leg, cents: negateCents(leg.cents) }));
  const entry = { id: entryIdOf(tenant, before.id, version), kind: 'deposit-void', effectiveOn: today, legs } as const;
  return {
    deposit,
    writes: [
      replacedWrite(tenant, before, deposit),
      ...entryWrites(tenant, deposit, entry, today),
      ...closedDepositWrites(tenant, before),
      ...forgottenWrites<DepositConflict>(sums, before.id, { kind: 'write-conflict' }),
      exceptionResolvedWrite(tenant, exceptionIdOf(tenant, before.id), voided.at) as Write<DepositConflict>,
    ],
  };
}

function entryIdOf(tenant: TenantId, depositId: string, version: number): string {
  return idFromDigest('ledgerEntry', digestOf('deposit-entry', tenant, depositId, String(version)));
}

function replacedWrite(tenant: TenantId, before: Deposit, after: Deposit): Write<DepositConflict> {
  return {
    put: depositItem(tenant, after),
    // A statement that confirms the deposit does not raise its version, so the condition checks the confirmation too.
    condition: {
      equals: { version: before.version },
      ...(before.confirmedBy === undefined ? { without: ['confirmedBy'] } : {}),
    },
    orElse: { kind: 'version-changed' },
  };
}

function reliefs(tenant: TenantId, depositId: string, remittances: readonly InTransit[]): Write<DepositConflict>[] {
  return remittances.map((row) => relievedWrite(tenant, row, depositId, { kind: 'remittance-not-in-transit' }));
}

interface EntryDraft {
  readonly id: string;
  readonly kind: EntryKind;
  readonly effectiveOn: LocalDate;
  readonly legs: readonly Leg[];
  readonly reverses?: readonly string[];
}

function entryWrites(
  tenant: TenantId,
  deposit: Deposit,
  draft: EntryDraft,
  postedOn: LocalDate,
): Write<DepositConflict>[] {
  const entry = ledgerEntry({ ...draft, postedOn, entityId: deposit.entityId, depositId: deposit.id });
  const hash = digestText('deposit', JSON.stringify(entry.legs));
  return [
    { ...(entryWrite(tenant, undefined, entry, hash) as Write<DepositConflict>), orElse: { kind: 'write-conflict' } },
    totalsWrite(tenant, entry, deposit.id, entry.legs) as Write<DepositConflict>,
  ];
}

function exceptionIdOf(tenant: TenantId, depositId: string): string {
  return idFromDigest('exception', digestOf('exception', tenant, depositId, 'deposit-without-remittance'));
}

function exceptionOf(tenant: TenantId, deposit: Deposit, at: Instant): Write<DepositConflict> {
  return exceptionWrite(tenant, {
    id: exceptionIdOf(tenant, deposit.id),
    code: 'deposit-without-remittance',
    openedAt: at,
    depositId: deposit.id,
    cents: deposit.cents,
    facts: { depositedOn: deposit.depositedOn, kind: deposit.kind },
  }) as Write<DepositConflict>;
}
