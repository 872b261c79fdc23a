import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ChildHost, startChildHost } from './child-host.ts';
import { readPage, type Typed, typeBlocks } from './typed-page.ts';

/*
 * The pages that a person types, as they are written: every block of bash, in order, in one shell. The page for
 * newcomers comes first, then a biller's day and a coder's day, then more advanced pages.
 */

const firstDay = readPage('first-day.md');
const billersDay = readPage('billers-day.md');
const codersDay = readPage('coders-day.md');
const deeperPages = [
  ...['code-search.md', 'fees.md', 'encounters.md', 'coding-work.md', 'coding-rules.md', 'intake.md'],
  ...['accounts.md', 'bank.md', 'correspondence.md', 'tasks.md', 'contracts.md', 'estimates.md', 'collections.md'],
  // What the patient owes on the bill that the estimate was for.
  ...['adjustments.md', 'patient-payments.md', 'refunds.md', 'statements.md', 'cards.md', 'self-audit.md'],
  ...['eligibility.md', 'attachments.md', 'prior-authorization.md', 'claims-from-files.md', 'connections.md'],
  'specialties.md',
  // It changes the payer, so it comes last.
  'assembly.md',
];

const deeper = deeperPages.flatMap((name) => readPage(name).blocks);

interface Findings {
  readonly findings: readonly { readonly editId: string; readonly severity: string; readonly pointer: string }[];
}

let host: ChildHost;
let typed: Typed;

beforeAll(async () => {
  expect(firstDay.text).toContain('npm start -- --scenario first-days');
  host = await startChildHost('--scenario', 'first-days');
  const blocks = [...firstDay.blocks, ...billersDay.blocks, ...codersDay.blocks, ...deeper];
  typed = await typeBlocks(blocks, { SUPERBILL_FOLDER: join(host.folder, 'host') });
});
afterAll(() => host.stop());

it('are typed to their end, and nothing in them is refused', () => {
  expect(firstDay.blocks.length).toBeGreaterThan(8);
  expect(billersDay.blocks.length).toBeGreaterThan(9);
  expect(codersDay.blocks.length).toBeGreaterThan(10);
  expect(deeper.length).toBeGreaterThan(45);
  expect([typed.exitCode, typed.stderr]).toEqual([0, '']);
  expect(typed.stdout).not.toContain('superbill.example/problems');
});

it('are all pages with a bash block: blocks that nobody types are marked as sh', () => {
  const pages = readdirSync(join(import.meta.dirname, '../../docs')).filter((name) => name.endsWith('.md'));
  const typedPages = ['first-day.md', 'billers-day.md', 'coders-day.md', ...deeperPages];
  expect(pages.filter((name) => readPage(name).blocks.length > 0).sort()).toEqual(typedPages.sort());
});

describe('docs/first-day.md', () => {
  it('shows what the page promises', () => {
    const { printed } = typed;
    expect(printed('GET health')).toContain('"status":"ok"');
    expect(printed('PAYER=')).toMatch(/^pay_/);
    expect(printed('ENCOUNTER=')).toContain('"state":{"kind":"ready"}');
    expect(printed('SUBMISSION=')).toMatch(/~\s*CLM\*S[0-9A-Z]{15}\*125\*/);
    expect(printed('SUBMISSION=')).toContain('NM1*IL*1*NUNEZ*ANN*');
    expect(JSON.parse(printed('REMITTANCE='))).toMatchObject({
      state: 'posted',
      paymentCents: 10_000,
      claimsUnapplied: 1,
    });
    const exception = { stated: { chargeCents: 12_500, paidCents: 10_000, serviceFrom: '2026-11-02' }, candidates: [] };
    expect(JSON.parse(printed('EXCEPTION='))).toMatchObject(exception);
    expect(printed('/match')).toMatch(/"state":"resolved".*"kind":"adjudicated"/s);
    expect(printed('/match')).toContain('"insuranceCents":0');
    expect(printed('trial-balance')).toContain('"totalCents":0');
    expect(printed('ENTRY=')).toContain('CLP*LOST0001*');
  });
});

