import { createHash, randomUUID } from 'node:crypto';
import { expect, vi } from 'vitest';
import { syntheticFiles } from '../../simulator/code-sets/generators.ts';
import { request } from '../support/api-request.ts';
import { patienceMilliseconds } from '../support/until.ts';
import type { AskedHost } from './asked-host.ts';

type Body = Readonly<Record<string, unknown>>;

const until = (holds: () => Promise<void>) => vi.waitFor(holds, { timeout: patienceMilliseconds, interval: 100 });

/**
 * The ids of what an office found in its own billing, by the names of the parameters in paths. The office enters a
 * visit twice.
 */
export async function idsOfSelfAudit(host: AskedHost, encounterId: string): Promise<Record<string, string>> {
  const send = async (role: 'coder' | 'manager' | 'operator', path: string, body?: unknown, version?: string) => {
    const parts = { body, idempotencyKey: randomUUID(), ...(version === undefined ? {} : { version }) };
    const answer = await request(host.url, host.tokens[role], 'POST', path, parts);
    expect(answer.status, `${path}: ${answer.text}`).toBeLessThan(300);
    return answer.body;
  };
  const read = async (path: string): Promise<Body> => (await request(host.url, host.tokens.manager, 'GET', path)).body;
  await loadCategories(send, read);
  const { patientId, billingProviderId, renderingProviderId } = await read(`/v1/encounters/${encounterId}`);
  const day = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  const line = { procedure: 'X9003', diagnosisPointers: [1], units: 1, chargeCents: 100, serviceOn: day };
  const visit = { patientId, billingProviderId, renderingProviderId, placeOfService: '11', selfPay: true };
  for (const _time of ['once', 'twice']) {
    const saved = await send('coder', '/v1/encounters', { ...visit, diagnoses: ['E119'], lines: [line] });
    await send('coder', `/v1/encounters/${saved.id}/finalize`, undefined, `"${saved.version}"`);
  }
  const audited = async (body: Body) => {
    const asked = await send('manager', '/v1/self-audits', body);
    const path = `/v1/self-audits/${asked.id}`;
    await until(async () => expect(await read(path)).toMatchObject({ state: 'done' }));
    return String(asked.id);
  };
  const selfAuditId = await audited({ kind: 'billing', from: day, to: day });
  const opened = await send('manager', `/v1/self-audits/${selfAuditId}/flags/1/case`);
  // Conditions that were coded this year are gaps of the next year.
  const year = Number(day.slice(0, 4)) + 1;
  await audited({ kind: 'condition-gaps', year });
  const gaps = (await read(`/v1/condition-gaps?year=${year}&patientId=${patientId}`)).items as Body[];
  // The year is a parameter of a query, but is kept with the ids.
  const found = { auditCaseId: String(opened.id), conditionGapId: String(gaps[0]?.id), year: String(year) };
  return { selfAuditId, number: '1', ...found };
}

async function loadCategories(
  send: (role: 'operator', path: string, body: unknown) => Promise<Body>,
  read: (path: string) => Promise<Body>,
): Promise<void> {
  const { fileName, text } = syntheticFiles.hcc;
  const bytes = Buffer.from([...text({ seed: 'demo' })].join(''));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const upload = await send('operator', '/v1/code-sets/uploads', { sha256, sizeBytes: bytes.length });
  const headers = upload.headers as Record<string, string>;
  expect((await fetch(String(upload.uploadUrl), { method: 'PUT', headers, body: bytes })).status).toBe(200);
  const load = await send('operator', '/v1/code-sets/loads', { kind: 'hcc', files: [{ name: fileName, sha256 }] });
  await until(async () => expect(await read(`/v1/code-sets/loads/${load.id}`)).toMatchObject({ state: 'loaded' }));
}
