import type { Account } from '../../shared/domain/account/account.ts';
import { accountIdOf, nobodysAccountId } from '../../shared/domain/account/account.ts';
import { isPromptPayAutomatic } from '../../shared/domain/billing-settings/discounts.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { allocateByRule } from '../../shared/domain/patient-payment/allocate.ts';
import type { PatientPayment } from '../../shared/domain/patient-payment/payment.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, invalid, ok, type Result } from '../../shared/domain/result.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { bookOnCharges } from '../../shared/posting/client-payment-booking.ts';
import { bookAllocations, bookReceipt, paymentWrites } from '../../shared/posting/patient-payment-booking.ts';
import { claimsToPay, ordersOf, type PayableClaims } from '../../shared/posting/payable-claims.ts';
import { readPromptPayOffers } from '../../shared/posting/prompt-pay.ts';
import { askedMarks, asRead, listPage } from '../../shared/runtime/api/list-page.ts';
import { readAccount } from '../../shared/store/accounts.ts';
import { readBillingSettings } from '../../shared/store/billing-settings.ts';
import { type EnteredPayment, enteredBefore, enteredWrite, readEntered } from '../../shared/store/entered-payments.ts';
import { readDocuments } from '../../shared/store/entity-items.ts';
import {
  accountPaymentsPartition,
  appliedPaymentsPartition,
  unappliedPaymentsPartition,
} from '../../shared/store/keys/account.ts';
import { waitingPaymentsPartition } from '../../shared/store/keys/bank.ts';
import { listPartition } from '../../shared/store/keys/entity.ts';
import { patientPaymentOfItem, paymentsOfAccount, readPatientPayment } from '../../shared/store/patient-payments.ts';
import type { StoredPatient } from '../../shared/store/patients.ts';
import type { Item, Table } from '../../shared/store/table.ts';
import type { PatientPaymentsOperations, PatientPaymentsRequest } from './context.ts';
import { paymentView } from './views.ts';

type CreateRequest = PatientPaymentsRequest<'createPatientPayment'>;
type ListQuery = PatientPaymentsRequest<'listPatientPayments'>['query'];

export const paymentOperations: PatientPaymentsOperations<
  'createPatientPayment' | 'listPatientPayments' | 'getPatientPayment'
> = {
  createPatientPayment: async (request, { table }) => {
    const { tenantId, subject } = request.principal;
    const { body } = request;
    const today = await request.today();
    if (body.receivedOn > today) return invalid('/receivedOn', 'is in the future');
    const account = await accountOfBody(table, tenantId, body);
    if (!account.ok) return account;
    const { reference } = body;
    const entered =
      reference === undefined
        ? undefined
        : await readEntered(table, tenantId, { ...body, reference, accountId: account.value.id });
    const known = entered && (await sameEntered(table, tenantId, entered, body));
    if (known !== undefined && body.isAnother === undefined) {
      return fail({ kind: 'payment-entered-already', facts: { paymentId: known.id } });
    }
    const payable = await claimsToPay(table, tenantId, account.value, body);
    if (!payable.ok) return payable;
    const { discounts } = await readBillingSettings(table, tenantId);
    const prompt = { settings: discounts, today: body.receivedOn };
    const offers = await readPromptPayOffers(table, tenantId, [...payable.value.claims.values()], prompt);
    const entityId = await entityOf(table, tenantId, body, payable.value);
    if (!entityId.ok) return entityId;
    const received: PatientPayment = {
      id: request.newId('patientPayment'),
      version: 1,
      ...{ accountId: account.value.id, entityId: entityId.value, method: body.method, cents: body.cents },
      receivedOn: body.receivedOn,
      ...present({ reference: body.reference, encounterId: body.encounterId, planId: body.planId }),
      ...{ enteredAt: request.at, enteredBy: subject, allocations: [], unappliedCents: body.cents },
    };
    const orders = ordersOf(received, body.allocations, { ...payable.value, offers });
    if (!orders.ok) return orders;
    const newEntryId = () => request.newId('ledgerEntry');
    const givesDiscounts = isPromptPayAutomatic(discounts);
    const booking = { tenant: tenantId, subject, at: request.at, today, givesDiscounts, newEntryId };
    const receipt = bookReceipt(received, booking);
    const put = bookAllocations(receipt.payment, orders.value, payable.value.claims, booking);
    const { client } = payable.value;
    const isByRule = body.allocations === undefined && client !== undefined;
    const last = isByRule ? bookOnCharges(put.payment, client, booking) : put;
    return ok({
      body: paymentView(last.payment),
      version: 1,
      writes: [
        ...paymentWrites(isByRule ? [receipt, put, last] : [receipt, put], booking),
        ...(entered === undefined ? [] : [enteredWrite(tenantId, entered, received.id)]),
      ],
      audit: { action: 'patient-payment-entered', entityId: received.id, facts: { accountId: received.accountId } },
    });
  },

  listPatientPayments: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { month = request.at.slice(0, 7), state, limit } = request.query;
    const accountId = state === 'unidentified' ? nobodysAccountId : request.query.accountId;
    const unapplied = unappliedPaymentsPartition(tenantId);
    const ofMonth = [{ partition: unapplied, prefix: month }, appliedPaymentsPartition(tenantId, month)];
    const waiting = {
      partitions: [waitingPaymentsPartition(tenantId)],
      index: true as const,
      keyOf: ({ pk }: Item) => ({ pk, sk: 'PATIENT-PAYMENT' }),
    };
    const listed =
      accountId === undefined
        ? { partitions: state === 'unapplied' ? [unapplied] : ofMonth, index: 'second' as const }
        : { partitions: [accountPaymentsPartition(tenantId, accountId)], index: true as const };
    const list = state === 'unbatched' ? waiting : listed;
    const marks = askedMarks(request);
    const page = await listPage(request, table, { ...list, limit, newestFirst: true, marks }, (item, mark) => {
      const payment = patientPaymentOfItem(item);
      return isAskedFor(payment, request.query) ? { ...paymentView(payment), ...present({ mark }) } : undefined;
    });
    const audit = { action: 'patient-payments-read', entityId: 'patient-payments' } as const;
    return asRead(page, audit, ({ items }) =>
      items.flatMap(({ allocations }) => allocations.map(({ claimId }) => claimId)),
    );
  },

  getPatientPayment: async (request, { table }) => {
    const payment = await readPatientPayment(table, request.principal.tenantId, request.params.paymentId);
    if (payment === undefined) return fail({ kind: 'not-found' });
    const audit = { action: 'patient-payment-read', entityId: payment.id } as const;
    return ok({ body: paymentView(payment), version: payment.version, writes: [], audit });
  },
};

