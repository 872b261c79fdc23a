import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { assembleEncounter } from '../../functions/assemble-claims/assemble-encounter.ts';
import { claimStatus } from '../../shared/domain/claim/status.ts';
import type { StayToGroup } from '../../shared/domain/encounter/grouper.ts';
import { type EncounterKind, encounterKinds } from '../../shared/domain/encounter/kinds.ts';
import type { ClaimId, TenantId } from '../../shared/domain/identity/ids.ts';
import { readBalances } from '../../shared/store/claims.ts';
import { createFiles } from '../../shared/store/files.ts';
import { coder } from '../support/api-event.ts';
import { encountersOfKinds } from '../support/encounter-kinds.ts';
import { memoryS3 } from '../support/memory-s3.ts';
import { encounterBody, type Office, type OfficeApi, officeApi, setUpOffice } from '../support/office.ts';
import { startTestTable, type TestTable, testEdge } from '../support/table.ts';

const tenant = 'first-office' as TenantId;
const kinds = Object.keys(encounterKinds) as EncounterKind[];

let store: TestTable;
let api: OfficeApi;
let office: Office;

beforeEach(async () => {
  store = await startTestTable();
  api = officeApi(testEdge(store.table));
  office = await setUpOffice(api);
});
afterEach(() => store.stop());

const ifMatch = (version: number) => ({ 'If-Match': `"${version}"` });
const post = (body: object) => api.call('POST', '/v1/encounters', body, { principal: coder });
const finalize = (id: string, version = 1) =>
  api.call('POST', `/v1/encounters/${id}/finalize`, undefined, {
    principal: coder,
    headers: { ...ifMatch(version), 'Idempotency-Key': `${id}-${version}` },
  });
const errorsOf = async (more: object) => {
  const answer = await post({ ...encounterBody(office), ...more });
  return answer.status === 201 ? [] : answer.body.errors;
};

describe('an encounter of each kind', () => {
  test.each(kinds)('%s: is entered with all its fields, read back, and saved again as it was read', async (kind) => {
    const body = encountersOfKinds(office)[kind];
    const made = await post(body);
    expect(made.body).toMatchObject({ ...body, version: 1, state: { kind: 'draft' } });
    const path = `/v1/encounters/${made.body.id}`;
    const read = await api.call('GET', path);
    expect(read.body).toEqual(made.body);
    const saved = await api.call('PUT', path, read.body, { headers: ifMatch(1) });
    expect(saved.body).toEqual({ ...read.body, version: 2 });
    const listed = await api.call('GET', `/v1/encounters?kind=${kind}`);
    expect(listed.body.items).toMatchObject([{ id: made.body.id, kind }]);
    const others = await api.call('GET', `/v1/encounters?kind=${kind === 'dental' ? 'hospice' : 'dental'}`);
    expect(others.body.items).toEqual([]);
  });

  test.each(kinds)('%s: is finalised, its charges are booked, and its claim is ready', async (kind) => {
    // The test's code set has no external causes and no inpatient procedures.
    const { externalCauses: _causes, procedures: _procedures, ...body } = encountersOfKinds(office)[kind];
    const { id } = (await post(body)).body;
    const final = await finalize(id);
    expect(final.body).toMatchObject({ kind, state: { kind: 'final' } });
    const claimId = final.body.state.claimIds[0] as ClaimId;
    const sum = (body.lines as { chargeCents: number }[]).reduce((total, line) => total + line.chargeCents, 0);
    expect(await readBalances(store.table, tenant, [claimId])).toMatchObject([{ chargeCents: sum, patientCents: 0 }]);
    await assembleEncounter(
      { tenantId: tenant, encounterId: id },
      { table: store.table, files: createFiles(memoryS3(), 'files'), now: () => new Date('2026-11-23T15:00:00Z') },
    );
    const [balance] = await readBalances(store.table, tenant, [claimId]);
    if (balance === undefined) throw new Error('the claim has no balance');
    const status = claimStatus(balance);
    expect(status.kind).toBe('ready');
  });

  test('is professional if no kind is given', async () => {
    expect((await post(encounterBody(office))).body.kind).toBe('professional');
  });

  test('names the fields of its kind if those of another kind are sent', async () => {
    expect(await errorsOf({ typeOfBill: '0111' })).toMatchObject([
      { pointer: '', detail: expect.stringMatching(/^unknown field: number \d+; known are kind, .*placeOfService/) },
    ]);
    const [unknown] = await errorsOf({ kind: 'hospital' });
    expect(unknown).toEqual({ pointer: '/kind', detail: `expected one of: ${kindsInWords}` });
  });
});

