import type { AuditAction } from '../../shared/domain/audit/actions.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { accountTotals } from '../../shared/domain/ledger/entry.ts';
import { subtractCents, zeroCents } from '../../shared/domain/money/cents.ts';
import { present } from '../../shared/domain/present.ts';
import { isPaidByNoMethod } from '../../shared/domain/remittance/post/post-payment.ts';
import { invariant } from '../../shared/domain/result.ts';
import { paymentWrites } from '../../shared/posting/payment-writes.ts';
import { decidePosting } from '../../shared/posting/read-payment.ts';
import { type DecidedPosting, isTakeBackChanged, sideWriteLimit } from '../../shared/posting/take-backs.ts';
import { workerAudit } from '../../shared/store/change.ts';
import { digestText } from '../../shared/store/digest.ts';
import { exceptionWrite } from '../../shared/store/exceptions.ts';
import { paymentKey, remittanceKey } from '../../shared/store/keys/remittance.ts';
import { postingCountWrite } from '../../shared/store/ledger.ts';
import type { PlacedPayment } from '../../shared/store/manifest.ts';
import {
  bodyOfItem,
  paymentsDoneWrite,
  plannedWrite,
  quarantineExceptionId,
  type Remittance,
  type RemittanceFile,
  remittanceItem,
} from '../../shared/store/remittances.ts';
import type { Condition, Item, Write } from '../../shared/store/table.ts';
import { joinedAdditions } from '../../shared/store/table-writes.ts';
import type { ImportDeps } from './context.ts';
import { channelWrite, type OtherChannel, otherChannel } from './other-channel.ts';
import {
  continued,
  identityOf,
  isAdmittedByPerson,
  type Prepared,
  preparePayments,
  type Ready,
} from './prepare-payments.ts';

/** One ledger entry easily has room for this many legs. */
const legLimit = 2000;

/**
 * Admits one payment, once: its identity by conditional put, its remittance item, and the entry of its BPR and PLB, all
 * in one transaction. A payment that needs approval is admitted but not booked yet. A payment with a known identity
 * does not post if its content is the same, and is held if its content differs. A payment that does not add up is
 * quarantined.
 * @returns the remittance's id when there are claims to post, even when an earlier attempt admitted it
 */
export async function admitPayment(
  tenant: TenantId,
  file: RemittanceFile,
  placed: PlacedPayment,
  deps: ImportDeps,
): Promise<string | undefined> {
  const [prepared] = await preparePayments(tenant, file, [placed], deps);
  invariant(prepared !== undefined, 'each payment is prepared');
  return admitPrepared(tenant, file, { placed, prepared }, deps);
}

/** A payment with the result of its checks. */
export interface PreparedPayment {
  readonly placed: PlacedPayment;
  readonly prepared: Prepared;
}

/** Admits a prepared payment. */
export async function admitPrepared(
  tenant: TenantId,
  file: RemittanceFile,
  { placed, prepared }: PreparedPayment,
  deps: ImportDeps,
): Promise<string | undefined> {
  if (prepared.kind === 'continued') return prepared.id;
  if (prepared.kind === 'held') return settle(tenant, prepared.remittance, deps);
  const { remittance, planned, channel } = prepared;
  const other = isAdmittedByPerson(remittance)
    ? undefined
    : await otherChannel(tenant, { remittance, planned, manifest: file.manifest }, channel, deps);
  if (other !== undefined) return settleOther(tenant, remittance, other, deps);
  const posting = await decidePosting(tenant, prepared, deps.table);
  if (!posting.ok) {
    const state = isPaidByNoMethod(prepared.payment) ? 'held' : 'quarantined';
    return settle(tenant, { ...remittance, state, reason: posting.failure.kind }, deps);
  }
  const { legs, recoupments, exceptions } = posting.value;
  if (legs.length > legLimit || recoupments.size + exceptions.length > sideWriteLimit) {
    return settle(tenant, { ...remittance, state: 'quarantined', reason: 'provider-adjustments-too-many' }, deps);
  }
  const admission = admissionOf(tenant, prepared, posting.value, deps);
  const written = await deps.table.transact(admission.writes);
  if (written.ok) return continued(admission.admitted);
  const { write, found } = written.failure;
  // There are two reasons to decide again. Another writer may have noted this payer's number and amount first: it may
  // be the same payment. Or another writer may have changed the balance of a reference of this payment, on which its
  // take-backs depend.
  if (write === admission.channel || isTakeBackChanged(write)) return admitPayment(tenant, file, placed, deps);
  if (write === admission.identity) {
    const next = afterVoid(prepared, found);
    return next === undefined
      ? known(tenant, prepared, found, deps)
      : admitPrepared(tenant, file, { placed, prepared: next }, deps);
  }
  const item = await deps.table.get(remittanceKey(tenant, remittance.id));
  invariant(item !== undefined, 'another worker admitted this payment');
  return continued(bodyOfItem<Remittance>(item));
}

/** The payment is in the books under another remittance, from another source. */
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

