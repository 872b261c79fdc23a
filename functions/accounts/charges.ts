import { isClient } from '../../shared/domain/account/account.ts';
import type { ClientBalance } from '../../shared/domain/account/client-balance.ts';
import type { ClientCharge } from '../../shared/domain/account/client-charge.ts';
import { priceTimes } from '../../shared/domain/encounter/quantity.ts';
import { idFromDigest } from '../../shared/domain/identity/ids.ts';
import { type LedgerEntry, ledgerEntry } from '../../shared/domain/ledger/entry.ts';
import { negateCents, zeroCents } from '../../shared/domain/money/cents.ts';
import type { Provider } from '../../shared/domain/practice/practice.ts';
import { type FieldError, fail, ok, type Result } from '../../shared/domain/result.ts';
import type { AnswerOf } from '../../shared/http/api.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { bookClientEntries, type ClientBooking, claimSideWrites } from '../../shared/posting/client-booking.ts';
import { dimensionsOf } from '../../shared/posting/rebooking.ts';
import { asRead, listPage } from '../../shared/runtime/api/list-page.ts';
import { readAccount, readClientBalance } from '../../shared/store/accounts.ts';
import { readBalances } from '../../shared/store/claims.ts';
import { clientChargeOfItem, clientChargeWrite, readClientCharge } from '../../shared/store/client-charges.ts';
import { digestOf } from '../../shared/store/digest.ts';
import { readDocuments } from '../../shared/store/entity-items.ts';
import { clientChargeKey, clientChargePrefix } from '../../shared/store/keys/account.ts';
import type { Table, Write } from '../../shared/store/table.ts';
import type { accountsApi } from './api.ts';
import type { AccountsOperations, AccountsRequest } from './context.ts';

type ChargeView = AnswerOf<(typeof accountsApi)['reverseAccountCharge']>;

/** The API shows what is stored. The types differ only in `readonly`. */
export const chargeView = (charge: ClientCharge): ChargeView => charge as unknown as ChargeView;

export const chargeOperations: AccountsOperations<'chargeAccount' | 'listAccountCharges' | 'reverseAccountCharge'> = {
  chargeAccount: async (request, { table }) => {
    const { tenantId, subject } = request.principal;
    const { accountId } = request.params;
    const account = await readAccount(table, tenantId, accountId);
    if (account === undefined) return fail({ kind: 'not-found' });
    if (!isClient(account)) return fail({ kind: 'account-of-no-client' });
    const entityId = await entityOf(table, request);
    if (!entityId.ok) return entityId;
    const postedOn = await request.today();
    const charges = request.body.items.map((item) => chargeOf(request, item, { entityId: entityId.value, postedOn }));
    const before = await readClientBalance(table, tenantId, accountId);
    const { writes, ledgerEntryIds } = bookClientEntries(
      { tenant: tenantId, by: subject, at: request.at },
      before,
      charges.map(({ entry }) => entry),
    );
    const booked = charges.map(({ charge }, index) => ({ ...charge, ledgerEntryId: ledgerEntryIds[index] as string }));
    return ok({
      body: { items: booked.map(chargeView) },
      writes: [...writes, ...booked.map((charge) => clientChargeWrite(tenantId, charge))],
      audit: {
        action: 'account-charged',
        entityId: accountId,
        facts: { charges: booked.map(({ id }) => id).join(' ') },
      },
    });
  },

  listAccountCharges: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { accountId } = request.params;
    if ((await readAccount(table, tenantId, accountId)) === undefined) return fail({ kind: 'not-found' });
    const partitions = [{ partition: clientChargeKey(tenantId, accountId, '').pk, prefix: clientChargePrefix }];
    const page = await listPage(request, table, { partitions, limit: request.query.limit }, (item) =>
      chargeView(clientChargeOfItem(item)),
    );
    return asRead(page, { action: 'account-charges-read', entityId: accountId }, () => []);
  },

  reverseAccountCharge: async (request, { table }) => {
    const { tenantId, subject } = request.principal;
    const { accountId, chargeId } = request.params;
    const charge = await readClientCharge(table, tenantId, accountId, chargeId);
    if (charge === undefined) return fail({ kind: 'not-found' });
    if (charge.reversed !== undefined) return fail({ kind: 'charge-taken-back' });
    const before = await readClientBalance(table, tenantId, accountId);
    const booking: ClientBooking = { tenant: tenantId, by: subject, at: request.at, why: request.body.reason };
    const reversal = await reversalOf(table, booking, { charge, before, postedOn: await request.today() });
    if (!reversal.ok) return reversal;
    const { reason } = request.body;
    const reversed = { at: request.at, by: subject, reason, ledgerEntryId: reversal.value.ledgerEntryId };
    const after: ClientCharge = { ...charge, version: charge.version + 1, reversed };
    return ok({
      body: chargeView(after),
      writes: [...reversal.value.writes, clientChargeWrite(tenantId, after)],
      audit: { action: 'account-charge-reversed', entityId: accountId, facts: { chargeId } },
    });
  },
};

