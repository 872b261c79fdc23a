import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { S3Client } from '@aws-sdk/client-s3';
import { askPayers } from '../../functions/ask-payers/ask-payers.ts';
import { inquiriesApi } from '../../functions/inquiries/api.ts';
import { operations } from '../../functions/inquiries/operations.ts';
import { type MessageOf, messageSchemas } from '../../shared/queue/messages.ts';
import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { createFiles, sha256Hex } from '../../shared/store/files.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { duePartition } from '../../shared/store/keys/work.ts';
import { callApi, manager, type TestRequest } from './api-event.ts';
import { claimsDesk } from './claims-desk.ts';
import type { TestTable } from './table.ts';

/** What a payer's system receives, and what it answers: status, headers and body of HTTP. */
export interface AskedOverHttp {
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}
type Answering = (asked: AskedOverHttp) => { status?: number; type?: string; encoding?: string; body: string | Buffer };

/** A payer's system on this machine, which is reached by the name `https://payer.example.test`. */
async function payerSystem(
  answer: () => Answering,
): Promise<{ server: Server; fetch: typeof fetch; asked: AskedOverHttp[] }> {
  const asked: AskedOverHttp[] = [];
  const server = createServer(async (request, response) => {
    const one = { headers: request.headers, body: await text(request) };
    asked.push(one);
    const { status = 200, type = 'application/soap+xml', encoding, body } = answer()(one);
    const packed = encoding === undefined ? {} : { 'Content-Encoding': encoding };
    response.writeHead(status, { 'Content-Type': type, ...packed }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const reach: typeof fetch = (url, init) =>
    fetch(String(url).replace('https://payer.example.test', `http://127.0.0.1:${port}`), init);
  return { server, fetch: reach, asked };
}

/** The X12 file in a SOAP request. */
export function payloadOf({ body }: AskedOverHttp): string {
  return (/<Payload>([\s\S]*)<\/Payload>/.exec(body)?.[1] ?? '').replaceAll('&gt;', '>').replaceAll('&lt;', '<');
}

/** A SOAP answer with an X12 file. */
export function soapAnswer(payload: string): string {
  return `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body><c:COREEnvelopeRealTimeResponse xmlns:c="x"><PayloadType>X12_271_Response_005010X279A1</PayloadType><Payload><![CDATA[${payload}]]></Payload></c:COREEnvelopeRealTimeResponse></s:Body></s:Envelope>`;
}

/** A payer's answer to a request for prior authorisation (278), with these segments below the level of the patient. */
export function reviewAnswer(segments: readonly string[]): string {
  return [
    'ISA*00*          *00*          *ZZ*EXCLEAR        *ZZ*EXSUBMIT       *261123*1205*^*00501*000000009*0*P*:',
    'GS*HI*EXCLEAR*EXSUBMIT*20261123*1205*9*X*005010X217',
    ...[
      'ST*278*0001*005010X217',
      'BHT*0007*11*A1*20261123*1205*18',
      'HL*1**20*1',
      'NM1*X3*2*EXAMPLE HEALTH*****PI*99999',
    ],
    ...['HL*2*1*21*1', 'NM1*1P*2*EXAMPLE CLINIC*****XX*1234567893', 'HL*3*2*22*1'],
    'NM1*IL*1*CANARYNAME*TESTA****MI*M000CANARY',
    ...segments,
    ...[`SE*${segments.length + 9}*0001`, 'GE*1*9', 'IEA*1*000000009', ''],
  ].join('~');
}

/** A file with these segments, built here and not by the product. */
export function fileOf(type: '271' | '277' | '277-213', segments: readonly string[]): string {
  const [group, guide] = type === '271' ? ['HB', '005010X279A1'] : ['HN', type === '277' ? '005010X212' : '005010X213'];
  return [
    'ISA*00*          *00*          *ZZ*EXCLEAR        *ZZ*EXSUBMIT       *261123*1205*^*00501*000000009*0*P*:',
    `GS*${group}*EXCLEAR*EXSUBMIT*20261123*1205*9*X*${guide}`,
    `ST*${type.slice(0, 3)}*0001*${guide}`,
    ...segments,
    `SE*${segments.length + 2}*0001`,
    'GE*1*9',
    'IEA*1*000000009',
    '',
  ].join('~');
}

/** The 271 that answers the question with this trace about the office's patient. */
export function eligibilityAnswer(trace: string, ...benefits: readonly string[]): string {
  return fileOf('271', [
    ...['BHT*0022*11*X*20261123*1205', 'HL*1**20*1', 'NM1*PR*2*EXAMPLE HEALTH*****PI*99999'],
    ...['HL*2*1*21*1', 'NM1*1P*2*EXAMPLE CLINIC*****XX*1234567893', 'HL*3*2*22*0', `TRN*2*${trace}*9123456789`],
    ...['NM1*IL*1*CANARYNAME*TESTA****MI*M000CANARY', ...benefits],
  ]);
}

/** The 277 that answers a trace about the claim of the office's patient. */
export function statusAnswer(trace: string, status: string): string {
  return fileOf('277', [
    ...['BHT*0010*08*A1*20261123*1205*DG', 'HL*1**20*1', 'NM1*PR*2*EXAMPLE HEALTH*****PI*99999'],
    ...['HL*2*1*21*1', 'NM1*41*2*EXAMPLE CLINIC*****46*EXSUBMIT'],
    ...['HL*3*2*19*1', 'NM1*1P*2*EXAMPLE CLINIC*****XX*1234567893'],
    ...['HL*4*3*22*0', 'NM1*IL*1*CANARYNAME*TESTA****MI*M000CANARY', `TRN*2*${trace}`, status, 'REF*1K*ICN77'],
  ]);
}

/**
 * An office that asks payers: the APIs, the worker, a secret, and a payer's system in real time.
 * @param own its claims desk, where a test has it already
 */
export async function inquiryDesk(store: TestTable, own?: Awaited<ReturnType<typeof claimsDesk>>) {
  const desk = own ?? (await claimsDesk(store));
  const { edge, s3, office, practice } = desk;
  const signer = new S3Client({ region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } });
  const files = createFiles(s3, 'files', signer);
  const handler = createApiHandler(inquiriesApi, operations, { ...edge, files });
  let answering: Answering = () => ({ status: 503, body: '' });
  const payer = await payerSystem(() => answering);
  const secrets = {
    get: async (_tenant: string, name: string) =>
      ({
        'payer-one': '{"user":"office","password":"p&ss"}',
        'payer-fhir': '{"token":"secret-token"}',
        'payer-oauth':
          '{"tokenUrl":"https://payer.example.test/token","clientId":"office","clientSecret":"cl:ent","scope":"system/*.*"}',
      })[name],
  };

  let practicePayer: string | undefined;
  const call = (method: string, path: string, body?: unknown, more: Partial<TestRequest> = {}) => {
    const headers = { ...desk.newKey(), ...more.headers };
    if (path.startsWith('/v1/claims')) return desk.call(method, path, { body, ...more, headers });
    if (!/^\/v1\/(eligibility|inquiry|attachment|status-)/.test(path))
      return practice.call(method, path, body, { ...more, headers });
    return callApi(handler, { method, path, body, principal: manager, ...more, headers });
  };

  /**
   * Processes what is due for the worker, and what follows, as the relay and the queue would; each message twice,
   * because that may happen.
   * @param usage how the stage marks files: `T` unless it is production
   */
  const workOff = async (receiveCount = 3, usage: 'P' | 'T' = 'P'): Promise<number> => {
    const upTo = `${edge.now().toISOString()}#~`;
    const pages = await Promise.all(
      Array.from({ length: shards.due }, (_, shard) => store.table.queryAll({ partition: duePartition(shard), upTo })),
    );
    const due = pages.flat().filter(({ queue }) => queue === 'ask-payers');
    for (const { pk, sk, body } of due) {
      const message = messageSchemas['ask-payers'].parse(body) as MessageOf<'ask-payers'>;
      const delivery = { messageId: 'message', receiveCount, remainingMilliseconds: () => 100_000 };
      const deps = { ...edge, files, secrets, fetch: payer.fetch, usage, practicePayer };
      await askPayers(message, delivery, deps);
      await askPayers(message, delivery, deps);
      await store.table.transact([{ delete: { pk, sk } }]);
    }
    // Delivers the files that were written.
    await desk.deliver();
    return due.length;
  };

  /**
   * Takes a file of answers in.
   * @returns its outcome
   */
  const take = async (content: string) => {
    const bytes = Buffer.from(content, 'latin1');
    const sha256 = sha256Hex(bytes);
    await files.put(`${manager.tenantId}/inquiry/${sha256}.edi`, bytes, 'application/edi-x12');
    const taken = await call('POST', '/v1/inquiry-answers', { sha256 });
    if (taken.status !== 202) throw new Error(JSON.stringify(taken.body));
    await workOff();
    return (await call('GET', '/v1/inquiry-answers')).body.items.find(({ id }: { id: string }) => id === taken.body.id);
  };

  /** Sets how the receiver is asked, with the current version unless another is given. */
  const channel = async (via: object, more: object = {}, version?: number) => {
    const path = '/v1/inquiry-channels/EXCLEAR';
    const now = version ?? (await call('GET', path)).body.version ?? 0;
    return call('PUT', path, { via, ...more }, { headers: { 'If-Match': `"${now}"` } });
  };
  const realTime = { kind: 'core', url: 'https://payer.example.test/core', secretName: 'payer-one' };

  const check = (more: object = {}) =>
    call('POST', '/v1/eligibility-checks', {
      ...{ patientId: office.patientId, coverageId: office.coverageId, providerId: office.billingProviderId },
      serviceOn: '2026-11-25',
      ...more,
    });
  const checkNow = async (id: string) => (await call('GET', `/v1/eligibility-checks/${id}`)).body;
  const answer = (next: Answering): void => {
    answering = next;
  };
  /** Says where a simulated payer runs. */
  const reachPractice = (url: string): void => {
    practicePayer = url;
  };
  const written = () => [...s3.objects].map(([key, bytes]) => [key, Buffer.from(bytes).toString('latin1')] as const);
  const stop = () => new Promise((resolve) => payer.server.close(resolve));

  return {
    ...desk,
    store,
    files,
    call,
    workOff,
    take,
    channel,
    realTime,
    check,
    checkNow,
    reachPractice,
    answer,
    asked: payer.asked,
    written,
    stop,
    claims: desk,
  };
}
