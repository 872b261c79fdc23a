import type { AuditAction } from '../../shared/domain/audit/actions.ts';
import { idFromDigest, type TenantId } from '../../shared/domain/identity/ids.ts';
import { accountTotals, unassignedEntity } from '../../shared/domain/ledger/entry.ts';
import { cents, subtractCents, zeroCents } from '../../shared/domain/money/cents.ts';
import { paymentIdentity } from '../../shared/domain/remittance/identity.ts';
import { type PaymentPosting, postPayment } from '../../shared/domain/remittance/post/post-payment.ts';
import type { QuarantineReason } from '../../shared/domain/remittance/post/quarantine.ts';
import type { RemittancePayment } from '../../shared/domain/remittance/remittance.ts';
import type { RulesFor } from '../../shared/domain/remittance/rules/posting-rules.ts';
import { invariant } from '../../shared/domain/result.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { paymentWrites } from '../../shared/posting/payment-writes.ts';
import { paymentContext, readPayment } from '../../shared/posting/read-payment.ts';
import { workerAudit } from '../../shared/store/change.ts';
import { digestOf, digestText } from '../../shared/store/digest.ts';
import { exceptionWrite } from '../../shared/store/exceptions.ts';
import { paymentKey, remittanceKey } from '../../shared/store/keys/remittance.ts';
import { type ManifestPayment, remittanceName } from '../../shared/store/manifest.ts';
import { officeDay } from '../../shared/store/office.ts';
import { readRulesHead, rulesAskedBy, rulesFor } from '../../shared/store/posting-rules.ts';
import {
  bodyOfItem,
  type EnteredParties,
  paymentDoneWrite,
  quarantineExceptionId,
  type Remittance,
  type RemittanceFile,
  remittanceItem,
} from '../../shared/store/remittances.ts';
import type { Condition, Item, Write } from '../../shared/store/table.ts';
import type { ImportDeps } from './context.ts';
import { channelWrite, type OtherChannel, otherChannel, readChannel } from './other-channel.ts';
import { findParties, type Parties } from './parties.ts';

/** One transaction has room for so many references and exceptions beside the payment itself. */
const sideWriteLimit = 90;

/** One ledger entry has room for so many legs, by far. */
const legLimit = 2000;

/**
 * Admits one payment, once: its identity by conditional put, its remittance item, the entry of its BPR and PLB, all in one
 * transaction. A payment that is to wait for a person is admitted, and books nothing yet. One known with the same content posts
 * nothing; one known with other content is held; one that does not add up is quarantined.
 * @returns the remittance's id when there are claims to post, also when an earlier attempt admitted it
 */
export async function admitPayment(
  tenant: TenantId,
  file: RemittanceFile,
  planned: ManifestPayment,
  deps: ImportDeps,
): Promise<string | undefined> {
  const id = idFromDigest('remittance', digestOf(...remittanceName(tenant, file.id, planned.index)));
  const item = await deps.table.get(remittanceKey(tenant, id));
  const earlier = item === undefined ? undefined : bodyOfItem<Remittance>(item);
  // One that a person admits was held for its identity: it is looked at once more, as a payment of its own.
  if (earlier !== undefined && earlier.state !== 'admitting') return continued(earlier);
  const today = await officeDay(deps.table, tenant, deps.now().toISOString());
  const draft = { ...draftOf(id, file, planned, today), ...decisionOf(earlier) };
  const read = await readPayment(tenant, file.sha256, planned, deps.files);
  if (!read.ok) {
    const reason = (planned.quarantine ?? 'payment-unreadable') as QuarantineReason;
    return settle(tenant, { ...draft, state: 'quarantined', reason }, deps);
  }
  const payment = read.value;
  const parties =
    file.entered === undefined ? await findParties(deps.table, tenant, payment) : enteredParties(file.entered);
  const identityDigest = digestText(...identityOf(payment, planned, isAdmittedByPerson(draft)));
  const { revision } = await readRulesHead(deps.table, tenant);
  const remittance = { ...described(draft, payment, parties, identityDigest), rulesRevision: revision };
  if (planned.quarantine !== undefined) {
    return settle(
      tenant,
      { ...remittance, state: 'quarantined', reason: planned.quarantine as QuarantineReason },
      deps,
    );
  }
  const channel = await readChannel(deps.table, tenant, remittance);
  const other = isAdmittedByPerson(draft) ? undefined : await otherChannel(tenant, remittance, planned, channel, deps);
  if (other !== undefined) return settleOther(tenant, remittance, other, deps);
  const rules = await rulesFor(deps.table, tenant, rulesAskedBy(remittance));
  const context = await paymentContext(tenant, planned, payment, remittance.payerId, rules, deps.table);
  const posting = postPayment(payment, context);
  if (!posting.ok) return settle(tenant, { ...remittance, state: 'quarantined', reason: posting.failure.kind }, deps);
  if (
    posting.value.legs.length > legLimit ||
    posting.value.recoupments.size + posting.value.exceptions.length > sideWriteLimit
  ) {
    return settle(tenant, { ...remittance, state: 'quarantined', reason: 'provider-adjustments-too-many' }, deps);
  }
  const decided = { payment, posting: posting.value, rules };
  return admit(tenant, file, remittance, planned, decided, channel === undefined, deps);
}

