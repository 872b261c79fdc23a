import { type ClaimId, claimIdFromDigest, parseClaimId, type TenantId } from '../domain/identity/ids.ts';
import type { LocalDate } from '../domain/time/local-date.ts';
import { digestOf, digestText, shardOf } from './digest.ts';

/**
 * The one page that documents the table: every entity, its key, and how it is found. `docs/data-model.md` is generated from
 * `entities` in `entities.ts`. Tenant first in every key and index; no PHI in keys (a key made from outside values is a digest of them).
 * Parts are joined by `#`: tenants, ids, dates and digests never contain one.
 */

export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** Where an item stands in the one index (`gsi1`, keys only), which serves lists and work lists. */
export interface IndexKey {
  readonly g1pk: string;
  readonly g1sk: string;
}

export const tableDefinition = {
  partitionKey: 'pk',
  sortKey: 'sk',
  index: { name: 'gsi1', partitionKey: 'g1pk', sortKey: 'g1sk', projection: 'KEYS_ONLY' },
  timeToLiveAttribute: 'expiresAt',
} as const;

/** How many ways busy lists are spread. Changing one needs a migration. */
export const shards = {
  due: 4,
  ledgerDay: 8,
  totals: 8,
  exceptions: 4,
  denials: 4,
  ready: 4,
  auditDay: 4,
  bank: 4,
} as const;

/** Items of no tenant (the due index) stand under this name, which no tenant can have. */
const system = '_';

const collection = (tenant: TenantId, name: string, id: string): string => `${tenant}#${name}#${id}`;

type MasterEntity =
  | 'PAYER'
  | 'PROVIDER'
  | 'LEGAL-ENTITY'
  | 'FACILITY'
  | 'FEE-SCHEDULE'
  | 'PATIENT'
  | 'ENCOUNTER'
  | 'SUBMISSION'
  | 'EXCEPTION'
  | 'DENIAL'
  | 'DEPOSIT'
  | 'BANK-STATEMENT'
  | 'CONNECTION';

/** An entity with an id of its own: the item itself stands at the sort key that repeats the entity's name. */
export function entityKey(tenant: TenantId, entity: MasterEntity, id: string): Key {
  return { pk: collection(tenant, entity, id), sk: entity };
}

/** Short lists of a tenant: payers, providers, legal entities, facilities, fee schedules, patients, connections. */
export function listIndex(tenant: TenantId, entity: MasterEntity, id: string): IndexKey {
  return { g1pk: `${tenant}#LIST#${entity}`, g1sk: id };
}

/** Lists that grow with the business, one partition a month: encounters, claims, submissions, remittance files, remittances. */
export function monthIndex(
  tenant: TenantId,
  entity:
    | 'ENCOUNTER'
    | 'CLAIM'
    | 'SUBMISSION'
    | 'REMITTANCE-FILE'
    | 'REMITTANCE'
    | 'DEPOSIT'
    | 'BANK-STATEMENT'
    | 'ACKNOWLEDGEMENT-FILE',
  instant: string,
  id: string,
): IndexKey {
  return { g1pk: `${tenant}#MONTH#${entity}#${instant.slice(0, 7)}`, g1sk: `${instant}#${id}` };
}

export function coverageKey(tenant: TenantId, patientId: string, coverageId: string): Key {
  return { pk: collection(tenant, 'PATIENT', patientId), sk: `COVERAGE#${coverageId}` };
}

/** A caller's own id of an entity; unique per entity. */
export function externalIdKey(tenant: TenantId, entity: MasterEntity, externalId: string): Key {
  return { pk: collection(tenant, 'EXTERNAL-ID', digestText(entity, externalId)), sk: 'EXTERNAL-ID' };
}

/** Finds a payer by an identity that it uses in remittances. */
export function payerIdentityKey(tenant: TenantId, qualifier: string, value: string): Key {
  return { pk: collection(tenant, 'PAYER-IDENTITY', digestText(qualifier, value)), sk: 'PAYER-IDENTITY' };
}

/** Finds a legal entity by its tax id, or by the NPI of one of its billing providers, as a remittance names its payee. */
export function payeeIdentityKey(tenant: TenantId, qualifier: string, value: string): Key {
  return { pk: collection(tenant, 'PAYEE-IDENTITY', digestText(qualifier, value)), sk: 'PAYEE-IDENTITY' };
}