describe('docs/billers-day.md', () => {
  const answersOf = (by: string) =>
    typed
      .printed(by)
      .split('\n')
      .filter((line) => line !== '');
  const answered = (by: string, place: number) => JSON.parse(answersOf(by).at(place) as string);

  it('begins with what arrived overnight: what has posted, and the three things that wait', () => {
    // 75.00 for PINES and 100.00 for ASHER.
    expect(answered('state=posted', 0)).toMatchObject({ count: 2, items: [{ paymentCents: 175_00 }, {}] });
    const { items } = answered('state=posted', 1) as { items: readonly { code: string; cents?: number }[] };
    expect(items.map(({ code }) => code).sort()).toEqual(['adjustment-without-rule', 'claim-rejected']);
    expect(answered('state=posted', 2)).toMatchObject({
      ...{ count: 1, totalCents: 125_00 },
      items: [{ patientName: 'OAKES, OLA', category: 'authorisation' }],
    });
  });

  it('files the rejected claim again, and resolves many exceptions as the page describes', () => {
    expect(answersOf('/acknowledgements"')[0]).toContain('About: the member id, of the subscriber.');
    expect(answered('exceptions/bulk-actions', 0)).toMatchObject({ items: [{ outcome: 'done', version: 2 }] });
    expect(answered('exceptions/bulk-actions', 1)).toMatchObject({ insuranceCents: 0, patientCents: 0 });
  });

  it('appeals the denial, and finds it again on the list of what to look at', () => {
    expect(answered('/answer"', -1)).toMatchObject({ state: 'open', sent: { by: 'appeal' }, appeals: [{ level: 1 }] });
    expect(answered('unanswered-claims', 0)).toMatchObject({ items: [] });
    expect(answered('unanswered-claims', 2)).toMatchObject({ count: 0 });
    expect(answered('unanswered-claims', -1)).toMatchObject({
      items: [{ kind: 'denial', mark: { followUpOn: '2030-01-31' } }],
    });
  });

  it('takes a patient’s payment, answers her questions, and refunds what was too much', () => {
    expect(answered('patient-payments', 0)).toMatchObject({ dueCents: 25_00 });
    expect(answered('credits/bulk-actions', 0)).toMatchObject({ items: [{ cents: 15_00 }] });
    expect(answered('credits/bulk-actions', -1)).toMatchObject({ items: [{ outcome: 'done', version: 2 }] });
  });

  it('ends with money at the bank, a day sheet, and no exception', () => {
    expect(answered('deposit-batches', 0)).toMatchObject({ deposit: { state: 'matched', cents: 175_00 } });
    expect(answered('deposit-batches', 1)).toMatchObject({ totalCents: 40_00 });
    expect(answered('day-sheets', 1)).toMatchObject({ count: 0, items: [] });
  });
});

