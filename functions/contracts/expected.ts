import type { CodeReferences } from '../../shared/domain/code-set/references.ts';
import { contractedEncounter } from '../../shared/domain/contract/claim-lines.ts';
import { type ExpectedPayment, expectedPayment } from '../../shared/domain/contract/expected-payment.ts';
import { billedCoverages } from '../../shared/domain/encounter/billed-coverages.ts';
import type { DraftEncounter } from '../../shared/domain/encounter/encounter.ts';
import { chargesOfLines } from '../../shared/domain/encounter/line-charges.ts';
import { pricedServices } from '../../shared/domain/encounter/priced-services.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { Coverage, Provider } from '../../shared/domain/practice/practice.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { readBillingSettings } from '../../shared/store/billing-settings.ts';
import { readBalances, readNamedClaim } from '../../shared/store/claims.ts';
import { readEncounter } from '../../shared/store/encounters.ts';
import { readDocuments } from '../../shared/store/entity-items.ts';
import { readFeeBook, readFeeDirectory } from '../../shared/store/fee-schedules.ts';
import { judgeClaims } from '../../shared/store/judged-claims.ts';
import { claimIdsOf } from '../../shared/store/patient-claims.ts';
import { readPatientRecord } from '../../shared/store/patients.ts';
import { readRatesFor } from '../../shared/store/rate-book.ts';
import type { Table } from '../../shared/store/table.ts';
import type { ExpectedView } from './api.ts';
import type { ContractsOperations } from './context.ts';
import { expectedView, judgedView } from './expected-view.ts';
import { readShare } from './patient-part.ts';

export const expectedOperations: ContractsOperations<'expectPaymentOfClaim' | 'expectPaymentOfEncounter'> = {
  expectPaymentOfClaim: async (request, { table, codeSets }) => {
    const { tenantId } = request.principal;
    const balance = await readNamedClaim(table, tenantId, request.params.claimId);
    if (balance === undefined) return fail({ kind: 'not-found' });
    if (balance.payers.length === 0) return fail({ kind: 'no-payer-billed' });
    const views = await codeSets.lookUp(tenantId, (references) =>
      viewsOfClaims(table, tenantId, [balance.claimId], references),
    );
    if (!views.ok) return views;
    const [body] = views.value;
    if (body === undefined) return fail({ kind: 'claim-without-services' });
    const facts = { patientId: balance.patientId };
    return ok({ body, writes: [], audit: { action: 'expected-payment-read', entityId: balance.claimId, facts } });
  },

  expectPaymentOfEncounter: async (request, { table, codeSets }) => {
    const { tenantId } = request.principal;
    const encounter = await readEncounter(table, tenantId, request.params.encounterId);
    if (encounter === undefined) return fail({ kind: 'not-found' });
    const { id, state, patientId } = encounter;
    const views = await codeSets.lookUp<ExpectedView[], Failure>(tenantId, (references) =>
      state.kind === 'draft'
        ? viewOfDraft(table, tenantId, encounter as DraftEncounter, references)
        : viewsOfClaims(table, tenantId, claimIdsOf(state), references),
    );
    if (!views.ok) return views;
    const audit = { action: 'expected-payment-read', entityId: id, facts: { patientId } } as const;
    return ok({ body: { encounterId: id, items: views.value }, writes: [], audit });
  },
};

async function viewsOfClaims(
  table: Table,
  tenant: TenantId,
  claimIds: readonly string[],
  references: CodeReferences,
): Promise<Result<ExpectedView[], never>> {
  const balances = (await readBalances(table, tenant, claimIds)).filter((balance) => balance !== undefined);
  const [judged, { contracts: settings }] = await Promise.all([
    judgeClaims(table, tenant, balances, references),
    readBillingSettings(table, tenant),
  ]);
  const views = judged.map(async (claim) => {
    const coverageId = claim.balance.payers[0]?.coverageId ?? '';
    const share = await readShare(table, tenant, coverageId, claim.expected);
    return judgedView(claim, { threshold: settings.threshold, share });
  });
  return ok(await Promise.all(views));
}

/** A draft is treated as one claim; lines without a price are left out. */
async function viewOfDraft(
  table: Table,
  tenant: TenantId,
  encounter: DraftEncounter,
  references: CodeReferences,
): Promise<Result<ExpectedView[], Failure>> {
  const [record, providers, { schedules }] = await Promise.all([
    readPatientRecord(table, tenant, encounter.patientId),
    readDocuments<Provider>(table, tenant, 'PROVIDER', [encounter.billingProviderId]),
    readFeeDirectory(table, tenant),
  ]);
  const coverages: readonly Coverage[] = record?.coverages ?? [];
  const coverage = billedCoverages(encounter, coverages)[0];
  if (coverage === undefined) return fail({ kind: 'no-payer-billed' });
  const services = pricedServices(encounter, coverages).filter((service) => service !== undefined);
  const fees = await readFeeBook(table, tenant, { schedules, services, references });
  const charges = chargesOfLines(encounter, { coverages, fees }).map(({ chargeCents }) => chargeCents);
  const { entityId } = providers.get(encounter.billingProviderId) ?? {};
  const claim = contractedEncounter(encounter, coverage, { charges, ...present({ entityId }) });
  const rates = await readRatesFor(table, tenant, [claim], references);
  const expected: ExpectedPayment = expectedPayment(claim, rates.contracts, rates.book);
  const share = await readShare(table, tenant, coverage.id, expected);
  return ok([{ ...expectedView(expected, claim.payerId), ...present({ share }) }]);
}