/** The writes that admit a payment. */
export interface Admission {
  readonly admitted: Remittance;
  readonly writes: readonly Write[];
  /** Two of these writes: that of the payment's identity, and that of its first source. */
  readonly identity: Write;
  readonly channel: Write | undefined;
}

/** The writes that admit a payment: its identity, the remittance, and, unless it needs approval, its booking. */
export function admissionOf(
  tenant: TenantId,
  { remittance, payment, planned, channel: known, rules }: Ready,
  posting: DecidedPosting,
  deps: ImportDeps,
): Admission {
  const at = deps.now().toISOString();
  const channel = known === undefined ? channelWrite(tenant, remittance) : undefined;
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
  const booked = rules.autoPost ? paymentWrites(tenant, admitted, { planned, payment, posting, rules }, at) : [];
  const counted = admitted.state === 'posting' ? [postingCountWrite(tenant, admitted, 1)] : [];
  const writes = [
    identity,
    { put: remittanceItem(tenant, admitted), condition: isNew(admitted) },
    ...joinedAdditions([...booked, ...counted]),
    workerAudit('import-remittance', tenant, at, { action: 'remittance-admitted', entityId: remittance.id }),
    ...(channel === undefined ? [] : [channel]),
    ...(admitted.state === 'planned' ? [plannedWrite(tenant, admitted.id)] : []),
    // A payment that waits for a person does not keep its file open: it counts as done.
    ...(admitted.state === 'posting' ? [] : [paymentsDoneWrite(tenant, remittance.fileId)]),
  ];
  return { admitted, writes, identity, channel };
}

/** A remittance is written once, and again when a person admits it. */
function isNew({ resolution }: Remittance): Condition {
  return resolution === undefined ? { absent: true } : { equals: { state: 'admitting' } };
}

/** A payment admitted as a new one, because the payment with its identity was voided and had other content. */
function afterVoid(prepared: Ready, found: Item | undefined): Ready | undefined {
  const { payment, planned, remittance } = prepared;
  if (found?.voided !== true || found.contentDigest === planned.contentDigest) return undefined;
  const identityDigest = digestText(...identityOf(payment, planned, true));
  return { ...prepared, remittance: { ...remittance, identityDigest } };
}

/**
 * A payment with this identity was admitted before: as this remittance, with the same content (even if a person
 * admitted that), or with other content.
 */
async function known(
  tenant: TenantId,
  { remittance, payment, planned }: Ready,
  found: Item | undefined,
  deps: ImportDeps,
): Promise<string | undefined> {
  invariant(found !== undefined, 'a payment that is known can be read');
  const sameAs = found.remittanceId as string;
  if (sameAs === remittance.id)
    return continued(bodyOfItem<Remittance>((await deps.table.get(remittanceKey(tenant, sameAs))) as Item));
  if (found.contentDigest === planned.contentDigest && found.voided !== true) {
    return settle(tenant, { ...remittance, state: 'already-posted', sameAs }, deps);
  }
  const other = await deps.table.get(paymentKey(tenant, digestText(...identityOf(payment, planned, true))));
  if (other !== undefined) {
    return settle(tenant, { ...remittance, state: 'already-posted', sameAs: other.remittanceId as string }, deps);
  }
  return settle(tenant, { ...remittance, state: 'held', reason: 'identity-conflict', sameAs }, deps);
}

/** The audit action for a payment that does not post. */
const settledActions = {
  held: 'remittance-held',
  quarantined: 'remittance-quarantined',
  'already-posted': 'remittance-already-known',
} as const satisfies Partial<Record<Remittance['state'], AuditAction>>;

/** Stores the state of a payment that does not post. One that waits for a person opens an exception. */
async function settle(
  tenant: TenantId,
  remittance: Remittance & { readonly state: keyof typeof settledActions },
  deps: ImportDeps,
  facts: Readonly<Record<string, number>> = {},
): Promise<undefined> {
  const exception = quarantineWrites(tenant, remittance, facts, deps);
  await deps.table.transact([
    { put: remittanceItem(tenant, { ...remittance, exceptions: exception.length }), condition: isNew(remittance) },
    ...exception,
    workerAudit('import-remittance', tenant, deps.now().toISOString(), {
      action: settledActions[remittance.state],
      entityId: remittance.id,
    }),
    paymentsDoneWrite(tenant, remittance.fileId),
  ]);
  return undefined;
}

function quarantineWrites(
  tenant: TenantId,
  remittance: Remittance,
  facts: Readonly<Record<string, number>>,
  { now }: ImportDeps,
): Write[] {
  const { reason } = remittance;
  if (reason === undefined) return [];
  const write = exceptionWrite(tenant, {
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
      ...present({ sameAs: remittance.sameAs }),
      ...facts,
    },
  });
  return [write];
}

/** The failed equation, with both sides: the payment, and the sum of the claims less the provider-level adjustments. */
function equationOf({ paymentCents, claimPaidCents, providerAdjustmentCents }: Remittance) {
  const rightCents = subtractCents(claimPaidCents, providerAdjustmentCents);
  const differenceCents = subtractCents(paymentCents, rightCents);
  return { equation: 'payment', leftCents: paymentCents, rightCents, differenceCents };
}
