import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import { owedOutOfSight } from '../../shared/domain/claim/open-work.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { readBalances } from '../../shared/store/claims.ts';
import { coder, manager } from '../support/api-event.ts';
import { encountersOfKinds } from '../support/encounter-kinds.ts';
import { nextPayerDesk } from '../support/next-payer-desk.ts';
import { encounterBody } from '../support/office.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

const tenant = manager.tenantId as TenantId;
const reason = 'two units were given, not four';

let store: TestTable;
let desk: Awaited<ReturnType<typeof nextPayerDesk>>;
beforeEach(async () => {
  store = await startTestTable();
  desk = await nextPayerDesk(store, []);
});
afterEach(() => store.stop());

const claimOf = async (claimId: string) => (await desk.call('GET', `/v1/claims/${claimId}`)).body;
const encounterOf = async (id: string) => (await desk.practice.call('GET', `/v1/encounters/${id}`)).body;
const kindOf = ({ status, body }: { readonly status: number; readonly body: { readonly type?: string } }) =>
  `${status} ${body.type?.slice(body.type.lastIndexOf('/') + 1) ?? ''}`.trim();

async function onEncounter(id: string, what: 'correct' | 'void' | 'finalize') {
  desk.tick();
  const headers = { ...desk.newKey(), 'If-Match': `"${(await encounterOf(id)).version}"` };
  const body = what === 'finalize' ? undefined : { reason };
  return desk.practice.call('POST', `/v1/encounters/${id}/${what}`, body, { principal: coder, headers });
}

/** Opens an encounter, changes its draft and finalises it. */
async function correct(id: string, change: (draft: Record<string, unknown>) => object) {
  const opened = await onEncounter(id, 'correct');
  expect(opened.status, JSON.stringify(opened.body)).toBe(200);
  const { version, ...draft } = opened.body;
  const saved = await desk.practice.call(
    'PUT',
    `/v1/encounters/${id}`,
    { ...draft, ...change(draft) },
    {
      headers: { 'If-Match': `"${version}"` },
    },
  );
  expect(saved.status, JSON.stringify(saved.body)).toBe(200);
  return onEncounter(id, 'finalize');
}

/** Two units of J1885 instead of four: 5.50 instead of 11.00. */
const twoUnits = (draft: Record<string, unknown>) => ({
  lines: (draft.lines as { procedure: string }[]).map((line) =>
    line.procedure === 'J1885' ? { ...line, units: 2 } : line,
  ),
});

async function onClaim(claimId: string, what: string, body: object) {
  desk.tick();
  const { version } = await claimOf(claimId);
  return desk.call('POST', `/v1/claims/${claimId}/${what}`, { headers: { 'If-Match': `"${version}"` }, body });
}

/** Processes what is due and sends what is ready. Returns the newest file. */
async function send(): Promise<string> {
  await desk.workOff();
  await desk.call('POST', '/v1/submissions', { body: {}, headers: desk.newKey() });
  await desk.workOff();
  return Buffer.from([...desk.s3.objects.values()].at(-1) as Uint8Array).toString('latin1');
}

/** A claim of 141.00 that was sent, and its encounter. */
async function sent(change: Record<string, unknown> = {}) {
  const claimId = await desk.finalise(change);
  await send();
  return { claimId, id: (await claimOf(claimId)).encounterId as string };
}

/** Cents per account. */
async function totals(): Promise<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const item of (await store.items()).filter(({ type }) => type === 'totals')) {
    for (const [name, value] of Object.entries(item)) {
      if (/^[A-Z]{2}$/.test(name) && value !== 0) sums[name] = (sums[name] ?? 0) + (value as number);
    }
  }
  return Object.fromEntries(Object.entries(sums).filter(([, value]) => value !== 0));
}

async function openExceptions() {
  const open = (await store.items()).filter(({ type, state }) => type === 'exception' && state === 'open');
  return open.map(({ code, cents }) => `${code} ${cents ?? ''}`.trim());
}

