import { type ClientCharge, chargeWords } from '../../shared/domain/account/client-charge.ts';
import {
  eventsOfClaim,
  owedWords,
  type PayerName,
  type TimedEvent,
  type TimelineEntry,
} from '../../shared/domain/account/timeline.ts';
import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import { type Correspondence, correspondenceWords } from '../../shared/domain/correspondence/correspondence.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { type Cents, formatAmount, sumCents } from '../../shared/domain/money/cents.ts';
import type { PatientPayment } from '../../shared/domain/patient-payment/payment.ts';
import type { Payer } from '../../shared/domain/practice/practice.ts';
import { present } from '../../shared/domain/present.ts';
import { movementsOf, type RefundMovement } from '../../shared/domain/refund/movements.ts';
import type { Refund } from '../../shared/domain/refund/refund.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import type { Instant, LocalDate } from '../../shared/domain/time/local-date.ts';
import { dayIn, type TimeZone } from '../../shared/domain/time/time-zone.ts';
import type { AnswerOf } from '../../shared/http/api.ts';
import { listNumbered } from '../../shared/runtime/api/list-page.ts';
import { readAccount } from '../../shared/store/accounts.ts';
import { readHistory } from '../../shared/store/claim-history.ts';
import { readClientCharges } from '../../shared/store/client-charges.ts';
import { correspondenceAbout } from '../../shared/store/correspondence.ts';
import { readDocuments } from '../../shared/store/entity-items.ts';
import { accountPaymentsPartition } from '../../shared/store/keys/account.ts';
import { claimBalanceKey } from '../../shared/store/keys/claim.ts';
import { ledgerEntryPrefix, wireEntryId } from '../../shared/store/keys/ledger.ts';
import { entryOfItem } from '../../shared/store/ledger.ts';
import { readOffice } from '../../shared/store/office.ts';
import { patientClaims } from '../../shared/store/patient-claims.ts';
import { readPatientPayments } from '../../shared/store/patient-payments.ts';
import { refundsOfPayment } from '../../shared/store/refunds.ts';
import type { Item, Table } from '../../shared/store/table.ts';
import type { accountsApi } from './api.ts';
import type { AccountsOperations } from './context.ts';

type ItemView = AnswerOf<(typeof accountsApi)['getAccountTimeline']>['items'][number];

/** The sources of a timeline's items, before entries are read. */
type Source = { readonly on: LocalDate; readonly id: string } & (
  | { readonly visit: ClaimBalance }
  | { readonly charge: ClientCharge }
  | { readonly payment: Item }
  | { readonly refund: Refund; readonly as: RefundMovement['as'] }
  | { readonly correspondence: Correspondence }
);

export const timelineOperations: AccountsOperations<'getAccountTimeline'> = {
  getAccountTimeline: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { accountId } = request.params;
    const account = await readAccount(table, tenantId, accountId);
    if (account === undefined) return fail({ kind: 'not-found' });
    const [claims, charges, payments, written, { timeZone }] = await Promise.all([
      Promise.all(account.memberIds.map((patientId) => patientClaims(table, tenantId, patientId))),
      readClientCharges(table, tenantId, accountId),
      paymentsOf(table, tenantId, accountId),
      Promise.all([...account.memberIds, accountId].map((ownerId) => correspondenceAbout(table, tenantId, ownerId))),
      readOffice(table, tenantId),
    ]);
    const dayOf = (at: Instant): LocalDate => dayIn(timeZone, at);
    const refunds = await refundsOf(table, tenantId, payments);
    const said = written.flat().filter(({ struck }) => struck === undefined);
    const sources = newestFirst([
      ...claims.flat().map((visit): Source => ({ on: visit.serviceFrom, id: visit.claimId, visit })),
      ...charges.map((charge): Source => ({ on: charge.serviceOn, id: charge.id, charge })),
      ...payments.map((payment): Source => ({ on: payment.receivedOn as LocalDate, id: String(payment.id), payment })),
      ...refunds.flatMap((refund) =>
        movementsOf(refund, dayOf).map(({ on, as, at }): Source => ({ on, id: `${at} ${refund.id}`, refund, as })),
      ),
      ...said.map((each): Source => ({ on: dayOf(each.at), id: each.id, correspondence: each })),
    ]);
    const page = await listNumbered(request, { count: sources.length, limit: request.query.limit });
    if (!page.ok) return page;
    const { first, end, next } = page.value;
    const shown = sources.slice(first, end);
    const nameOf = await payerNames(table, tenantId, shown);
    const methods = new Map(payments.map(({ id, method }) => [String(id), method as PatientPayment['method']]));
    const telling = { table, tenant: tenantId, nameOf, timeZone, methods };
    const items = await Promise.all(shown.map((source) => itemOf(telling, source)));
    const claimIds = shown.flatMap((source) => ('visit' in source ? [source.id] : [])).join(' ');
    const audit = { action: 'account-read', entityId: accountId, facts: { claimIds } } as const;
    return ok({ body: { items, ...next }, writes: [], audit });
  },
};

function newestFirst(sources: readonly Source[]): Source[] {
  const order = ({ on, id }: Source): string => `${on} ${id}`;
  return [...sources].sort((left, right) => (order(left) < order(right) ? 1 : -1));
}

async function paymentsOf(table: Table, tenant: TenantId, accountId: string): Promise<Item[]> {
  const rows = await table.queryAll({ partition: accountPaymentsPartition(tenant, accountId), index: true });
  return (await table.batchGet(rows.map(({ pk, sk }) => ({ pk, sk })))).filter((item) => item !== undefined);
}