describe('docs/coders-day.md, and the pages that go deeper', () => {
  const answersOf = (by: string) => typed.printed(by).split('\n');

  it('lists encounters to code, and assigns one to the coder who takes it', () => {
    const [list, taken] = answersOf('VISIT=');
    expect(JSON.parse(list as string)).toMatchObject({
      count: 1,
      items: [{ state: 'draft', patientName: 'NUÑEZ, ANN' }],
    });
    expect(JSON.parse(taken as string)).toMatchObject({ assignedTo: 'coder-1', list: 'coding' });
  });

  it('finds the codes that the page names', () => {
    const [suggested, counselling, drug, knee] = answersOf('codes/suggest');
    for (const code of ['E1165', 'E669', 'M25561', 'M25562']) expect(suggested).toContain(`"code":"${code}"`);
    expect(suggested).toContain('"why":"negated"');
    expect(suggested).not.toContain('"code":"R07');
    expect(JSON.parse(counselling as string)).toMatchObject({ items: [{ code: 'G0447' }, {}] });
    expect(JSON.parse(drug as string)).toMatchObject({ items: [{ code: 'J1885' }] });
    expect(JSON.parse(knee as string)).toMatchObject({
      standing: 'header',
      below: [{ code: 'M25561' }, { code: 'M25562' }],
    });
  });

  it('shows exactly the errors that the page names, each at its place', () => {
    const { findings } = JSON.parse(answersOf('/findings"')[0] as string) as Findings;
    const errors = findings.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ editId, pointer }) => `${editId} at ${pointer}`).sort()).toEqual([
      'excludes1-conflict at /diagnoses/2',
      'pointer-missing at /lines/1/diagnosisPointers',
      'price-missing at /lines/1/chargeCents',
    ]);
    for (const error of errors) expect(codersDay.text).toContain(`\`${error.editId}\` at \`${error.pointer}\``);
    const conflict = errors.find(({ editId }) => editId === 'excludes1-conflict');
    expect(conflict).toMatchObject({
      citation: { set: 'icd-10-cm-tabular', release: 'FY2027', row: expect.stringMatching(/^line \d+$/) },
      fix: { changes: [{ op: 'remove', pointer: '/diagnoses/2' }] },
    });
  });

  it('asks the physician a question that does not lead, and the answer amends the note', () => {
    const [wording, waiting] = answersOf('ask()');
    expect(JSON.parse(wording as string)).toMatchObject({ faults: [{ pointer: '/question' }, {}, {}] });
    expect(JSON.parse(waiting as string)).toMatchObject({ count: 1, items: [{ openQueries: 1 }] });
    const answers = answersOf('amendments[0]');
    expect(answers.slice(-2)).toEqual(['Query: Which knee was treated?', 'Answer: Right knee']);
  });

  it('corrects a final encounter: a new claim with the correct charge', () => {
    const answers = answersOf('/correct"');
    expect(JSON.parse(answers[0] as string)).toMatchObject({ version: 6, state: { kind: 'draft' } });
    expect(answers.at(-1)).toBe('14000');
  });

  it('ends with a claim that is ready, with the content on the page, and an empty list', () => {
    const [, errors, claim] = answersOf('FINAL=');
    expect(errors).toBe('0');
    expect(JSON.parse(claim as string)).toMatchObject({
      state: { kind: 'ready' },
      document: {
        diagnoses: ['E1165', 'E669', 'M25561'],
        lines: [
          { procedure: 'G0447', chargeCents: 12_500 },
          { procedure: 'J1885', chargeCents: 3_000 },
        ],
      },
    });
    const last = answersOf('coding-reports');
    expect(JSON.parse(last[1] as string)).toMatchObject({
      items: [{ code: 'E1165', chosenBefore: true }, {}, {}, {}, {}, {}],
    });
    expect(JSON.parse(last.at(-1) as string)).toMatchObject({ count: 0, items: [] });
  });

  it('shows what arrived after an encounter was final, which the coder confirms', () => {
    const [, changes, confirmed] = answersOf('"addendum"').filter((line) => line !== '');
    expect(JSON.parse(changes as string)).toMatchObject({
      since: expect.any(String),
      items: [{ change: 'note-added', lines: [{ change: 'added', text: expect.stringContaining('phoned') }] }],
    });
    expect(JSON.parse(confirmed as string)).toMatchObject({ state: 'final', confirmed: { by: 'coder-1' } });
  });

  it('accepts what a program sends, and keeps waiting what it cannot accept', () => {
    const [intake, failures] = answersOf('upload()')
      .filter((line) => line.startsWith('{'))
      .slice(-2);
    expect(JSON.parse(intake as string)).toMatchObject({ state: 'done', records: 2, taken: 1, open: 1 });
    expect(JSON.parse(failures as string)).toMatchObject({ items: [{ record: 2, line: 2, state: 'open' }] });
    const [, dismissed] = answersOf('failures/2/retry').filter((line) => line !== '');
    expect(JSON.parse(dismissed as string)).toMatchObject({ state: 'dismissed' });
  });
});

describe('the office’s work with debts of patients and payers', () => {
  const answersOf = (by: string) =>
    typed
      .printed(by)
      .split('\n')
      .filter((line) => line.startsWith('{'));
  const answered = (by: string, place: number) => JSON.parse(answersOf(by).at(place) as string);

  it('has the bill reduced to the amount decided in a dispute of the estimate', () => {
    expect(answered('PPDR-1', -2)).toMatchObject({ disputes: [{ ended: { as: 'decided', payableCents: 600_00 } }] });
    expect(answered('PPDR-1', -1)).toMatchObject({ state: 'booked', cents: 400_00 });
  });

  it('places an account with an agency, books what the agency collected, and takes the account back', () => {
    expect(answered('agency-files', -1)).toMatchObject({ placements: 1 });
    expect(answered('agency-remits', 0)).toMatchObject({ items: [{ state: 'posted', parts: [{ cents: 100_00 }] }] });
    expect(answered('agency-remits', -1)).toMatchObject({ state: 'recalled', collectedCents: 100_00 });
  });

  it('charges a payer’s virtual card, and reverses a charge that was declined', () => {
    expect(answersOf('TERM-77')[0]).toContain('"cents":9750');
    expect(answered('TERM-77', -1)).toMatchObject({ feeCents: 250, reversed: { reason: 'Declined' } });
  });

  it('refunds money by a check that the bank has paid', () => {
    expect(answered('refund-checks', -1)).toMatchObject({ state: 'cleared', cents: 60_00 });
  });
});
