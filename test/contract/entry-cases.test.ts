import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { codeEntryApi } from '../../functions/code-entry/api.ts';
import { operations } from '../../functions/code-entry/operations.ts';
import { ok } from '../../shared/domain/result.ts';
import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import type { CodeSets } from '../../shared/runtime/code-sets.ts';
import { createFiles } from '../../shared/store/files.ts';
import { worldReferences as references } from '../golden-edits/world.ts';
import { type ApiHandler, callApi, coder } from '../support/api-event.ts';
import { memoryS3 } from '../support/memory-s3.ts';
import {
  coverageBody,
  encounterBody,
  type Office,
  type OfficeApi,
  officeApi,
  patientBody,
  payerBody,
  setUpOffice,
} from '../support/office.ts';
import { startTestTable, type TestEdge, type TestTable, testEdge } from '../support/table.ts';

/*
 * Situations of code entry that billing offices report about other systems. Each is entered as it happens, and must
 * give the right findings; entered correctly, it must give none. The inputs are our own; the official tables are those
 * of the golden edits.
 */

let store: TestTable;
let edge: TestEdge;
let api: OfficeApi;
let office: Office;
let handler: ApiHandler;

const codeSets: CodeSets = {
  lookUp: (_tenant, work) => work(references),
  prepare: async () => ok({ references, inForce: () => undefined }),
};

beforeEach(async () => {
  store = await startTestTable();
  edge = testEdge(store.table);
  api = officeApi(edge);
  office = await setUpOffice(api);
  handler = createApiHandler(codeEntryApi, operations, { ...edge, files: createFiles(memoryS3(), 'files'), codeSets });
});
afterEach(() => store.stop());

const line = { procedure: 'X9003', diagnosisPointers: [1], units: 1, chargeCents: 10_000, serviceOn: '2026-11-20' };
const visit = (more: object = {}) => ({ ...encounterBody(office), diagnoses: ['J209'], lines: [line], ...more });
const lines = (more: object) => ({ lines: [{ ...line, ...more }] });
const post = (path: string, body?: unknown, version?: number) =>
  callApi(handler, {
    ...{ method: 'POST', path, body, principal: coder },
    headers: { 'Idempotency-Key': randomUUID(), ...(version === undefined ? {} : { 'If-Match': `"${version}"` }) },
  });

interface Told {
  readonly severity: string;
  readonly editId: string;
  readonly pointer: string;
}
/** The findings of an encounter, except those that are only information. */
const told = async (id: string): Promise<string[]> => {
  const answer = await callApi(handler, { method: 'GET', path: `/v1/encounters/${id}/findings`, principal: coder });
  return (answer.body.findings as Told[])
    .filter(({ severity }) => severity !== 'info')
    .map(({ severity, editId, pointer }) => `${severity} ${editId} ${pointer}`);
};
const entered = async (more: object): Promise<string> => {
  const answer = await post('/v1/encounters', visit(more));
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return answer.body.id;
};

/** A patient whose first payer is of the given kind: MB Medicare, MC Medicaid, CI commercial. */
const insuredBy = async (filingIndicator: string, memberId: string): Promise<string> => {
  const own = { ...payerBody, name: `Payer ${filingIndicator}`, filingIndicator, remittanceIdentities: [] };
  const payerId = (await api.call('POST', '/v1/payers', own)).body.id;
  const patientId = (await api.call('POST', '/v1/patients', patientBody)).body.id;
  await api.call('POST', `/v1/patients/${patientId}/coverages`, { ...coverageBody, payerId, memberId });
  return patientId;
};

describe('what happens at code entry', () => {
  test.each<[string, object, readonly string[], object]>([
    [
      'C05 an external cause before the injury',
      { diagnoses: ['W19XXXA', 'S60222A'] },
      [
        'error external-cause-principal /diagnoses/0',
        'error external-cause-pointed-first /lines/0/diagnosisPointers/0',
      ],
      { diagnoses: ['S60222A', 'W19XXXA'] },
    ],
    [
      'C06 a service at the bedside without the day of admission',
      { placeOfService: '21', facilityId: undefined },
      ['error admission-date-missing /admissionDate'],
      { placeOfService: '21', facilityId: undefined, admissionDate: '2026-11-19' },
    ],
    [
      'C07 a code that is not listed, without a word',
      lines({ procedure: 'X9040' }),
      ['error description-missing /lines/0/description'],
      lines({ procedure: 'X9040', description: 'Made-up repair' }),
    ],
    [
      'C10 an auto accident without day and state',
      { accident: { causes: ['AA'] } },
      ['error accident-date-missing /accident/date', 'error accident-state-missing /accident/state'],
      { accident: { causes: ['AA'], date: '2026-11-19', state: 'OH' } },
    ],
    [
      'C16 a service of tomorrow',
      lines({ serviceOn: '2026-11-24' }),
      ['error date-in-future /lines/0/serviceOn'],
      lines({ serviceOn: '2026-11-23' }),
    ],
    [
      'C22 101 lines of one day',
      { lines: Array.from({ length: 2 }, () => line) },
      ['error line-repeated /lines/1'],
      { lines: [line, { ...line, modifiers: ['76'] }] },
    ],
  ])('%s', async (_situation, wrong, findings, right) => {
    expect(await told(await entered(wrong))).toEqual(findings);
    expect(await told(await entered(right))).toEqual([]);
  });

  test('C12 a drug without its package is an error for Medicaid only', async () => {
    const drug = { ndc: '99999-0101-02', quantity: 1, unit: 'ML' };
    const medicaid = await insuredBy('MC', 'MED-1');
    const bare = { patientId: medicaid, ...lines({ procedure: 'J3301' }) };
    expect(await told(await entered(bare))).toContain('error ndc-missing /lines/0/drug');
    expect(await told(await entered({ ...bare, ...lines({ procedure: 'J3301', drug }) }))).toEqual([]);
    const commercial = await insuredBy('CI', 'COM-1');
    expect(await told(await entered({ ...bare, patientId: commercial }))).not.toContain(
      'error ndc-missing /lines/0/drug',
    );
  });

  test('C16 an evening in New York belongs to the office’s day, not to that of UTC', async () => {
    const { version } = (await api.call('GET', '/v1/office')).body;
    const headers = { 'If-Match': `"${version}"` };
    expect((await api.call('PUT', '/v1/office', { timeZone: 'America/New_York' }, { headers })).status).toBe(200);
    edge.setNow('2026-11-21T04:08:00.000Z');
    expect(await told(await entered(lines({ serviceOn: '2026-11-21' })))).toEqual([
      'error date-in-future /lines/0/serviceOn',
    ]);
    expect(await told(await entered({}))).toEqual([]);
  });

  test('C38 the same visit is entered twice: the second one gets a finding before it is billed', async () => {
    const [first, second] = [await entered({}), await entered({})];
    expect(await told(second)).toEqual([]);
    expect((await post(`/v1/encounters/${first}/finalize`, undefined, 1)).status).toBe(200);
    expect(await told(second)).toEqual(['warning visit-entered-twice /lines/0']);
    // A service on another day is not a repetition, and neither is one that is marked as repeated on purpose.
    expect(await told(await entered(lines({ modifiers: ['76'] })))).toEqual([]);
    expect(await told(await entered(lines({ serviceOn: '2026-11-19' })))).toEqual([]);
    // A service of a void encounter is not repeated.
    expect((await post(`/v1/encounters/${first}/void`, { reason: 'entered twice' }, 2)).status).toBe(200);
    expect(await told(second)).toEqual([]);
  });
});
