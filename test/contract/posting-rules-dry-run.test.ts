import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { postingRulesApi } from '../../functions/posting-rules/api.ts';
import { dryRunOperations } from '../../functions/posting-rules/dry-run.ts';
import { ruleOperations } from '../../functions/posting-rules/rules.ts';
import type { OfficeRules } from '../../shared/domain/remittance/rules/posting-rules.ts';
import type { TimeZone } from '../../shared/domain/time/time-zone.ts';
import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import { wireEntryId } from '../../shared/store/keys/ledger.ts';
import { officeWrite } from '../../shared/store/office.ts';
import type { Remittance } from '../../shared/store/remittances.ts';
import { noRuleHolds } from '../golden/17-no-rule-holds.ts';
import { goldenLedgers } from '../golden/all.ts';
import type { GoldenLedger } from '../golden/golden-ledger.ts';
import { remittanceText } from '../golden/remittance-text.ts';
import { type ApiHandler, callApi, type TestAnswer, type TestPrincipal } from '../support/api-event.ts';
import { setRules } from '../support/posting-rules.ts';
import {
  chargeGolden,
  createPipeline,
  filledIn,
  goldenTenant,
  type Pipeline,
  payByPatient,
  remittancesOf,
  type StoredBooks,
  storedBooks,
} from '../support/remittance-pipeline.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

const biller: TestPrincipal = { tenantId: goldenTenant, subject: 'user-biller', roles: 'biller' };
const auditor: TestPrincipal = { tenantId: goldenTenant, subject: 'user-auditor', roles: 'auditor' };
const stranger: TestPrincipal = { tenantId: 'other-office', subject: 'user-stranger', roles: 'biller manager' };
const payerId = 'pay_01JD0EXAMP1E00000000000000';

let store: TestTable;
let pipeline: Pipeline;
let handler: ApiHandler;

beforeAll(async () => {
  store = await startTestTable();
});
afterAll(() => store?.stop());

async function office(golden: GoldenLedger): Promise<void> {
  await store.stop();
  store = await startTestTable();
  pipeline = createPipeline(store);
  await chargeGolden(pipeline.table, golden);
  handler = createApiHandler(
    postingRulesApi,
    { ...ruleOperations, ...dryRunOperations },
    { ...pipeline.edge, files: pipeline.files },
  );
}

/** Rules that change a lot: reductions held, denials and the patient's share moved, some provider-level adjustments elsewhere. */
const tried: OfficeRules = {
  scope: { kind: 'office' },
  adjustmentRules: [
    { groups: ['CO'], carcs: ['45'], besideDenial: false, meaning: 'held' },
    {
      groups: ['CO', 'OA', 'PI'],
      carcs: ['16', '50', '96', '97', '197', '204', '131'],
      meaning: 'contractual',
      because: 'for a test of the dry run',
    },
    { groups: ['PR'], carcs: ['2', '3'], meaning: 'next-payer' },
    { groups: ['PR'], carcs: ['1'], payerPositions: [1], meaning: 'denial' },
    { carcs: ['24', '253'], meaning: 'information' },
  ],
  providerAdjustments: [
    { code: 'L6', account: 'other-adjustments', because: 'for a test of the dry run' },
    { code: '72', account: 'other-adjustments', because: 'for a test of the dry run' },
  ],
};

async function postAll(
  golden: GoldenLedger,
  rulesForLast?: OfficeRules,
): Promise<{ books: StoredBooks; last: readonly Remittance[] }> {
  await office(golden);
  let fileId = '';
  for (const [index, text] of golden.remittances.entries()) {
    const isLast = index === golden.remittances.length - 1;
    if (isLast && rulesForLast !== undefined) await setRules(pipeline.table, goldenTenant, rulesForLast);
    fileId = await pipeline.receive(filledIn(golden, text));
    await pipeline.drain();
    for (const paid of golden.patientPayments ?? []) {
      if (paid.after === index + 1) await payByPatient(pipeline.table, golden, paid);
    }
  }
  return { books: await storedBooks(pipeline.table, golden), last: await remittancesOf(pipeline, fileId) };
}

function dryRun(body: object, query = '', principal = biller): Promise<TestAnswer> {
  return callApi(handler, { method: 'POST', path: `/v1/posting-rules/dry-run${query}`, body, principal });
}

function difference(after: Record<string, number>, before: Record<string, number>): Record<string, number> {
  const names = [...new Set([...Object.keys(after), ...Object.keys(before)])];
  const pairs = names.map((name) => [name, (after[name] ?? 0) - (before[name] ?? 0)] as const);
  return Object.fromEntries(pairs.filter(([, cents]) => cents !== 0));
}

const totalsOf = (accounts: readonly { account: string; cents: number }[]) => {
  const totals: Record<string, number> = {};
  for (const { account, cents } of accounts) totals[account] = (totals[account] ?? 0) + cents;
  return Object.fromEntries(Object.entries(totals).filter(([, cents]) => cents !== 0));
};

/**
 * Golden ledgers that a dry run does not compare, because a claim of the last payment had waited or the patient had
 * paid on it.
 */