describe('the group of a stay', () => {
  test('is found by the grouper of the installation, unless a person entered it', async () => {
    const asked: StayToGroup[] = [];
    const grouper = async (stay: StayToGroup) => {
      asked.push(stay);
      return { code: '194', grouper: 'EXAMPLE GROUPER 44' };
    };
    api = officeApi(testEdge(store.table), undefined, { grouper });
    const { 'inpatient-facility': stay, 'outpatient-facility': visit } = encountersOfKinds(office);
    const final = async ({ externalCauses: _causes, procedures: _procedures, ...body }: Record<string, unknown>) =>
      (await finalize((await post(body)).body.id)).body;
    const { drg, ...without } = stay;
    const found = await final(without);
    expect(found).toMatchObject({ drg: { code: '194', grouper: 'EXAMPLE GROUPER 44', isFound: true } });
    expect(asked).toMatchObject([
      {
        diagnoses: [{ code: 'J209' }, { code: 'I10' }],
        dischargeStatus: '01',
        patient: { birthDate: '1980-01-31', sex: 'F' },
      },
    ]);
    expect(await final(stay)).toMatchObject({ drg });
    expect(await final({ ...visit, drg: undefined })).not.toHaveProperty('drg');
    expect(asked).toHaveLength(1);
    const headers = { 'If-Match': '"2"', 'Idempotency-Key': 'correct' };
    const path = `/v1/encounters/${found.id}/correct`;
    const corrected = (await api.call('POST', path, { reason: 'another diagnosis' }, { headers })).body;
    expect(corrected).not.toHaveProperty('drg');
    // A client sends it back with the group (DRG) that it had before.
    const saved = { ...corrected, drg: { code: '194', isFound: true }, diagnoses: found.diagnoses.toReversed() };
    const put = await api.call('PUT', `/v1/encounters/${found.id}`, saved, { headers: { 'If-Match': '"3"' } });
    expect(put.status).toBe(200);
    expect((await finalize(found.id, 4)).status).toBe(200);
    expect(asked).toMatchObject([{}, { diagnoses: [{ code: 'I10' }, { code: 'J209' }] }]);
  });
});

describe('many lines', () => {
  const day = (index: number) => `2026-10-${String(1 + (index % 28)).padStart(2, '0')}`;

  test('of a practitioner are split over claims of fifty, with the charges of each line once', async () => {
    const lines = Array.from({ length: 101 }, (_, index) => ({
      procedure: 'X9003',
      modifiers: [['25'], ['76'], ['77'], ['59']][Math.floor(index / 28)],
      diagnosisPointers: [1 + (index % 2)],
      units: 1,
      chargeCents: 1000 + index,
      serviceOn: day(index),
    }));
    const { id } = (await post({ ...encounterBody(office), lines })).body;
    const { claimIds } = (await finalize(id)).body.state;
    const balances = await readBalances(store.table, tenant, claimIds);
    // 50 x 1,000 + (0 + ... + 49); 50 x 1,000 + (50 + ... + 99); 1,000 + 100.
    expect(balances.map((balance) => [balance?.lineCount, balance?.chargeCents])).toEqual([
      [50, 51_225],
      [50, 53_725],
      [1, 1100],
    ]);
  });

  test('of a facility are one claim, up to 999', async () => {
    const lines = Array.from({ length: 999 }, (_, index) => ({
      revenueCode: String(100 + Math.floor(index / 28)).padStart(4, '0'),
      units: 1,
      chargeCents: 1000,
      serviceOn: day(index),
    }));
    const { 'outpatient-facility': body } = encountersOfKinds(office);
    const { externalCauses: _causes, procedures: _procedures, ...rest } = body;
    const { id } = (await post({ ...rest, lines })).body;
    const { claimIds } = (await finalize(id)).body.state;
    expect(await readBalances(store.table, tenant, claimIds)).toMatchObject([{ lineCount: 999, chargeCents: 999_000 }]);
    const tooMany = await post({ ...body, lines: [...lines, lines[0]] });
    expect(tooMany.body.errors).toMatchObject([{ pointer: '/lines', detail: 'expected at most 999 items' }]);
  });
});

