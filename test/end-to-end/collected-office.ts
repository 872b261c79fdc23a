import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { request } from '../support/api-request.ts';
import { agencyBody } from '../support/collection-desk.ts';
import { until } from '../support/until.ts';
import type { AskedHost } from './asked-host.ts';

interface Candidate {
  readonly accountId: string;
  readonly entityId: string;
  readonly missing: readonly object[];
  readonly claims: readonly { readonly claimId: string; readonly missing: readonly { readonly condition: string }[] }[];
}

/**
 * The ids of what an office has with a collection agency: an account is placed, reported, and recalled; a payment for
 * an unknown placement waits.
 */
export async function idsOfCollections(host: AskedHost): Promise<Record<string, string>> {
  const send = async (method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown, version?: number) => {
    const parts = { body, idempotencyKey: randomUUID(), ...(version === undefined ? {} : { version: `"${version}"` }) };
    const answer = await request(host.url, host.tokens.manager, method, path, parts);
    expect(answer.status, `${path}: ${answer.text}`).toBeLessThan(300);
    return answer.body;
  };
  const { version, ...settings } = (await send('GET', '/v1/billing-settings')) as { readonly version: number };
  const soon = { minimumCents: 1, statements: 1, noticeDays: 0, ageDays: 0, booksBadDebt: true };
  const interest = { basisPoints: 10_000, afterDays: 0 };
  const states = [{ state: 'OH', from: '2020-01-01', source: 'made up', interest: { maximumBasisPoints: 10_000 } }];
  const collections = { ...soon, nonprofitEntityIds: [], interest, states };
  await send('PUT', '/v1/billing-settings', { ...settings, collections }, version);
  const { id: agencyId } = await send('POST', '/v1/collection-agencies', agencyBody);
  const candidates = (await send('GET', '/v1/collection-candidates?limit=50')).items as readonly Candidate[];
  const lacksStatement = ({ claims, missing }: Candidate) =>
    missing.length === 0 &&
    claims.some((claim) => claim.missing.every((each) => each.condition === 'statements-missing'));
  const found = candidates.find(lacksStatement);
  expect(found, JSON.stringify(candidates)).toBeDefined();
  const { accountId, entityId } = found as Candidate;
  await send('POST', '/v1/statements', { accountId });
  const order = { agencyId, accounts: [{ accountId, entityId }], reason: 'No answer' };
  const [placed] = (await send('POST', '/v1/collection-cases', order)).items as readonly {
    readonly id: string;
    readonly claims: readonly { readonly claimId: string }[];
  }[];
  const { id: agencyFileId } = await send('POST', '/v1/agency-files', { agencyId });
  await send('POST', `/v1/collection-cases/${placed?.id}/recall`, { reason: 'Placed by mistake' }, 1);
  const interestClaimId = String(placed?.claims[0]?.claimId);
  const charge = { claimId: interestClaimId, reason: 'As agreed' };
  const { id: interestChargeId } = await send('POST', '/v1/interest-charges', charge);
  const on = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  const content = [
    'record,reference,case,paid_on,paid_to,collected,fee,net',
    `payment,A-1,THEIR-1,${on},agency,10.00,2.50,7.50`,
    'total,1,,,,10.00,2.50,7.50',
  ].join('\n');
  const remit = { agencyId, entityId, receivedOn: on, reference: 'ACH-1', content };
  const { id: agencyRemitId } = await send('POST', '/v1/agency-remits', remit);
  await until(
    async () => (await send('GET', '/v1/agency-remit-lines')).items as readonly object[],
    (items) => items.length === 1,
  );
  return {
    ...{ agencyId: String(agencyId), collectionCaseId: String(placed?.id), agencyFileId: String(agencyFileId) },
    ...{ agencyRemitId: String(agencyRemitId), interestChargeId: String(interestChargeId), interestClaimId },
    'matchRemitLine.fileLine': '2',
    'bearRemitLine.fileLine': '2',
  };
}
