import type { ClaimId, TenantId } from '../domain/identity/ids.ts';
import { accountOfCode, accounts } from '../domain/ledger/accounts.ts';
import {
  type Adjudication,
  accountTotals,
  type EntryNote,
  type EntrySource,
  type LedgerEntry,
  type Leg,
} from '../domain/ledger/entry.ts';
import { type Cents, cents } from '../domain/money/cents.ts';
import { present } from '../domain/present.ts';
import { invariant } from '../domain/result.ts';
import type { Instant, LocalDate } from '../domain/time/local-date.ts';
import { digestText } from './digest.ts';
import { foreignClaimsIndex } from './keys/account.ts';
import { claimsOfMonthIndex } from './keys/claim.ts';
import {
  accountEntryKey,
  closeEntryKey,
  depositEntryKey,
  ledgerDayIndex,
  ledgerEntryKey,
  manualEntryKey,
  patientPaymentEntryKey,
  remittanceEntryKey,
  totalsKey,
  wireEntryId,
} from './keys/ledger.ts';
import type { Key } from './keys/table.ts';
import type { Addition, Condition, Item, Write } from './table.ts';

/**
 * A ledger entry as one compact item: its common fields once, and each leg as a short text. Legs as maps would cost
 * three times the write units. A leg is `code|cents|payer|line|reason|reference`, without empty parts at the end.
 * `payer` is a position in `payers`; for a receivable, followed by the position of the payer's share of the claim:
 * `0:1`.
 */
export function entryItem(
  tenant: TenantId,
  patientControlNumber: string | undefined,
  entry: LedgerEntry,
  inputHash: string,
): Item {
  const payers = [...new Set(entry.legs.map((leg) => leg.payerId).filter((payer) => payer !== undefined))];
  const { source } = entry;
  return {
    ...entryKey(tenant, patientControlNumber, entry),
    ...ledgerDayIndex(tenant, entry.postedOn, entry.id),
    type: 'entry',
    schemaVersion: 1,
    hash: inputHash,
    kind: entry.kind,
    effectiveOn: entry.effectiveOn,
    postedOn: entry.postedOn,
    period: entry.period,
    entity: entry.entityId,
    claim: entry.claimId,
    patient: entry.patientId,
    provider: entry.providerId,
    facility: entry.facilityId,
    remittance: entry.remittanceId,
    deposit: entry.depositId,
    account: entry.accountId,
    payment: entry.paymentId,
    invoice: entry.invoiceId,
    close: entry.closeId,
    manual: entry.manualId,
    reverses: entry.reverses,
    taken: entry.takenFrom,
    rules: entry.rulesVersion,
    source: source === undefined ? undefined : sourceText(source),
    notes: entry.notes?.length ? entry.notes.map(noteText) : undefined,
    reversesPart: entry.reversesPart,
    answer: entry.adjudication && answerText(entry.adjudication),
    answerLines: entry.adjudication?.lines,
    answerReceived: entry.adjudication?.receivedOn,
    answerInterest: entry.adjudication?.interestCents,
    payers: payers.length > 0 ? payers : undefined,
    legs: entry.legs.map((leg) => legText(leg, payers)),
  };
}

function entryKey(tenant: TenantId, patientControlNumber: string | undefined, entry: LedgerEntry): Key {
  if (patientControlNumber !== undefined) return ledgerEntryKey(tenant, patientControlNumber, entry.id);
  if (entry.depositId !== undefined) return depositEntryKey(tenant, entry.depositId, entry.id);
  if (entry.paymentId !== undefined) return patientPaymentEntryKey(tenant, entry.paymentId, entry.id);
  if (entry.accountId !== undefined) return accountEntryKey(tenant, entry.accountId, entry.id);
  if (entry.manualId !== undefined) return manualEntryKey(tenant, entry.manualId, entry.id);
  if (entry.closeId !== undefined) return closeEntryKey(tenant, entry.closeId, entry.id);
  invariant(
    entry.remittanceId !== undefined,
    'an entry of no claim belongs to a remittance, a deposit, a payment, an account, a close or a manager’s hand',
  );
  return remittanceEntryKey(tenant, entry.remittanceId, entry.id);
}

