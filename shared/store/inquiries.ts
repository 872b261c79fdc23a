import type { SentFile } from '../domain/claim/submission.ts';
import type { ClaimId, TenantId } from '../domain/identity/ids.ts';
import type { InquiryChannel } from '../domain/inquiry/channel.ts';
import { type AskedState, attentionFrom, type Inquiry } from '../domain/inquiry/inquiry.ts';
import type { Payer } from '../domain/practice/practice.ts';
import { present } from '../domain/present.ts';
import { invariant } from '../domain/result.ts';
import type { Instant } from '../domain/time/local-date.ts';
import type { DueMessage } from './change.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import { entityKey, monthIndex } from './keys/entity.ts';
import {
  claimInquiryKey,
  claimInquiryPrefix,
  coverageCheckKey,
  inquiryChannelKey,
  inquirySettingsKey,
  inquiryToSeeIndex,
  queuedInquiryKey,
} from './keys/inquiry.ts';
import { packedForm } from './packed-json.ts';
import type { Item, Table, Write } from './table.ts';

const results = packedForm([
  ...[
    '{"status":"active","memberId":"","groupNumber":"","plan":"","planFrom":"2026-01-01","rejections":[],"benefits":[',
  ],
  ...['{"kind":"copay","code":"B","serviceTypes":["98"],"network":"in","coverageLevel":"IND","insuranceType":"HM",'],
  ...[
    '"period":"27","amountCents":3000,"percent":"20","quantity":"","quantityKind":"VS","authorizationRequired":true,',
  ],
  ...['"messages":[],"circumstances":[],"parties":[],"raw":"EB*C*IND*30***29*~"}],"services":[{"serviceType":"30",'],
  ...['"deductibleCents":,"deductibleLeftCents":,"outOfPocketCents":,"outOfPocketLeftCents":,"limits":[],'],
  ...['"isContradicted":false}],"otherPayers":[],"managedCare":[],"contradictions":[]}'],
]);

/** The lists of each kind of inquiries. */
const lists = {
  eligibility: 'ELIGIBILITY-CHECK',
  'claim-status': 'STATUS-INQUIRY',
  'prior-authorization': 'AUTHORIZATION-REQUEST',
} as const;

/**
 * The kind of the state is a separate attribute, because steps have conditions on it. The result is packed, because it
 * is large.
 */
function inquiryItem(tenant: TenantId, inquiry: Inquiry): Item {
  const { state, result, ...rest } = inquiry;
  const { kind: stateKind, ...stateFacts } = state;
  const packed = result === undefined ? {} : { result: results.pack(result) };
  const { plannedFor = inquiry.requestedAt } = inquiry.kind === 'eligibility' ? inquiry : {};
  const index = monthIndex(tenant, lists[inquiry.kind], plannedFor, inquiry.id);
  const { kind, id } = inquiry;
  const from = kind === 'prior-authorization' ? undefined : attentionFrom(inquiry);
  const toSee =
    from === undefined || kind === 'prior-authorization' ? {} : inquiryToSeeIndex(tenant, { kind, from, id });
  const document = { ...rest, ...packed, state: stateKind, stateFacts, ...toSee };
  return entityItem(entityKey(tenant, 'INQUIRY', inquiry.id), 'inquiry', document, index);
}

export function inquiryOfItem(item: Item): Inquiry {
  const { state, stateFacts, result, ...rest } = documentOfItem<Record<string, unknown>>(item);
  const unpacked = result === undefined ? undefined : results.unpack(result as Uint8Array);
  const full = { ...rest, state: { kind: state, ...(stateFacts as object) }, ...present({ result: unpacked }) };
  return full as unknown as Inquiry;
}

export async function readInquiry(table: Table, tenant: TenantId, id: string): Promise<Inquiry | undefined> {
  const item = await table.get(entityKey(tenant, 'INQUIRY', id));
  return item === undefined ? undefined : inquiryOfItem(item);
}

