import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readEligibilityAnswers } from '../../../shared/x12/270/plain-answer.ts';
import { writeEligibilityInquiry } from '../../../shared/x12/270/write-inquiry.ts';
import { writeAttachments } from '../../../shared/x12/275/write-attachments.ts';
import { readDocumentRequests } from '../../../shared/x12/276/plain-requests.ts';
import { payerSimulator } from '../../../simulator/companion.ts';
import { type SimulatedOffice, writtenDocuments } from '../../../simulator/office-client.ts';
import { readScenario } from '../../../simulator/read-scenario.ts';
import { answersTo } from '../../support/simulated-payer.ts';
import { day, fileOf, sampleClaim, sampleEnvelope, write } from '../x12/837/sample-claim.ts';

/* The payer at work for an office. A server stands in for the API and answers the few requests that the payer makes. */

const written = write(fileOf(sampleClaim));
const claims = written.ok ? written.value : '';
const asked = writeEligibilityInquiry(
  [
    {
      trace: 'Q1',
      originator: '9123456789',
      payer: { name: 'EXAMPLE HEALTH', id: '99999' },
      provider: { name: { kind: 'organization', name: 'EXAMPLE CLINIC' }, idKind: 'XX', id: '1234567893' },
      subscriber: { name: { kind: 'person', last: 'SAMPLE', first: 'JANE' }, memberId: 'M0001' },
      on: day('2026-11-10'),
      serviceTypes: ['30'],
    },
  ],
  { reference: 'FILE1', createdOn: day('2026-11-02'), createdTime: '0900', envelope: sampleEnvelope },
);
const questions = asked.ok ? asked.value : '';

const claimId = sampleClaim.patientControlNumber;
/** Documents that answer the request with this number. */
function documentsFor(trace: string): string {
  const answer = writeAttachments(
    {
      ...{
        payer: { name: 'EXAMPLE HEALTH', id: '99999' },
        submitter: { name: { kind: 'organization', name: 'EXAMPLE CLINIC' }, id: 'EXAMPLECLINIC' },
      },
      provider: { name: { kind: 'organization', name: 'EXAMPLE CLINIC' }, idKind: 'XX', id: '1234567893' },
      patient: { name: { kind: 'person', last: 'SAMPLE', first: 'JANE' }, memberId: 'M0001' },
      ...{ patientControlNumber: claimId, isAnswer: true, serviceFrom: day('2026-11-01') },
      documents: [{ controlNumber: trace, form: 'TX', bytes: Buffer.from('a synthetic note'), wanted: '11506-3' }],
    },
    '005010X210',
    { reference: 'ats_1', createdOn: day('2026-11-20'), envelope: { ...sampleEnvelope, date: day('2026-11-20') } },
  );
  if (!answer.ok) throw new Error(JSON.stringify(answer.failure.problems));
  return answer.value;
}
let documents = '';

let server: Server;
let office: SimulatedOffice;
/** What the office has for the payer, and what the payer sent back over the API. */
let lists: Record<string, object[]>;
let answers: string[];
/** How often each path was requested, and paths that are answered with a status other than 200. */
let asks: Record<string, number>;
let refusals: Record<string, number>;
/** The content of the drop folder whenever the payer asked what had been imported. */
let seen: string[][];

const sha256 = (text: string) => createHash('sha256').update(Buffer.from(text, 'latin1')).digest('hex');
const drop = () => join(office.folder, 'drop', office.tenantId);
const dropped = () => {
  try {
    return readdirSync(drop())
      .filter((name) => !name.endsWith('.part'))
      .sort();
  } catch {
    return [];
  }
};

/** Marks a file from the drop folder as imported: a remittance is posted, an acknowledgement is applied. */
function take(name: string): void {
  const digest = sha256(readFileSync(join(drop(), name), 'latin1'));
  lists['/v1/remittance-files']?.push({ sha256: digest, state: 'done' });
  if (!name.endsWith('.835')) lists['/v1/acknowledgement-files']?.push({ sha256: digest, state: 'applied' });
}

