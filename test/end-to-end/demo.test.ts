import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { request } from '../support/api-request.ts';
import { isLong } from '../support/effort.ts';
import { describeAccess } from './access.ts';
import { type ChildHost, checkBooks, type Finished, runNode, startChildHostIn } from './child-host.ts';
import { describeExport } from './exported-books.ts';

/*
 * The story as a user runs it: `npm run demo`. Its figures and reports are recomputed by scripts that share no code
 * with the product.
 */

const folder = mkdtempSync(join(tmpdir(), 'superbill-demo-test-'));
const demo = (...options: readonly string[]) => runNode(['cli/demo/main.ts', '--json', ...options]);
const lastLine = ({ stdout }: Finished) => stdout.trimEnd().split('\n').at(-1) as string;
const recompute = (kept: string, what = 'demo') => runNode([`test/independent/recompute-${what}.mjs`, kept]);

interface Figures {
  readonly encounters: number;
  readonly claims: Readonly<Record<string, number>>;
  readonly [amount: string]: unknown;
}

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('npm run demo', () => {
  let first: Finished;
  let again: Finished;
  let other: Finished;

  beforeAll(async () => {
    first = await demo('--keep', join(folder, 'first'));
    if (!isLong) return;
    again = await demo();
    other = await demo('--seed', 'another', '--keep', join(folder, 'other'));
  });

  it('runs to its end, and every equation is true', () => {
    for (const run of isLong ? [first, again, other] : [first]) {
      expect(run.stderr).toBe('');
      expect(run.exitCode).toBe(0);
      expect(run.stdout).not.toContain('DOES NOT HOLD');
    }
    expect(first.stdout.match(/^ {2}holds /gm)?.length).toBeGreaterThanOrEqual(10);
  });

  it('codes by suggestion and search, asks the physician what a note leaves open, and corrects what an edit finds', () => {
    const [, codes, ...ways] = (
      /^Of (\d+) codes, (\d+) were .*, (\d+) were .*, (\d+) by/m.exec(first.stdout) ?? []
    ).map(Number);
    expect(ways.reduce((sum, way) => sum + way, 0)).toBe(codes);
    for (const way of ways) expect(way).toBeGreaterThan(5);
    expect(first.stdout).toContain('A coder asked the physician: Which knee was treated?');
    expect(first.stdout).toMatch(
      /An edit found at \/diagnoses\/4, excludes1-conflict: .*\(icd-10-cm-tabular, FY\d{4}, line \d+\)/,
    );
  });

  it('shows the bytes of the remittance behind a ledger entry', () => {
    expect(first.stdout).toMatch(
      /CLP04, bytes \d+ to \d+ of the file with SHA-256 [0-9a-f]{64}:\n +CLP\*S[0-9A-Z]{15}\*/,
    );
  });

  it('ends with one line of JSON: exactly the promised figures', () => {
    const figures = JSON.parse(lastLine(first)) as Figures;
    expect(Object.keys(figures)).toEqual([
      'encounters',
      'claims',
      'acknowledged',
      'chargesCents',
      'insurancePaymentsCents',
      'adjustmentsCents',
      'insuranceReceivableCents',
      'patientReceivableCents',
      'badDebtCents',
      'patientPaymentsCents',
      'refundedCents',
      'feesCents',
      'unappliedCents',
      'clearingCents',
      'trialBalanceCents',
      'exceptions',
    ]);
    expect(figures).toMatchObject({ encounters: 27, clearingCents: 0, trialBalanceCents: 0, unappliedCents: 0 });
    expect(figures.claims).toMatchObject({ assembled: 25, selfPay: 2, submitted: 25, held: 0, waiting: 0 });
    for (const outcome of ['paid', 'denied']) expect(figures.claims[outcome]).toBeGreaterThan(0);
  });

  it.runIf(isLong)('gives the same figures with the same seed, and others with another', () => {
    expect(lastLine(again)).toBe(lastLine(first));
    expect(lastLine(other)).not.toBe(lastLine(first));
  });

  it.each(isLong ? ['first', 'other'] : ['first'])(
    'has figures that can be computed from the files alone (%s)',
    async (name) => {
      const { exitCode, stdout, stderr } = await recompute(join(folder, name));
      expect(stderr).toBe('');
      expect(stdout.trim()).toBe(lastLine(name === 'first' ? first : other));
      expect(exitCode).toBe(0);
    },
  );

  it.each(isLong ? ['first', 'other'] : ['first'])(
    'has reports that can be computed from the entries, every figure (%s)',
    async (name) => {
      const { exitCode, stdout, stderr } = await recompute(join(folder, name), 'reports');
      expect(stderr).toBe('');
      expect(exitCode).toBe(0);
      expect(stdout).toMatch(/^\d{3} figures of 22 reports, and of 20 of the month, of \d+ entries$/m);
      expect(stdout).toMatch(/^\d+ figures of the day sheet, 12 trial balances and the plan$/m);
    },
  );

  it('prints the result of each report', () => {
    const told = first.stdout.split('Reports, with today so far\n')[1] ?? '';
    for (const title of [
      'Receivables by age',
      'Collection rates',
      'Bad debt and charity',
      'Denial rate',
      'Payment lag',
    ]) {
      expect(told).toMatch(new RegExp(`^  ${title}: .*[1-9]`, 'm'));
    }
  });

  it('reads acknowledgements: a rejected claim is corrected and accepted, and the rest goes to second payers', () => {
    const { acknowledged } = JSON.parse(lastLine(first)) as Figures & { acknowledged: Record<string, number> };
    expect(acknowledged.rejected).toBe(1);
    // Each of the 25 claims once, and once more those that went on to a second payer.
    expect(acknowledged.accepted).toBeGreaterThan(25);
    expect(first.stdout).toMatch(
      /^Claim S\w{15} was rejected: .*the member id, of the subscriber\. The place is \/subscriber\/memberId\./m,
    );
    expect(first.stdout).toMatch(/^\d+ claims of patients with two insurances go to the second one/m);
  });

  it('appeals a denial, is refused, appeals again, and is paid', () => {
    expect(first.stdout).toMatch(/^ {2}First appeal to the payer: a letter goes out, and is refused\.$/m);
    expect(first.stdout).toMatch(/^ {2}Second appeal to the payer: a letter goes out, and is won\.$/m);
    expect(first.stdout).toMatch(/^ {2}The check comes on paper: \d+\.\d\d\. It ends the denial\.$/m);
  });

  it('sends statements, takes payments, agrees a payment plan and refunds what was paid twice', () => {
    const figures = JSON.parse(lastLine(first)) as Record<string, number>;
    expect(first.stdout).toMatch(/^\d+ statements for \d+\.\d\d are made\.$/m);
    expect(first.stdout).toMatch(
      /pays \d+\.\d\d by card, at the pay link of the statement, and gets a plan for the rest: (\d+\.\d\d, ){3}\d+\.\d\d\.$/m,
    );
    expect(figures.refundedCents).toBeGreaterThan(0);
    expect(figures.patientPaymentsCents).toBeGreaterThan(figures.refundedCents as number);
  });

  it('places accounts with an agency, which pays a part minus its fee, and recalls one of them', () => {
    const figures = JSON.parse(lastLine(first)) as Record<string, number>;
    expect(first.stdout).toMatch(/^Two accounts go to a collection agency, with \d+\.\d\d and \d+\.\d\d\.$/m);
    expect(first.stdout).toMatch(/^The agency collects \d+\.\d\d, keeps \d+\.\d\d, and sends \d+\.\d\d\.$/m);
    const [, placed] = /agency, with \d+\.\d\d and (\d+\.\d\d)\./.exec(first.stdout) ?? [];
    expect(figures.badDebtCents).toBe(Math.round(100 * Number(placed)));
    expect(figures.feesCents).toBeGreaterThan(0);
  });

  it('ends the day with its day sheet, and shows the status of the payment plan', () => {
    expect(first.stdout).toMatch(/^ {2}patient-receivable +0\.00 /m);
    expect(first.stdout).toMatch(
      /^Deposits: \d+\.\d\d posted, of which the bank showed \d+\.\d\d; \d+\.\d\d are in transit\.$/m,
    );
    expect(first.stdout).toMatch(
      /^The payment plan is current: \d+\.\d\d are left, of which \d+\.\d\d are due today\.$/m,
    );
  });

  it('closes the month of the story once it is over, and makes its reports from the stored days', () => {
    expect(first.stdout.match(/^\d{4}-\d\d is closed:/gm)).toHaveLength(2);
    const told = first.stdout.split('Reports of the month that is over\n')[1] ?? '';
    expect(told.match(/^ {2}\S.*: .*\d/gm)).toHaveLength(20);
  });

  it('audits its own billing, and prints the findings', () => {
    expect(first.stdout).toMatch(/^ {2}inactive-providers: .* \d of \d encounters\.$/m);
  });

  it('reverses an answer and corrects it, and pays interest, in the payers’ files', () => {
    expect(first.stdout).toContain('2 answers were taken back and corrected.');
    expect(first.stdout).toMatch(/interest-income +-\d+\.\d\d/);
  });

  it('refuses a folder that is not empty, and does not change it', async () => {
    const { exitCode, stderr } = await demo('--keep', join(folder, 'first'));
    expect(exitCode).toBe(1);
    expect(stderr).toContain('is not empty');
    expect(existsSync(join(folder, 'first', 'figures.json'))).toBe(true);
  });
});

