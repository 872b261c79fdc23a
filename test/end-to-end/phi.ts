import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, ScanCommand, type ScanCommandOutput } from '@aws-sdk/client-dynamodb';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadCodeSets } from '../../cli/demo/code-sets.ts';
import { type DeskEvent, enterVisit } from '../../cli/demo/enter-visit.ts';
import { openOffice } from '../../cli/demo/office.ts';
import { setUpPractice } from '../../cli/demo/practice.ts';
import { submitClaims, waitForAssembly, waitForRemittances } from '../../cli/demo/story.ts';
import type { Visit } from '../../cli/demo/visits.ts';
import { functionRows } from '../../infra/functions.ts';
import { sdkConfiguration } from '../../infra/local/environment.ts';
import type { LocalHost } from '../../infra/local/host.ts';
import { payerSimulator } from '../../simulator/companion.ts';
import { type ApiAnswer, type RequestParts, request } from '../support/api-request.ts';
import { until } from '../support/until.ts';
import { partnersPlace, workBesideClaims } from './beside-claims.ts';
import { importText } from './remittance-files.ts';
import { sendIntake } from './sent-intake.ts';

/*
 * Patients with unmistakable names, dates and numbers go through the whole story, including refused requests and a
 * poisoned remittance. Afterwards none of these values may be in a log line, a message, a key, an address or a problem.
 */

const born = '1931-07-29';
const canaries = {
  last: 'ZQCANARYLAST',
  first: 'ZQCANARYFIRST',
  subscriber: 'ZQCANARYPARENT',
  member: 'ZQCANARYMEMBER',
  note: 'ZQCANARYNOTE',
  authorization: 'ZQCANARYAUTH',
  external: 'ZQCANARYEXTERNAL',
  street: 'ZQCANARYSTREET',
  poison: 'ZQCANARYPOISON',
} as const;
/** All values that must not appear anywhere, in each form in which they occur. */
const forbidden = ['ZQCANARY', born, born.replaceAll('-', '')];
const found = (text: string) => forbidden.filter((canary) => text.toUpperCase().includes(canary));

const person = { last: canaries.last, first: canaries.first, born, sex: 'F' as const };

function visitOf(payer: Visit['insurances'], more: Partial<Visit> = {}): Visit {
  return {
    who: person,
    insurances: payer,
    daysAgo: 10,
    documentation: `${canaries.note}: synthetic`,
    diagnoses: ['J209'],
    lines: [{ procedure: 'X9003', note: canaries.note }, { procedure: 'X9020' }],
    claimNote: canaries.note,
    priorAuthorization: canaries.authorization,
    ...more,
  };
}

const through = { ...person, last: canaries.subscriber, relationship: '19' as const };
const visits: readonly Visit[] = [
  visitOf([{ payer: 'evergreen', memberId: `${canaries.member}1` }]),
  visitOf([{ payer: 'evergreen', memberId: `${canaries.member}2`, through }], {
    codedFirst: 'without-pointers',
    unclear: { quote: canaries.note, question: 'What was found?', options: [canaries.note, 'Nothing'], answer: 1 },
  }),
  visitOf([
    { payer: 'medicare', memberId: `${canaries.member}3` },
    { payer: 'harbor', memberId: `${canaries.member}4` },
  ]),
  visitOf([], { selfPay: true }),
];

const workers = functionRows.filter(({ trigger }) => trigger.kind === 'queue').map((row) => row.name);

let host: LocalHost;
let payer: { stop(): Promise<void> };
/** What the API returned apart from views: problems, and addresses of files. */
const problems: string[] = [];
const addresses: string[] = [];

async function send(
  role: keyof LocalHost['tokens'],
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  parts: RequestParts = {},
): Promise<ApiAnswer> {
  const answer = await request(host.url, host.tokens[role], method, path, parts);
  expect(answer.status, path).toBeLessThan(500);
  if (answer.status >= 400) problems.push(answer.text);
  return answer;
}

const name = { lastName: canaries.last, firstName: canaries.first };
const address = { line1: `1 ${canaries.street}`, city: 'COLUMBUS', state: 'OH', postalCode: '43215' };
const patient = { externalId: canaries.external, name, birthDate: born, sex: 'F', address };

