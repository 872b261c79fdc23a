import type { Claim } from '../../shared/domain/claim/claim.ts';
import type { ToldCoverage } from '../../shared/domain/claim-intake/told-coverages.ts';
import type { WaitReason } from '../../shared/domain/claim-intake/wait-reasons.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { Facility, Payer, Provider } from '../../shared/domain/practice/practice.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import { documentOfItem } from '../../shared/store/entity-items.ts';
import { listPartition } from '../../shared/store/keys/entity.ts';
import type { Table } from '../../shared/store/table.ts';

/** The office's payers and providers, by the numbers that claims use. */
export interface Practice {
  readonly payers: ReadonlyMap<string, readonly Payer[]>;
  readonly providers: ReadonlyMap<string, readonly Provider[]>;
  readonly facilities: ReadonlyMap<string, readonly Facility[]>;
}

/** Systems write payers' ids differently, so only letters and digits are compared. */
const plain = (text: string): string => text.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');

export async function readPractice(table: Table, tenant: TenantId): Promise<Practice> {
  const [payers, providers, facilities] = await Promise.all([
    readAll<Payer>(table, tenant, 'PAYER'),
    readAll<Provider>(table, tenant, 'PROVIDER'),
    readAll<Facility>(table, tenant, 'FACILITY'),
  ]);
  return {
    payers: Map.groupBy(payers, ({ claimPayerId }) => plain(claimPayerId)),
    providers: Map.groupBy(providers, ({ npi }) => npi ?? ''),
    facilities: Map.groupBy(facilities, ({ npi }) => npi ?? ''),
  };
}

async function readAll<Document>(
  table: Table,
  tenant: TenantId,
  entity: 'PAYER' | 'PROVIDER' | 'FACILITY',
): Promise<readonly Document[]> {
  const rows = await table.queryAll({ partition: listPartition(tenant, entity), index: true });
  const items = await table.batchGet(rows.map(({ pk, sk }) => ({ pk, sk })));
  return items.flatMap((item) => (item === undefined ? [] : [documentOfItem<Document>(item)]));
}

/** The payer of a coverage. When several have the id, the filing indicator decides. */
export function payerOf({ payers }: Practice, { payer }: ToldCoverage): Result<Payer, WaitReason> {
  const { id: identity, filingIndicator } = payer;
  const all = payers.get(plain(identity)) ?? [];
  const alike = all.length > 1 ? all.filter((each) => each.filingIndicator === filingIndicator) : all;
  const [found, another] = alike;
  if (found === undefined && all.length === 0) return fail({ code: 'payer-unknown', identity });
  return found === undefined || another !== undefined ? fail({ code: 'payer-ambiguous', identity }) : ok(found);
}

/** A billing provider with the legal entity in whose books its claims are. */
export interface BillingProvider {
  readonly id: string;
  readonly entityId: string;
}

/** The billing provider: by NPI and, among several with one NPI, by taxonomy. The tax id must be that of the books. */
export function billingProviderOf(
  { providers }: Practice,
  { billingProvider }: Claim,
): Result<BillingProvider, WaitReason> {
  const { npi: identity = '', taxId, taxonomy } = billingProvider;
  const all = identity === '' ? [] : (providers.get(identity) ?? []);
  const named = identity === '' ? {} : { identity };
  if (all.length === 0) return fail({ code: 'billing-provider-unknown', ...named });
  const billing = all.flatMap(({ billing, ...one }) => (billing === undefined ? [] : [{ ...one, billing }]));
  if (billing.length === 0) return fail({ code: 'billing-set-up-missing', ...named });
  const own = billing.filter((one) => taxId === undefined || one.billing.taxId.value === taxId.id);
  if (own.length === 0) return fail({ code: 'tax-id-differs', ...named });
  const [found, another] = own.length > 1 ? own.filter(({ taxonomyCode }) => taxonomyCode === taxonomy) : own;
  if (found?.entityId === undefined || another !== undefined)
    return fail({ code: 'billing-provider-ambiguous', ...named });
  return ok({ id: found.id, entityId: found.entityId });
}

/**
 * The treating provider: the rendering provider, or in a facility the attending one; the billing provider when the
 * claim names nobody.
 */
export function actingProviderOf(
  { providers }: Practice,
  claim: Claim,
  billing: BillingProvider,
): Result<string, WaitReason> {
  const attending = claim.kind === 'institutional' ? claim.attendingProvider : undefined;
  const [line] = claim.serviceLines;
  const ofLine = line !== undefined && 'renderingProvider' in line ? line.renderingProvider : undefined;
  const acting = claim.renderingProvider ?? attending ?? ofLine;
  const identity = acting?.npi;
  if (acting === undefined || identity === undefined || identity === claim.billingProvider.npi) return ok(billing.id);
  const all = providers.get(identity) ?? [];
  const [found, another] = all.length > 1 ? all.filter(({ taxonomyCode }) => taxonomyCode === acting.taxonomy) : all;
  if (found === undefined && all.length === 0) return fail({ code: 'rendering-provider-unknown', identity });
  return found === undefined || another !== undefined
    ? fail({ code: 'rendering-provider-ambiguous', identity })
    : ok(found.id);
}

/** The facility where the claim says that services were given, if the office has it. */
export function facilityOf({ facilities }: Practice, { serviceFacility }: Claim): string | undefined {
  const npi = serviceFacility?.npi;
  const [found, another] = npi === undefined ? [] : (facilities.get(npi) ?? []);
  return another === undefined ? found?.id : undefined;
}
