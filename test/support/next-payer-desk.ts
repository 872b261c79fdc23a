import { createHash } from 'node:crypto';
import { processMessage } from '../../functions/import-remittance/process-message.ts';
import { postChunks } from '../../functions/post-remittance/post-chunks.ts';
import { idFromDigest, type TenantId } from '../../shared/domain/identity/ids.ts';
import type { MessageOf } from '../../shared/queue/messages.ts';
import { digestOf } from '../../shared/store/digest.ts';
import { createFiles, fileKey } from '../../shared/store/files.ts';
import { remittanceObjectName } from '../../shared/store/manifest.ts';
import { fileItem } from '../../shared/store/remittances.ts';
import { manager } from './api-event.ts';
import { longTime } from './claim-offices.ts';
import { claimsDesk } from './claims-desk.ts';
import { coverageBody, type Office, type OfficeApi, payerBody } from './office.ts';
import type { TestTable } from './table.ts';

/** The payers of the office, as their remittances name them: the usual one is billed first. */
const payers = {
  first: { name: 'EXAMPLE HEALTH', originator: '1999999999', id: '99999' },
  second: { name: 'EXAMPLE SUPPLEMENT', originator: '1888888888', id: '88888' },
  third: { name: 'EXAMPLE MEDICAID', originator: '1777777777', id: '77777' },
} as const;

export type DeskPayer = keyof typeof payers;

/**
 * A claims desk whose patient has two more coverages, and which receives remittances.
 * @param told is called for messages to other workers
 */
export async function nextPayerDesk(
  store: TestTable,
  coverages: readonly DeskPayer[] = ['second', 'third'],
  told: (queue: string, bodies: readonly object[]) => void = () => undefined,
) {
  const desk = await claimsDesk(store);
  const tenant = manager.tenantId as TenantId;
  const ids = await addPayers(desk.practice, desk.office, coverages);
  const files = createFiles(desk.s3, 'files');
  let traces = 0;

  /**
   * Receives and posts a remittance. `body` has its claims, one segment per line. Claims that are sent afterwards are
   * sent on 23 November.
   */
  const receive = async (from: DeskPayer, amount: string, body: string, paidOn = '20261120'): Promise<void> => {
    desk.tick();
    traces += 1;
    const bytes = Buffer.from(remittanceOf(from, { amount, trace: `TRACE${traces}`, paidOn }, body), 'latin1');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const id = idFromDigest('remittanceFile', digestOf('remittance-file', tenant, sha256));
    await files.put(fileKey(tenant, 'remittance', remittanceObjectName(sha256)), bytes, 'text/plain');
    const receivedAt = desk.edge.now().toISOString();
    const file = { id, sha256, sizeBytes: bytes.length, receivedAt, state: 'received' } as const;
    await store.table.transact([{ put: fileItem(tenant, file), condition: { absent: true } }]);
    const chunks: MessageOf<'post-remittance'>[] = [];
    const queues = {
      send: async (queue: string, bodies: readonly object[]) => {
        if (queue === 'post-remittance') chunks.push(...(bodies as MessageOf<'post-remittance'>[]));
        else told(queue, bodies);
      },
    };
    const delivery = { messageId: 'test', receiveCount: 1, ...longTime };
    const deps = { ...desk.edge, files, queues } as unknown as Parameters<typeof processMessage>[2];
    await processMessage({ schemaVersion: 1, tenantId: tenant, fileId: id }, delivery, deps);
    for (const chunk of chunks) await postChunks(chunk, delivery, deps);
  };

  async function act(claimId: string, what: string, body: object) {
    desk.tick();
    const { version } = (await desk.call('GET', `/v1/claims/${claimId}`)).body;
    const headers = { ...desk.newKey(), 'If-Match': `"${version}"` };
    return desk.call('POST', `/v1/claims/${claimId}/${what}`, { headers, body });
  }

  async function submit(): Promise<string> {
    await desk.call('POST', '/v1/submissions', { body: {}, headers: desk.newKey() });
    await desk.workOff();
    return Buffer.from([...desk.s3.objects.values()].at(-1) as Uint8Array).toString('latin1');
  }

  /** A claim of 130.00 and 11.00 that was sent to its first payer. */
  async function sentClaim(): Promise<string> {
    const claimId = await desk.finalise();
    await submit();
    return claimId;
  }

  return { ...desk, payerIds: ids, receive, act, submit, sentClaim };
}

/**
 * Adds coverages of further payers to an office’s patient, in this order after the first.
 * @returns the payers’ ids
 */
export async function addPayers(
  { call }: Pick<OfficeApi, 'call'>,
  { payerId, patientId }: Office,
  coverages: readonly DeskPayer[],
): Promise<Partial<Record<DeskPayer, string>>> {
  const ids: Partial<Record<DeskPayer, string>> = { first: payerId };
  for (const [index, name] of coverages.entries()) {
    const { name: payerName, originator, id } = payers[name];
    const payer = await call('POST', '/v1/payers', {
      ...payerBody,
      name: payerName,
      claimPayerId: id,
      filingIndicator: name === 'third' ? 'MC' : 'CI',
      remittanceIdentities: [{ kind: 'trace-originator', value: originator }],
    });
    ids[name] = payer.body.id;
    const coverage = { ...coverageBody, payerId: payer.body.id, order: index + 2, memberId: `M${id}` };
    await call('POST', `/v1/patients/${patientId}/coverages`, coverage);
  }
  return ids;
}

/** The first payer pays 91.00 and 8.00, writes 20.00 off, and leaves 19.00 and 3.00 to the patient. */
export const firstAnswer = (claimId: string, status = '1') => `
  CLP*${claimId}*${status}*141*99*22*12*ICN1*11*1
  SVC*HC:X9003:25*130*91**1
  CAS*CO*45*20
  CAS*PR*2*19
  REF*6R*L1
  SVC*HC:J1885*11*8**4
  CAS*PR*1*3
  REF*6R*L2`;

interface Payment {
  readonly amount: string;
  readonly trace: string;
  readonly paidOn: string;
}

/** The text of a payer's remittance. `body` has its claims, one segment per line. */
export function remittanceOf(from: DeskPayer, { amount, trace, paidOn }: Payment, body: string): string {
  const { name, originator, id } = payers[from];
  const paid =
    amount === '0'
      ? `BPR*H*0*C*NON************${paidOn}`
      : `BPR*I*${amount}*C*ACH*CCP*01*011000015*DA*1111*${originator}**01*021000021*DA*2222*${paidOn}`;
  const transaction = [
    ...['ST*835*0001', paid, `TRN*1*${trace}*${originator}`, `DTM*405*${paidOn}`, `N1*PR*${name}*PI*${id}`],
    ...['N3*1 PAYER WAY', 'N4*COLUMBUS*OH*43215', 'PER*BL*SERVICE DESK*TE*8005550100'],
    ...['N1*PE*EXAMPLE CLINIC*XX*1234567893', 'REF*TJ*123456789', 'LX*1'],
    ...body.split('\n').map((line) => line.trim()),
  ].filter((line) => line !== '');
  const segments = [
    `ISA*00*          *00*          *ZZ*${id.padEnd(15)}*ZZ*${'CLINIC'.padEnd(15)}*261120*1200*^*00501*000000001*0*T*:`,
    `GS*HP*${id}*CLINIC*20261120*1200*1*X*005010X221A1`,
    ...transaction,
    ...[`SE*${transaction.length + 1}*0001`, 'GE*1*1', 'IEA*1*000000001'],
  ];
  return `${segments.join('~\n')}~\n`;
}