async function refusedRequests(patientId: string): Promise<void> {
  const bad = [
    { ...patient, birthDate: `${born}T00:00` },
    { ...patient, sex: canaries.poison },
    { ...patient, name: { ...name, middleName: `${canaries.poison}~*` } },
    { ...patient, address: { ...address, postalCode: canaries.poison } },
    { ...patient, name: `${canaries.last}` },
    `{"name": "${canaries.last}", broken`,
  ];
  for (const body of bad) expect((await send('coder', 'POST', '/v1/patients', { body })).status).toBeGreaterThan(399);
  const again = await send('coder', 'POST', '/v1/patients', { body: patient });
  expect(again.status).toBe(409);
  const coverage = { payerId: canaries.poison, order: 9, memberId: canaries.member, relationship: canaries.poison };
  await send('coder', 'POST', `/v1/patients/${patientId}/coverages`, { body: coverage });
  await send('coder', 'POST', '/v1/encounters', { body: { patientId, diagnoses: [canaries.poison] } });
  await send('auditor', 'POST', '/v1/patients', { body: patient });
  await send('coder', 'POST', '/v1/patients/search', { body: { lastName: canaries.last, birthDate: 'never' } });
  const search = await send('coder', 'POST', '/v1/patients/search', {
    body: { lastName: canaries.last, birthDate: born },
  });
  expect((search.body.items as unknown[]).length).toBeGreaterThan(0);
}

/** A remittance in which every text is a canary, and no claim is ours. */
function poisonedRemittance(amount: string): string {
  const poison = canaries.poison;
  const segments = [
    `ST*835*0001`,
    `BPR*I*${amount}*C*ACH*CCP*01*999999992*DA*123456*1512345678**01*999988880*DA*98765*20261103`,
    `TRN*1*${poison}*1512345678`,
    `DTM*405*${born.replaceAll('-', '')}`,
    `N1*PR*${poison}*XV*${poison}`,
    `N1*PE*${poison}*XX*1234567893`,
    'LX*1',
    `CLP*${poison}1*1*100*${amount}**12*${poison}*11*1`,
    `NM1*QC*1*${canaries.last}*${canaries.first}****MI*${canaries.member}`,
    `SVC*HC:${poison}*100*${amount}**1`,
    `CAS*${poison}*${poison}*0`,
    `REF*6R*${poison}`,
    `CLP*${poison}2*${poison}*0*0**12*${poison}*11*1`,
    `PLB*${poison}*20261231*${poison}:${poison}*0*WO:${poison}*0`,
  ];
  return [
    'ISA*00*          *00*          *ZZ*POISON         *ZZ*CLINIC         *261101*0930*^*00501*000000099*0*T*:',
    'GS*HP*POISON*CLINIC*20261101*0930*99*X*005010X221A1',
    ...segments,
    `SE*${segments.length + 1}*0001`,
    'GE*1*99',
    'IEA*1*000000099',
  ]
    .map((segment) => `${segment}~\n`)
    .join('');
}

/** Messages to every worker that the product would never send: they fail until they are given up. */
async function giveUpMessages(): Promise<void> {
  const { poison } = canaries;
  const client = new SQSClient(sdkConfiguration(host.endpoints.sqs));
  const bodies = [
    `${poison} is not JSON`,
    JSON.stringify({ schemaVersion: 1, tenantId: poison }),
    JSON.stringify({ schemaVersion: 1, tenantId: 'demo', encounterId: poison, submissionId: poison, fileId: poison }),
  ];
  for (const queue of workers) {
    for (const MessageBody of bodies) {
      await client.send(new SendMessageCommand({ QueueUrl: host.queueUrls.get(queue) as string, MessageBody }));
    }
  }
  client.destroy();
  const givenUp = () => workers.flatMap((queue) => host.messagesIn(`${queue}-dead-letters`)).length;
  await until(givenUp, (count) => count === workers.length * bodies.length);
}