/** Finds patients by a searched tuple (last name and birth date). One row a patient, under the tuple's digest. */
export function patientSearchKey(tenant: TenantId, tuple: readonly string[], patientId: string): Key {
  return { pk: collection(tenant, 'PATIENT-SEARCH', digestText(...tuple)), sk: patientId };
}

/**
 * The claim id that a patient control number stands for: our own as it is; any other text as an id of the same form, of 70 bits
 * of its digest. So a claim born in another system is found by that system's number, and by our id of it when we send it on.
 * Whoever finds a balance so compares its `controlNumber`, for 70 bits could meet.
 */
export function claimIdOfControlNumber(patientControlNumber: string): ClaimId {
  const own = parseClaimId(patientControlNumber);
  return own.ok ? own.value : claimIdFromDigest(digestOf('patient-control-number', patientControlNumber));
}

/**
 * A claim's collection, by the patient control number that a document names. The result of matching is no part of it, so that
 * a redelivery after a match finds the same entry.
 */
function claimCollection(tenant: TenantId, patientControlNumber: string): string {
  return collection(tenant, 'CLAIM', claimIdOfControlNumber(patientControlNumber));
}

/** The claim's small hot item: balance, state, version. */
export function claimBalanceKey(tenant: TenantId, claimId: string): Key {
  return { pk: claimCollection(tenant, claimId), sk: 'BALANCE' };
}

/** The claim's large cold item: the document that is sent. */
export function claimDocumentKey(tenant: TenantId, claimId: string): Key {
  return { pk: claimCollection(tenant, claimId), sk: 'DOCUMENT' };
}

export const claimHistoryPrefix = 'HISTORY#';

export function claimHistoryKey(tenant: TenantId, claimId: string, at: string, discriminator: string): Key {
  return { pk: claimCollection(tenant, claimId), sk: `${claimHistoryPrefix}${at}#${discriminator}` };
}

export const ledgerEntryPrefix = 'ENTRY#';

/** A ledger entry under the control number that its document names; entries of no claim stand under their remittance. */
export function ledgerEntryKey(tenant: TenantId, patientControlNumber: string, entryId: string): Key {
  return { pk: claimCollection(tenant, patientControlNumber), sk: `${ledgerEntryPrefix}${entryId}` };
}

/** A claim of a remittance whose cash waits in unapplied payer cash; beside the entry that holds it. */
export function waitingKey(tenant: TenantId, patientControlNumber: string, entryId: string): Key {
  return { pk: claimCollection(tenant, patientControlNumber), sk: waitingSortKey(entryId) };
}

export function waitingSortKey(entryId: string): string {
  return `WAITING#${entryId}`;
}

export function remittanceEntryKey(tenant: TenantId, remittanceId: string, entryId: string): Key {
  return { pk: collection(tenant, 'REMITTANCE', remittanceId), sk: `${ledgerEntryPrefix}${entryId}` };
}

export function depositEntryKey(tenant: TenantId, depositId: string, entryId: string): Key {
  return { pk: collection(tenant, 'DEPOSIT', depositId), sk: `${ledgerEntryPrefix}${entryId}` };
}

/**
 * An entry's id on the wire: its collection and its own id, so that it is found without an index.
 * `S2J4….led_…` for a claim's, `rem_….led_…` for a payment's, `dep_….led_…` for a deposit's.
 */
export function wireEntryId(key: Key): string {
  const [, , name] = key.pk.split('#');
  return `${name}.${key.sk.slice(ledgerEntryPrefix.length)}`;
}

/** The key that a wire id names, or undefined when it has another form. */
export function keyOfWireEntryId(tenant: TenantId, wireId: string): Key | undefined {
  const match = /^(S[0-9A-Z]{15}|(?:rem|dep)_[0-9A-Z]{26})\.(led_[0-9A-Z]{26})$/.exec(wireId);
  if (match === null) return undefined;
  const [, name = '', entryId = ''] = match;
  return {
    pk: collection(tenant, collectionOfName(name), name),
    sk: `${ledgerEntryPrefix}${entryId}`,
  };
}

