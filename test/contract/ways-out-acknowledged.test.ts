import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noticeMissing } from '../../functions/apply-acknowledgement/notice-missing.ts';
import { exceptionsApi } from '../../functions/exceptions/api.ts';
import { operations as exceptionsOperations } from '../../functions/exceptions/operations.ts';
import type { Delivery } from '../../shared/domain/delivery/delivery.ts';
import { type AnyExceptionCode, exceptionCodes } from '../../shared/domain/exception/codes.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { deliveryExceptionWrites, newDeliveryWrite } from '../../shared/store/deliveries.ts';
import { createFiles } from '../../shared/store/files.ts';
import { acknowledgedDesk, type SentFile } from '../support/acknowledged-desk.ts';
import { claimAnswers, functionalAnswer } from '../support/acknowledgement-files.ts';
import { callApi, manager, type TestAnswer } from '../support/api-event.ts';
import { claimsDesk } from '../support/claims-desk.ts';
import { openExceptions } from '../support/open-exceptions.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

/*
 * There is always a way out: each exception about acknowledgements and deliveries is opened here, and ended by every
 * operation that it names.
 */

const tenant = manager.tenantId as TenantId;
const reason = 'seen';
let store: TestTable;
let desk: Awaited<ReturnType<typeof claimsDesk>>;
let claimId: string;
let sent: SentFile;

beforeEach(async () => {
  store = await startTestTable();
  desk = await claimsDesk(store);
});
afterEach(() => store.stop());

const acknowledge = (text: string) => acknowledgedDesk(desk).acknowledge(text);
const claimNow = async () => (await desk.call('GET', `/v1/claims/${claimId}`)).body;
const exceptions = () => {
  const deps = { ...desk.edge, files: createFiles(desk.s3, 'files') };
  return createApiHandler(exceptionsApi, exceptionsOperations, deps as never);
};
const listed = async () =>
  (await callApi(exceptions(), { method: 'GET', path: '/v1/exceptions?limit=200', principal: manager })).body.items;

/** Sends one claim. */
async function send(): Promise<void> {
  claimId = await desk.finalise();
  sent = await acknowledgedDesk(desk).send();
}

const said = (status: string, action: 'WQ' | 'U', more: { trace?: string; payerClaimNumber?: string } = {}) => {
  const { trace = sent.submissionId, ...own } = more;
  return claimAnswers({ trace, claims: [{ claimId, status, action, ...own }] });
};

/** Has the payer reject the claim. */
async function refused(): Promise<void> {
  await send();
  await acknowledge(said('A7:562:85', 'U'));
}

/** A claim and its replacement were accepted; then an answer comes for a batch that nobody knows. */
async function unclear(): Promise<void> {
  await send();
  await acknowledge(said('A2:20', 'WQ', { payerClaimNumber: 'ICN1' }));
  const { encounterId } = await claimNow();
  const path = `/v1/encounters/${encounterId}`;
  const step = async (what: string, body?: object) => {
    desk.tick();
    const { version } = (await desk.practice.call('GET', path)).body;
    const headers = { ...desk.newKey(), 'If-Match': `"${version}"` };
    return desk.practice.call('POST', `${path}/${what}`, body, { headers });
  };
  const opened = await step('correct', { reason });
  const { version, ...draft } = opened.body;
  const lines = draft.lines.map((line: object, index: number) => (index === 0 ? { ...line, units: 1 } : line));
  await desk.practice.call('PUT', path, { ...draft, lines }, { headers: { 'If-Match': `"${version}"` } });
  await step('finalize');
  await desk.workOff();
  sent = await acknowledgedDesk(desk).send();
  await acknowledge(said('A2:20', 'WQ', { payerClaimNumber: 'ICN2' }));
  await acknowledge(said('A7:562:85', 'U', { trace: 'BATCH9', payerClaimNumber: 'ICN9' }));
}

/** A file whose delivery ended in this way, to a partner that receives files automatically. */
async function delivered(state: 'failed' | 'uncertain'): Promise<void> {
  const envelope = { senderQualifier: 'ZZ', senderId: 'OFFICE', receiverQualifier: 'ZZ', receiverId: 'EXCLEAR' };
  const application = { applicationSender: 'OFFICE', applicationReceiver: 'EXCLEAR' };
  await desk.practice.call('POST', '/v1/trading-partners', {
    ...{ name: 'Example Clearinghouse', receiverId: 'EXCLEAR', usage: 'test' },
    envelope: { ...envelope, ...application },
    delivery: { kind: 's3-drop', folder: 'clear', fileName: '{submission}.837' },
  });
  claimId = await desk.finalise();
  sent = {
    submissionId: (await acknowledgedDesk(desk).send()).submissionId,
    text: '',
    group: '',
    envelope: { from: '', to: '' },
  };
  await desk.deliver();
  const { submissionId } = sent;
  const at = desk.edge.now().toISOString();
  const delivery: Delivery = {
    ...{ number: 2, submissionId, requestedAt: at, requestedBy: 'tester', method: 's3-drop', place: 'clear' },
    ...{ fileName: 'x-2.837', fileKey: 'x', sha256: '0'.repeat(64), sizeBytes: 1, state, attempts: 5 },
  };
  await store.table.transact([newDeliveryWrite(tenant, delivery)]);
  await store.table.transact(await deliveryExceptionWrites(store.table, tenant, delivery, at));
}