/** The account that pays: the named one, or the patient's. */
async function accountOfBody(
  table: Table,
  tenant: TenantId,
  body: CreateRequest['body'],
): Promise<Result<Account, Failure>> {
  if ('accountId' in body) {
    const account = await readAccount(table, tenant, body.accountId);
    return account === undefined ? invalid('/accountId', 'no such account') : ok(account);
  }
  const { patientId } = body;
  const patient = (await readDocuments<StoredPatient>(table, tenant, 'PATIENT', [patientId])).get(patientId);
  const account = patient === undefined ? undefined : await readAccount(table, tenant, accountIdOf(patient));
  return account === undefined ? invalid('/patientId', 'no such patient') : ok(account);
}

/** A payment in force with the same check number or card reference, if there is one. Cash has no such number. */
async function sameEntered(
  table: Table,
  tenant: TenantId,
  entered: EnteredPayment,
  { method, reference, cents }: Pick<CreateRequest['body'], 'method' | 'reference' | 'cents'>,
): Promise<PatientPayment | undefined> {
  const last = await enteredBefore(table, tenant, entered);
  if (last !== undefined) return last;
  const payments = await paymentsOfAccount(table, tenant, entered.accountId);
  return payments.find(
    (each) =>
      each.method === method && each.reference === reference && each.cents === cents && each.reversed === undefined,
  );
}

/** The legal entity that was paid: the named one, the one of the paid claims, or the only one. */
async function entityOf(
  table: Table,
  tenant: TenantId,
  { entityId, cents }: Pick<CreateRequest['body'], 'entityId' | 'cents'>,
  { claims, first, client }: PayableClaims,
): Promise<Result<string, Failure>> {
  const rows = await table.queryAll({ partition: listPartition(tenant, 'LEGAL-ENTITY'), index: true });
  const known = rows.map(({ g1sk }) => String(g1sk));
  if (entityId !== undefined) {
    return known.includes(entityId) ? ok(entityId) : invalid('/entityId', 'no such legal entity');
  }
  const [order] = allocateByRule(cents, [...claims.values()], first);
  const own = order === undefined ? undefined : claims.get(order.claimId)?.entityId;
  const only = known.length === 1 ? known[0] : undefined;
  const charged = client?.receivables.length === 1 ? client.receivables[0]?.entityId : undefined;
  const told = own ?? charged ?? only;
  return told === undefined ? invalid('/entityId', 'required: the office has several legal entities') : ok(told);
}

function isAskedFor(
  payment: PatientPayment,
  { state, accountId, minCents = -Infinity, maxCents = Infinity }: ListQuery,
): boolean {
  const wanted = state === 'unidentified' ? 'unapplied' : state;
  const isOfState = wanted === undefined || wanted === 'unbatched' || stateOf(payment) === wanted;
  const isOfAccount = accountId === undefined || payment.accountId === accountId;
  return isOfState && isOfAccount && payment.cents >= minCents && payment.cents <= maxCents;
}

function stateOf(payment: PatientPayment): 'reversed' | 'applied' | 'unapplied' {
  if (payment.reversed !== undefined) return 'reversed';
  return payment.unappliedCents === 0 ? 'applied' : 'unapplied';
}