/** All that is owed is on some list. */
async function expectAllInSight(claimId: string) {
  const [balance] = await readBalances(store.table, tenant, [claimId]);
  expect(owedOutOfSight(balance as ClaimBalance)).toEqual([]);
}

const paid = (claimId: string) => `
  CLP*${claimId}*1*141*100**CI*ICN1*11*1
  CAS*CO*45*41`;
const takenBack = (claimId: string) => `
  CLP*${claimId}*22*-141*-100**CI*ICN1*11*1
  CAS*CO*45*-41`;
const denied = (claimId: string, remark = '') => `
  CLP*${claimId}*1*141*0**CI*ICN1*11*1
  CAS*CO*16*141${remark}`;

describe('correcting an encounter whose claim was paid', () => {
  it('keeps the claim, changes its charges, and replaces it under the payer’s own number', async () => {
    const { claimId, id } = await sent();
    await desk.receive('first', '100', paid(claimId));
    const opened = await onEncounter(id, 'correct');
    expect(opened.body.state).toMatchObject({ kind: 'draft', reopened: { claimIds: [claimId], keepsClaims: true } });
    // While it is a draft, the books do not change, and no further filing of the claim is sent.
    expect(await totals()).toEqual({ DT: 10_000, CA: 4_100, CH: -14_100 });
    expect(kindOf(await onClaim(claimId, 'filings', { share: 0, frequency: 'replacement' }))).toBe(
      '409 claim-being-corrected',
    );
    expect(kindOf(await onClaim(claimId, 'filings', {}))).toBe('409 claim-being-corrected');
    expect(kindOf(await onEncounter(id, 'void'))).toBe('409 encounter-being-corrected');
    const { version, ...draft } = opened.body;
    const headers = { 'If-Match': `"${version}"` };
    await desk.practice.call('PUT', `/v1/encounters/${id}`, { ...draft, ...twoUnits(draft) }, { headers });
    const final = await onEncounter(id, 'finalize');
    expect(final.body.state).toMatchObject({ kind: 'final', claimIds: [claimId] });
    expect(await claimOf(claimId)).toMatchObject({
      chargeCents: 13_550,
      insuranceCents: -550,
      correction: { kind: 'content', after: 1 },
      filings: [
        { number: 1, frequency: 'original', state: { kind: 'answered', outcome: 'paid' } },
        { number: 2, frequency: 'replacement', payerClaimNumber: 'ICN1' },
      ],
    });
    expect(await openExceptions()).toEqual(['correction-awaited -550']);
    await expectAllInSight(claimId);
    // 141.00 - 135.50 = 5.50 less is charged; what was paid and written off does not change.
    expect(await totals()).toEqual({ IR: -550, DT: 10_000, CA: 4_100, CH: -13_550 });
    const file = await send();
    expect(file).toContain(`~CLM*${claimId}*135.5***11:B:7*`);
    expect(file).toContain('~REF*F8*ICN1~');
    // The payer reverses its answer and answers again, with 10.00 more: 110.00 paid, 25.50 written off.
    const anew = `
      CLP*${claimId}*1*135.5*110**CI*ICN2*11*1
      CAS*CO*45*25.5`;
    await desk.receive('first', '10', takenBack(claimId) + anew, '20261123');
    expect(await claimOf(claimId)).toMatchObject({
      state: { kind: 'adjudicated', outcome: 'paid' },
      insuranceCents: 0,
      filings: [{ state: { kind: 'reversed' } }, { state: { kind: 'answered', outcome: 'paid' } }],
    });
    expect(await openExceptions()).toEqual([]);
    await expectAllInSight(claimId);
    expect(await totals()).toEqual({ DT: 11_000, CA: 2_550, CH: -13_550 });
    const { items } = (await desk.call('GET', `/v1/claims/${claimId}/history`)).body;
    const told = items.find(({ event }: { event: string }) => event === 'filing-opened');
    expect(told.facts).toMatchObject({ frequency: 'replacement', because: 'corrected' });
    // The history still shows the original charge.
    expect(items[0]).toMatchObject({ event: 'charges-posted', facts: { chargeCents: 14_100 } });
  });

  it('waits for the reversal when the new answer comes first', async () => {
    const { claimId, id } = await sent();
    await desk.receive('first', '100', paid(claimId));
    await correct(id, twoUnits);
    await send();
    const anew = `
      CLP*${claimId}*1*135.5*110**CI*ICN2*11*1
      CAS*CO*45*25.5`;
    await desk.receive('first', '10', anew + takenBack(claimId));
    expect(await claimOf(claimId)).toMatchObject({ insuranceCents: 0 });
    expect(await openExceptions()).toEqual([]);
    expect(await totals()).toEqual({ DT: 11_000, CA: 2_550, CH: -13_550 });
  });

  it('books nothing when the charges are the same, but still replaces the claim', async () => {
    const { claimId, id } = await sent();
    await desk.receive('first', '100', paid(claimId));
    await correct(id, () => ({ placeOfService: '22' }));
    expect(await openExceptions()).toEqual([]);
    expect(await totals()).toEqual({ DT: 10_000, CA: 4_100, CH: -14_100 });
    expect(await send()).toContain(`~CLM*${claimId}*141***22:B:7*`);
  });

  it('is refused while a further filing is being sent, and when the payer would change', async () => {
    const { claimId, id } = await sent();
    await desk.receive('first', '100', paid(claimId));
    await onClaim(claimId, 'filings', { share: 0, frequency: 'replacement' });
    await desk.workOff();
    expect(await onEncounter(id, 'correct')).toMatchObject({ status: 409, body: { claimId, claimState: 'ready' } });
    await onClaim(claimId, 'withdraw', { reason: 'to be corrected' });
    const otherwise = await correct(id, () => ({ selfPay: true }));
    expect(kindOf(otherwise)).toBe('409 encounter-bills-otherwise');
  });
});

