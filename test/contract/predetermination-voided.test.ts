import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bookFaults } from '../support/book-faults.ts';
import { openWholeOffice, type WholeOffice } from '../support/whole-office.ts';
import { predetermination } from './walked/claims.ts';

/* A dentist asked what a service of 90.00 would come to, and somebody enters the payer's answer. */

let office: WholeOffice;
let claim: string;
beforeEach(async () => {
  office = await openWholeOffice();
  claim = await predetermination(office);
});
afterEach(async () => {
  expect(bookFaults(await office.store.items())).toEqual([]);
  await office.store.stop();
});

/** Enters what the payer would pay. @returns the path of the remittance */
async function entered(traceNumber = 'PRE1', cents = 60_00): Promise<string> {
  const adjustments = [
    { group: 'OA', carc: '101', cents },
    { group: 'CO', carc: '45', cents: 90_00 - cents },
  ];
  const line = { procedure: { qualifier: 'AD', code: 'X9003' }, chargeCents: 90_00, paidCents: 0, adjustments };
  const { file } = await office.do('createPaperRemittance', '', {
    ...{ channel: 'paper', billingProviderId: office.office.billingProviderId, payerId: office.office.payerId },
    ...{ method: 'check', traceNumber, paymentDate: '2026-11-20', paymentCents: 0 },
    claims: [
      {
        ...{ controlNumber: claim.split('/').at(-1), status: '25', chargeCents: 90_00, paidCents: 0 },
        ...{ patient: { lastName: 'Canaryname', firstName: 'Testa' }, lines: [line] },
      },
    ],
  });
  await office.work();
  const { items } = await office.read(`/v1/remittance-files/${file.id}/remittances`);
  return `/v1/remittances/${items[0].id}`;
}

const told = { reason: 'entered for the wrong patient' };
const now = async () => {
  const { state, predetermination: asked } = await office.read(claim);
  return [state.kind, asked];
};

describe('an entered answer to a predetermination', () => {
  it('is gone once its remittance is void, and can be entered again', async () => {
    const remittance = await entered();
    expect(await now()).toEqual(['predetermined', { answer: { payerCents: 60_00, patientCents: 0 } }]);
    await office.do('voidRemittance', remittance, told);
    const [state, asked] = await now();
    expect([state === 'predetermined', asked]).toEqual([false, {}]);
    await entered('PRE2');
    expect((await now())[0]).toBe('predetermined');
  });

  it('stays when the payer has answered otherwise since', async () => {
    const remittance = await entered();
    await entered('PRE2', 50_00);
    await office.do('voidRemittance', remittance, told);
    expect(await now()).toEqual(['predetermined', { answer: { payerCents: 50_00, patientCents: 0 } }]);
  });
});
