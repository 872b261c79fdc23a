import type { CollectionAgency } from '../../shared/domain/collections/agency.ts';
import { negateCents } from '../../shared/domain/money/cents.ts';
import { fail, invalid, ok, type Result } from '../../shared/domain/result.ts';
import type { AnswerOf } from '../../shared/http/api.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { agencyEntry, entryWrites } from '../../shared/posting/collection-booking.ts';
import { rebookingOf } from '../../shared/posting/rebooking.ts';
import { asAnswer, listPage } from '../../shared/runtime/api/list-page.ts';
import type { Change } from '../../shared/runtime/api/operation.ts';
import { feesPaidWrite, readFeesOwed } from '../../shared/store/agency-fees.ts';
import { agencyOfItem, agencyWrite, readAgency } from '../../shared/store/collections.ts';
import { listPartition } from '../../shared/store/keys/entity.ts';
import { wireEntryId } from '../../shared/store/keys/ledger.ts';
import { entryItem } from '../../shared/store/ledger.ts';
import type { Table } from '../../shared/store/table.ts';
import { readPartnerTerms } from '../../shared/store/trading-partners.ts';
import type { collectionsApi } from './api.ts';
import type { CollectionsOperations, CollectionsRequest } from './context.ts';

type AgencyView = AnswerOf<(typeof collectionsApi)['getCollectionAgency']>;

/** The API shows what is stored. The types differ only in `readonly`. */
const viewOf = (agency: CollectionAgency): AgencyView => agency as unknown as AgencyView;

type AgencyRequest = CollectionsRequest<'createCollectionAgency' | 'replaceCollectionAgency'>;

export const agencyOperations: CollectionsOperations<
  | 'createCollectionAgency'
  | 'listCollectionAgencies'
  | 'getCollectionAgency'
  | 'replaceCollectionAgency'
  | 'payAgencyFees'
> = {
  createCollectionAgency: async (request, { table }) => {
    const agency: CollectionAgency = { id: request.newId('collectionAgency'), version: 1, ...request.body };
    return kept(request, table, agency, 'collection-agency-created');
  },

  listCollectionAgencies: async (request, { table }) => {
    const partitions = [listPartition(request.principal.tenantId, 'COLLECTION-AGENCY')];
    const { limit } = request.query;
    return asAnswer(
      await listPage(request, table, { partitions, index: true, limit }, (item) => viewOf(agencyOfItem(item))),
    );
  },

  getCollectionAgency: async (request, { table }) => {
    const agency = await readAgency(table, request.principal.tenantId, request.params.agencyId);
    return agency === undefined ? fail({ kind: 'not-found' }) : ok({ body: viewOf(agency), version: agency.version });
  },

  replaceCollectionAgency: async (request, { table }) => {
    const before = await readAgency(table, request.principal.tenantId, request.params.agencyId);
    if (before === undefined) return fail({ kind: 'not-found' });
    if (before.version !== request.expectedVersion) return fail({ kind: 'version-changed' });
    const agency: CollectionAgency = { id: before.id, version: before.version + 1, ...request.body };
    return kept(request, table, agency, 'collection-agency-replaced');
  },

  payAgencyFees: async (request, { table }) => {
    const { tenantId } = request.principal;
    const agency = await readAgency(table, tenantId, request.params.agencyId);
    if (agency === undefined) return fail({ kind: 'not-found' });
    const { entityId, cents, checkNumber } = request.body;
    const booking = await rebookingOf(request);
    const fees = { agencyId: agency.id, entityId };
    const owedCents = await readFeesOwed(table, tenantId, fees);
    if (cents > owedCents) return fail({ kind: 'fees-exceed-owed', facts: { owedCents } });
    const paymentId = request.newId('patientPayment');
    const amounts = [['agency-fees-payable', cents] as const, ['bank', negateCents(cents)] as const];
    const facts = { paymentId, entityId, effectiveOn: booking.today };
    const entry = agencyEntry(facts, 'agency-fee-paid', amounts, booking);
    const ledgerEntryId = wireEntryId(entryItem(tenantId, entry.claimId, entry, entry.id));
    return ok({
      body: { entityId, cents, checkNumber, ledgerEntryId },
      writes: [...entryWrites([entry], booking), feesPaidWrite(tenantId, { ...fees, owedCents }, cents)],
      audit: { action: 'agency-fees-settled', entityId: agency.id, facts: { cents, checkNumber } },
    });
  },
};

/** Stores an agency, if its trading partner exists. */
async function kept(
  request: Pick<AgencyRequest, 'principal'>,
  table: Table,
  agency: CollectionAgency,
  action: KeptAgency['audit']['action'],
): Promise<Result<KeptAgency, Failure>> {
  const { tenantId } = request.principal;
  const { id, version, receiverId } = agency;
  if (receiverId !== undefined && (await readPartnerTerms(table, tenantId, receiverId)) === undefined) {
    return invalid('/receiverId', 'no such trading partner');
  }
  return ok({
    body: viewOf(agency),
    version,
    writes: [agencyWrite(tenantId, agency)],
    audit: { action, entityId: id, facts: { version } },
  });
}

type KeptAgency = Change<AgencyView> & {
  readonly audit: { readonly action: 'collection-agency-created' | 'collection-agency-replaced' };
};