function collectionOfName(name: string): 'REMITTANCE' | 'DEPOSIT' | 'CLAIM' {
  if (name.startsWith('rem_')) return 'REMITTANCE';
  return name.startsWith('dep_') ? 'DEPOSIT' : 'CLAIM';
}

/** Every entry of a day, spread over shards, for reading and refolding the books. */
export function ledgerDayIndex(tenant: TenantId, postedOn: LocalDate, entryId: string): IndexKey {
  return { g1pk: ledgerDayPartition(tenant, postedOn, shardOf(entryId, shards.ledgerDay)), g1sk: entryId };
}

export function ledgerDayPartition(tenant: TenantId, postedOn: LocalDate, shard: number): string {
  return `${tenant}#LEDGER#${postedOn}#${shard}`;
}

/** Claims that wait to be submitted, per receiver; removed from the index once batched. */
export function readyIndex(tenant: TenantId, receiverKey: string, claimId: string): IndexKey {
  return { g1pk: readyPartition(tenant, receiverKey, shardOf(claimId, shards.ready)), g1sk: claimId };
}

export function readyPartition(tenant: TenantId, receiverKey: string, shard: number): string {
  return `${tenant}#READY#${receiverKey}#${shard}`;
}

/** A receiver of claim files (a clearinghouse or payer) that has had ready claims. */
export function receiverKey(tenant: TenantId, receiver: string): Key {
  return { pk: `${tenant}#RECEIVERS`, sk: receiver };
}

export function submissionClaimKey(tenant: TenantId, submissionId: string, claimId: string): Key {
  return { pk: collection(tenant, 'SUBMISSION', submissionId), sk: `CLAIM#${claimId}` };
}

export function counterKey(tenant: TenantId, name: 'interchange'): Key {
  return { pk: collection(tenant, 'COUNTER', name), sk: 'COUNTER' };
}

export function remittanceFileKey(tenant: TenantId, fileId: string): Key {
  return { pk: collection(tenant, 'REMITTANCE-FILE', fileId), sk: 'REMITTANCE-FILE' };
}

/** A 999, 277CA or TA1 that a connection brought, set aside for the claims that it speaks of. */
export function acknowledgementFileKey(tenant: TenantId, fileId: string): Key {
  return { pk: collection(tenant, 'ACKNOWLEDGEMENT-FILE', fileId), sk: 'ACKNOWLEDGEMENT-FILE' };
}

/** What changes with every run of a connection, apart from what a person has set up. */
export function connectionStateKey(tenant: TenantId, connectionId: string): Key {
  return { pk: collection(tenant, 'CONNECTION', connectionId), sk: 'STATE' };
}

export const connectionRunPrefix = 'RUN#';

/** One run of a connection, by the instant that it was planned or asked for. */
export function connectionRunKey(tenant: TenantId, connectionId: string, runAt: string, runId: string): Key {
  return { pk: collection(tenant, 'CONNECTION', connectionId), sk: `${connectionRunPrefix}${runAt}#${runId}` };
}

/** What names one state of a file at the other side; a name may hold anything, so keys have its digest. */
export interface RemoteFileName {
  readonly name: string;
  readonly sizeBytes: number;
  readonly modifiedAt: string;
}

const remoteDigest = ({ name, sizeBytes, modifiedAt }: RemoteFileName): string =>
  digestText(name, String(sizeBytes), modifiedAt);

/** A file that a connection has seen. */
export function connectionFileKey(tenant: TenantId, connectionId: string, file: RemoteFileName): Key {
  return { pk: collection(tenant, 'CONNECTION-FILE', connectionId), sk: `SEEN#${remoteDigest(file)}` };
}

/** How far the download of a large file has come. */
export function connectionDownloadKey(tenant: TenantId, connectionId: string, file: RemoteFileName): Key {
  return { pk: collection(tenant, 'CONNECTION-FILE', connectionId), sk: `DOWNLOAD#${remoteDigest(file)}` };
}

/** What a connection has seen, by time. */
export function connectionFileIndex(
  tenant: TenantId,
  connectionId: string,
  at: string,
  file: RemoteFileName,
): IndexKey {
  return { g1pk: connectionFilePartition(tenant, connectionId), g1sk: `${at}#${remoteDigest(file)}` };
}