/** Reads a stored entry. `books check` checks whether it still balances. */
export function entryOfItem(item: Item): LedgerEntry {
  const payers = (item.payers as string[] | undefined) ?? [];
  return {
    id: item.sk.slice(item.sk.indexOf('#') + 1),
    kind: item.kind as LedgerEntry['kind'],
    effectiveOn: item.effectiveOn as LocalDate,
    postedOn: item.postedOn as LocalDate,
    period: item.period as string,
    entityId: item.entity as string,
    ...present({
      claimId: item.claim as ClaimId | undefined,
      patientId: item.patient as string | undefined,
      providerId: item.provider as string | undefined,
      facilityId: item.facility as string | undefined,
      remittanceId: item.remittance as string | undefined,
      depositId: item.deposit as string | undefined,
      accountId: item.account as string | undefined,
      paymentId: item.payment as string | undefined,
      invoiceId: item.invoice as string | undefined,
      closeId: item.close as string | undefined,
      manualId: item.manual as string | undefined,
      reverses: item.reverses as string[] | undefined,
      takenFrom: item.taken as string | undefined,
      reversesPart: item.reversesPart as string | undefined,
      rulesVersion: item.rules as string | undefined,
      source: item.source === undefined ? undefined : sourceOfText(item.source as string),
      notes: (item.notes as string[] | undefined)?.map(noteOfText),
      adjudication: item.answer === undefined ? undefined : adjudicationOfItem(item),
    }),
    legs: (item.legs as string[]).map((text) => legOfText(text, payers)),
  } as unknown as LedgerEntry;
}

/**
 * Writes an entry if it does not exist. If it does, the existing item distinguishes a replay (same hash) from a
 * conflict (another hash).
 */
export function entryWrite(
  tenant: TenantId,
  patientControlNumber: string | undefined,
  entry: LedgerEntry,
  inputHash: string,
): Write {
  return { put: entryItem(tenant, patientControlNumber, entry, inputHash), condition: { absent: true } };
}

/** The beginning of a claim's history: when, by whom, and with which status. */
export interface ClaimBeginning {
  readonly at: Instant;
  readonly by: string;
  readonly to: string;
}

/**
 * Writes a claim's first entry. It also lists the claim among those of its month, and is the first line of the claim's
 * history, so that a new claim has only two items: this one and its balance.
 */
export function firstEntryWrite(
  tenant: TenantId,
  claimId: ClaimId,
  entry: LedgerEntry,
  begins: ClaimBeginning,
): Extract<Write, { put: Item }> & { readonly condition: Condition } {
  const hash = digestText(entry.kind, claimId, JSON.stringify(entry.legs));
  const item = entryItem(tenant, claimId, entry, hash);
  const index = claimsOfMonthIndex(tenant, entry.postedOn, begins.at, claimId);
  return { put: { ...item, ...index, ...begins, from: 'none' }, condition: { absent: true } };
}

/**
 * Writes the first entry of another system's claim. No encounter leads to this claim, so it gets a row in its patient's
 * list.
 */
export function foreignFirstEntryWrite(
  tenant: TenantId,
  claimId: ClaimId,
  entry: LedgerEntry,
  begins: ClaimBeginning,
): Write {
  const { put, condition } = firstEntryWrite(tenant, claimId, entry, begins);
  invariant(entry.patientId !== undefined, 'a claim has a patient');
  return { put: { ...put, ...foreignClaimsIndex(tenant, entry.patientId, claimId) }, condition };
}

/** Adds legs to the account totals of their day and entity. `spread` is any name that distributes the writers. */
export function totalsWrite(
  tenant: TenantId,
  { postedOn, entityId }: Pick<LedgerEntry, 'postedOn' | 'entityId'>,
  spread: string,
  legs: Iterable<Leg>,
): Addition {
  const add = Object.fromEntries([...accountTotals(legs)].map(([account, total]) => [accounts[account].code, total]));
  return { update: totalsKey(tenant, postedOn, entityId, spread), set: { type: 'totals', schemaVersion: 1 }, add };
}

/** Writes an entry without a claim, with the person who made it, and adds it to the totals of its day. */
export function ownEntryWrites(
  tenant: TenantId,
  entry: LedgerEntry,
  told: { readonly by: string; readonly why?: string },
): { readonly writes: readonly Write<never>[]; readonly ledgerEntryId: string } {
  const item = entryItem(tenant, undefined, entry, entry.id);
  const writes: Write<never>[] = [
    { put: { ...item, ...told }, condition: { absent: true } },
    totalsWrite(tenant, entry, entry.id, entry.legs) as Write<never>,
  ];
  return { writes, ledgerEntryId: wireEntryId(item) };
}

/** The additional count in a day's totals: the remittances of that day that are still being posted. */
export const postingCount = 'posting';