describe('correcting an encounter whose claim was denied', () => {
  it('answers the denial by a replacement, which the payer then pays', async () => {
    const { claimId, id } = await sent();
    await desk.receive('first', '0', denied(claimId));
    await correct(id, twoUnits);
    const { openWork, filings, insuranceCents } = await claimOf(claimId);
    // An amount that is no longer charged is no longer denied either: 141.00 - 5.50.
    expect([
      insuranceCents,
      openWork.map(({ kind, cents }: { kind: string; cents: number }) => `${kind} ${cents}`),
    ]).toEqual([13_550, ['denial 13550']]);
    expect(filings[1]).toMatchObject({ frequency: 'replacement', payerClaimNumber: 'ICN1' });
    const denial = (await store.items()).find(({ type }) => type === 'denial');
    expect(denial).toMatchObject({ state: 'open', openCents: 13_550, sent: { by: 'corrected-claim' } });
    await send();
    await desk.receive('first', '135.5', `CLP*${claimId}*1*135.5*135.5**CI*ICN2*11*1`);
    expect(await claimOf(claimId)).toMatchObject({ insuranceCents: 0, openWork: [] });
    expect(await totals()).toEqual({ DT: 13_550, CH: -13_550 });
  });

  it('also replaces it when only a record on file changed, and takes the same denial again as a new one', async () => {
    const { claimId } = await sent();
    await desk.receive('first', '0', denied(claimId));
    const path = `/v1/claims/${claimId}/next-filing`;
    expect((await desk.call('GET', path)).body.items).toMatchObject([
      { share: 0, frequency: 'replacement', payerClaimNumber: 'ICN1', reason: { code: 'denied' } },
    ]);
    expect((await onClaim(claimId, 'filings', {})).status).toBe(202);
    expect(await send()).toContain('~REF*F8*ICN1~');
    expect((await desk.call('GET', path)).body.items).toEqual([]);
    await desk.receive('first', '0', denied(claimId));
    const denials = (await store.items()).filter(({ type }) => type === 'denial');
    expect(denials.map(({ state }) => state).sort()).toEqual(['closed', 'open']);
    expect((await claimOf(claimId)).openWork).toMatchObject([{ kind: 'denial', cents: 14_100 }]);
    const { items } = (await desk.call('GET', `/v1/claims/${claimId}/history`)).body;
    expect(items.find(({ event }: { event: string }) => event === 'filing-opened').facts.because).toBe('denied');
  });

  it('files it as a new claim if it could not be processed, and not as a claim if the payer takes none', async () => {
    const path = `/v1/payers/${desk.payerIds.first}`;
    const { id: _id, version, ...payer } = (await desk.practice.call('GET', path)).body;
    const corrections = { refuses: ['replacement', 'void'], otherwise: 'reopening by phone' };
    const headers = { 'If-Match': `"${version}"` };
    const put = await desk.practice.call('PUT', path, { ...payer, corrections }, { headers });
    expect(put.status, JSON.stringify(put.body)).toBe(200);
    const unprocessable = await sent();
    await desk.receive('first', '0', denied(unprocessable.claimId, '\nMOA***MA130'));
    await correct(unprocessable.id, twoUnits);
    expect((await claimOf(unprocessable.claimId)).filings[1]).toMatchObject({ frequency: 'original' });

    const decided = await sent();
    await desk.receive('first', '100', paid(decided.claimId));
    await correct(decided.id, () => ({ placeOfService: '22' }));
    expect(await claimOf(decided.claimId)).toMatchObject({ filings: [{ number: 1 }], insuranceCents: 0 });
    expect(await openExceptions()).toContain('correction-awaited 0');
    expect((await desk.call('GET', `/v1/claims/${decided.claimId}/next-filing`)).body.items).toMatchObject([
      { share: 0, reason: { code: 'not-by-claim' } },
    ]);
  });
});