export function connectionFilePartition(tenant: TenantId, connectionId: string): string {
  return `${tenant}#CONNECTION-FILES#${connectionId}`;
}

/** A payment's identity (payee, payer, trace, amount, date), by digest: admitted once. */
export function paymentKey(tenant: TenantId, identityDigest: string): Key {
  return { pk: collection(tenant, 'PAYMENT', identityDigest), sk: 'PAYMENT' };
}

export function remittanceKey(tenant: TenantId, remittanceId: string): Key {
  return { pk: collection(tenant, 'REMITTANCE', remittanceId), sk: 'REMITTANCE' };
}

export const chunkPrefix = 'CHUNK#';

export function chunkKey(tenant: TenantId, remittanceId: string, chunk: number): Key {
  return { pk: collection(tenant, 'REMITTANCE', remittanceId), sk: `${chunkPrefix}${String(chunk).padStart(6, '0')}` };
}

/** The claim of a chunk that a careful attempt was about to try. */
export function attemptKey(tenant: TenantId, remittanceId: string, chunk: number): Key {
  return { pk: collection(tenant, 'REMITTANCE', remittanceId), sk: `ATTEMPT#${String(chunk).padStart(6, '0')}` };
}

/** What a payer is owed or holds back under one reference of its provider-level adjustments, by digest. */
export function recoupmentKey(tenant: TenantId, payer: string, reference: string): Key {
  return { pk: collection(tenant, 'RECOUPMENT', digestText(payer, reference)), sk: 'RECOUPMENT' };
}

/** A check or EFT number with an amount, by which a deposit and a remittance find each other; by digest. */
function cluePartition(tenant: TenantId, side: 'IN-TRANSIT' | 'DEPOSIT-CLUE', trace: string, cents: number): string {
  return collection(tenant, side, digestText(trace, String(cents)));
}

/** A remittance whose money is to come, under its number and amount. */
export function inTransitKey(tenant: TenantId, trace: string, cents: number, remittanceId: string): Key {
  return { pk: cluePartition(tenant, 'IN-TRANSIT', trace, cents), sk: remittanceId };
}

/** What is in transit, in four shards, the oldest first. The amount stands in the sort key: ageing reads the index alone. */
export function inTransitIndex(tenant: TenantId, paidOn: LocalDate, cents: number, remittanceId: string): IndexKey {
  return {
    g1pk: inTransitPartition(tenant, shardOf(remittanceId, shards.bank)),
    g1sk: `${paidOn}#${cents < 0 ? '-' : '0'}${String(Math.abs(cents)).padStart(15, '0')}#${remittanceId}`,
  };
}

export function inTransitPartition(tenant: TenantId, shard: number): string {
  return `${tenant}#IN-TRANSIT#${shard}`;
}

/** A deposit that waits for a remittance, under one number and amount that it names: its own, or a check's of its slip. */
export function depositClueKey(tenant: TenantId, trace: string, cents: number, depositId: string): Key {
  return { pk: cluePartition(tenant, 'DEPOSIT-CLUE', trace, cents), sk: depositId };
}

/** There while a deposit is unmatched: the work list's row. */
export function openDepositKey(tenant: TenantId, depositId: string): Key {
  return { pk: collection(tenant, 'DEPOSIT', depositId), sk: 'OPEN' };
}

export function openDepositIndex(tenant: TenantId, depositedOn: LocalDate, depositId: string): IndexKey {
  return { g1pk: openDepositPartition(tenant, shardOf(depositId, shards.bank)), g1sk: `${depositedOn}#${depositId}` };
}

export function openDepositPartition(tenant: TenantId, shard: number): string {
  return `${tenant}#DEPOSITS-OPEN#${shard}`;
}

/** One payment however it was seen (on paper, in a portal, by card, as an ERA): payer, check or EFT number, amount; by digest. */
export function paymentChannelKey(tenant: TenantId, payer: string, trace: string, cents: number): Key {
  return { pk: collection(tenant, 'PAYMENT-CHANNEL', digestText(payer, trace, String(cents))), sk: 'PAYMENT-CHANNEL' };
}

/** Exceptions that wait for a person. */
export function openExceptionIndex(tenant: TenantId, exceptionId: string): IndexKey {
  return { g1pk: openExceptionPartition(tenant, shardOf(exceptionId, shards.exceptions)), g1sk: exceptionId };
}

