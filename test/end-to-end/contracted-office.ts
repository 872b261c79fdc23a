import { randomUUID } from 'node:crypto';
import { expect, vi } from 'vitest';
import { request } from '../support/api-request.ts';
import { patienceMilliseconds } from '../support/until.ts';
import type { AskedHost } from './asked-host.ts';

interface Varied {
  readonly id: string;
  readonly payerId: string;
  readonly answeredOn: string;
}

/** Government programmes, to which the No Surprises Act does not apply. */
const programmes = ['MA', 'MB', 'MC'];

/**
 * A contract with all payers; a contract of an earlier year without rates, which is a finding; variances; and a letter
 * about some of them.
 */
export async function idsOfContracts(host: AskedHost): Promise<Record<string, string>> {
  const send = async (path: string, body: unknown, version?: number) => {
    const match = version === undefined ? {} : { version: `"${version}"` };
    const parts = { body, idempotencyKey: randomUUID(), ...match };
    const answer = await request(host.url, host.tokens.manager, 'POST', path, parts);
    expect(answer.status, `${path}: ${answer.text}`).toBeLessThan(300);
    return answer.body;
  };
  const payers = await request(host.url, host.tokens.manager, 'GET', '/v1/payers');
  const known = payers.body.items as readonly { readonly id: string; readonly filingIndicator: string }[];
  const payerIds = known.map(({ id }) => id);
  const insurers = known.filter(({ filingIndicator }) => !programmes.includes(filingIndicator)).map(({ id }) => id);
  await send('/v1/payer-contracts', {
    name: 'Of 2019',
    payerIds,
    effectiveFrom: '2019-01-01',
    effectiveTo: '2019-12-31',
  });
  const made = await send('/v1/payer-contracts', { name: 'Contract', payerIds, effectiveFrom: '2020-01-01' });
  const rates = { mode: 'replace', csv: 'rate,percent\npercent-of-charge,95\n' };
  await send(`/v1/payer-contracts/${made.id}/rates`, rates, 1);
  const today = new Date().toISOString().slice(0, 10);
  const from = new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10);
  await send('/v1/payment-variances/updates', { from, to: today });
  // The payers' answers are judged in several messages: one of an insurer may come last.
  const underpaid = async () => {
    const path = '/v1/payment-variances?direction=underpaid';
    const { body } = await request(host.url, host.tokens.manager, 'GET', path);
    const [first, ...others] = body.items as readonly Varied[];
    const byInsurer = [first, ...others].find((each) => each !== undefined && insurers.includes(each.payerId));
    if (first === undefined || byInsurer === undefined) throw new Error('no payment of an insurer was judged yet');
    return { varianceId: first.id, disputed: byInsurer };
  };
  const { varianceId, disputed } = await vi.waitFor(underpaid, { timeout: patienceMilliseconds, interval: 100 });
  const notice = { varianceId: disputed.id, on: disputed.answeredOn, isEligibilityChecked: true, reason: 'Checked' };
  const { id: federalDisputeId } = await send('/v1/federal-disputes', notice);
  const { items } = await send('/v1/payment-disputes', { varianceIds: [varianceId] });
  const [{ id: paymentDisputeId } = { id: '' }] = items as readonly Varied[];
  return { contractId: String(made.id), varianceId, paymentDisputeId, federalDisputeId: String(federalDisputeId) };
}
