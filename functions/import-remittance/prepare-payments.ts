import { idFromDigest, type TenantId } from '../../shared/domain/identity/ids.ts';
import { unassignedEntity } from '../../shared/domain/ledger/entry.ts';
import { cents, zeroCents } from '../../shared/domain/money/cents.ts';
import { present } from '../../shared/domain/present.ts';
import { paymentIdentity } from '../../shared/domain/remittance/identity.ts';
import { isDatedFarAhead, type QuarantineReason } from '../../shared/domain/remittance/post/quarantine.ts';
import type { RemittancePayment } from '../../shared/domain/remittance/remittance.ts';
import type { RulesFor } from '../../shared/domain/remittance/rules/posting-rules.ts';
import { invariant, type Result } from '../../shared/domain/result.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { findParties, type Parties } from '../../shared/posting/parties.ts';
import { readPayments } from '../../shared/posting/read-payment.ts';
import { digestOf, digestText } from '../../shared/store/digest.ts';
import { remittanceKey } from '../../shared/store/keys/remittance.ts';
import { type ManifestPayment, type PlacedPayment, remittanceName } from '../../shared/store/manifest.ts';
import { officeDay } from '../../shared/store/office.ts';
import { readRulesHead, rulesFixedFor, rulesFor, rulesName } from '../../shared/store/posting-rules.ts';
import { remembered } from '../../shared/store/remembered.ts';
import {
  bodyOfItem,
  type EnteredParties,
  type Remittance,
  type RemittanceFile,
  remittanceVersion,
} from '../../shared/store/remittances.ts';
import type { Item } from '../../shared/store/table.ts';
import type { ImportDeps } from './context.ts';
import { readChannels } from './other-channel.ts';

/** A prepared payment, to be admitted or not. Nothing is written yet. */
export type Prepared =
  /** An earlier attempt has handled it; with `id` when there are claims to post. */
  | { readonly kind: 'continued'; readonly id: string | undefined }
  /** It must not post. */
  | { readonly kind: 'held'; readonly remittance: Remittance & { readonly state: 'quarantined' | 'held' } }
  | Ready;

/** The payment itself has no problem. */
export interface Ready {
  readonly kind: 'ready';
  readonly remittance: Remittance;
  readonly payment: RemittancePayment;
  readonly planned: ManifestPayment;
  /** Known sources of the payer's check or EFT number with this amount. */
  readonly channel: Item | undefined;
  readonly rules: RulesFor;
}

/** Reads the data for admitting payments of a file; the same data are read once for all of them. */
export async function preparePayments(
  tenant: TenantId,
  file: RemittanceFile,
  payments: readonly PlacedPayment[],
  deps: ImportDeps,
): Promise<Prepared[]> {
  const { table } = deps;
  const ids = payments.map(({ payment }) =>
    idFromDigest('remittance', digestOf(...remittanceName(tenant, file.id, payment.index))),
  );
  const items = await table.batchGet(ids.map((id) => remittanceKey(tenant, id)));
  const earlier = items.map((item) => (item === undefined ? undefined : bodyOfItem<Remittance>(item)));
  const planned = payments.map(({ payment }) => payment);
  const read = await readPayments(tenant, placedIn(file), planned, deps.files);
  const { revision } = await readRulesHead(table, tenant);
  const today = await officeDay(table, tenant, deps.now().toISOString());
  const parties = await partiesOf(tenant, file, read, deps);
  const seen = payments.map(({ payment, place }, index): Prepared | Described => {
    const before = earlier[index];
    // A payment that a person admits (`admitting`) is prepared again. If it was held for its identity, it becomes a
    // separate payment; if it was held as a test, it is treated like any other.
    if (before !== undefined && before.state !== 'admitting') return { kind: 'continued', id: continued(before) };
    const draft = {
      ...draftOf(ids[index] as string, file, payment, today),
      manifestPlace: place,
      ...decisionOf(before),
    };
    const own = read[index] as (typeof read)[number];
    if (!own.ok) return heldFor(draft, (payment.quarantine ?? 'payment-unreadable') as QuarantineReason);
    const identityDigest = digestText(...identityOf(own.value, payment, isAdmittedByPerson(draft)));
    const remittance = described(draft, own.value, parties[index] as Parties, identityDigest);
    if (payment.quarantine !== undefined) return heldFor(remittance, payment.quarantine as QuarantineReason);
    const isUnseen = file.entered === undefined && draft.resolution === undefined;
    if (isUnseen && payment.isTest && deps.holdsTests) return heldAs('test-interchange', remittance);
    if (isUnseen && isDatedFarAhead(own.value.paymentDate, today)) return heldAs('payment-date-far-ahead', remittance);
    return {
      kind: 'described',
      remittance: { ...remittance, rulesRevision: revision },
      payment: own.value,
      planned: payment,
    };
  });
  return withRules(tenant, seen, deps);
}

