import { randomUUID } from 'node:crypto';
import { expect, vi } from 'vitest';
import { request } from '../support/api-request.ts';
import { patienceMilliseconds } from '../support/until.ts';
import type { AskedHost } from './asked-host.ts';

type Body = Readonly<Record<string, unknown>>;

/** The id of a batch of paper claims: a visit is billed to a payer that takes paper, and its claim is printed. */
export async function idsOfPaper(
  host: AskedHost,
  { encounterId, payerId }: { readonly encounterId: string; readonly payerId: string },
): Promise<{ readonly batchId: string }> {
  const ask = async (role: 'coder' | 'manager', method: 'GET' | 'POST', path: string, parts: object = {}) => {
    const answer = await request(host.url, host.tokens[role], method, path, { idempotencyKey: randomUUID(), ...parts });
    expect(answer.status, `${path}: ${answer.text}`).toBeLessThan(300);
    return answer.body;
  };
  const { name, claimPayerId, filingIndicator, receiver } = await ask('manager', 'GET', `/v1/payers/${payerId}`);
  const onPaper = { name, claimPayerId, filingIndicator, receiver, remittanceIdentities: [], filesOn: 'paper' };
  const paperPayer = await ask('manager', 'POST', '/v1/payers', { body: onPaper });
  const { patientId, billingProviderId, renderingProviderId } = await ask(
    'coder',
    'GET',
    `/v1/encounters/${encounterId}`,
  );
  const day = new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10);
  const coverage = await ask('manager', 'POST', `/v1/patients/${patientId}/coverages`, {
    body: { payerId: paperPayer.id, order: 3, memberId: 'PAPER1', relationship: '18', activeFrom: day },
  });
  const line = { procedure: 'X9003', diagnosisPointers: [1], units: 1, chargeCents: 100, serviceOn: day };
  const parties = { patientId, billingProviderId, renderingProviderId, coverageIds: [coverage.id] };
  const visit = { ...parties, placeOfService: '11', diagnoses: ['E119'], lines: [line] };
  const saved = await ask('coder', 'POST', '/v1/encounters', { body: visit });
  await ask('coder', 'POST', `/v1/encounters/${saved.id}/finalize`, { version: `"${saved.version}"` });
  return vi.waitFor(
    async () => {
      const body = { payerId: paperPayer.id, stock: 'grid' };
      const { batch } = await ask('manager', 'POST', '/v1/paper-batches', { body });
      return { batchId: String((batch as Body).id) };
    },
    { timeout: patienceMilliseconds, interval: 200 },
  );
}
