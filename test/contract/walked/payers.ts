import { firstAnswer, remittanceOf } from '../../support/next-payer-desk.ts';
import type { WholeOffice } from '../../support/whole-office.ts';
import { submitted } from './claims.ts';
import { idOf, type Json, only, type Reach, reason, type Walks, work, workedTo } from './walk.ts';

/* What payers answer, deny and pay, and what the bank shows of it. */

const onHold = async (office: WholeOffice) => {
  const rules = { scope: { kind: 'office' }, adjustmentRules: [], autoPost: false, reason: 'We look first' };
  await office.do('changePostingRules', '', rules);
};

/** A file with one payment of the first payer. @returns its path */
const file =
  (amount: string, body: (claimId: string) => string): Reach =>
  async (office) => {
    const text = remittanceOf(
      'first',
      { amount, trace: 'WALK', paidOn: '20261120' },
      body(idOf(await submitted(office))),
    );
    const sha256 = await office.upload('remittance', text, '.835');
    return `/v1/remittance-files/${(await office.do('importRemittanceFile', '', { sha256 })).file.id}`;
  };
const worked =
  (reach: Reach): Reach =>
  async (office) => {
    const path = await reach(office);
    await office.work();
    return path;
  };
export const paid = file('99', firstAnswer);
export const remittance =
  (reach: Reach): Reach =>
  async (office) =>
    `/v1/remittances/${(await office.read(`${await worked(reach)(office)}/remittances`)).items[0].id}`;
const planned: Reach = async (office) => {
  await onHold(office);
  return remittance(paid)(office);
};
const approval = async ({ id }: Json, office: WholeOffice) => {
  const { planHash } = await office.read(`/v1/remittances/${id}/posting-plan`);
  return { planHash };
};
/** The payment states 90.00, but its claim 99.00. */
const quarantined = remittance(file('90', firstAnswer));
export const atRemittance =
  (state: string): Reach =>
  async (office) => {
    const path = await paid(office);
    const at = async () => (await office.read(`${path}/remittances`)).items[0];
    await office.workUntil(async () => (await at())?.state === state);
    return `/v1/remittances/${(await at()).id}`;
  };

/** The visit is denied, and the injection paid. */
/** A payment that is marked as a test, in production. */
const heldPayment: Reach = async (office) => {
  office.outside.holdsTests = true;
  return remittance(paid)(office);
};
export const admitting: Reach = async (office) => {
  const path = await heldPayment(office);
  await office.do('admitRemittance', path, reason);
  return path;
};

const denial = (id: string) => `CLP*${id}*1*141*11*0*12*ICN1*11*1
  SVC*HC:X9003:25*130*0**1\nCAS*CO*197*130\nREF*6R*L1\nSVC*HC:J1885*11*11**4\nREF*6R*L2`;
const denied: Reach = async (office) => {
  await worked(file('11', denial))(office);
  return only('/v1/denials')(office);
};
const appealed: Reach = async (office) => {
  const path = await denied(office);
  await office.do('answerDenial', path, { by: 'appeal', via: 'fax', ...reason });
  return path;
};
const appeal = (path: string, { appeals }: Json) => `${path}/appeals/${appeals[0].id}`;

const deposit: Reach = async (office) => {
  const { entityId } = office.office;
  const body = { entityId, bankAccount: 'operating', depositedOn: '2026-11-23', cents: 99_00, kind: 'eft' };
  return `/v1/deposits/${(await office.do('createDeposit', '', body)).deposit.id}`;
};
const depositOfPayment: Reach = async (office) => {
  await worked(paid)(office);
  return deposit(office);
};
const matchedDeposit: Reach = async (office) => {
  const path = await depositOfPayment(office);
  await office.do('matchDeposit', path, await theRemittance({}, office));
  return path;
};
const theRemittance = async (_deposit: Json, office: WholeOffice) => ({
  remittanceIds: [(await office.read('/v1/remittances')).items[0].id],
});
export const bankStatement: Reach = async (office) => {
  const sha256 = await office.upload('bank-statement', 'date,amount,trace\n2026-11-23,12.50,E1\n', '.statement');
  const accounts = [{ bankAccount: 'operating', entityId: office.office.entityId }];
  const { statement } = await office.do('importBankStatement', '', { sha256, format: 'csv', accounts });
  return `/v1/bank-statements/${statement.id}`;
};
export const lockbox: Reach = async (office) => {
  const lines = ['header,4711,2026-11-23', 'item,1,1,3001,10.00,', 'batch,1,1,10.00', 'trailer,1,10.00'];
  const sha256 = await office.upload('bank-statement', lines.join('\n'), '.lockbox');
  const { entityId } = office.office;
  const { lockboxFile } = await office.do('importLockboxFile', '', { sha256, format: 'csv', entityId });
  return `/v1/lockbox-files/${lockboxFile.id}`;
};

