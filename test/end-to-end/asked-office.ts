import { createHash, randomUUID } from 'node:crypto';
import { expect, vi } from 'vitest';
import { request } from '../support/api-request.ts';
import { x12File } from '../support/connection-office.ts';
import { patienceMilliseconds } from '../support/until.ts';
import type { AskedHost } from './asked-host.ts';
import { storyMonth } from './story-month.ts';

type Body = Readonly<Record<string, unknown>>;
type Method = Parameters<typeof request>[2];

const until = (holds: () => Promise<void>) => vi.waitFor(holds, { timeout: patienceMilliseconds, interval: 100 });

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
 * The ids of what an office asks payers and what payers answer, by the names of the parameters in paths: a prior
 * authorisation, an eligibility check that is sent in a file, a file of answers, and the acknowledgement that a
 * connection received.
 */
export async function idsOfInquiries(
  host: AskedHost,
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
  await ask('PUT', `/v1/inquiry-channels/${receiverId}`, { via: { kind: 'file', everyMinutes: 0 } }, '"0"');
  const { id: partnerId } = await ask('POST', '/v1/trading-partners', partner);
  const today = new Date().toISOString().slice(0, 10);
  const authorization = authorizationOf(coverageId, providerId);
  const { id: authorizationId } = await ask('POST', `/v1/patients/${patientId}/authorizations`, authorization);
  const check = { patientId, coverageId, providerId, serviceOn: today };
  const { id: checkId } = await ask('POST', '/v1/eligibility-checks', check);
  await takeAnswers(x12File('271', 8), ask);
  const documents = await idsOfDocuments(patientId, { ask, items });
  await until(async () => expect(await items('/v1/inquiry-files')).toMatchObject([{ state: 'written' }]));
  const [file] = await items('/v1/inquiry-files');
  const [acknowledgement] = await items('/v1/acknowledgement-files');
  // The story's payers have answered all claims, so the question is about one that another system has sent.
  const claim = {
    controlNumber: 'ASKED 1',
    patientId,
    serviceFrom: `${storyMonth()}-01`,
    chargeCents: 100,
    lineCount: 1,
  };
  const opened = await ask('POST', '/v1/opening-claims', {
    billingProviderId: providerId,
    claims: [{ ...claim, payers: [{ payerId, receivableCents: 100 }], patientCents: 0 }],
  });
  const [taken] = opened.items as readonly Body[];
  const { id: inquiryId } = await ask('POST', `/v1/claims/${taken?.id}/status-inquiries`);
  return {
    ...{ receiverId, partnerId: String(partnerId), authorizationId: String(authorizationId), checkId: String(checkId) },
    inquiryId: String(inquiryId),
    ...documents,
    'getInquiryFile.fileId': String(file?.id),
    ...Object.fromEntries(
      ['getAcknowledgementFile', 'listAcknowledgementAnswers', 'getAcknowledgementFileContent'].map((name) => [
        `${name}.fileId`,
        String(acknowledgement?.id),
      ]),
    ),
  };
}

type Ask = (method: 'GET' | 'POST', path: string, body?: unknown) => Promise<Body>;

/**
 * Uploads a text to the URL that a route gives.
 * @returns its SHA-256
 */
async function uploaded(text: string, path: string, ask: Ask, more: object = {}): Promise<string> {
  const bytes = Buffer.from(text);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const upload = await ask('POST', path, { sha256, sizeBytes: bytes.length, ...more });
  const headers = upload.headers as Record<string, string>;
  expect((await fetch(String(upload.uploadUrl), { method: 'PUT', headers, body: bytes })).status).toBe(200);
  return sha256;
}

async function takeAnswers(text: string, ask: Ask): Promise<void> {
  await ask('POST', '/v1/inquiry-answers', { sha256: await uploaded(text, '/v1/inquiry-answers/uploads', ask) });
}

/** A document that was sent for a claim, and a payer's request for documents about it. */
async function idsOfDocuments(
  patientId: string,
  { ask, items }: { readonly ask: Ask; readonly items: (path: string) => Promise<Body[]> },
): Promise<Record<string, string>> {
  const claims = await items(`/v1/claims?month=${storyMonth()}`);
  const claim = claims.find((each) => {
    const isSelfPay = (each.state as Body).kind === 'self-pay';
    return each.patientId === patientId && each.encounterId !== undefined && !isSelfPay;
  }) as Body;
  const encounter = `/v1/encounters/${claim.encounterId}`;
  const mediaType = 'text/plain';
  const sha256 = await uploaded('a synthetic letter', `${encounter}/document-uploads`, ask, { mediaType });
  const { id: documentId } = await ask('POST', `${encounter}/documents`, { sha256, mediaType });
  const sent = `/v1/claims/${claim.id}/attachments`;
  const { id: sendingId } = await ask('POST', sent, { documents: [{ documentId }] });
  await takeAnswers(documentRequest(String(claim.id)), ask);
  await until(async () => {
    expect(await items('/v1/attachment-requests')).toHaveLength(1);
    expect(await items(sent)).toMatchObject([{ state: 'written' }]);
  });
  const [request] = await items('/v1/attachment-requests');
  const named = { sendingId: String(sendingId), attachmentRequestId: String(request?.id) };
  return { ...named, 'getSentAttachment.claimId': String(claim.id) };
}

/** A 277 by which a payer requests documents for a claim. */
function documentRequest(claimId: string): string {
  const segments = [
    ...['ST*277*0001*005010X213', 'BHT*0085*48*W1*20261123*1205', 'HL*1**20*1', 'NM1*PR*2*A PAYER*****PI*99999'],
    ...['HL*2*1*21*1', 'NM1*41*2*AN OFFICE*****46*OFFICE', 'HL*3*2*19*1', 'NM1*1P*2*A CLINIC*****XX*1234567893'],
    ...['HL*4*3*22*0', 'NM1*QC*1*NOBODY', 'TRN*1*REQUEST1', 'STC*R4:11506-3::LOI*20261123', `REF*EJ*${claimId}`],
  ];
  return [
    'ISA*00*          *00*          *ZZ*PAYER          *ZZ*OFFICE         *261123*1205*^*00501*000000009*0*P*:',
    'GS*HN*PAYER*OFFICE*20261123*1205*9*X*005010X213',
    ...[...segments, `SE*${segments.length + 1}*0001`, 'GE*1*9', 'IEA*1*000000009', ''],
  ].join('~');
}