/** The office takes a file in when the payer asks about it for the second time. */
function notice(): void {
  const now = dropped();
  seen.push(now);
  const last = now.at(-1);
  if (last !== undefined && seen.filter((names) => names.at(-1) === last).length === 2) take(last);
}

beforeEach(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'superbill-companion-'));
  answers = [];
  seen = [];
  asks = {};
  refusals = {};
  lists = {
    '/v1/submissions': [{ id: 'sub_1', state: 'submitted', controlNumber: '000000007' }],
    '/v1/inquiry-files': [{ id: 'inq_1', sizeBytes: questions.length }],
    '/v1/remittance-files': [],
    '/v1/acknowledgement-files': [],
    [`/v1/claims/${claimId}/attachments`]: [],
  };
  server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://office');
    asks[pathname] = (asks[pathname] ?? 0) + 1;
    response.statusCode = refusals[pathname] ?? 200;
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const send = (body: unknown) => response.end(JSON.stringify(body));
      if (pathname === '/claims') response.end(claims);
      else if (pathname === '/questions') response.end(questions);
      else if (pathname === '/documents') response.end(documents);
      else if (pathname === `/v1/claims/${claimId}/attachments/ats_1/file`) send({ url: `${office.url}/documents` });
      else if (pathname === '/upload') response.end(void answers.push(Buffer.concat(parts).toString('latin1')));
      else if (pathname === '/v1/submissions/sub_1/file') send({ url: `${office.url}/claims` });
      else if (pathname === '/v1/submissions/sub_2/file') send({ url: `${office.url}/claims-again` });
      else if (pathname === '/claims-again') response.end(claims.replaceAll('000000007', '000000008'));
      else if (pathname === '/v1/inquiry-files/inq_1/file') send({ url: `${office.url}/questions` });
      else if (pathname === '/v1/inquiry-answers/uploads') send({ uploadUrl: `${office.url}/upload`, headers: {} });
      else {
        if (pathname === '/v1/remittance-files') notice();
        send({ items: lists[pathname] ?? [] });
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  office = { url, folder, tenantId: 'demo', tokens: { 'api-client': 'token' } };
});
afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(office.folder, { recursive: true });
});

describe('documents of a claim', () => {
  it('are none where the office does not know the claim, and unknown where it does not answer', async () => {
    const path = `/v1/claims/${claimId}/attachments`;
    lists[path] = [
      { id: 'ats_1', state: 'written' },
      { id: 'ats_2', state: 'failed' },
    ];
    expect(await writtenDocuments(office, claimId)).toMatchObject([{ id: 'ats_1' }]);
    refusals[path] = 404;
    expect(await writtenDocuments(office, claimId)).toEqual([]);
    refusals[path] = 503;
    await expect(writtenDocuments(office, claimId)).rejects.toThrow('503');
  });
});