describe('the recomputation', () => {
  it('notices figures that do not follow from the files', async () => {
    const kept = join(folder, 'planted');
    for (const part of ['outbox', 'acknowledgements', 'remittances']) mkdirSync(join(kept, part), { recursive: true });
    writeFileSync(join(kept, 'encounters.json'), '[]');
    const agency = { cases: [], filesToAgency: [], remits: [] };
    const statements = { count: 0, dueCents: 0, skippedCents: 0 };
    const nothing = { statements, payments: [], refundsCents: [], agency };
    writeFileSync(join(kept, 'patients.json'), JSON.stringify(nothing));
    writeFileSync(join(kept, 'processor.json'), '[]');
    writeFileSync(join(kept, 'figures.json'), JSON.stringify({ encounters: 1 }));
    const { exitCode, stderr } = await recompute(kept);
    expect(stderr).toContain('The demo told other figures');
    expect(exitCode).toBe(1);
  });

  it('notices a report that does not follow from the entries', async () => {
    const kept = join(folder, 'other-reports');
    cpSync(join(folder, 'first'), kept, { recursive: true, filter: (path) => !path.includes('host') });
    const reports = JSON.parse(readFileSync(join(kept, 'reports.json'), 'utf8')) as {
      report: string;
      totals: Figures;
    }[];
    for (const { report, totals } of reports) if (report === 'denials') Object.assign(totals, { denied: 99 });
    writeFileSync(join(kept, 'reports.json'), JSON.stringify(reports));
    const { exitCode, stderr } = await recompute(kept, 'reports');
    expect(stderr).toMatch(/^denials, denied: the demo told 99, and the entries come to \d+$/m);
    expect(exitCode).toBe(1);
  });

  it('notices a day sheet, a trial balance and a plan that do not follow from the entries', async () => {
    const kept = join(folder, 'other-books');
    cpSync(join(folder, 'first'), kept, { recursive: true, filter: (path) => !path.includes('host') });
    const books = JSON.parse(readFileSync(join(kept, 'books.json'), 'utf8'));
    books.daySheet.receivables[0].paymentsCents += 1;
    books.trialBalances[0].accounts.push({ account: 'bank', balanceCents: 1 });
    books.plan.instalments[3].cents += 1;
    writeFileSync(join(kept, 'books.json'), JSON.stringify(books));
    const { exitCode, stderr } = await recompute(kept, 'reports');
    expect(stderr).toMatch(/^day sheet, \S+, paymentsCents: the demo told /m);
    expect(stderr).toMatch(/^trial balance of \S+, bank: the demo told 1, and the entries come to 0$/m);
    expect(stderr).toMatch(/^plan, instalment 4: the demo told /m);
    expect(exitCode).toBe(1);
  });
});

describe('a host that continues where the demo ended', () => {
  let host: ChildHost;

  beforeAll(async () => {
    host = await startChildHostIn(join(folder, 'first'));
    // After a restart the practice processor knows no customers.
    const { body } = await request(host.url, host.tokens.manager, 'GET', '/v1/card-connections');
    for (const { webhookPath } of body.items as { webhookPath: string }[]) {
      const hook = { method: 'POST', body: new URLSearchParams({ url: `${host.url}${webhookPath}` }) };
      expect((await fetch(`${host.endpoints.cards}/v1/webhook_endpoints`, hook)).status).toBe(200);
    }
  });
  afterAll(() => host?.stop());

  it('has books that agree to the cent', async () => {
    const books = await checkBooks(host.url, host.tokens.manager);
    expect(books.out).toContain('the books agree to the cent');
    expect(books.exitCode).toBe(0);
  });

  describe('its books, exported over the API', () => describeExport(() => host));

  describe('an office with a whole story', () => describeAccess(() => host));
});