describe('voiding an encounter whose claim was paid', () => {
  it('reverses the charges, asks the payer to void the claim, and owes it what it paid until it takes that back', async () => {
    const { claimId, id } = await sent();
    await desk.receive('first', '100', paid(claimId));
    const answer = await onEncounter(id, 'void');
    expect(answer.body.state).toMatchObject({ kind: 'void', claimIds: [claimId] });
    expect(await claimOf(claimId)).toMatchObject({
      chargeCents: 0,
      insuranceCents: -14_100,
      correction: { kind: 'void' },
    });
    expect(await openExceptions()).toEqual(['correction-awaited -14100']);
    await expectAllInSight(claimId);
    expect(await totals()).toEqual({ IR: -14_100, DT: 10_000, CA: 4_100 });
    const file = await send();
    // A void repeats what was sent.
    expect(file).toContain(`~CLM*${claimId}*141***11:B:8*`);
    expect(file).toContain('~REF*F8*ICN1~');
    await desk.receive('first', '0', `${takenBack(claimId)}\nPLB*1234567893*20261231*FB:X*-100`, '20261123');
    expect(await claimOf(claimId)).toMatchObject({
      state: { kind: 'reversed' },
      insuranceCents: 0,
      filings: [{ state: { kind: 'reversed' } }, { frequency: 'void', state: { kind: 'answered' } }],
    });
    expect((await openExceptions()).filter((code) => code.startsWith('correction'))).toEqual([]);
    await expectAllInSight(claimId);
    expect((await totals()).IR).toBeUndefined();
    expect(kindOf(await onClaim(claimId, 'filings', { share: 0, frequency: 'original' }))).toBe('409 claim-void');
  });

  it('ends its denial', async () => {
    const { claimId, id } = await sent();
    await desk.receive('first', '0', denied(claimId));
    await onEncounter(id, 'void');
    expect(await claimOf(claimId)).toMatchObject({ insuranceCents: 0, openWork: [] });
    expect(await totals()).toEqual({});
    expect((await store.items()).find(({ type }) => type === 'denial')).toMatchObject({ state: 'closed' });
  });

  it('does not ask a payer to void a claim that it has not accepted; that is proposed once it has', async () => {
    const { claimId, id } = await sent();
    expect(kindOf(await onClaim(claimId, 'filings', { share: 0, frequency: 'void' }))).toBe('409 nothing-to-correct');
    expect((await onEncounter(id, 'void')).status).toBe(200);
    expect(await claimOf(claimId)).toMatchObject({ insuranceCents: 0, filings: [{ number: 1 }] });
    expect(await totals()).toEqual({});
    const number = { share: 0, frequency: 'void', payerClaimNumber: 'ICN9' };
    expect(await onClaim(claimId, 'filings', number)).toMatchObject({ status: 202 });
    expect(await send()).toContain('~REF*F8*ICN9~');
  });
});

