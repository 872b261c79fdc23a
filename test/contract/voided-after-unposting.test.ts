import { afterEach, beforeEach, expect, it } from 'vitest';
import { bookFaults } from '../support/book-faults.ts';
import { addPayers, remittanceOf } from '../support/next-payer-desk.ts';
import { openWholeOffice, type WholeOffice } from '../support/whole-office.ts';
import { pays, submitted } from './walked/claims.ts';
import { answerOnPaper } from './walked/more-claims.ts';
import { idOf, type Json, reason } from './walked/walk.ts';

/* Somebody entered an answer from paper, which was a mistake. */

let office: WholeOffice;
let claim: string;
beforeEach(async () => {
  office = await openWholeOffice();
  await addPayers(office, office.office, ['second']);
  claim = await submitted(office);
});
afterEach(async () => {
  expect(bookFaults(await office.store.items())).toEqual([]);
  await office.store.stop();
});

const enter = async (more: object = {}) => {
  await office.do('createPaperRemittance', '', { ...(await answerOnPaper({}, office)), ...more });
  await office.work();
};
const voidEntered = async () => {
  const { items } = await office.read('/v1/remittances');
  const entered = items.find(({ channel }: Json) => channel === 'paper');
  await office.do('voidRemittance', `/v1/remittances/${entered.id}`, reason);
};
const open = async () => (await office.read('/v1/exceptions')).items.map(({ code }: Json) => code);

it('what a later payer has paid on its basis stays on the list when the answer is taken off first, and then voided', async () => {
  await enter();
  const second = `CLP*${idOf(claim)}*2*141*22**12*S1*11*1\nSVC*HC:X9003:25*130*19**1\nCAS*OA*23*111\nREF*6R*L1
    SVC*HC:J1885*11*3**4\nCAS*OA*23*8\nREF*6R*L2`;
  const text = remittanceOf('second', { amount: '22', trace: 'S1', paidOn: '20261121' }, second);
  await office.do('importRemittanceFile', '', { sha256: await office.upload('remittance', text, '.835') });
  await office.work();
  const { items } = await office.read(`/v1/ledger-entries?claimId=${idOf(claim)}`);
  const answer = items.find(
    ({ kind, legs }: Json) => kind === 'remittance-claim' && legs.some(({ share }: Json) => share === 0),
  );
  await office.do('unpostLedgerEntry', `/v1/ledger-entries/${answer.id}`, reason);
  const before = await open();
  expect(before.sort()).toEqual(['later-payer-answered', 'payment-unposted']);
  await voidEntered();
  expect((await open()).sort()).toEqual(['later-payer-answered']);
});

it('without cash, and which waits, is over with its payment: it is not applied when the first answer comes off', async () => {
  await pays(office, { id: idOf(claim) });
  const body = await answerOnPaper({}, office);
  const unpaid = ({ adjustments: _instead, ...line }: Json) => ({
    ...{ ...line, paidCents: 0, adjustments: [{ group: 'PR', carc: '1', cents: line.chargeCents }] },
  });
  const claims = body.claims.map(({ lines, ...each }: Json) => ({
    ...{ ...each, status: '1', paidCents: 0, patientResponsibilityCents: 141_00, lines: lines.map(unpaid) },
  }));
  await enter({ paymentCents: 0, claims, traceNumber: '4712' });
  expect(await open()).toEqual(['already-adjudicated']);
  await voidEntered();
  expect(await open()).toEqual([]);
  const { items } = await office.read(`/v1/ledger-entries?claimId=${idOf(claim)}`);
  const answer = items.find(({ kind }: Json) => kind === 'remittance-claim');
  await office.do('unpostLedgerEntry', `/v1/ledger-entries/${answer.id}`, reason);
  await office.work();
  expect(await open()).toEqual(['payment-unposted']);
  expect((await office.read('/v1/denials')).items).toEqual([]);
});
