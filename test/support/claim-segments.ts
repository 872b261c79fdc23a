import { expect } from 'vitest';
import type { ClaimId, TenantId } from '../../shared/domain/identity/ids.ts';
import { utc } from '../../shared/domain/time/time-zone.ts';
import { readFilingDocuments } from '../../shared/store/filings.ts';
import type { Table } from '../../shared/store/table.ts';
import { writeSubmissionFile } from '../../shared/x12/837/submission-file.ts';
import { coder } from './api-event.ts';
import type { OfficeApi } from './office.ts';

/** Enters an encounter and finalises it. @returns its claims */
async function finalisedClaims(api: OfficeApi, body: object): Promise<ClaimId[]> {
  const draft = await api.call('POST', '/v1/encounters', body, { principal: coder });
  expect(draft.status, JSON.stringify(draft.body)).toBe(201);
  const headers = { 'If-Match': '"1"', 'Idempotency-Key': draft.body.id };
  const final = await api.call('POST', `/v1/encounters/${draft.body.id}/finalize`, undefined, {
    principal: coder,
    headers,
  });
  expect(final.status, JSON.stringify(final.body)).toBe(200);
  return final.body.state.claimIds;
}

/** The segments of the file that sends an encounter's claims, made from a body of the API. */
export async function claimSegments(
  { api, table, tenant }: { readonly api: OfficeApi; readonly table: Table; readonly tenant: TenantId },
  body: object,
): Promise<string[]> {
  const claimIds = await finalisedClaims(api, body);
  const documents = await readFilingDocuments(
    table,
    tenant,
    claimIds.map((claimId) => ({ claimId, number: 1 })),
  );
  const contents = documents.filter((document) => document !== undefined);
  expect(contents).toHaveLength(claimIds.length);
  const written = writeSubmissionFile({
    reference: 'sub_1',
    createdAt: '2026-11-23T14:05:06.789Z',
    timeZone: utc,
    controlNumber: '000000042',
    usage: 'T',
    contents,
  });
  if (!written.ok) throw new Error(JSON.stringify(written.failure));
  return written.value.split('~').map((segment) => segment.trim());
}
