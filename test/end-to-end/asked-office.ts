import { createHash, randomUUID } from 'node:crypto';
import { expect, vi } from 'vitest';
import type { LocalHost } from '../../infra/local/host.ts';
import { request } from '../support/api-request.ts';
import { x12File } from '../support/connection-office.ts';

type Body = Readonly<Record<string, unknown>>;
type Method = Parameters<typeof request>[2];

const until = (holds: () => Promise<void>) => vi.waitFor(holds, { timeout: 120_000, interval: 100 });

const partner = {
  name: 'SYNTHETIC PARTNER',
  receiverId: 'SYNTHPARTNER',
  envelope: {
    ...{ senderQualifier: 'ZZ', senderId: 'SYNTHCLINIC', receiverQualifier: 'ZZ', receiverId: 'SYNTHPARTNER' },
    ...{ applicationSender: 'SYNTHCLINIC', applicationReceiver: 'SYNTHPARTNER' },
  },
  usage: 'test',
  delivery: { kind: 'by-hand' },
};

/** A prior authorisation of a coverage, for today. */
export function authorizationOf(coverageId: unknown, billingProviderId: unknown): object {
  const today = new Date().toISOString().slice(0, 10);
  const services = [{ procedures: ['X9003'], units: '4' }];
  return { coverageId, billingProviderId, from: today, to: today, services };
}

/**
 * The ids of what an office asks payers and is told by them, by the names of the paths' parameters: a prior authorisation, an eligibility
 * check that goes out in a file, a file of answers, and the acknowledgement that a connection took in.
 */
export async function idsOfInquiries(
  host: LocalHost,
  { patientId, coverageId }: { readonly patientId: string; readonly coverageId: string },
): Promise<Record<string, string>> {
  const ask = async (method: Method, path: string, body?: unknown, version?: string): Promise<Body> => {
    const parts = { body, idempotencyKey: randomUUID(), ...(version === undefined ? {} : { version }) };
    const answer = await request(host.url, host.tokens.manager, method, path, parts);
    expect(answer.status, `${path}: ${answer.text}`).toBeLessThan(300);
    return answer.body;
  };
  const items = async (path: string) => (await ask('GET', path)).items as Body[];

  const { payerId } = await ask('GET', `/v1/patients/${patientId}/coverages/${coverageId}`);
  const { receiver } = await ask('GET', `/v1/payers/${payerId}`);
  const receiverId = (receiver as { readonly id: string }).id;
  const providerId = (await items('/v1/providers')).find(({ billing }) => billing !== undefined)?.id;
  await ask('PUT', `/v1/inquiry-channels/${receiverId}`, { via: { kind: 'file', everyMinutes: 1 } }, '"0"');
  const { id: partnerId } = await ask('POST', '/v1/trading-partners', partner);
  const today = new Date().toISOString().slice(0, 10);
  const authorization = authorizationOf(coverageId, providerId);
  const { id: authorizationId } = await ask('POST', `/v1/patients/${patientId}/authorizations`, authorization);
  const check = { patientId, coverageId, providerId, serviceOn: today };
  const { id: checkId } = await ask('POST', '/v1/eligibility-checks', check);
  await takeAnswers(x12File('271', 8), ask);
  await until(async () => expect(await items('/v1/inquiry-files')).toMatchObject([{ state: 'written' }]));
  const [file] = await items('/v1/inquiry-files');
  const [acknowledgement] = await items('/v1/acknowledgement-files');
  return {
    ...{ receiverId, partnerId: String(partnerId), authorizationId: String(authorizationId), checkId: String(checkId) },
    'getInquiryFile.fileId': String(file?.id),
    ...Object.fromEntries(
      ['getAcknowledgementFile', 'listAcknowledgementAnswers', 'getAcknowledgementFileContent'].map((name) => [
        `${name}.fileId`,
        String(acknowledgement?.id),
      ]),
    ),
  };
}

async function takeAnswers(text: string, ask: (method: 'POST', path: string, body: unknown) => Promise<Body>) {
  const bytes = Buffer.from(text);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const upload = await ask('POST', '/v1/inquiry-answers/uploads', { sha256, sizeBytes: bytes.length });
  const headers = upload.headers as Record<string, string>;
  expect((await fetch(String(upload.uploadUrl), { method: 'PUT', headers, body: bytes })).status).toBe(200);
  await ask('POST', '/v1/inquiry-answers', { sha256 });
}