/** What a person decided about a payment that was held. */
function decisionOf(earlier: Remittance | undefined): Pick<Remittance, 'resolution'> {
  return earlier?.resolution === undefined ? {} : { resolution: earlier.resolution };
}

/**
 * The payment's identity; of one that a person says is another payment, told apart by its content. So the same content is admitted
 * once, also when it comes again in another file.
 */
function identityOf(
  payment: RemittancePayment,
  { contentDigest }: ManifestPayment,
  isAdmitted: boolean,
): readonly string[] {
  return [...paymentIdentity(payment), ...(isAdmitted ? [contentDigest] : [])];
}

/** Whether a person has decided that it is no other payment. */
function isAdmittedByPerson({ resolution }: Pick<Remittance, 'resolution'>): boolean {
  return resolution?.kind === 'admitted';
}

/** What an earlier attempt left to do for a remittance. */
function continued(remittance: Remittance): string | undefined {
  const isBooked = remittance.planHash === undefined || remittance.paymentBooked === true;
  return remittance.state === 'posting' && isBooked ? remittance.id : undefined;
}

function draftOf(id: string, file: RemittanceFile, planned: ManifestPayment, postedOn: LocalDate): Remittance {
  return {
    id,
    fileId: file.id,
    fileSha256: file.sha256,
    paymentIndex: planned.index,
    identityDigest: '',
    receivedAt: file.receivedAt,
    ...(file.entered === undefined ? {} : { channel: file.entered.channel }),
    state: 'posting',
    payerName: '',
    payerIds: [],
    payeeName: '',
    entityId: unassignedEntity,
    traceNumber: '',
    method: '',
    paymentCents: cents(planned.paymentCents),
    transitCents: zeroCents,
    claimPaidCents: cents(planned.paidCents),
    providerAdjustmentCents: cents(planned.providerAdjustmentCents),
    claims: planned.claims,
    chunks: planned.chunks.length,
    postedOn,
    chunksDone: 0,
    claimsDone: 0,
    paidCentsDone: zeroCents,
    claimsPosted: 0,
    claimsUnapplied: 0,
    exceptions: 0,
  };
}

function described(
  draft: Remittance,
  payment: RemittancePayment,
  parties: Parties,
  identityDigest: string,
): Remittance {
  return {
    ...draft,
    identityDigest,
    payerName: payment.payer.name,
    payeeName: payment.payee.name,
    ...onlyPayer(parties),
    payerIds: parties.payerIds,
    entityId: parties.entityId,
    traceNumber: payment.traceNumber,
    ...(payment.traceOriginator === undefined ? {} : { traceOriginator: payment.traceOriginator }),
    method: payment.method,
    ...(payment.paymentDate === undefined ? {} : { paymentDate: payment.paymentDate }),
  };
}

/** A person who enters a remittance says who paid whom. */
function enteredParties({ payerId, entityId }: EnteredParties): Parties {
  return { payerIds: [payerId], entityId };
}

/** The payment is in the books under another remittance, which came another way. */
function settleOther(
  tenant: TenantId,
  remittance: Remittance,
  { sameAs, difference }: OtherChannel,
  deps: ImportDeps,
): Promise<undefined> {
  if (difference === undefined) return settle(tenant, { ...remittance, state: 'already-posted', sameAs }, deps);
  const held = { ...remittance, state: 'held', reason: 'other-channel-differs', sameAs } as const;
  return settle(tenant, held, deps, { ...difference });
}

function onlyPayer({ payerIds }: Parties): { readonly payerId?: string } {
  return payerIds.length === 1 ? { payerId: payerIds[0] as string } : {};
}

/** What was decided about a payment, and by which rules. */
interface Decided {
  readonly payment: RemittancePayment;
  readonly posting: PaymentPosting;
  readonly rules: RulesFor;
}