const notCompared: string[] = [];

describe.each(goldenLedgers)('a dry run over the last payment of a golden ledger: $name', (golden) => {
  it('shows what posting with those rules does in a fresh table: accounts, claims, notes, exceptions', async () => {
    const truth = await postAll(golden, tried);
    const { books, last } = await postAll(golden);
    const remittanceIds = last.map(({ id }) => id);
    const { status, body } = await dryRun({ rules: tried, remittanceIds });
    expect(status).toBe(200);
    expect(body.nextPageToken).toBeUndefined();
    expect(body.soFar.claims).toBe(last.reduce((sum, { claimsDone }) => sum + claimsDone, 0));
    if (body.notComparable.length > 0) {
      notCompared.push(`${golden.name}: ${body.notComparable[0].why}`);
      return;
    }
    const expected = difference(truth.books.totals as never, books.totals as never);
    expect(totalsOf(body.soFar.accounts)).toEqual(expected);
    const byId = new Map(books.entries.map((entry) => [entry.id, entry]));
    const differing = truth.books.entries.filter((entry) => {
      const { legs, notes = [] } = byId.get(entry.id) ?? { legs: [] };
      const text = (list: readonly object[]) =>
        list
          .map((one) => JSON.stringify(Object.entries(one).sort()))
          .sort()
          .join();
      return (
        entry.kind !== 'remittance-payment' &&
        (text(legs) !== text(entry.legs) || text(notes) !== text(entry.notes ?? []))
      );
    });
    const said = body.items.map(({ ledgerEntryId }: { ledgerEntryId: string }) => ledgerEntryId.split('.')[1]);
    expect(said).toEqual(expect.arrayContaining(differing.map(({ id }) => id)));
    const changes = [...body.items, ...body.payments].flatMap(
      (claim: { exceptions: { removed: string[]; added: string[] } }) => [
        ...claim.exceptions.added.map((code) => [code, 1] as const),
        ...claim.exceptions.removed.map((code) => [code, -1] as const),
      ],
    );
    // A denial is not an exception; the notes, which are compared above, state it.
    expect(counts(changes.filter(([code]) => code !== 'denial'))).toEqual(
      counts([
        ...truth.books.exceptions.map((code) => [code, 1] as const),
        ...books.exceptions.map((code) => [code, -1] as const),
      ]),
    );
    expect((await storedBooks(pipeline.table, golden)).entries).toHaveLength(books.entries.length);
  });
});

it('leaves out only what it cannot compare', () => {
  expect(notCompared).toEqual([
    'paid twice: waited',
    'reversals that cannot be booked: waited',
    'reversal before its original: waited',
    'reversal and correction before the original: waited',
    'correction in an earlier file than its reversal: waited',
    'secondary before the primary: waited',
    'partial reversal that is held: waited',
    'reversal after the patient paid: state-unknown',
    'patient credit after a correction: state-unknown',
    'payment from the wrong payer: waited',
    'two payers both as the primary: waited',
    'paid twice and one taken back: waited',
    'second coverage with one payer first: waited',
    'secondary first, and the primary corrected: waited',
    'answers that were not to come and are taken back: waited',
  ]);
});

function counts(pairs: readonly (readonly [string, number])[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const [name, by] of pairs) sums[name] = (sums[name] ?? 0) + by;
  return Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum !== 0));
}

