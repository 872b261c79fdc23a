import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { books } from '../../../cli/books-check.ts';
import { runLongCommand } from '../../support/run-command.ts';

/*
 * What `superbill books check` finds in books that a server shows as the API does. One claim of 150.00 is charged; its
 * payer pays 100.00 and denies 50.00, which is on the list of denials. So the payer's receivable is 150.00 - 100.00 =
 * 50.00, the deposit 100.00, the charges -150.00, and the clearing account 100.00 - 100.00 = 0.00.
 */

const insurance = { account: 'insurance-receivable', payerId: 'bluecross', share: 0 };
const inNovember = { entityId: 'ent_1', claimId: 'clm_1' };
const charge = {
  ...{ ...inNovember, id: 'entry-1', postedOn: '2026-11-02' },
  legs: [
    { ...insurance, cents: 150_00 },
    { account: 'charges', cents: -150_00 },
  ],
};
const payment = {
  ...{ ...inNovember, id: 'entry-2', postedOn: '2026-11-03', remittanceId: 'rem_1' },
  legs: [
    { account: 'remittance-clearing', cents: 100_00 },
    { ...insurance, cents: -100_00 },
  ],
};
const deposit = {
  ...{ id: 'entry-3', entityId: 'ent_1', postedOn: '2026-11-03', remittanceId: 'rem_1' },
  legs: [
    { account: 'deposits-in-transit', cents: 100_00 },
    { account: 'remittance-clearing', cents: -100_00 },
  ],
};
const balances = { 'insurance-receivable': 50_00, charges: -150_00, 'deposits-in-transit': 100_00 };
const denial = { id: 'den_1', kind: 'denial', code: 'coverage', coverageId: 'cov_1', cents: 50_00 };

/** The answers of the API; each test changes those that it is about. */
function agreeing() {
  return {
    trial: { ...balances },
    total: 0,
    month: { ...balances },
    entries: [charge, payment, deposit],
    aged: 50_00,
    agencyOwed: 0,
    claim: { payerCents: 50_00, laterPayers: [] as object[], patientCents: 0, openWork: [denial] },
    remittanceState: 'posted',
    nextPayerClaims: [] as object[],
    denials: [{ id: 'den_1' }],
    exceptions: [] as object[],
    credits: [] as object[],
    filings: [] as object[],
  };
}

let api: ReturnType<typeof agreeing>;
let server: Server;

function answer(url: string): object | undefined {
  const { pathname, searchParams } = new URL(url, 'http://127.0.0.1');
  const remittance = { id: 'rem_1', state: api.remittanceState, postedOn: '2026-11-03', claims: 1, claimsDone: 1 };
  const accounts = <Name extends string>(sums: object, name: Name) =>
    Object.entries(sums).map(([account, cents]) => ({ account, [name]: cents }));
  const month = { period: '2026-11', entityId: 'ent_1', state: 'open', movements: accounts(api.month, 'cents') };
  const { payerCents, laterPayers, ...claim } = api.claim;
  const payer = { payerId: 'bluecross', coverageId: 'cov_1', status: 'answered', receivableCents: payerCents };
  const answers: Record<string, object> = {
    '/v1/trial-balance': {
      ...{ accounts: accounts(api.trial, 'balanceCents'), totalCents: api.total },
      asOf: '2026-11-03',
      days: ['2026-11-02', '2026-11-03'],
    },
    '/v1/remittances': { items: searchParams.get('month') === '2026-11' ? [remittance] : [] },
    '/v1/ledger-entries': { items: api.entries.filter(({ postedOn }) => postedOn === searchParams.get('postedOn')) },
    '/v1/accounting-periods': { items: searchParams.get('year') === '2026' ? [month] : [] },
    '/v1/reports/receivables-ageing': {
      ...{ totals: { balanceCents: api.aged }, ledgerCents: 50_00, asOf: '2026-11-03' },
    },
    '/v1/claims/balances': {
      items: [{ id: 'clm_1', payers: [payer, ...laterPayers], filings: api.filings, ...claim }],
    },
    '/v1/collection-agencies': { items: [{ id: 'agy_1' }] },
    '/v1/collection-agencies/agy_1/recovery': { feesOwed: [{ owedCents: api.agencyOwed }] },
    '/v1/next-payer-claims': { items: api.nextPayerClaims },
    '/v1/exceptions': { items: api.exceptions },
    '/v1/denials': { items: api.denials },
    '/v1/credits': { items: api.credits },
  };
  return answers[pathname];
}