/**
 * The writes of a new inquiry: its item, its row next to the claim or in the queue of its receiver, and its message.
 */
export function newInquiry(
  tenant: TenantId,
  inquiry: Inquiry,
  channel: InquiryChannel,
): { readonly writes: readonly Write<never>[]; readonly due: readonly DueMessage[] } {
  const beside =
    inquiry.kind === 'claim-status'
      ? [
          {
            put: entityItem(claimInquiryKey(tenant, inquiry.claimId, inquiry.id), 'claim-inquiry', {
              inquiryId: inquiry.id,
            }),
          },
        ]
      : [];
  return {
    writes: [
      { put: inquiryItem(tenant, inquiry), condition: { absent: true } },
      ...beside,
      ...(inquiry.state.kind === 'queued' ? [queuedWrite(tenant, inquiry)] : []),
    ],
    due: [askMessage(tenant, inquiry, channel)],
  };
}

/** The first state of an inquiry that is to be sent now. */
export function firstState({ via, priorAuthorization }: InquiryChannel, kind: Inquiry['kind']): AskedState {
  const isByFhir = kind === 'prior-authorization' && priorAuthorization !== undefined;
  return { kind: isByFhir || via.kind !== 'file' ? 'asking' : 'queued' };
}

export function queuedWrite(tenant: TenantId, { id, receiverId }: Pick<Inquiry, 'id' | 'receiverId'>): Write<never> {
  return { put: entityItem(queuedInquiryKey(tenant, receiverId, id), 'queued-inquiry', { inquiryId: id }) };
}

const minuteMilliseconds = 60_000;

/** The message that sends an inquiry: on its day, at once, or with others in the receiver's next file. */
export function askMessage(
  tenant: TenantId,
  { id, state, receiverId, requestedAt }: Inquiry,
  { via }: InquiryChannel,
): DueMessage {
  if (state.kind === 'queued' && via.kind === 'file')
    return fileMessage(tenant, receiverId, requestedAt, via.everyMinutes);
  return {
    queue: 'ask-payers',
    id: `ask-${id}-${state.kind}`,
    body: { schemaVersion: 1, tenantId: tenant, work: 'ask', inquiryId: id },
    ...(state.kind === 'planned' ? { dueAt: state.askAt } : {}),
  };
}

/** The message that writes a file. All questions within some minutes share one message. */
function fileMessage(tenant: TenantId, receiverId: string, at: Instant, everyMinutes: number): DueMessage {
  if (everyMinutes === 0) {
    const body = { schemaVersion: 1, tenantId: tenant, work: 'file', receiverId } as const;
    return { queue: 'ask-payers', id: `inquiries-${tenant}-${receiverId}-${at}`, body };
  }
  const window = Math.floor(Date.parse(at) / (everyMinutes * minuteMilliseconds)) + 1;
  const dueAt = new Date(window * everyMinutes * minuteMilliseconds).toISOString();
  const body = { schemaVersion: 1, tenantId: tenant, work: 'file', receiverId } as const;
  return { queue: 'ask-payers', id: `inquiries-${tenant}-${receiverId}-${dueAt}`, body, dueAt };
}

/** Replaces an inquiry, if it is still in the state that was read. */
export function inquiryWrite(tenant: TenantId, before: Inquiry, after: Inquiry): Write<never> {
  return {
    put: inquiryItem(tenant, { ...after, version: before.version + 1 }),
    condition: { equals: { state: before.state.kind, version: before.version } },
  };
}

/** The inquiries about a claim, the latest first. */
export async function readClaimInquiries(table: Table, tenant: TenantId, claimId: ClaimId): Promise<Inquiry[]> {
  const { pk: partition } = claimInquiryKey(tenant, claimId, '');
  const rows = await table.queryAll({ partition, prefix: claimInquiryPrefix });
  const items = await table.batchGet(rows.map(({ inquiryId }) => entityKey(tenant, 'INQUIRY', inquiryId as string)));
  const found = items.flatMap((item) => (item === undefined ? [] : [inquiryOfItem(item)]));
  return found.sort((left, right) => (left.requestedAt < right.requestedAt ? 1 : -1));
}