export function openExceptionPartition(tenant: TenantId, shard: number): string {
  return `${tenant}#EXCEPTIONS#${shard}`;
}

/** Denials that wait for a person, by their deadline within each shard. */
export function openDenialIndex(tenant: TenantId, deadline: LocalDate, denialId: string): IndexKey {
  return {
    g1pk: openDenialPartition(tenant, shardOf(denialId, shards.denials)),
    g1sk: `${deadline}#${denialId}`,
  };
}

export function openDenialPartition(tenant: TenantId, shard: number): string {
  return `${tenant}#DENIALS#${shard}`;
}

/** Finds claims that were sent for a member and a day of service, whatever number a payer returns. A row a claim. */
export function claimLookupKey(tenant: TenantId, memberId: string, serviceFrom: LocalDate, claimId: string): Key {
  return { pk: claimLookupPartition(tenant, memberId, serviceFrom), sk: claimId };
}

export function claimLookupPartition(tenant: TenantId, memberId: string, serviceFrom: LocalDate): string {
  return collection(tenant, 'CLAIM-LOOKUP', digestText('member', memberId, serviceFrom));
}

/** Finds a claim by the number that a payer gave it, where that payer does not return ours. */
export function payerClaimNumberKey(tenant: TenantId, payerId: string, payerClaimNumber: string): Key {
  return { pk: collection(tenant, 'CLAIM-LOOKUP', digestText('payer', payerId, payerClaimNumber)), sk: 'PAYER-NUMBER' };
}

/** Which versions of its posting rules an office has, and how often they were changed. */
export function postingRulesKey(tenant: TenantId): Key {
  return { pk: `${tenant}#POSTING-RULES`, sk: 'HEAD' };
}

export const postingRulesVersionPrefix = 'VERSION#';

/** One version of the posting rules; immutable. */
export function postingRulesVersionKey(tenant: TenantId, revision: number): Key {
  return { pk: `${tenant}#POSTING-RULES`, sk: `${postingRulesVersionPrefix}${String(revision).padStart(9, '0')}` };
}

export const totalsPrefix = 'DAY#';

export function totalsPartition(tenant: TenantId): string {
  return `${tenant}#TOTALS`;
}

/** Account totals of a day and billing entity; `spread` is any name that spreads the writers (a claim, a chunk). */
export function totalsKey(tenant: TenantId, postedOn: LocalDate, entityId: string, spread: string): Key {
  return {
    pk: totalsPartition(tenant),
    sk: `${totalsPrefix}${postedOn}#${entityId}#${shardOf(spread, shards.totals)}`,
  };
}

export function auditKey(tenant: TenantId, entityId: string, at: string, requestId: string): Key {
  return { pk: collection(tenant, 'AUDIT', entityId), sk: `${at}#${requestId}` };
}

export function auditPartition(tenant: TenantId, entityId: string): string {
  return collection(tenant, 'AUDIT', entityId);
}

/** What a request with an idempotency key answered; `scope` names principal and route. */
export function idempotencyKey(tenant: TenantId, scope: string, key: string): Key {
  return { pk: collection(tenant, 'IDEMPOTENCY', digestText(scope, key)), sk: 'IDEMPOTENCY' };
}

/** The tenant's own secret that authenticates page tokens. */
export function pageTokenSecretKey(tenant: TenantId): Key {
  return { pk: `${tenant}#SECRET`, sk: 'PAGE-TOKEN' };
}

/** A message that is to be sent at or after an instant. */
export function dueKey(dueAt: string, id: string): Key {
  return { pk: duePartition(shardOf(id, shards.due)), sk: `${dueAt}#${id}` };
}

export function duePartition(shard: number): string {
  return `${system}#DUE#${shard}`;
}

/** The partition of the index that {@link listIndex} fills. */
export function listPartition(tenant: TenantId, entity: MasterEntity): string {
  return `${tenant}#LIST#${entity}`;
}

/** The partition of the index that {@link monthIndex} fills; `month` is `YYYY-MM`. */
export function monthPartition(tenant: TenantId, entity: Parameters<typeof monthIndex>[1], month: string): string {
  return `${tenant}#MONTH#${entity}#${month}`;
}
