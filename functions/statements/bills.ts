import { type ItemizedBill, itemizedBill } from '../../shared/document/statement/itemized-bill.ts';
import { paymentReceipt } from '../../shared/document/statement/payment-receipt.ts';
import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import { zeroCents } from '../../shared/domain/money/cents.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import { languageOf } from '../../shared/domain/statement/content.ts';
import { statementVisit } from '../../shared/domain/statement/visit.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { askedAccounts } from '../../shared/statements/asked-accounts.ts';
import { type BilledService, billedServices } from '../../shared/statements/billed-services.ts';
import { senderOfEntity } from '../../shared/statements/entity-sender.ts';
import { setsOfTitles, titleOfService } from '../../shared/statements/service-titles.ts';
import { readAccount } from '../../shared/store/accounts.ts';
import { readBillingSettings } from '../../shared/store/billing-settings.ts';
import { readBalances } from '../../shared/store/claims.ts';
import { patientClaims, readBooked } from '../../shared/store/patient-claims.ts';
import { readPatientPayment } from '../../shared/store/patient-payments.ts';
import type { StatementsDeps, StatementsOperations, StatementsRequest } from './context.ts';
import { keptFor } from './kept-file.ts';

/** At most this many claims on one bill. */
const mostClaims = 200;

export const billOperations: StatementsOperations<'createItemizedBill' | 'getPaymentReceipt'> = {
  createItemizedBill: async (request, deps) => {
    const { table } = deps;
    const { tenantId } = request.principal;
    const { accountId, from, to } = request.body;
    const account = await readAccount(table, tenantId, accountId);
    if (account === undefined) return fail({ kind: 'not-found' });
    const all = await Promise.all(account.memberIds.map((patientId) => patientClaims(table, tenantId, patientId)));
    const claims = all
      .flat()
      .filter(({ serviceFrom, state }) => serviceFrom >= from && serviceFrom <= to && state.kind !== 'cancelled')
      .sort((left, right) => (left.serviceFrom < right.serviceFrom ? -1 : 1));
    if (claims.length === 0) return fail({ kind: 'nothing-to-bill' });
    if (claims.length > mostClaims) return fail({ kind: 'too-many-claims' });
    const who = await partiesOf(request, deps, { accountId, claims });
    if (who === undefined) return fail({ kind: 'not-found' });
    const [booked, services] = await Promise.all([
      readBooked(table, tenantId, claims),
      namedServices(request, deps, claims),
    ]);
    if (!services.ok) return services;
    const visits = booked.map((each) => ({
      visit: statementVisit(each, who.names),
      services: services.value.get(each.balance.claimId) ?? [],
    }));
    const body = await keptFor(
      request,
      deps,
      itemizedBill({ ...who, accountId, language: languageOf(account), from, to, visits }),
    );
    const facts = { from, to, claims: claims.length };
    return ok({ body, writes: [], audit: { action: 'itemized-bill-created', entityId: accountId, facts } });
  },

  getPaymentReceipt: async (request, deps) => {
    const { table } = deps;
    const { tenantId } = request.principal;
    const payment = await readPatientPayment(table, tenantId, request.params.paymentId);
    if (payment === undefined) return fail({ kind: 'not-found' });
    const { accountId, entityId, id } = payment;
    const [who, { statements }] = await Promise.all([
      partiesOf(request, deps, { accountId, claims: [] }),
      readBillingSettings(table, tenantId),
    ]);
    if (who === undefined) return fail({ kind: 'not-found' });
    const [sender, balances] = await Promise.all([
      senderOfEntity(table, tenantId, statements, entityId),
      readBalances(
        table,
        tenantId,
        payment.allocations.map(({ claimId }) => claimId),
      ),
    ]);
    const visitOn = new Map(balances.flatMap((each) => (each === undefined ? [] : [[each.claimId, each.serviceFrom]])));
    const parties = { language: languageOf(who.account), addressee: who.addressee, sender, visitOn };
    const body = await keptFor(request, deps, paymentReceipt(payment, parties));
    return ok({
      body,
      writes: [],
      audit: { action: 'payment-receipt-read', entityId: accountId, facts: { paymentId: id } },
    });
  },
};

type BillRequest = Pick<StatementsRequest<'createItemizedBill'>, 'principal' | 'today'>;

/** The services of claims as they are printed, by claim. The sets that name them are prepared once for all. */
async function namedServices(
  { principal }: BillRequest,
  { table, codeSets }: StatementsDeps,
  claims: readonly ClaimBalance[],
): Promise<Result<ReadonlyMap<string, ItemizedBill['visits'][number]['services']>, Failure>> {
  const billed = await billedServices(table, principal.tenantId, claims);
  const all = [...billed.values()].flat();
  const days = [...new Set(all.map(({ namedOn }) => namedOn))];
  const prepared = await codeSets.prepare(principal.tenantId, setsOfTitles(all), days);
  if (!prepared.ok) return prepared;
  const { references } = prepared.value;
  const printed = (service: BilledService) => {
    const { serviceOn, revenueCode, procedure, modifiers, quantity, chargeCents } = service;
    const codes = [revenueCode, [procedure, ...modifiers].filter((part) => part !== undefined).join('-')];
    const code = codes.filter((part) => part !== undefined && part !== '').join(' ');
    return { code, ...present({ serviceOn, quantity, chargeCents, description: titleOfService(service, references) }) };
  };
  return ok(new Map([...billed].map(([claimId, services]) => [claimId, services.map(printed)])));
}

/** The recipient, sender and language of an account's document. */
async function partiesOf(
  request: BillRequest,
  { table }: StatementsDeps,
  { accountId, claims }: { readonly accountId: string; readonly claims: Awaited<ReturnType<typeof patientClaims>> },
) {
  const { tenantId } = request.principal;
  const { statements: settings } = await readBillingSettings(table, tenantId);
  const owing = { accountId, claims, clientCents: zeroCents };
  const asking = { table, tenant: tenantId, settings, today: await request.today() };
  return (await askedAccounts(asking, [owing], 'clients too')).get(accountId);
}