/** A file of inquiries to a receiver, with its questions. */
export interface InquiryFile extends SentFile {
  readonly id: string;
  readonly receiverId: string;
  readonly kind: Inquiry['kind'];
  readonly createdAt: Instant;
  readonly controlNumber: string;
  readonly inquiryIds: readonly string[];
  readonly state: 'collected' | 'written';
}

export function inquiryFileItem(tenant: TenantId, file: InquiryFile): Item {
  const index = monthIndex(tenant, 'INQUIRY-FILE', file.createdAt, file.id);
  return entityItem(entityKey(tenant, 'INQUIRY-FILE', file.id), 'inquiry-file', file, index);
}

export async function readInquiryFile(table: Table, tenant: TenantId, id: string): Promise<InquiryFile | undefined> {
  const item = await table.get(entityKey(tenant, 'INQUIRY-FILE', id));
  return item === undefined ? undefined : documentOfItem<InquiryFile>(item);
}

/** A payer, and how the receiver of its files is asked; no channel where the office has not set one up. */
export async function readPayerChannel(
  table: Table,
  tenant: TenantId,
  payerId: string,
): Promise<{ readonly payer: Payer; readonly channel: InquiryChannel | undefined }> {
  const item = await table.get(entityKey(tenant, 'PAYER', payerId));
  invariant(item !== undefined, 'a payer that a record names is there');
  const payer = documentOfItem<Payer>(item);
  return { payer, channel: await readChannel(table, tenant, payer.receiver.id) };
}

export async function readChannel(
  table: Table,
  tenant: TenantId,
  receiverId: string,
): Promise<InquiryChannel | undefined> {
  const item = await table.get(inquiryChannelKey(tenant, receiverId));
  return item === undefined ? undefined : documentOfItem<InquiryChannel>(item);
}

export function channelItem(tenant: TenantId, channel: InquiryChannel): Item {
  return entityItem(inquiryChannelKey(tenant, channel.receiverId), 'inquiry-channel', channel);
}

/** The check of a coverage that was answered last. */
export interface LastCheck {
  readonly inquiryId: string;
  readonly answeredAt: Instant;
}

export async function readLastCheck(
  table: Table,
  tenant: TenantId,
  coverageId: string,
): Promise<LastCheck | undefined> {
  const item = await table.get(coverageCheckKey(tenant, coverageId));
  return item === undefined ? undefined : documentOfItem<LastCheck>(item);
}

export function lastCheckWrite(tenant: TenantId, coverageId: string, check: LastCheck): Write<never> {
  return { put: entityItem(coverageCheckKey(tenant, coverageId), 'coverage-check', check) };
}

/** When to ask about claims without an answer. By default, nobody asks. */
export interface InquirySettings {
  readonly version: number;
  /** Days from sending to the first inquiry. */
  readonly statusAfterDays?: number;
}

export async function readInquirySettings(table: Table, tenant: TenantId): Promise<InquirySettings> {
  const item = await table.get(inquirySettingsKey(tenant));
  return item === undefined ? { version: 0 } : documentOfItem<InquirySettings>(item);
}

export function inquirySettingsItem(tenant: TenantId, settings: InquirySettings): Item {
  return entityItem(inquirySettingsKey(tenant), 'inquiry-settings', settings);
}

/**
 * The message that looks for claims without an answer, on the day after `at`. It does nothing if the settings have
 * changed since.
 */
export function ageingMessage(tenant: TenantId, version: number, at: Instant): DueMessage {
  const dueAt = new Date(Date.parse(at) + 24 * 60 * minuteMilliseconds).toISOString();
  const body = { schemaVersion: 1, tenantId: tenant, work: 'ageing', version } as const;
  return { queue: 'ask-payers', id: `ageing-${tenant}-${version}-${dueAt.slice(0, 10)}`, body, dueAt };
}