const kindsInWords =
  'professional, equipment-order, ambulance, outpatient-facility, inpatient-facility, home-health, nursing-facility, hospice, dental';

describe('codes as people type them', () => {
  test('are normalised where that is safe: dots, spaces, hyphens, lower case, leading zeros', async () => {
    const line = {
      procedure: ' x9003',
      modifiers: ['gt'],
      units: 1,
      serviceOn: '2026-11-20',
      drug: { ndc: '0003-0494-20' },
    };
    const made = await post({ ...encounterBody(office), diagnoses: ['j20.9', ' i10 '], lines: [line] });
    expect(made.body).toMatchObject({
      diagnoses: ['J209', 'I10'],
      lines: [{ procedure: 'X9003', modifiers: ['GT'], units: '1', drug: { ndc: '00003049420' } }],
    });
    const { 'inpatient-facility': stay } = encountersOfKinds(office);
    const facility = await post({ ...stay, typeOfBill: '111', lines: [{ ...line, revenueCode: '450' }] });
    expect(facility.body).toMatchObject({ typeOfBill: '0111', lines: [{ revenueCode: '0450' }] });
  });

  const line = { procedure: 'X9003', units: 1, serviceOn: '2026-11-20' };
  test.each([
    [{ diagnoses: ['J2O9', 'JO20'] }, '/diagnoses/1', 'character 2 is the letter O: write the digit 0'],
    [{ diagnoses: ['120.9'] }, '/diagnoses/0', 'character 1 is the digit 1: write the letter I'],
    [
      { lines: [{ ...line, procedure: 'X9OO3' }] },
      '/lines/0/procedure',
      'character 3 is the letter O: write the digit 0',
    ],
    [{ lines: [{ ...line, drug: { ndc: '0003049420' } }] }, '/lines/0/drug/ndc', 'where the missing zero belongs'],
    [{ lines: [{ ...line, units: 0 }] }, '/lines/0/units', 'expected more than zero'],
    [{ lines: [{ ...line, units: '1e3' }] }, '/lines/0/units', 'expected a number above zero'],
  ])('are refused with the place and a correction: %j', async (wrong, pointer, detail) => {
    expect(await errorsOf(wrong)).toContainEqual({ pointer, detail: expect.stringContaining(detail) });
  });
});

describe('coverages that a person chose', () => {
  test('are billed in that order, whatever order they have on the patient', async () => {
    const { patientId, payerId, coverageId } = office;
    const other = { order: 2, memberId: 'M002CANARY', relationship: '18', activeFrom: '2026-01-01', payerId };
    const second = (await api.call('POST', `/v1/patients/${patientId}/coverages`, other)).body.id;
    const { id } = (await post({ ...encounterBody(office), coverageIds: [second, coverageId] })).body;
    const final = await finalize(id);
    const [balance] = await readBalances(store.table, tenant, final.body.state.claimIds);
    expect(balance?.payers.map((share) => share.coverageId)).toEqual([second, coverageId]);
  });

  test('must be the patient’s own, and active on each day of service', async () => {
    expect(await errorsOf({ coverageIds: ['cov_01JD0EXAMP1E00000000000000'] })).toEqual([
      { pointer: '/coverageIds/0', detail: 'nothing here has this id' },
    ]);
    const { patientId, payerId } = office;
    const past = {
      order: 2,
      memberId: 'M002',
      relationship: '18',
      activeFrom: '2026-01-01',
      activeTo: '2026-06-30',
      payerId,
    };
    const ended = (await api.call('POST', `/v1/patients/${patientId}/coverages`, past)).body.id;
    const { id } = (await post({ ...encounterBody(office), coverageIds: [ended] })).body;
    const refused = await finalize(id);
    expect(refused.body.errors).toMatchObject([{ pointer: '/coverageIds/0', code: 'coverage-not-active' }]);
  });
});