async function admit(
  tenant: TenantId,
  file: RemittanceFile,
  remittance: Remittance,
  planned: ManifestPayment,
  { payment, posting, rules }: Decided,
  isFirstOfChannels: boolean,
  deps: ImportDeps,
): Promise<string | undefined> {
  const at = deps.now().toISOString();
  const channel = isFirstOfChannels ? [channelWrite(tenant, remittance)] : [];
  const identity: Write = {
    put: {
      ...paymentKey(tenant, remittance.identityDigest),
      type: 'payment',
      schemaVersion: 1,
      remittanceId: remittance.id,
      contentDigest: planned.contentDigest,
      identity: identityOf(payment, planned, isAdmittedByPerson(remittance)),
      admittedAt: at,
    },
    condition: { absent: true },
  };
  const transitCents = accountTotals(posting.legs).get('deposits-in-transit') ?? zeroCents;
  const admitted: Remittance = rules.autoPost
    ? {
        ...remittance,
        state: planned.claims === 0 ? 'posted' : 'posting',
        transitCents,
        exceptions: posting.exceptions.length,
      }
    : { ...remittance, state: 'planned', transitCents };
  const booked = rules.autoPost ? paymentWrites(tenant, admitted, planned, payment, posting, at, rules.version) : [];
  const written = await deps.table.transact([
    identity,
    { put: remittanceItem(tenant, admitted), condition: isNew(admitted) },
    ...booked,
    workerAudit('import-remittance', tenant, at, { action: 'remittance-admitted', entityId: remittance.id }),
    ...channel,
    // Nothing is left to do for it here: what waits for a person holds no file open.
    ...(admitted.state === 'posting' ? [] : [paymentDoneWrite(tenant, remittance.fileId)]),
  ]);
  if (written.ok) return continued(admitted);
  // Somebody else noted this payer's number and amount first: see whether it is the same payment.
  if (written.failure.write === channel[0]) return admitPayment(tenant, file, planned, deps);
  if (written.failure.write === identity) {
    return known(tenant, { remittance, payment, planned }, written.failure.found, deps);
  }
  const item = await deps.table.get(remittanceKey(tenant, remittance.id));
  invariant(item !== undefined, 'another worker admitted this payment');
  return continued(bodyOfItem<Remittance>(item));
}

/** A remittance is written once; one that a person admits, once more. */
function isNew({ resolution }: Remittance): Condition {
  return resolution === undefined ? { absent: true } : { equals: { state: 'admitting' } };
}

/** A payment that is not the first of its identity. */
interface KnownPayment {
  readonly remittance: Remittance;
  readonly payment: RemittancePayment;
  readonly planned: ManifestPayment;
}

/**
 * A payment of this identity was admitted before: by this very remittance, by the same content (also when a person had to admit
 * that), or by another.
 */
async function known(
  tenant: TenantId,
  { remittance, payment, planned }: KnownPayment,
  found: Item | undefined,
  deps: ImportDeps,
): Promise<string | undefined> {
  invariant(found !== undefined, 'a payment that is known can be read');
  const sameAs = found.remittanceId as string;
  if (sameAs === remittance.id)
    return continued(bodyOfItem<Remittance>((await deps.table.get(remittanceKey(tenant, sameAs))) as Item));
  if (found.contentDigest === planned.contentDigest) {
    return settle(tenant, { ...remittance, state: 'already-posted', sameAs }, deps);
  }
  const other = await deps.table.get(paymentKey(tenant, digestText(...identityOf(payment, planned, true))));
  if (other !== undefined) {
    return settle(tenant, { ...remittance, state: 'already-posted', sameAs: other.remittanceId as string }, deps);
  }
  return settle(tenant, { ...remittance, state: 'held', reason: 'identity-conflict', sameAs }, deps);
}

/** What the audit trail says of a payment of which nothing posts. */
const settledActions = {
  held: 'remittance-held',
  quarantined: 'remittance-quarantined',
  'already-posted': 'remittance-already-known',
} as const satisfies Partial<Record<Remittance['state'], AuditAction>>;

/** Notes what became of a payment of which nothing posts. What waits for a person opens an exception. */
async function settle(
  tenant: TenantId,
  remittance: Remittance & { readonly state: keyof typeof settledActions },
  deps: ImportDeps,
  facts: Readonly<Record<string, number>> = {},
): Promise<undefined> {
  const exception =
    remittance.reason === undefined ? [] : [quarantineWrite(tenant, remittance, remittance.reason, deps, facts)];
  await deps.table.transact([
    { put: remittanceItem(tenant, { ...remittance, exceptions: exception.length }), condition: isNew(remittance) },
    ...exception,
    workerAudit('import-remittance', tenant, deps.now().toISOString(), {
      action: settledActions[remittance.state],
      entityId: remittance.id,
    }),
    paymentDoneWrite(tenant, remittance.fileId),
  ]);
  return undefined;
}

function quarantineWrite(
  tenant: TenantId,
  remittance: Remittance,
  reason: QuarantineReason,
  { now }: ImportDeps,
  facts: Readonly<Record<string, number>>,
): Write {
  return exceptionWrite(tenant, {
    id: quarantineExceptionId(tenant, remittance.id, reason),
    code: reason,
    openedAt: now().toISOString(),
    remittanceId: remittance.id,
    cents: remittance.paymentCents,
    facts: {
      paymentCents: remittance.paymentCents,
      claimPaidCents: remittance.claimPaidCents,
      providerAdjustmentCents: remittance.providerAdjustmentCents,
      ...(reason === 'payment-unbalanced' ? equationOf(remittance) : {}),
      ...(remittance.sameAs === undefined ? {} : { sameAs: remittance.sameAs }),
      ...facts,
    },
  });
}

/** The equation that fails, with both of its sides: what was paid, and what the claims come to less the provider's adjustments. */
function equationOf({ paymentCents, claimPaidCents, providerAdjustmentCents }: Remittance) {
  const rightCents = subtractCents(claimPaidCents, providerAdjustmentCents);
  const differenceCents = subtractCents(paymentCents, rightCents);
  return { equation: 'payment', leftCents: paymentCents, rightCents, differenceCents };
}