/**
 * Counts a remittance in its day's totals as being posted (1), or as settled (-1). Its entries have the date of its
 * admission, even if they are booked much later, so the totals of its month are not final while it is counted.
 */
export function postingCountWrite(
  tenant: TenantId,
  { id, postedOn, entityId }: { readonly id: string } & Pick<LedgerEntry, 'postedOn' | 'entityId'>,
  count: 1 | -1,
): Write<never> {
  const add = { [postingCount]: count };
  return { update: totalsKey(tenant, postedOn, entityId, id), set: { type: 'totals', schemaVersion: 1 }, add };
}

function legText(leg: Leg, payers: readonly string[]): string {
  const name = leg.payerId === undefined ? '' : String(payers.indexOf(leg.payerId));
  const payer = leg.share === undefined ? name : `${name}:${leg.share}`;
  const parts = [accounts[leg.account].code, leg.cents, payer, leg.line ?? '', escaped(leg.reason ?? '')];
  if (leg.reference !== undefined) parts.push(leg.reference);
  while (parts.at(-1) === '') parts.pop();
  return parts.join('|');
}

function legOfText(text: string, payers: readonly string[]): Leg {
  const [code = '', amount = '', payer = '', line = '', reason = '', ...rest] = text.split('|');
  const account = accountOfCode(code);
  invariant(account !== undefined, 'a stored leg names an account');
  const reference = rest.join('|');
  const [name = '', share] = payer.split(':');
  return {
    account,
    cents: cents(Number(amount)),
    ...(name === '' ? {} : { payerId: payers[Number(name)] as string }),
    ...present({ share: share === undefined ? undefined : Number(share) }),
    ...(line === '' ? {} : { line: Number(line) }),
    ...(reason === '' ? {} : { reason: unescaped(reason) }),
    ...(reference === '' ? {} : { reference }),
  };
}

/** Codes and control numbers from payers' files may be any text, including our separators, so they are encoded. */
function escaped(text: string): string {
  return text.replace(/[|%]/g, (character) => (character === '|' ? '%7C' : '%25'));
}

function unescaped(text: string): string {
  return text.replace(/%(?:7C|25)/g, (code) => (code === '%7C' ? '|' : '%'));
}

function noteText(note: EntryNote): string {
  return [note.meaning.charAt(0), escaped(note.reason), note.cents, note.line ?? ''].join('|');
}

function noteOfText(text: string): EntryNote {
  const [letter = '', reason = '', amount = '', line = ''] = text.split('|');
  const meaning = letter === 'd' ? 'denial' : letter === 'i' ? 'information' : 'held';
  return {
    meaning,
    reason: unescaped(reason),
    cents: cents(Number(amount)),
    ...(line === '' ? {} : { line: Number(line) }),
  };
}

/**
 * `payer|share|number`: the payer's claim number may be any text; our payer ids never contain a `|`. The share is
 * followed by the number of the answered filing, unless it is the share's first: `0:2`.
 */
function answerText({ payerId, share, filing, payerClaimNumber }: Adjudication): string {
  return `${payerId}|${filing === undefined ? share : `${share}:${filing}`}|${payerClaimNumber}`;
}

function adjudicationOfItem(item: Item): Adjudication {
  const [payerId = '', whose = '', ...number] = (item.answer as string).split('|');
  const [share, filing] = whose.split(':');
  return {
    payerId,
    share: Number(share),
    ...present({ filing: filing === undefined ? undefined : Number(filing) }),
    payerClaimNumber: number.join('|'),
    ...present({
      lines: item.answerLines as number[] | undefined,
      receivedOn: item.answerReceived as LocalDate | undefined,
      interestCents: item.answerInterest as Cents | undefined,
    }),
  };
}

function sourceText(source: EntrySource): string {
  return [
    Buffer.from(source.fileSha256, 'hex').toString('base64url'),
    source.byteOffset,
    source.byteLength,
    source.element,
    escaped(source.interchangeControlNumber),
    escaped(source.groupControlNumber),
    escaped(source.transactionControlNumber),
  ].join('|');
}

function sourceOfText(text: string): EntrySource {
  const [sha = '', offset, length, element = '', interchange = '', group = '', transaction = ''] = text.split('|');
  return {
    fileSha256: Buffer.from(sha, 'base64url').toString('hex'),
    interchangeControlNumber: unescaped(interchange),
    groupControlNumber: unescaped(group),
    transactionControlNumber: unescaped(transaction),
    byteOffset: Number(offset),
    byteLength: Number(length),
    element,
  };
}