/** The legal entity in whose books the charges stand. */
async function entityOf(table: Table, request: AccountsRequest<'chargeAccount'>): Promise<Result<string, Failure>> {
  const { tenantId } = request.principal;
  const { billingProviderId, items } = request.body;
  const patientIds = items.flatMap(({ patientId }) => patientId ?? []);
  const [providers, patients] = await Promise.all([
    readDocuments<Provider>(table, tenantId, 'PROVIDER', [billingProviderId]),
    readDocuments(table, tenantId, 'PATIENT', patientIds),
  ]);
  const errors: FieldError[] = items.flatMap(({ patientId, unitCents, quantity }, index) => [
    ...(patientId === undefined || patients.has(patientId)
      ? []
      : [{ pointer: `/items/${index}/patientId`, detail: 'no such patient' }]),
    ...(priceTimes(unitCents, quantity) > 0
      ? []
      : [{ pointer: `/items/${index}/quantity`, detail: 'makes less than half a cent in all' }]),
  ]);
  const entityId = providers.get(billingProviderId)?.entityId;
  if (entityId === undefined)
    errors.push({ pointer: '/billingProviderId', detail: 'is not a provider that is set up for billing' });
  return entityId === undefined || errors.length > 0 ? fail({ kind: 'request-invalid', errors }) : ok(entityId);
}

type ItemBody = AccountsRequest<'chargeAccount'>['body']['items'][number];

/** Charges one item, and makes its entry. */
function chargeOf(
  request: AccountsRequest<'chargeAccount'>,
  { description, quantity, unitCents, patientId }: ItemBody,
  { entityId, postedOn }: { readonly entityId: string; readonly postedOn: ClientCharge['postedOn'] },
): { readonly charge: ClientCharge; readonly entry: LedgerEntry } {
  const { billingProviderId, serviceOn } = request.body;
  const { accountId } = request.params;
  const id = request.newId('accountCharge');
  const cents = priceTimes(unitCents, quantity);
  const item = { kind: 'item' as const, description, quantity, unitCents, billingProviderId };
  const charge: ClientCharge = {
    ...{ id, accountId, version: 1, cents, serviceOn, postedOn, entityId, at: request.at },
    of: patientId === undefined ? item : { ...item, patientId },
    by: request.principal.subject,
    ledgerEntryId: '',
  };
  const entry = ledgerEntry({
    id: idFromDigest('ledgerEntry', digestOf('account-charge', request.principal.tenantId, id)),
    kind: 'account-charge',
    ...{ effectiveOn: serviceOn, postedOn, entityId, accountId, patientId },
    legs: [
      { account: 'client-receivable', cents, reference: id },
      { account: 'charges', cents: negateCents(cents), reference: id },
    ],
  });
  return { charge, entry };
}

/** The kind of the entry that reverses a charge, and the account its amount had come from. */
const reversalsOf = {
  item: { kind: 'account-charge-reversal', account: 'charges' },
  share: { kind: 'client-transfer', account: 'patient-receivable' },
  fee: { kind: 'account-fee-reversal', account: 'fee-income' },
} as const;

/** Reverses a charge: its entry with opposite signs and, for a share, the claim's balance. */
async function reversalOf(
  table: Table,
  booking: ClientBooking,
  {
    charge,
    before,
    postedOn,
  }: { readonly charge: ClientCharge; readonly before: ClientBalance; readonly postedOn: ClientCharge['postedOn'] },
): Promise<Result<{ readonly writes: Write<Failure>[]; readonly ledgerEntryId: string }, Failure>> {
  const { tenant } = booking;
  const { accountId, entityId, id: chargeId } = charge;
  const { kind } = charge.of;
  const [claim] = charge.of.kind === 'share' ? await readBalances(table, tenant, [charge.of.claimId]) : [];
  const owed = before.receivables.find((each) => each.entityId === entityId)?.cents ?? zeroCents;
  if (kind !== 'item' && owed < charge.cents) return fail({ kind: 'charge-paid' });
  const back = { cents: negateCents(charge.cents), reference: chargeId };
  const entry = ledgerEntry({
    id: idFromDigest('ledgerEntry', digestOf('account-charge-reversal', tenant, chargeId)),
    kind: reversalsOf[kind].kind,
    ...{ effectiveOn: postedOn, postedOn, entityId, accountId },
    ...(claim === undefined ? {} : dimensionsOf(claim)),
    reverses: [charge.ledgerEntryId.slice(charge.ledgerEntryId.indexOf('.') + 1)],
    legs: [
      { account: 'client-receivable', ...back },
      { account: reversalsOf[kind].account, cents: charge.cents, reference: chargeId },
    ],
  });
  const { writes, ledgerEntryIds } = bookClientEntries(booking, before, [entry]);
  const side = claim === undefined ? [] : claimSideWrites(booking, claim, entry);
  return ok({ writes: [...writes, ...side], ledgerEntryId: ledgerEntryIds[0] as string });
}
