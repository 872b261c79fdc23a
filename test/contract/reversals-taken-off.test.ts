import { afterEach, describe, expect, it } from 'vitest';
import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import { owedOutOfSight } from '../../shared/domain/claim/open-work.ts';
import { balanceOfItem } from '../../shared/store/claims.ts';
import { claimBalanceKey } from '../../shared/store/keys/claim.ts';
import type { Item } from '../../shared/store/table.ts';
import { remittanceText } from '../golden/remittance-text.ts';
import { goldenTenant } from '../support/remittance-pipeline.ts';
import { openOffice, type ResolutionOffice } from '../support/resolution-office.ts';

/* A person takes a payer's reversal off its claim: the answer counts again, as before. */

let office: ResolutionOffice;
afterEach(async () => {
  expect(owedOutOfSight(await balance())).toEqual([]);
  expect(await office.faults()).toEqual([]);
  expect(await office.disproofs()).toEqual([]);
  await office.stop();
});

const claimId = () => office.claims.get('A') as string;

async function balance(): Promise<ClaimBalance> {
  return balanceOfItem((await office.pipeline.table.get(claimBalanceKey(goldenTenant, claimId()))) as Item);
}

async function takeOffReversal(): Promise<void> {
  const { items } = (await office.get(`/v1/ledger-entries?claimId=${claimId()}`)).body;
  const reversal = items.find(({ kind }: { kind: string }) => kind === 'remittance-reversal');
  const body = { reason: 'it means another claim' };
  expect((await office.send(`/v1/ledger-entries/${reversal.id}/unpost`, body)).status).toBe(200);
}

const medicare = (amount: string, day: number, body: string) =>
  remittanceText('medicare', { amount, trace: `M${day}`, date: `2026110${day}` }, body);
/** Another claim in the same payment as a reversal, so that the payment is not below zero. */
const beside = 'CLP*STRANGER*1*100*100*0*MB*ICN9*11*1';

describe('a reversal that a person takes off again', () => {
  it('asks the next payer again for its share', async () => {
    office = await openOffice({ A: { payers: ['medicare', 'medicaid'], lines: [10000] } });
    const answer = (sign: '' | '-', status: string) =>
      `CLP*{A}*${status}*${sign}100*${sign}80*20*MB*ICN1*11*1\nSVC*HC:99213*${sign}100*${sign}80**1\nCAS*PR*2*${sign}20`;
    await office.post(medicare('80', 2, answer('', '1')), medicare('20', 3, `${answer('-', '22')}\n${beside}`));
    expect(await balance()).toMatchObject({ payers: [{ status: 'open' }, { status: 'waiting', receivableCents: 0 }] });
    await takeOffReversal();
    expect(await balance()).toMatchObject({
      payers: [{ status: 'answered' }, { status: 'open', receivableCents: 2000 }],
    });
  });

  it('leaves a payer that has answered in parts responsible for the other lines', async () => {
    office = await openOffice({ A: { payers: ['medicare'], lines: [6000, 4000] } });
    const part = (line: number, amounts: string, status: string) => {
      const [charge, paid, reduction] = amounts.split(' ');
      return `CLP*{A}*${status}*${charge}*${paid}*0*MB*ICN${line}*11*1
        SVC*HC:9921${line}*${charge}*${paid}**1\nCAS*CO*45*${reduction}\nREF*6R*${line}`;
    };
    await office.post(medicare('50', 2, part(1, '60 50 10', '1')));
    await office.post(medicare('50', 3, `${part(1, '-60 -50 -10', '22')}\n${beside}`));
    expect((await balance()).payers[0]).not.toHaveProperty('answeredLines');
    await takeOffReversal();
    expect(await balance()).toMatchObject({ payers: [{ status: 'open', receivableCents: 4000, answeredLines: [1] }] });
    await office.post(medicare('30', 4, part(2, '40 30 10', '1')));
    expect(await balance()).toMatchObject({ payers: [{ status: 'answered', receivableCents: 0 }] });
  });
});
