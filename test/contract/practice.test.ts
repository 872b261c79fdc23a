import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { auditPartition, externalIdKey, payeeIdentityKey, payerIdentityKey } from '../../shared/store/keys.ts';
import { coder, stranger } from '../support/api-event.ts';
import {
  billingProviderBody,
  facilityBody,
  feeScheduleBody,
  type OfficeApi,
  officeApi,
  payerBody,
  renderingProviderBody,
} from '../support/office.ts';
import { startTestTable, type TestEdge, type TestTable, testEdge } from '../support/table.ts';

const first = 'first-office' as TenantId;
const unknownId = 'pay_01JD0EXAMP1E00000000000000';

let store: TestTable;
let edge: TestEdge;
let api: OfficeApi;

beforeAll(async () => {
  store = await startTestTable();
});
afterAll(() => store?.stop());

// A table of its own for each test: names that are unique in an office would meet otherwise.
beforeEach(async () => {
  await store.stop();
  store = await startTestTable();
  edge = testEdge(store.table);
  api = officeApi(edge);
});
