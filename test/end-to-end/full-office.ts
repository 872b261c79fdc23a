import { createHash, randomUUID } from 'node:crypto';
import { expect, vi } from 'vitest';
import { monthAfter } from '../../shared/domain/time/local-date.ts';
import { remittanceText } from '../golden/remittance-text.ts';
import { request } from '../support/api-request.ts';
import { otherSystemFile, visit } from '../support/other-system-files.ts';
import { patienceMilliseconds } from '../support/until.ts';
import type { AskedHost } from './asked-host.ts';
import { idsOfInquiries } from './asked-office.ts';
import { idsOfSelfAudit } from './audited-office.ts';
import { workBesideClaims } from './beside-claims.ts';
import { idsOfAppeals, idsOfBilling } from './billed-office.ts';
import { idsOfCoding } from './coded-office.ts';
import { idsOfCollections } from './collected-office.ts';
import { idsOfPaper } from './printed-office.ts';
import { importText } from './remittance-files.ts';
import { storyMonth } from './story-month.ts';

const until = (holds: () => Promise<void>) => vi.waitFor(holds, { timeout: patienceMilliseconds, interval: 100 });

/** The items of a list, as the office's manager sees them. */
export async function itemsOf(host: AskedHost, path: string): Promise<Record<string, unknown>[]> {
  const { status, body } = await request(host.url, host.tokens.manager, 'GET', path);
  expect(status, path).toBe(200);
  return body.items as Record<string, unknown>[];
}

/**
 * Adds what the story lacks to an office that has had it. Returns an id of each kind, by the name of the parameter in
 * paths.
 */
export async function fillOffice(host: AskedHost): Promise<Record<string, string>> {
  // The story opens no exception, so a payment for an unknown claim is imported.
  const body = 'CLP*STRANGER*1*10*10*0*12*ICN1*11*1';
  await importText(host, remittanceText('bluecross', { amount: '10', trace: 'ACCESS' }, body));
  const words = { text: 'ACCESS', remittance: remittanceText('bluecross', { amount: '10', trace: 'DROPPED' }, body) };
  const beside = await workBesideClaims(host, words);
  const ids = await idsOfStory(host);
  const taken = await idsOfClaimIntake(host);
  return { ...ids, ...beside, ...taken, ...(await idsOfInquiries(host, ids)), ...(await idsOfPaper(host, ids)) };
}

/** A file of another system's claims. Its payer is unknown here, so its claim waits. */
async function idsOfClaimIntake(host: AskedHost): Promise<Record<string, string>> {
  const bytes = Buffer.from(otherSystemFile([{ payerId: 'NOBODY', segments: visit('OTHER-1') }]));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const send = async (path: string, body: object) =>
    (await request(host.url, host.tokens.manager, 'POST', path, { body, idempotencyKey: randomUUID() })).body;
  const upload = await send('/v1/claim-intakes/uploads', { sha256, sizeBytes: bytes.length });
  const headers = upload.headers as Record<string, string>;
  expect((await fetch(String(upload.uploadUrl), { method: 'PUT', headers, body: bytes })).status).toBe(200);
  const { id } = await send('/v1/claim-intakes', { sha256, purpose: 'sent', name: 'other-system.837' });
  const waiting = () => itemsOf(host, `/v1/claim-intakes/${id}/waiting`);
  await until(async () => expect(await waiting()).toHaveLength(1));
  return { claimIntakeId: String(id), 'dismissWaitingClaim.record': String((await waiting())[0]?.record) };
}

/** A journal of the books, as soon as it is requested, and the reports, as soon as they are made. */
async function idsOfBooks(host: AskedHost, day: string): Promise<Record<string, string>> {
  const send = (path: string, body: object) =>
    request(host.url, host.tokens.manager, 'POST', path, { body, idempotencyKey: randomUUID() });
  expect((await send('/v1/reports/updates', {})).status).toBe(202);
  const { body } = await send('/v1/journals', { form: 'summary', from: day, to: day });
  const reported = () => request(host.url, host.tokens.manager, 'GET', '/v1/reports/receivables-ageing');
  await until(async () => expect((await reported()).status).toBe(200));
  const { body: asked } = await send('/v1/report-runs', { report: 'receivables-ageing' });
  const schedule = { name: 'Each month', report: 'collections', every: 'month', hour: 6 };
  const { body: planned } = await send('/v1/report-schedules', schedule);
  const ids = { reportRunId: String(asked.id), reportScheduleId: String(planned.id) };
  return { journalId: String(body.id), reportName: 'receivables-ageing', ...ids };
}

async function idsOfStory(host: AskedHost) {
  const items = (path: string) => itemsOf(host, path);
  const firstId = async (path: string) => String((await items(path))[0]?.id);
  const month = storyMonth();
  const encounters = await items(`/v1/encounters?month=${month}`);
  // A visit in the practice; others are billed in the same way.
  const first = encounters.find((each) => each.externalId === 'DEMO-001');
  const patientId = String(first?.patientId);
  const claimId = await firstId(`/v1/claims?month=${month}`);
  const encounterId = String(first?.id);
  const day = new Date().toISOString().slice(0, 10);
  return {
    payerId: await firstId('/v1/payers'),
    providerId: await firstId('/v1/providers'),
    legalEntityId: await firstId('/v1/legal-entities'),
    facilityId: await firstId('/v1/facilities'),
    feeScheduleId: await firstId('/v1/fee-schedules'),
    patientId,
    coverageId: await firstId(`/v1/patients/${patientId}/coverages`),
    encounterId,
    ...(await idsOfCoding(host, encounterId)),
    ...(await idsOfSelfAudit(host, encounterId)),
    ...(await idsOfCollections(host)),
    ...(await idsOfBilling(host, encounterId)),
    claimId,
    // An acknowledgement has an id only while its filing is uncertain, and the story has none of these.
    acknowledgementId: 'ACK0001',
    submissionId: await firstId(`/v1/submissions?month=${month}`),
    // A file with payments, because files of acknowledgements are in the same list.
    fileId: String((await items(`/v1/remittance-files?month=${month}`)).find((each) => Number(each.payments) > 0)?.id),
    // A payment of more than zero, because it has its own entry.
    remittanceId: String(
      (await items(`/v1/remittances?month=${month}`)).find((each) => each.paymentCents !== 0 && each.state === 'posted')
        ?.id,
    ),
    exceptionId: await firstId('/v1/exceptions'),
    ...(await idsOfAppeals(host)),
    entryId: await firstId(`/v1/ledger-entries?claimId=${claimId}`),
    // The audit trail is asked for by the id of whatever it is about.
    entityId: patientId,
    ...(await idsOfBooks(host, day)),
    // The month after the demonstration, which has not ended yet.
    period: monthAfter(month),
  };
}