/** The office's whole story, with everything that might leak. */
async function tellEverything(): Promise<void> {
  const office = openOffice(host.url, host.tokens);
  await loadCodeSets(office);
  const practice = await setUpPractice(office, '2020-01-01');
  const created = await send('coder', 'POST', '/v1/patients', { body: patient });
  expect(created.status).toBe(201);
  const claimIds: string[] = [];
  const told = (event: DeskEvent) => {
    if (event.kind === 'refused') problems.push(event.words);
  };
  const desk = { office, practice, today: new Date(), told };
  for (const [index, visit] of visits.entries()) {
    const sent = await enterVisit(desk, visit, index);
    claimIds.push(...sent.claimIds);
  }
  await refusedRequests(String(created.body.id));
  await waitForAssembly(office, claimIds);
  const submissions = await submitClaims(office);
  await waitForRemittances(office, submissions.length);
  for (const { id } of submissions) {
    addresses.push(String((await send('biller', 'GET', `/v1/submissions/${id}/file`)).body.url));
  }
  for (const text of [
    poisonedRemittance('100'),
    poisonedRemittance(canaries.poison),
    poisonedRemittance('100').slice(0, 800),
    `${canaries.poison} is no X12`,
  ]) {
    const imported = await importText(host, text);
    addresses.push(imported.uploadUrl);
    expect(['done', 'refused']).toContain(imported.file.state);
  }
  // The connection brings another payment than the one that was uploaded.
  const words = { text: canaries.poison, remittance: poisonedRemittance('101') };
  addresses.push((await workBesideClaims(host, words)).uploadUrl);
  const intake = await sendIntake(host, `{"patientId":"${canaries.poison}","claimNote":"${canaries.poison}"}\n`);
  addresses.push(intake.uploadUrl);
  for (const path of [
    `intakes/${intake.id}/failures`,
    'openapi.json',
    'exceptions',
    'denials?likelihood=true',
    'denial-guide',
    'denial-causes',
    'unanswered-claims',
    'trial-balance',
    'accounting-periods',
    'coding-rules',
    'self-audit-settings',
    'billing-settings',
    'estimates',
    'payer-contracts',
    'payment-variances?names=true',
    'payment-disputes',
    'federal-disputes',
    'underpayments',
    `expected-payments/claims/${claimIds[0]}`,
    'adjustments?state=waiting',
    'credits',
    'credits?kind=unapplied',
    'refunds',
    'correspondence',
    'message-templates',
    'call-scripts',
    'dunning-letters',
    'follow-ups',
    'tasks',
    'threads',
    'received-documents',
    'unclaimed-refunds',
    'collection-agencies',
    'collection-candidates',
    'collection-cases?state=recalled',
    'agency-remits',
    'agency-remit-lines',
    'eligibility-checks',
    'status-inquiries',
    'paper-settings',
    'statement-runs',
    'acknowledgement-files',
    'coding-work?names=true',
    'patient-payments',
    'payment-plans',
    'deposit-batches',
    'reports',
    'report-runs',
    'report-schedules',
    'lockbox-files',
    'virtual-card-charges',
    'assistance-applications',
    'small-balances',
    'small-balance-runs',
    'manual-entries',
    'card-connections',
    'card-charges',
    `favorites/${practice.providers.doctorReed}`,
    `ledger-entries?claimId=${claimIds[0]}`,
  ]) {
    expect((await send('manager', 'GET', `/v1/${path}`)).status, path).toBe(200);
  }
  // Anybody may call these routes, with a link or as a card processor.
  expect((await send('manager', 'GET', '/v1/pay-pages/demo/absent')).status).toBe(404);
  expect((await send('manager', 'GET', '/v1/statement-pages/demo/absent')).status).toBe(404);
  const event = { body: { name: canaries.poison } };
  expect((await send('manager', 'POST', '/v1/card-webhooks/demo/absent', event)).status).toBe(404);
  // Reports are prepared once a day, and this host has not run that long.
  expect([200, 409]).toContain((await send('manager', 'GET', '/v1/reports/receivables-ageing')).status);
  await giveUpMessages();
}