describe('a dry run', () => {
  const claims: GoldenLedger = {
    ...noRuleHolds,
    claims: Object.fromEntries(
      Array.from({ length: 6 }, (_, index) => [`C${index}`, { payers: ['bluecross'], lines: [10_000] } as const]),
    ),
    remittances: [0, 2, 4].map((first) =>
      remittanceText(
        'bluecross',
        { amount: '160', trace: `DRY${first}` },
        [first, first + 1]
          .map((index) => `CLP*{C${index}}*1*100*80*0*12*ICN${index}*11*1\nSVC*HC:99213*100*80**1\nCAS*CO*45*20`)
          .join('\n'),
      ),
    ),
  };
  const rules = { scope: { kind: 'office' }, adjustmentRules: [{ carcs: ['45'], meaning: 'held' }] };

  beforeEach(async () => {
    await postAll(claims);
  });

  it('reads the remittances of some days page by page, and adds up the results', async () => {
    const body = { rules, from: '2026-10-01', to: '2026-11-30' };
    const pages: TestAnswer[] = [];
    let token: string | undefined;
    do {
      const page = await dryRun(body, `?limit=1${token === undefined ? '' : `&pageToken=${token}`}`);
      expect(page.status).toBe(200);
      pages.push(page);
      token = page.body.nextPageToken;
    } while (token !== undefined);
    expect(pages.flatMap((page) => page.body.items)).toHaveLength(6);
    expect(pages.at(-1)?.body.soFar).toEqual({
      remittances: 3,
      claims: 6,
      claimsDiffering: 6,
      claimsNotComparable: 0,
      accounts: [
        { account: 'contractual-adjustments', cents: -12_000 },
        { account: 'insurance-receivable', cents: 12_000 },
      ],
    });
    const outside = await dryRun({ ...body, to: '2026-11-22' });
    expect(outside.body.soFar).toMatchObject({ remittances: 0, claims: 0 });
    // They were received at noon of the 23rd in Greenwich: early on the 24th, far in the east.
    await pipeline.table.transact([
      officeWrite(goldenTenant, { version: 1, timeZone: 'Pacific/Auckland' as TimeZone }),
    ]);
    for (const [day, remittances] of [
      ['2026-11-23', 0],
      ['2026-11-24', 3],
    ] as const) {
      const there = await dryRun({ rules, from: day, to: day });
      expect(there.body.soFar).toMatchObject({ remittances });
    }
    const other = await dryRun({ ...body, to: '2026-11-29' }, `?limit=1&pageToken=${pages[0]?.body.nextPageToken}`);
    expect(other.status).toBe(400);
  });

  it('of a payer’s rules shows nothing about other payers’ remittances, and nothing about another office’s', async () => {
    const key = entityKey(goldenTenant, 'PAYER', payerId);
    await pipeline.table.transact([{ put: { ...key, type: 'payer', schemaVersion: 1 } }]);
    const range = { from: '2026-11-01', to: '2026-11-30' };
    const own = await dryRun({ rules: { ...rules, scope: { kind: 'payer', payerId } }, ...range });
    expect(own.body.soFar).toMatchObject({ remittances: 0, claims: 0 });
    const foreign = await dryRun({ rules, ...range }, '', stranger);
    expect(foreign.body.soFar).toMatchObject({ remittances: 0, claims: 0 });
  });

  it('uses a claim as it was then, also when more has happened to it since', async () => {
    const texts = [
      remittanceText(
        'bluecross',
        { amount: '-80', trace: 'BACK' },
        'CLP*{C0}*22*-100*-80*0*12*ICN0*11*1\nSVC*HC:99213*-100*-80**1\nCAS*CO*45*-20',
      ),
    ];
    const reversal = (texts[0] as string)
      .replace('BPR*I*-80*', 'BPR*I*0*')
      .replace('SE*', 'PLB*1234567893*20261231*WO:ICN0*-80~\nSE*');
    await pipeline.receive(filledIn(claims, reversal));
    await pipeline.drain();
    const { body } = await dryRun({ rules, from: '2026-11-01', to: '2026-11-30' });
    expect(body.notComparable).toEqual([]);
    // The reversal takes back what was booked, whatever the rules are.
    expect(body.soFar).toMatchObject({ remittances: 4, claims: 7, claimsDiffering: 6 });
  });

  it('lists claims that cannot be compared, because they were changed without an entry', async () => {
    const books = await storedBooks(pipeline.table, claims);
    const entry = books.entries.find(({ kind }) => kind === 'remittance-claim');
    const key = { pk: `${goldenTenant}#CLAIM#${entry?.claimId}`, sk: 'BALANCE' };
    await pipeline.table.transact([{ update: key, set: { patientCents: 1 } }]);
    const { body } = await dryRun({ rules, from: '2026-11-01', to: '2026-11-30' });
    expect(body.notComparable).toEqual([
      {
        remittanceId: entry?.remittanceId,
        ledgerEntryId: wireEntryId({ pk: key.pk, sk: `ENTRY#${entry?.id}` }),
        why: 'state-unknown',
      },
    ]);
    expect(body.soFar).toMatchObject({ claims: 6, claimsDiffering: 5, claimsNotComparable: 1 });
  });

  it('refuses rules that could not become valid, an open range, and people without the right', async () => {
    const range = { from: '2026-11-01', to: '2026-11-30' };
    const wrong = { ...rules, adjustmentRules: [{ groups: ['CO'], carcs: ['1'], meaning: 'cost-sharing' }] };
    expect((await dryRun({ rules: wrong, ...range })).body.errors).toMatchObject([
      { pointer: '/rules/adjustmentRules/0/groups' },
    ]);
    expect((await dryRun({ rules, from: '2026-11-01' })).status).toBe(422);
    expect((await dryRun({ rules, from: '2025-01-01', to: '2026-11-30' })).body.errors).toMatchObject([
      { pointer: '/to' },
    ]);
    const unknown = await dryRun({ rules, remittanceIds: ['rem_01JD0EXAMP1E00000000000000'] });
    expect(unknown.body.errors).toMatchObject([{ pointer: '/remittanceIds/0' }]);
    expect((await dryRun({ rules, ...range }, '', auditor)).status).toBe(403);
  });

  it('has no result where no claim is of this office', async () => {
    const text = remittanceText(
      'bluecross',
      { amount: '8', trace: 'STRANGE' },
      'CLP*STRANGER*1*10*8*0*12*X*11*1\nCAS*CO*45*2',
    );
    const fileId = await pipeline.receive(text);
    await pipeline.drain();
    const remittanceIds = (await remittancesOf(pipeline, fileId)).map(({ id }) => id);
    expect((await dryRun({ rules, remittanceIds })).body.soFar).toMatchObject({ claims: 1, claimsDiffering: 0 });
  });
});
