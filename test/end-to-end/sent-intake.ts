import { createHash, randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { request } from '../support/api-request.ts';
import { until } from '../support/until.ts';
import type { AskedHost } from './asked-host.ts';

/**
 * Has JSON lines of encounters imported, and waits until they are read. Returns the id of the intake and the address of
 * its upload.
 */
export async function sendIntake(host: AskedHost, text: string): Promise<{ id: string; uploadUrl: string }> {
  const bytes = Buffer.from(text);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const send = async (path: string, body: object) => {
    const answer = await request(host.url, host.tokens.coder, 'POST', path, { body, idempotencyKey: randomUUID() });
    expect(answer.status, answer.text).toBeLessThan(300);
    return answer.body;
  };
  const upload = await send('/v1/intakes/uploads', { sha256, sizeBytes: bytes.length });
  const headers = upload.headers as Record<string, string>;
  expect((await fetch(String(upload.uploadUrl), { method: 'PUT', headers, body: bytes })).status).toBe(200);
  const { id } = (await send('/v1/intakes', { sha256, format: 'json-lines' })) as { readonly id: string };
  const stateOf = async () => (await request(host.url, host.tokens.coder, 'GET', `/v1/intakes/${id}`)).body.state;
  await until(stateOf, (state) => state !== 'reading');
  return { id, uploadUrl: String(upload.uploadUrl) };
}