describe('the simulated payer of an office', () => {
  it('puts its answers into the drop folder one by one, each when the one before it is imported', async () => {
    const running = await payerSimulator('a', 5).companion(office);
    const { acknowledgements, remittances } = answersTo(Buffer.from(claims, 'latin1'), 'a');
    const expected = [...acknowledgements, ...remittances].map(({ name }) => `sub_1-${name}`);
    expect(expected).toEqual(['sub_1-00-2.999', 'sub_1-00-3.277ca', 'sub_1-01.835']);
    await expect.poll(dropped).toEqual(expected);
    await running.stop();
    // The payer asked twice about each file but the last, and had sent nothing further by then.
    expect(seen).toEqual([1, 1, 2, 2].map((sent) => expected.slice(0, sent)));
    for (const { name, text } of [...acknowledgements, ...remittances]) {
      expect(readFileSync(join(drop(), `sub_1-${name}`), 'latin1')).toBe(text);
    }
  });

  it('answers questions over the API, and nothing twice after a restart', async () => {
    lists['/v1/submissions'] = [];
    const running = await payerSimulator('a', 5).companion(office);
    await expect.poll(() => answers.length).toBe(1);
    const { patients } = readEligibilityAnswers(Buffer.from(answers[0] as string, 'latin1'));
    expect(patients).toMatchObject([{ traces: ['Q1'], result: { status: 'active' } }]);
    await expect
      .poll(() => readFileSync(join(office.folder, 'simulator.json'), 'utf8'))
      .toBe('[{"answered":["inq_1"]}]');
    await running.stop();

    // The next file shows that the payer has gone through its list once more.
    lists['/v1/submissions'] = [{ id: 'sub_1', state: 'submitted', controlNumber: '000000007' }];
    const restarted = await payerSimulator('a', 5).companion(office);
    await expect.poll(dropped).toContain('sub_1-01.835');
    await restarted.stop();
    expect(answers).toHaveLength(1);
  });

  it('pays a claim that another scenario rejected before the restart', async () => {
    lists['/v1/inquiry-files'] = [];
    const read = readScenario(
      JSON.stringify({ about: 'a test', acknowledgements: { claims: [{ claims: 'all', status: ['A7:562:85'] }] } }),
    );
    if (!read.ok) throw new Error(JSON.stringify(read.failure.problems));
    const stored = () => readFileSync(join(office.folder, 'simulator.json'), 'utf8');
    const running = await payerSimulator('a', 5, read.value).companion(office);
    await expect.poll(stored).toContain('sub_1');
    await running.stop();
    expect(dropped()).toEqual(['sub_1-00-2.999', 'sub_1-00-3.277ca']);

    lists['/v1/submissions']?.push({ id: 'sub_2', state: 'submitted', controlNumber: '000000008' });
    const restarted = await payerSimulator('a', 5).companion(office);
    await expect.poll(dropped).toContain('sub_2-01.835');
    await restarted.stop();
    const remittance = readFileSync(join(drop(), 'sub_2-01.835'), 'latin1');
    expect(remittance).toContain('CLP*');
    // OA 18: an exact duplicate of a claim that the payer has.
    expect(remittance).not.toContain('CAS*OA*18');
  });

  it('requests documents over the API, fetches the answer, and then sends the remittance', async () => {
    lists['/v1/inquiry-files'] = [];
    const read = readScenario(
      JSON.stringify({
        about: 'a test',
        requests: [{ claims: 'all', documents: ['11506-3'] }],
        rules: [{ claims: 'all' }],
      }),
    );
    if (!read.ok) throw new Error(JSON.stringify(read.failure.problems));
    const running = await payerSimulator('a', 5, read.value).companion(office);
    await expect.poll(() => answers.length).toBe(1);
    const [request] = readDocumentRequests(Buffer.from(answers[0] as string, 'latin1')).requests;
    expect(request).toMatchObject({ patientControlNumber: claimId, wanted: [{ code: '11506-3' }] });
    expect(dropped()).toEqual(['sub_1-00-2.999', 'sub_1-00-3.277ca']);
    documents = documentsFor(request?.trace ?? '');
    lists[`/v1/claims/${claimId}/attachments`] = [
      { id: 'ats_0', state: 'requested' },
      { id: 'ats_1', state: 'written' },
    ];
    await expect.poll(dropped).toContain('ats_1-01.835');
    // The payer continues, and no longer looks for documents of this claim.
    const [looks, rounds = 0] = [asks[`/v1/claims/${claimId}/attachments`], asks['/v1/submissions']];
    await expect.poll(() => asks['/v1/submissions']).toBeGreaterThan(rounds + 2);
    await running.stop();
    expect(asks[`/v1/claims/${claimId}/attachments`]).toBe(looks);
    expect(dropped()).toEqual(['ats_1-00-1.999', 'ats_1-01.835', 'sub_1-00-2.999', 'sub_1-00-3.277ca']);
    expect(answers).toHaveLength(1);
  });
});