/** A payment that needs a person's decision before it is admitted. */
function heldAs(reason: QuarantineReason, remittance: Remittance): Prepared {
  return { kind: 'held', remittance: { ...remittance, state: 'held', reason } };
}

/** A payment with everything that can be read from the payment itself. */
interface Described extends Omit<Ready, 'kind' | 'channel' | 'rules'> {
  readonly kind: 'described';
}

/** Adds the known sources of each payment, and its posting rules. */
async function withRules(
  tenant: TenantId,
  seen: readonly (Prepared | Described)[],
  { table }: ImportDeps,
): Promise<Prepared[]> {
  const open = seen.filter((each) => each.kind === 'described');
  const channels = await readChannels(
    table,
    tenant,
    open.map(({ remittance }) => remittance),
  );
  const channelOf = new Map(open.map((each, index) => [each, channels[index]] as const));
  const rulesOf = remembered((remittance: Remittance) => rulesFor(table, tenant, rulesFixedFor(remittance)));
  const prepared: Prepared[] = [];
  for (const each of seen) {
    if (each.kind !== 'described') prepared.push(each);
    else {
      const rules = await rulesOf(rulesName(each.remittance), each.remittance);
      prepared.push({ ...each, kind: 'ready', channel: channelOf.get(each), rules });
    }
  }
  return prepared;
}

/** The parties of payments. Most payments of a file have the same payer and payee, which are looked up once. */
async function partiesOf(
  tenant: TenantId,
  { entered }: RemittanceFile,
  read: readonly Result<RemittancePayment, unknown>[],
  { table }: ImportDeps,
): Promise<(Parties | undefined)[]> {
  const find = remembered((payment: RemittancePayment) => findParties(table, tenant, payment));
  const parties: (Parties | undefined)[] = [];
  for (const payment of read) {
    if (!payment.ok) parties.push(undefined);
    else if (entered !== undefined) parties.push(enteredParties(entered));
    else parties.push(await find(partiesName(payment.value), payment.value));
  }
  return parties;
}

function partiesName({ payer, payee, traceOriginator }: RemittancePayment): string {
  return JSON.stringify([payer.id, payer.references, payee.id, payee.idQualifier, payee.references, traceOriginator]);
}

function heldFor(remittance: Remittance, reason: QuarantineReason): Prepared {
  return { kind: 'held', remittance: { ...remittance, state: 'quarantined', reason } };
}

/** The rest of the work that an earlier attempt left for a remittance. */
export function continued(remittance: Remittance): string | undefined {
  const isBooked = remittance.planHash === undefined || remittance.paymentBooked === true;
  return remittance.state === 'posting' && isBooked ? remittance.id : undefined;
}

/** A person's decision about a held payment. */
function decisionOf(earlier: Remittance | undefined): Pick<Remittance, 'resolution' | 'version'> {
  if (earlier?.resolution === undefined) return {};
  return { resolution: earlier.resolution, version: remittanceVersion(earlier) + 1 };
}

/**
 * The payment's identity. If a person decided that it is a separate payment, its content is a part of the identity, so
 * the same content is admitted once, even when it comes again in another file.
 */
export function identityOf(
  payment: RemittancePayment,
  { contentDigest }: ManifestPayment,
  isAdmitted: boolean,
): readonly string[] {
  return [...paymentIdentity(payment), ...(isAdmitted ? [contentDigest] : [])];
}

/** Whether a person has decided that it is a separate payment. */
export function isAdmittedByPerson({ resolution }: Pick<Remittance, 'resolution'>): boolean {
  return resolution?.kind === 'admitted';
}

/** The digest of the bytes to which the manifest's places refer. */
function placedIn({ manifest }: RemittanceFile): string {
  invariant(manifest !== undefined, 'a file is planned before its payments are admitted');
  return manifest.fileSha256;
}

function draftOf(
  id: string,
  file: RemittanceFile,
  planned: ManifestPayment,
  postedOn: LocalDate,
): Omit<Remittance, 'manifestPlace'> {
  return {
    id,
    fileId: file.id,
    fileSha256: placedIn(file),
    paymentIndex: planned.index,
    identityDigest: '',
    receivedAt: file.receivedAt,
    ...present({ channel: file.entered?.channel }),
    ...(planned.isTest && file.entered === undefined ? { isTest: true } : {}),
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
    chunks: planned.chunkBytes.length,
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
    ...present({ traceOriginator: payment.traceOriginator }),
    method: payment.method,
    ...present({ paymentDate: payment.paymentDate }),
  };
}

/** The person who entered a remittance stated its parties. */
function enteredParties({ payerId, entityId }: EnteredParties): Parties {
  return { payerIds: [payerId], entityId };
}

function onlyPayer({ payerIds }: Parties): { readonly payerId?: string } {
  return payerIds.length === 1 ? { payerId: payerIds[0] as string } : {};
}