async function everyItem(): Promise<NonNullable<ScanCommandOutput['Items']>> {
  const client = new DynamoDBClient(sdkConfiguration(host.endpoints.dynamodb));
  const all: NonNullable<ScanCommandOutput['Items']> = [];
  let start: ScanCommandOutput['LastEvaluatedKey'];
  do {
    const page = await client.send(
      new ScanCommand({ TableName: host.tableName, ...(start === undefined ? {} : { ExclusiveStartKey: start }) }),
    );
    all.push(...(page.Items ?? []));
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  client.destroy();
  return all;
}

/**
 * The tests of what must not appear anywhere, on a host that logs everything (`logLevel: 'debug'`) and gives messages
 * up soon.
 */
export function describeProtected(openOwn: () => Promise<LocalHost>): void {
  beforeAll(async () => {
    host = await openOwn();
    payer = await payerSimulator('demo', 250).companion(host);
    await tellEverything();
  });
  afterAll(() => payer?.stop());

  describe('protected data of a patient', () => {
    it('is stored, sent and shown, so that there is something to leak', async () => {
      expect(found(JSON.stringify(await everyItem()))).toEqual(['ZQCANARY', born]);
      const file = await (await fetch(addresses[0] as string)).text();
      expect(found(file)).toEqual(['ZQCANARY', born.replaceAll('-', '')]);
      expect(problems.length).toBeGreaterThan(8);
    });

    it('is in no line of the log, whatever a function had to report', () => {
      const log = readFileSync(join(host.folder, 'host.log'), 'utf8');
      const lines = log.trim().split('\n');
      const names = new Set(lines.map((line) => (JSON.parse(line) as { function?: string }).function));
      // The function that the ticker starts logs nothing.
      const talking = functionRows.filter(({ trigger }) => trigger.kind !== 'schedule').map((row) => row.name);
      expect(talking.filter((each) => !names.has(each))).toEqual([]);
      expect(lines.filter((line) => found(line).length > 0)).toEqual([]);
    });

    it('is in no key of the table, nor in an index', async () => {
      const keys = (await everyItem()).map(({ pk, sk, g1pk, g1sk, g2pk, g2sk }) =>
        JSON.stringify([pk, sk, g1pk, g1sk, g2pk, g2sk]),
      );
      expect(keys.length).toBeGreaterThan(100);
      expect(keys.filter((key) => found(key).length > 0)).toEqual([]);
    });

    it('is in no message, waiting or given up, except in the planted ones', () => {
      const waiting = workers.flatMap((queue) => host.messagesIn(queue));
      const givenUp = workers.flatMap((queue) => host.messagesIn(`${queue}-dead-letters`));
      expect(waiting).toEqual([]);
      // No message of the product itself is given up because of bad input.
      expect(givenUp.filter((message) => !message.includes(canaries.poison))).toEqual([]);
      expect(givenUp.length).toBeGreaterThanOrEqual(2 * workers.length);
    });

    it('is in no URL of a file, and in no file name', () => {
      expect(addresses.length).toBeGreaterThan(4);
      expect(addresses.filter((url) => found(decodeURIComponent(url)).length > 0)).toEqual([]);
      const files = join(host.folder, 'files');
      const names = existsSync(files) ? readdirSync(files, { recursive: true }).map(String) : [];
      // The partner chooses the names of the files in the drop folder, so these are left out.
      expect(found(names.filter((name) => !name.includes(partnersPlace)).join('\n'))).toEqual([]);
      expect(found(tmpdir())).toEqual([]);
    });

    it('is in no problem that the API returns', () => {
      expect(problems.filter((problem) => found(problem).length > 0)).toEqual([]);
    });

    it('is in no audit trail: who, what and when are ids and codes', async () => {
      const items = (await everyItem()).filter((item) => item.type?.S === 'audit');
      expect(items.length).toBeGreaterThan(20);
      expect(items.filter((item) => found(JSON.stringify(item)).length > 0)).toEqual([]);
    });

    it('would be noticed if it leaked', () => {
      const planted = createHash('sha256').update(canaries.last).digest('hex');
      expect(found(`x ${canaries.last.toLowerCase()} y`)).toEqual(['ZQCANARY']);
      expect(found(planted)).toEqual([]);
    });
  });
}