beforeEach(async () => {
  api = agreeing();
  server = createServer(({ url = '' }, response) => {
    const body = answer(url);
    response.statusCode = body === undefined ? 404 : 200;
    response.end(JSON.stringify(body ?? { title: `No answer is made up for ${url}` }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-23T12:00:00Z') });
  vi.stubEnv('SUPERBILL_URL', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  vi.stubEnv('SUPERBILL_TOKEN', 'token');
});
afterEach(async () => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const counts = '3 entries of 2 days, 1 remittance, 4 accounts and 1 claim added up again: ';

/** Checks the books, which must differ in exactly these ways. */
async function expectDifferences(...differences: readonly string[]): Promise<void> {
  const total = differences.length === 1 ? '1 difference' : `${differences.length} differences`;
  const out = [...differences, `${counts}${total}.`, ''].join('\n');
  expect(await runLongCommand(books, ['check'])).toEqual({ exitCode: 1, out, errors: '' });
}

describe('superbill books check', () => {
  it('reports that the books agree when nothing differs', async () => {
    const out = `${counts}the books agree to the cent.\n`;
    expect(await runLongCommand(books, ['check'])).toEqual({ exitCode: 0, out, errors: '' });
  });

  it('finds a stray cent between the balance of an account and its entries, though the accounts sum to zero', async () => {
    api.trial = { ...balances, 'insurance-receivable': 50_01, 'deposits-in-transit': 99_99 };
    await expectDifferences(
      'account, insurance-receivable: 50.01 stored, 50.00 refolded',
      'account, deposits-in-transit: 99.99 stored, 100.00 refolded',
    );
  });

  it('finds a trial balance that does not sum to zero', async () => {
    api.total = 1;
    await expectDifferences('the trial balance sums to 0.01, not to zero');
  });

  it('finds an entry whose legs do not sum to zero, and the account that it moved', async () => {
    const [first, second] = charge.legs as [(typeof charge.legs)[0], (typeof charge.legs)[0]];
    api.entries = [{ ...charge, legs: [first, { ...second, cents: -149_99 }] }, payment, deposit];
    await expectDifferences(
      'entry entry-1 does not sum to zero',
      'account, charges: -150.00 stored, -149.99 refolded',
      'month ent_1 2026-11, charges: -150.00 stored, -149.99 refolded',
    );
  });

  it('finds a stray cent in a month of the books', async () => {
    api.month = { ...balances, charges: -150_01 };
    await expectDifferences('month ent_1 2026-11, charges: -150.01 stored, -150.00 refolded');
  });

  it('finds a stray cent between what is owed by age and the ledger', async () => {
    api.aged = 49_99;
    await expectDifferences('what is owed by age on 2026-11-03 adds up to 49.99, the ledger’s receivables to 50.00');
  });

  it('finds a stray cent of a collection agency’s fees', async () => {
    api.agencyOwed = 1;
    await expectDifferences('agencies are owed 0.01 of their fees, and the account for them stands at 0.00');
  });

  it('finds a stray cent that a claim shows as its patient’s', async () => {
    api.claim = { ...api.claim, patientCents: 1 };
    await expectDifferences('claim clm_1, patient: 0.01 stored, 0.00 refolded');
  });

  it('finds a remittance whose clearing account is not settled', async () => {
    const [bank, clearing] = deposit.legs as [(typeof deposit.legs)[0], (typeof deposit.legs)[0]];
    const legs = [
      { ...bank, cents: 99_99 },
      { ...clearing, cents: -99_99 },
    ];
    api.entries = [charge, payment, { ...deposit, legs }];
    api.trial = { ...balances, 'deposits-in-transit': 99_99, ...{ 'remittance-clearing': 1 } };
    api.month = api.trial;
    await expectDifferences('remittance rem_1: its clearing account stands at 0.01');
  });

  it('reports a remittance that is not settled yet', async () => {
    api.remittanceState = 'clearing-open';
    await expectDifferences('remittance rem_1 is not settled (clearing-open): 1 of 1 claims are booked');
  });

  it('finds a cent that a payer has answered and that no open work of the claim covers', async () => {
    api.claim = { ...api.claim, openWork: [{ ...denial, cents: 49_99 }] };
    await expectDifferences('claim clm_1: 0.01 of payer 1 are on no work list');
  });

  it('finds open work that is missing from the lists', async () => {
    api.denials = [];
    await expectDifferences('claim clm_1: coverage (den_1) is on no work list');
    api.exceptions = [{ id: 'den_1' }];
    expect((await runLongCommand(books, ['check'])).exitCode).toBe(0);
  });

  it('finds a claim for the next payer that is missing from the list of next payers', async () => {
    const next = { payerId: 'medicaid', coverageId: 'cov_2', status: 'open', receivableCents: 0 };
    api.claim = { ...api.claim, laterPayers: [next] };
    await expectDifferences('claim clm_1: payer 2 is to be billed, and the claim is not on the list of next payers');
    api.nextPayerClaims = [{ claimId: 'clm_1' }];
    expect((await runLongCommand(books, ['check'])).exitCode).toBe(0);
  });

  it('finds a patient’s credit that is missing from the list of credits', async () => {
    // The payer pays 10.00 more than the patient has left to owe.
    const legs = [
      ...charge.legs,
      { account: 'patient-receivable', cents: -10_00 },
      { account: 'charges', cents: 10_00 },
    ];
    const sums = { ...balances, charges: -140_00, 'patient-receivable': -10_00 };
    api = { ...api, entries: [{ ...charge, legs }, payment, deposit], trial: sums, month: sums, aged: 50_00 };
    api.claim = { ...api.claim, patientCents: -10_00 };
    const { out } = await runLongCommand(books, ['check']);
    expect(out).toContain('claim clm_1: the patient has paid too much, and the claim is not on the list of credits');
    api.credits = [{ claimId: 'clm_1' }];
    expect((await runLongCommand(books, ['check'])).out).not.toContain('list of credits');
  });

  it('finds a share with a rejected filing and without an exception', async () => {
    const later = { payerId: 'medicaid', coverageId: 'cov_2', status: 'open', receivableCents: 1 };
    api.claim = { ...api.claim, laterPayers: [later] };
    api.filings = [{ number: 2, payerPosition: 1, frequency: 'original', state: { kind: 'rejected', reasons: ['x'] } }];
    const told = 'claim clm_1: its filing was held, withdrawn or rejected, and no exception says so';
    expect((await runLongCommand(books, ['check'])).out).toContain(told);
    api.exceptions = [{ id: 'exc_1', code: 'claim-rejected', claimId: 'clm_1' }];
    expect((await runLongCommand(books, ['check'])).out).not.toContain('rejected');
  });
});