/** The refunds of the payments' own cash. Those of a visit's credit are among its events. */
async function refundsOf(table: Table, tenant: TenantId, payments: readonly Item[]): Promise<Refund[]> {
  const refunded = payments.filter(({ refundedCents }) => refundedCents !== undefined);
  return (await Promise.all(refunded.map(({ id }) => refundsOfPayment(table, tenant, String(id))))).flat();
}

async function payerNames(table: Table, tenant: TenantId, shown: readonly Source[]): Promise<PayerName> {
  const ids = shown.flatMap((source) => {
    if ('visit' in source) return source.visit.payers.map(({ payerId }) => payerId);
    const party = 'correspondence' in source ? source.correspondence.with : undefined;
    return party?.kind === 'payer' ? [party.payerId] : [];
  });
  const payers = await readDocuments<Payer>(table, tenant, 'PAYER', ids);
  return (payerId) => payers.get(payerId)?.name ?? 'Insurance';
}

/** What is needed to describe an item. */
interface Telling {
  readonly table: Table;
  readonly tenant: TenantId;
  readonly nameOf: PayerName;
  readonly timeZone: TimeZone;
  /** How the payments of the account came. */
  readonly methods: ReadonlyMap<string, PatientPayment['method']>;
}

async function itemOf(telling: Telling, source: Source): Promise<ItemView> {
  const { on } = source;
  if ('visit' in source) return visitOf(telling, source.visit);
  if ('charge' in source) {
    const { charge } = source;
    const words = `${chargeWords(charge, 'en')}: $${formatAmount(charge.cents)}${charge.reversed === undefined ? '' : ', taken back'}.`;
    return { kind: 'charge', on, charge, words } as unknown as ItemView;
  }
  if ('correspondence' in source) return correspondenceItem(telling, source.correspondence, on);
  if ('refund' in source) {
    const { id: refundId, cents } = source.refund;
    const words = `A refund of $${formatAmount(cents)} ${refundWords[source.as]}`;
    return { kind: source.as, on, refundId, cents, words };
  }
  const { id, cents, unappliedCents } = source.payment as Item & Record<'cents' | 'unappliedCents', Cents>;
  const words = `A payment of $${formatAmount(cents)}${unappliedCents === 0 ? '' : `, of which $${formatAmount(unappliedCents)} is not applied yet`}.`;
  return { kind: 'payment', on, paymentId: String(id), cents, unappliedCents, words };
}

const refundWords = {
  refunded: 'left.',
  'refund-returned': 'came back: its check was stopped, or its card could not be credited.',
} as const;

const others = { guarantor: 'the guarantor', physician: 'a physician', facility: 'a facility' } as const;

function correspondenceItem({ nameOf }: Telling, record: Correspondence, on: LocalDate): ItemView {
  const { id, with: party, about, summary } = record;
  const name = party.kind === 'payer' ? nameOf(party.payerId) : others[party.kind];
  const words = correspondenceWords(record, name);
  return { kind: 'correspondence', on, correspondenceId: id, words, summary, ...present({ claimId: about.claimId }) };
}

async function visitOf(telling: Telling, balance: ClaimBalance): Promise<ItemView> {
  const { table, tenant, nameOf, methods } = telling;
  const { claimId, patientId, encounterId, serviceFrom, chargeCents, patientCents, payers } = balance;
  const { pk } = claimBalanceKey(tenant, claimId);
  const [items, filed] = await Promise.all([
    table.queryAll({ partition: pk, prefix: ledgerEntryPrefix }),
    filingEvents(telling, balance),
  ]);
  const booked = items.map((item) => ({ item, entry: entryOfItem(item) }));
  const paymentIds = new Set(booked.flatMap(({ entry: { paymentId } }) => paymentId ?? []));
  // Somebody may have paid from an account that the patient has left.
  const others = await readPatientPayments(
    table,
    tenant,
    [...paymentIds].filter((id) => !methods.has(id)),
  );
  const methodOf = new Map([...methods, ...others.map(({ id, method }) => [id, method] as const)]);
  const entries = booked.map(({ item, entry }): TimelineEntry => {
    const method = methodOf.get(entry.paymentId ?? '');
    return { id: wireEntryId(item), at: item.at as string | undefined, entry, method };
  });
  return {
    ...{ kind: 'visit', on: serviceFrom, claimId, patientId, ...present({ encounterId }), chargeCents, patientCents },
    insuranceCents: sumCents(payers.map(({ receivableCents }) => receivableCents)),
    events: eventsOfClaim(entries, nameOf, filed) as unknown as Extract<ItemView, { kind: 'visit' }>['events'],
    owed: owedWords(balance, nameOf),
  };
}

const filingWords = {
  submitted: { kind: 'filed', words: 'The claim was sent to insurance.' },
  rejected: {
    kind: 'turned-away',
    words: 'The claim was rejected before insurance decided; the office is correcting it.',
  },
} as const;

/** Filing events on the way to insurance, from the claim's history. */
async function filingEvents({ table, tenant, timeZone }: Telling, balance: ClaimBalance): Promise<TimedEvent[]> {
  const lines = await readHistory(table, tenant, balance);
  return lines.flatMap(({ event, at }): TimedEvent[] => {
    const told = event === 'submitted' || event === 'rejected' ? filingWords[event] : undefined;
    return told === undefined ? [] : [{ event: { on: dayIn(timeZone, at), ...told, parts: [] }, at }];
  });
}
