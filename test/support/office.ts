import { S3Client } from '@aws-sdk/client-s3';
import { codeEntryApi } from '../../functions/code-entry/api.ts';
import { operations as codeEntryOperations } from '../../functions/code-entry/operations.ts';
import { feesApi } from '../../functions/fees/api.ts';
import { operations as feesOperations } from '../../functions/fees/operations.ts';
import { patientsApi } from '../../functions/patients/api.ts';
import { operations as patientsOperations } from '../../functions/patients/operations.ts';
import { practiceApi } from '../../functions/practice/api.ts';
import { operations as practiceOperations } from '../../functions/practice/operations.ts';
import type { Grouper } from '../../shared/domain/encounter/grouper.ts';
import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { createFiles } from '../../shared/store/files.ts';
import {
  type ApiHandler,
  callApi,
  manager,
  type TestAnswer,
  type TestPrincipal,
  type TestRequest,
} from './api-event.ts';
import { memoryS3 } from './memory-s3.ts';
import { syntheticCodeSets } from './synthetic-code-sets.ts';
import type { TestEdge } from './table.ts';

/** Synthetic people and places. NPIs have valid check digits and are meant to be nobody's. */

export const address = { line1: '1 Example St', city: 'Columbus', state: 'OH', postalCode: '432150001' };

export const payerBody = {
  name: 'Example Health',
  claimPayerId: '99999',
  filingIndicator: 'CI',
  receiver: { id: 'EXCLEAR', name: 'Example Clearinghouse' },
  remittanceIdentities: [
    { kind: 'trace-originator', value: '1999999999' },
    { kind: 'payer-id', value: '99999' },
  ],
};

export const billingProviderBody = {
  npi: '1234567893',
  taxonomyCode: '207Q00000X',
  name: { kind: 'organization', organizationName: 'Example Clinic' },
  billing: {
    taxId: { kind: 'ein', value: '123456789' },
    address,
    submitter: { id: 'EXSUBMIT', contactName: 'Example Desk', phone: '6145550100' },
  },
};

export const renderingProviderBody = {
  npi: '1003000126',
  taxonomyCode: '207Q00000X',
  name: { kind: 'person', lastName: 'Doctor', firstName: 'Ada' },
};

export const facilityBody = { name: 'Example Clinic Main', address, placeOfService: '11' };

export const feeScheduleBody = {
  name: 'Synthetic prices',
  effectiveFrom: '2026-01-01',
  fees: [
    { procedure: 'X9003', modifiers: [], cents: 12_500 },
    { procedure: 'X9003', modifiers: ['25'], cents: 13_000 },
    { procedure: 'G0439', modifiers: [], cents: 17_550 },
    { procedure: 'J1885', modifiers: [], cents: 275 },
  ],
};

export const patientBody = {
  name: { lastName: 'Canaryname', firstName: 'Testa' },
  birthDate: '1980-01-31',
  sex: 'F',
  address: { ...address, line1: '77 Canary Way' },
};

export const coverageBody = { order: 1, memberId: 'M000CANARY', relationship: '18', activeFrom: '2026-01-01' };

export interface Office {
  readonly payerId: string;
  readonly billingProviderId: string;
  /** The legal entity of the billing provider's tax id. */
  readonly entityId: string;
  readonly renderingProviderId: string;
  readonly facilityId: string;
  readonly feeScheduleId: string;
  readonly patientId: string;
  readonly coverageId: string;
}

export interface OfficeApi {
  readonly handlers: Readonly<Record<'practice' | 'fees' | 'patients' | 'codeEntry', ApiHandler>>;
  /**
   * Calls the function that serves the path's family, as a manager of the first office unless another principal is
   * given.
   */
  call(method: string, path: string, body?: unknown, more?: Partial<TestRequest>): Promise<TestAnswer>;
}

/** Signs URLs only; no request is sent to it. */
export const signer = new S3Client({
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});

/** The functions that set up a practice and enter codes, over a test table. */
export function officeApi(edge: TestEdge, bucket = memoryS3(), more: { readonly grouper?: Grouper } = {}): OfficeApi {
  const files = createFiles(bucket, 'files', signer);
  const handlers = {
    practice: createApiHandler(practiceApi, practiceOperations, edge),
    fees: createApiHandler(feesApi, feesOperations, { ...edge, codeSets: syntheticCodeSets }),
    patients: createApiHandler(patientsApi, patientsOperations, edge),
    codeEntry: createApiHandler(codeEntryApi, codeEntryOperations, {
      ...edge,
      ...more,
      files,
      codeSets: syntheticCodeSets,
    }),
  };
  const handlerOf = (path: string): ApiHandler => {
    if (/^\/v1\/(patients|authorizations)/.test(path)) return handlers.patients;
    if (path.startsWith('/v1/fee-schedules')) return handlers.fees;
    return path.startsWith('/v1/encounters') ? handlers.codeEntry : handlers.practice;
  };
  const call: OfficeApi['call'] = (method, path, body, more = {}) =>
    callApi(handlerOf(path), { method, path, body, principal: manager, ...more });
  return { handlers, call };
}

/** Sets up an office with one payer, provider of each kind, facility, price list and insured patient. */
export async function setUpOffice(api: Pick<OfficeApi, 'call'>, principal: TestPrincipal = manager): Promise<Office> {
  const created = async (path: string, body: unknown): Promise<Readonly<Record<'id' | 'entityId', string>>> => {
    const answer = await api.call('POST', path, body, { principal });
    if (answer.status !== 201) throw new Error(`POST ${path} answered ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const create = async (path: string, body: unknown) => (await created(path, body)).id;
  const payerId = await create('/v1/payers', payerBody);
  const { id: billingProviderId, entityId } = await created('/v1/providers', billingProviderBody);
  const renderingProviderId = await create('/v1/providers', renderingProviderBody);
  const facilityId = await create('/v1/facilities', facilityBody);
  const feeScheduleId = await create('/v1/fee-schedules', feeScheduleBody);
  const patientId = await create('/v1/patients', patientBody);
  const coverageId = await create(`/v1/patients/${patientId}/coverages`, { ...coverageBody, payerId });
  const ids = { payerId, billingProviderId, entityId, renderingProviderId, facilityId, feeScheduleId };
  return { ...ids, patientId, coverageId };
}

/** A complete encounter of two services, priced by the fee schedule. */
export function encounterBody(office: Office) {
  return {
    patientId: office.patientId,
    billingProviderId: office.billingProviderId,
    renderingProviderId: office.renderingProviderId,
    facilityId: office.facilityId,
    placeOfService: '11',
    diagnoses: ['J209', 'I10'],
    lines: [
      { procedure: 'X9003', modifiers: ['25'], diagnosisPointers: [1, 2], units: 1, serviceOn: '2026-11-20' },
      { procedure: 'J1885', diagnosisPointers: [1], units: 4, serviceOn: '2026-11-20' },
    ],
  };
}
