import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadCodeSets } from '../../cli/demo/code-sets.ts';
import { enterVisit } from '../../cli/demo/enter-visit.ts';
import { type Office, openOffice, waitFor } from '../../cli/demo/office.ts';
import { setUpPractice } from '../../cli/demo/practice.ts';
import { submitClaims, waitForAssembly } from '../../cli/demo/story.ts';
import { dayBefore } from '../../cli/demo/visit-bodies.ts';
import { visits } from '../../cli/demo/visits.ts';
import type { LocalHost } from '../../infra/local/host.ts';
import { payerSimulator } from '../../simulator/companion.ts';
import { readScenario } from '../../simulator/read-scenario.ts';

/* A biller practises with a scenario: a running host sends claims, and the payer answers in three remittances. */

const read = readScenario(
  JSON.stringify({
    about: 'Alder’s payment is taken back, and corrected a week later.',
    remittances: [
      { answers: [{ name: 'original', claims: { patient: 'ALDER' }, adjustments: { 'CO-45': '20%' } }] },
      { name: 'reversal', after: 7, answers: [{ reverses: 'original' }] },
      {
        after: 14,
        answers: [
          { claims: { patient: 'ALDER' }, adjustments: { 'CO-45': '30%' } },
          { claims: 'rest', adjustments: { 'CO-45': '20%' } },
        ],
        providerAdjustments: [{ code: 'FB', remittance: 'reversal', amount: 'owed' }],
      },
    ],
  }),
);
if (!read.ok) throw new Error(JSON.stringify(read.failure));
const scenario = read.value;

let office: Office;
let payer: { stop(): Promise<void> };

export function describeScenario(openOwn: () => Promise<LocalHost>): void {
  beforeAll(async () => {
    const host = await openOwn();
    payer = await payerSimulator('practice', 250, scenario).companion(host);
    office = openOffice(host.url, host.tokens);
    await loadCodeSets(office);
  });
  afterAll(() => payer?.stop());

  it('posts what the scenario sends, one remittance after the other, to the cent', async () => {
    const today = new Date();
    const practice = await setUpPractice(office, dayBefore(today, 400));
    const claimIds: string[] = [];
    for (const [index, visit] of visits.slice(0, 2).entries()) {
      const sent = await enterVisit({ office, practice, today, told: () => undefined }, visit, index + 1);
      claimIds.push(...sent.claimIds);
    }
    await waitForAssembly(office, claimIds);
    await submitClaims(office);
    const files = await waitFor('three remittances', async () => {
      const received = await office.list<{ state: string; payments: number; findings: unknown[] }>(
        'biller',
        '/v1/remittance-files',
      );
      const all = received.filter(({ payments }) => payments > 0);
      return all.length === 3 && all.every((file) => file.state === 'done') ? all : undefined;
    });
    expect(files.flatMap((file) => file.findings)).toEqual([]);
    const { accounts } = await office.get<{ accounts: { account: string; balanceCents: number }[] }>(
      'auditor',
      '/v1/trial-balance',
    );
    const totals = Object.fromEntries(accounts.map(({ account, balanceCents }) => [account, balanceCents]));
    // ALDER: X9003 142.75. First 114.20, CO-45 28.55; taken back (FB -114.20, no money); corrected to 99.93, CO-45 42.82.
    // BIRCH: X9002 98.50 and X9020 27.50: 78.80 + 22.00, CO-45 19.70 + 5.50. The third payment: 99.93 + 100.80 - 114.20 = 86.53.
    expect(totals).toMatchObject({
      charges: -26_875,
      'deposits-in-transit': 20_073,
      'contractual-adjustments': 6802,
    });
    for (const account of ['insurance-receivable', 'payer-recoupments-payable', 'remittance-clearing']) {
      expect(totals[account] ?? 0, account).toBe(0);
    }
    expect(await office.list('biller', '/v1/exceptions')).toEqual([]);
  });
}