const onClaim = async (what: string, body: object): Promise<TestAnswer> => {
  desk.tick();
  const headers = { ...desk.newKey(), 'If-Match': `"${(await claimNow()).version}"` };
  return desk.call('POST', `/v1/claims/${claimId}/${what}`, { body, headers });
};
const onSubmission = (what: string, body?: object): Promise<TestAnswer> =>
  desk.call('POST', `/v1/submissions/${sent.submissionId}/${what}`, {
    ...(body === undefined ? {} : { body }),
    headers: desk.newKey(),
  });

/** What a person does about the exception of a code, by the operation's name. */
const deeds: Readonly<Record<string, (id: string) => Promise<TestAnswer>>> = {
  openFiling: () => onClaim('filings', {}),
  fileSubmissionAgain: () => onSubmission('file-again'),
  correctEncounter: async () => {
    const { encounterId } = await claimNow();
    const path = `/v1/encounters/${encounterId}`;
    const headers = { ...desk.newKey(), 'If-Match': (await desk.practice.call('GET', path)).headers.ETag ?? '' };
    return desk.practice.call('POST', `${path}/correct`, { reason }, { headers });
  },
  nameAcknowledgedFiling: async (id) => {
    const { facts } = (await listed()).find((each: { id: string }) => each.id === id);
    return onClaim(`acknowledgements/${facts.acknowledgementId}/filing`, { filing: 1, reason });
  },
  resendSubmission: () => onSubmission('resend', { reason }),
  confirmDelivery: () => onSubmission('deliveries/2/confirm', { reason }),
  closeException: (id) =>
    callApi(exceptions(), {
      ...{ method: 'POST', path: `/v1/exceptions/${id}/close`, body: { reason }, principal: manager },
      headers: { ...desk.newKey(), 'If-Match': '"1"' },
    }),
};

/** How the exception of each code comes about. */
const causes: Readonly<Partial<Record<AnyExceptionCode, (deed: string) => Promise<unknown>>>> = {
  'claim-rejected': async (deed) => {
    if (deed !== 'fileSubmissionAgain') return refused();
    // This operation needs the rejection of a whole file.
    await send();
    return acknowledge(functionalAnswer(sent.group, 'R', [], sent.envelope));
  },
  'acknowledged-filing-unclear': unclear,
  'acknowledgement-contradicts': async () => {
    await send();
    await acknowledge(said('A2:20', 'WQ'));
    await acknowledge(functionalAnswer(sent.group, 'R', [], sent.envelope));
  },
  'acknowledgement-unapplied': async () => {
    await send();
    await acknowledge(functionalAnswer('999', 'R', [], sent.envelope));
  },
  'acknowledgement-missing': async () => {
    await send();
    await noticeMissing(tenant, { ...missing, submissionId: sent.submissionId }, desk.edge as never);
  },
  'delivery-failing': () => delivered('failed'),
  'delivery-uncertain': () => delivered('uncertain'),
};
const missing = { schemaVersion: 1, tenantId: tenant, work: 'missing', of: 'claims' } as const;

/** Only a later payer can be passed over; `turned-away-by-one.test.ts` has such a claim. */
const elsewhere: readonly string[] = ['passOverPayer'];

const ways = Object.keys(causes).flatMap((code) =>
  exceptionCodes[code as AnyExceptionCode].endedBy
    .filter((deed) => !elsewhere.includes(deed))
    .map((deed) => [code, deed] as const),
);

describe('an exception about an acknowledgement or a delivery', () => {
  it('is tested for each code about them', () => {
    const about = Object.keys(exceptionCodes).filter((code) => /^(?:acknowledge|delivery-|claim-rejected)/.test(code));
    expect(Object.keys(causes).sort()).toEqual(about.sort());
    expect(ways.map(([, deed]) => deed)).toEqual(expect.arrayContaining(Object.keys(deeds)));
  });

  it.each(ways)('%s is ended by %s', async (code, deed) => {
    await causes[code as AnyExceptionCode]?.(deed);
    expect(await openExceptions(store.table, tenant)).toEqual([code]);
    const [made] = await listed();
    expect(made).toMatchObject({ code, endedBy: expect.arrayContaining([deed]) });
    const done = await deeds[deed]?.(made.id);
    expect([200, 202], JSON.stringify(done?.body)).toContain(done?.status);
    await desk.workOff();
    const left = (await listed()).filter((each: { id: string }) => each.id === made.id);
    expect(left).toEqual([]);
  });
});