/** The contract rate is 120.00, and the payer allows 110.00. */
const variance: Reach = async (office) => {
  const contract = { name: 'Example', payerIds: [office.office.payerId], effectiveFrom: '2026-01-01' };
  const { id } = await office.do('createPayerContract', '', contract);
  const csv = 'rate,code,amount\nfee,X9003,120.00\nfee,J*,2.75';
  await office.do('loadContractRates', `/v1/payer-contracts/${id}`, { mode: 'replace', csv });
  await worked(paid)(office);
  return only('/v1/payment-variances')(office);
};
const disputedVariance: Reach = async (office) => {
  const path = await variance(office);
  await office.do('disputePayments', '', { varianceIds: [idOf(path)] });
  return path;
};
const disputeOf = (_path: string, { disputeIds }: Json) => `/v1/payment-disputes/${disputeIds[0]}`;
const outcome = (result: string) => ({ result, noticeOn: '2026-11-23', ...reason });
const wonVariance: Reach = async (office) => {
  const path = await disputedVariance(office);
  await office.do('decidePaymentDispute', disputeOf('', await office.read(path)), outcome('won'));
  return path;
};

export const payers: Walks = {
  RemittanceFile: {
    received: { reach: paid, by: work, to: 'done' },
    posting: { reach: workedTo('posting', paid), by: work, to: 'done' },
  },
  Remittance: {
    planned: [
      { reach: planned, by: 'postRemittance', body: approval, next: work, to: 'posted' },
      { reach: planned, by: 'rejectRemittance', body: reason, to: 'rejected' },
    ],
    posting: { reach: atRemittance('posting'), by: work, to: 'posted' },
    held: [
      { reach: heldPayment, by: 'admitRemittance', body: reason, to: 'admitting' },
      { reach: heldPayment, by: 'rejectRemittance', body: reason, to: 'rejected' },
    ],
    admitting: { reach: admitting, by: work, to: 'posted' },
    quarantined: { reach: quarantined, by: 'rejectRemittance', body: reason, to: 'rejected' },
  },
  Denial: {
    open: [
      { reach: denied, by: 'writeOffDenial', body: reason, to: 'closed' },
      { reach: denied, by: 'moveDenial', body: { to: 'patient', ...reason }, to: 'closed' },
      { reach: denied, by: 'answerDenial', body: { by: 'appeal', via: 'fax', ...reason }, to: 'open' },
      { reach: appealed, by: 'decideAppeal', on: appeal, body: outcome('refused'), to: 'open' },
    ],
  },
  Deposit: {
    unmatched: [
      { reach: deposit, by: 'voidDeposit', body: reason, to: 'voided' },
      { reach: depositOfPayment, by: 'matchDeposit', body: theRemittance, to: 'matched' },
    ],
    matched: { reach: matchedDeposit, by: 'unmatchDeposit', to: 'unmatched' },
  },
  BankStatement: { received: { reach: bankStatement, by: work, to: 'done' } },
  LockboxFile: { posting: { reach: lockbox, by: work, to: 'done' } },
  PaymentVariance: {
    open: [
      { reach: variance, by: 'decidePaymentVariance', body: { do: 'accept', ...reason }, to: 'closed' },
      { reach: variance, by: 'disputePayments', body: ({ id }) => ({ varianceIds: [id] }), to: 'disputed' },
    ],
    disputed: [
      { reach: disputedVariance, by: 'decidePaymentDispute', on: disputeOf, body: outcome('lost'), to: 'closed' },
      { reach: disputedVariance, by: 'decidePaymentDispute', on: disputeOf, body: outcome('won'), to: 'won' },
    ],
    won: { reach: wonVariance, by: 'decidePaymentVariance', body: { do: 'accept', ...reason }, to: 'closed' },
  },
};
