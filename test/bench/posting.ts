import { createHash } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { sdkConfiguration } from '../../infra/local/environment.ts';
import { type LocalHost, startHost } from '../../infra/local/host.ts';
import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import { type ClaimId, claimIdFromDigest, type TenantId } from '../../shared/domain/identity/ids.ts';
import { cents, zeroCents } from '../../shared/domain/money/cents.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { balanceItem } from '../../shared/store/claims.ts';
import { digestOf } from '../../shared/store/digest.ts';
import { payeeIdentityKey, payerIdentityKey } from '../../shared/store/keys/practice.ts';
import { createTable, type Table } from '../../shared/store/table.ts';

const payerId = 'pay_00000000000000000000000000';
const entityId = 'ent_00000000000000000000000000';
const traceOriginator = '1999999999';
const npi = '1234567893';

/** Three lines of 100.00: allowed 70.00 each, of which the patient owes 10.00 on the first. */
const claimSegments = (claimId: ClaimId, index: number): string =>
  `${[
    `CLP*${claimId}*1*300*200*10*12*BENCH${index}*11*1`,
    'NM1*QC*1*SYNTHETIC*PATIENT****MI*B0001',
    'SVC*HC:G0439*100*60**1',
    'DTM*472*20261005',
    'CAS*CO*45*30',
    'CAS*PR*3*10',
    'REF*6R*1',
    'SVC*HC:G0444*100*70**1',
    'DTM*472*20261005',
    'CAS*CO*45*30',
    'REF*6R*2',
    'SVC*HC:J1885*100*70**1',
    'DTM*472*20261005',
    'CAS*CO*45*30',
    'REF*6R*3',
  ].join('~')}~`;

/** A remittance with the given number of payments, each of which pays the given number of claims. */
export function benchRemittance(payments: readonly (readonly ClaimId[])[]): Buffer {
  const header = [
    'ISA*00*          *00*          *ZZ*BENCH          *ZZ*CLINIC         *261101*0930*^*00501*000000001*0*T*:',
    'GS*HP*BENCH*CLINIC*20261101*0930*1*X*005010X221A1',
  ];
  const trailer = [`GE*${payments.length}*1`, 'IEA*1*000000001'];
  let index = 0;
  const transactions = payments.map((claimIds, number) => {
    const control = String(number + 1).padStart(4, '0');
    const beginning = [
      `ST*835*${control}`,
      `BPR*I*${200 * claimIds.length}*C*ACH*CCP*01*999999992*DA*1*${traceOriginator}**01*999988880*DA*2*20261103`,
      `TRN*1*BENCH${claimIds.length}N${control}*${traceOriginator}`,
      'N1*PR*SYNTHETIC PAYER',
      `N1*PE*SYNTHETIC CLINIC*XX*${npi}`,
      'LX*1',
    ];
    const segments = beginning.length + 15 * claimIds.length + 1;
    const claims = claimIds.map((claimId) => claimSegments(claimId, index++)).join('');
    return `${beginning.join('~')}~${claims}SE*${segments}*${control}~`;
  });
  return Buffer.from(`${header.join('~')}~${transactions.join('')}${trailer.join('~')}~`);
}

async function submittedClaims(host: LocalHost, count: number): Promise<ClaimId[]> {
  const client = new DynamoDBClient(sdkConfiguration(host.endpoints.dynamodb));
  const ids = await putSubmittedClaims(createTable(client, host.tableName), host.tenantId as TenantId, count);
  client.destroy();
  return ids;
}

/** Stores the payer, the billing provider and the given number of submitted claims. */
export async function putSubmittedClaims(table: Table, tenant: TenantId, count: number): Promise<ClaimId[]> {
  await table.transact([
    { put: { ...payerIdentityKey(tenant, 'trace-originator', traceOriginator), type: 'payer-identity', payerId } },
    { put: { ...payeeIdentityKey(tenant, 'npi', npi), type: 'payee-identity', entityId } },
  ]);
  const ids = Array.from({ length: count }, (_, index) => claimIdFromDigest(digestOf('bench', String(index))));
  for (let start = 0; start < count; start += 100) {
    await table.transact(ids.slice(start, start + 100).map((id) => ({ put: balanceItem(tenant, balanceOf(id)) })));
  }
  return ids;
}

function balanceOf(claimId: ClaimId): ClaimBalance {
  return {
    claimId,
    version: 3,
    state: { kind: 'filed' },
    filings: [
      {
        number: 1,
        share: 0,
        frequency: 'original',
        state: { kind: 'submitted', submissionId: 'sub_00000000000000000000000000' },
      },
    ],
    entityId,
    billingProviderId: 'prv_00000000000000000000000000',
    patientId: 'pat_00000000000000000000000000',
    encounterId: 'enc_00000000000000000000000000',
    serviceFrom: '2026-10-05' as LocalDate,
    chargeCents: cents(30_000),
    lineCount: 3,
    payers: [{ payerId, coverageId: 'cov_00000000000000000000000000', receivableCents: cents(30_000), status: 'open' }],
    patientCents: zeroCents,
  };
}

/**
 * Posts a remittance whose claims exist, end to end on the local host: API, S3, queues, workers, DynamoDB on disk.
 * @returns seconds from the import request to the last claim booked
 */
async function postOnce(folder: string, count: number): Promise<number> {
  const host = await startHost({ folder, logLevel: 'error' });
  try {
    const bytes = benchRemittance([await submittedClaims(host, count)]);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const call = async (method: string, path: string, body?: unknown) => {
      const answer = await fetch(`${host.url}${path}`, {
        method,
        headers: { Authorization: `Bearer ${host.tokens.manager}`, 'Idempotency-Key': sha256 },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      // biome-ignore lint/suspicious/noExplicitAny: a benchmark looks into whatever JSON has come
      return (await answer.json()) as any;
    };
    const upload = await call('POST', '/v1/uploads', { sha256, sizeBytes: bytes.length });
    await fetch(upload.uploadUrl, { method: 'PUT', headers: upload.headers, body: new Uint8Array(bytes) });
    const start = performance.now();
    const { file } = await call('POST', '/v1/remittance-files', { sha256 });
    for (;;) {
      const { state } = await call('GET', `/v1/remittance-files/${file.id}`);
      if (state === 'done') break;
      if (state === 'refused') throw new Error('the benchmark’s remittance was refused');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const seconds = (performance.now() - start) / 1000;
    const { items } = await call('GET', `/v1/remittance-files/${file.id}/remittances`);
    if (items[0].claimsPosted !== count || items[0].exceptions !== 0) throw new Error('not every claim was posted');
    return seconds;
  } finally {
    await host.stop();
  }
}

/**
 * Prints how quickly remittances of existing claims post, end to end.
 * @returns claims per second of each
 */
export async function printPosting(folder: string, counts: readonly number[]): Promise<number[]> {
  const rates: number[] = [];
  process.stdout.write(`\n${'posting, end to end'.padEnd(24)}${'seconds'.padStart(10)}${'claims/s'.padStart(10)}\n`);
  for (const count of counts) {
    const seconds = await postOnce(`${folder}/posting-${count}`, count);
    const rate = count / seconds;
    rates.push(rate);
    const figures = [seconds.toFixed(1), rate.toFixed(0)].map((figure) => figure.padStart(10));
    process.stdout.write(`${`${count} claims`.padEnd(24)}${figures.join('')}\n`);
  }
  return rates;
}