describe('lines that a facility forgot', () => {
  it('are sent as late charges, and their answer completes the payer’s answer', async () => {
    const stay = encountersOfKinds(desk.office)['outpatient-facility'] as {
      lines: Record<string, unknown>[];
    };
    const { claimId, id } = await sent(stay as unknown as Record<string, unknown>);
    const { chargeCents, lineCount } = await claimOf(claimId);
    const whole = (chargeCents / 100).toString();
    await desk.receive('first', whole, `CLP*${claimId}*1*${whole}*${whole}**CI*ICN1*13*1`);
    const [first] = stay.lines;
    const final = await correct(id, (draft) => ({
      lines: [
        ...(draft.lines as object[]),
        { ...first, revenueCode: '0250', units: '1', unit: 'UN', chargeCents: 2_500 },
      ],
    }));
    expect(final.status, JSON.stringify(final.body)).toBe(200);
    expect(await claimOf(claimId)).toMatchObject({
      correction: { kind: 'lines-added', after: 1, linesBefore: lineCount },
      insuranceCents: 2_500,
      filings: [{}, { frequency: 'late-charges', payerClaimNumber: 'ICN1' }],
    });
    await expectAllInSight(claimId);
    const file = await send();
    expect(file).toContain(`~CLM*${claimId}*25***13:A:5*`);
    expect(file).toContain('~LX*1~');
    await desk.receive(
      'first',
      '25',
      `CLP*${claimId}*1*25*25**CI*ICN2*13*1\nSVC*NU:0250*25*25**1\nREF*6R*L${lineCount + 1}`,
    );
    expect(await claimOf(claimId)).toMatchObject({ insuranceCents: 0, payers: [{ status: 'answered' }] });
    expect(await openExceptions()).toEqual([]);
  });
});

describe('a claim that a payer has from another system', () => {
  const correctsClaim = { frequency: 'replacement', payerClaimNumber: 'ICN123' };

  it('is replaced by the first filing of an encounter that says so', async () => {
    const { claimId } = await sent({ correctsClaim });
    expect((await claimOf(claimId)).filings).toMatchObject([{ frequency: 'replacement', payerClaimNumber: 'ICN123' }]);
    const file = Buffer.from([...desk.s3.objects.values()].at(-1) as Uint8Array).toString('latin1');
    expect(file).toContain(`~CLM*${claimId}*141***11:B:7*`);
    expect(file).toContain('~REF*F8*ICN123~');
  });

  it('has one number, so all lines must make one claim', async () => {
    const line = { procedure: 'X9001', diagnosisPointers: [1], units: 1, chargeCents: 100 };
    const lines = Array.from({ length: 51 }, (_, index) => {
      return { ...line, serviceOn: `2026-${index < 28 ? '09' : '10'}-${String((index % 28) + 1).padStart(2, '0')}` };
    });
    const body = { ...encounterBody(desk.office), lines, correctsClaim };
    const draft = await desk.practice.call('POST', '/v1/encounters', body);
    expect(await onEncounter(draft.body.id, 'finalize')).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/correctsClaim', detail: expect.stringContaining('2 claims') }] },
    });
  });
});
