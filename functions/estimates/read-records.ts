import type { EstimateFacts } from '../../shared/domain/estimate/estimate.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { Coverage, Facility, Patient, Payer, Provider } from '../../shared/domain/practice/practice.ts';
import { present } from '../../shared/domain/present.ts';
import { type FieldError, fail, ok, type Result } from '../../shared/domain/result.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { documentOfItem, readDocuments } from '../../shared/store/entity-items.ts';
import { coverageKey } from '../../shared/store/keys/practice.ts';
import type { Table } from '../../shared/store/table.ts';

/** The records that an estimate names. */
export interface EstimateRecords {
  readonly patient: Patient;
  readonly providers: ReadonlyMap<string, Provider>;
  readonly facilities: ReadonlyMap<string, Facility>;
  /** The primary payer of an insured patient. */
  readonly payer?: Payer;
}

/** Reads the records that an estimate names, and reports missing ones. */
export async function readRecords(
  table: Table,
  tenant: TenantId,
  facts: EstimateFacts,
): Promise<Result<EstimateRecords, Failure>> {
  const { patientId, billingProviderId, services } = facts;
  const named = services.flatMap((each) => [each.providerId ?? [], each.billingProviderId ?? []].flat());
  const facilityIds = services.flatMap(({ facilityId }) => facilityId ?? []);
  const [patients, providers, facilities, payer] = await Promise.all([
    readDocuments<Patient>(table, tenant, 'PATIENT', [patientId]),
    readDocuments<Provider>(table, tenant, 'PROVIDER', [billingProviderId, ...named]),
    readDocuments<Facility>(table, tenant, 'FACILITY', facilityIds),
    payerOf(table, tenant, facts),
  ]);
  const patient = patients.get(patientId);
  const bills = (id: string | undefined) => id === undefined || providers.get(id)?.billing !== undefined;
  const errors: FieldError[] = [
    ...(patient === undefined ? [{ pointer: '/patientId', detail: 'no such patient' }] : []),
    ...(bills(billingProviderId)
      ? []
      : [{ pointer: '/billingProviderId', detail: 'is not a provider that is set up for billing' }]),
    ...(facts.coverageId !== undefined && payer === undefined
      ? [{ pointer: '/coverageId', detail: 'the patient has no such coverage' }]
      : []),
    ...services.flatMap((service, index) => {
      const at = `/services/${index}`;
      const { providerId, facilityId } = service;
      return [
        ...(providerId === undefined || providers.has(providerId)
          ? []
          : [{ pointer: `${at}/providerId`, detail: 'no such provider' }]),
        ...(bills(service.billingProviderId)
          ? []
          : [{ pointer: `${at}/billingProviderId`, detail: 'is not a provider that is set up for billing' }]),
        ...(facilityId === undefined || facilities.has(facilityId)
          ? []
          : [{ pointer: `${at}/facilityId`, detail: 'no such facility' }]),
      ];
    }),
  ];
  if (patient === undefined || errors.length > 0) return fail({ kind: 'request-invalid', errors });
  return ok({ patient, providers, facilities, ...present({ payer }) });
}

async function payerOf(
  table: Table,
  tenant: TenantId,
  { patientId, coverageId }: EstimateFacts,
): Promise<Payer | undefined> {
  if (coverageId === undefined) return undefined;
  const item = await table.get(coverageKey(tenant, patientId, coverageId));
  if (item === undefined) return undefined;
  const { payerId } = documentOfItem<Coverage>(item);
  return (await readDocuments<Payer>(table, tenant, 'PAYER', [payerId])).get(payerId);
}
