import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClaimId } from '../../shared/domain/identity/ids.ts';
import type { TimeZone } from '../../shared/domain/time/time-zone.ts';
import { balanceWrite, readBalances } from '../../shared/store/claims.ts';
import { officeWrite } from '../../shared/store/office.ts';
import { readSubmission } from '../../shared/store/submissions.ts';
import { claimAnswers, functionalAnswer, interchangeAnswer } from '../support/acknowledgement-files.ts';
import { acknowledgementOffices, receiver, submissionId } from '../support/acknowledgement-office.ts';
import { filesOf } from '../support/claim-offices.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

let store: TestTable;
let offices: ReturnType<typeof acknowledgementOffices>;
beforeAll(async () => {
  store = await startTestTable();
  offices = acknowledgementOffices(store);
});
afterAll(() => store.stop());

const sentAt = '261123*1405';
const kinds = (filings: Awaited<ReturnType<typeof offices.filingsOf>>) =>
  filings.map((own) => own?.map(({ kind }) => kind));

describe('a TA1 or 999 about a file that was sent', () => {
  it('that accepts it is recorded with the submission, and writes no claim', async () => {
    const office = await offices.sent(2);
    const before = await offices.filingsOf(office);
    await offices.apply(office, interchangeAnswer('000000001', 'A', receiver, sentAt));
    const file = await offices.apply(office, functionalAnswer('1', 'A', [], receiver));
    expect(file).toMatchObject({ state: 'applied', claims: 0, unapplied: 0, repeated: 0 });
    const submission = await readSubmission(store.table, office.tenant, submissionId);
    expect(submission).toMatchObject({ interchangeAnswer: 'accepted', functionalAnswer: 'accepted' });
    expect(await offices.filingsOf(office)).toEqual(before);
    expect((await offices.saidOfFile(office)).map(({ kind, verdict }) => [kind, verdict]).sort()).toEqual([
      ['999', 'accepted'],
      ['TA1', 'accepted'],
    ]);
    expect(await offices.exceptionsOf(office)).toEqual([]);
  });

  it('that rejects its envelope rejects every filing in it, with the reason, as work for a person', async () => {
    const office = await offices.sent(3);
    await offices.apply(office, interchangeAnswer('000000001', 'R', receiver, sentAt));
    const rejected = { kind: 'rejected', submissionId, reasons: ['interchange-rejected'] };
    expect(await offices.filingsOf(office)).toEqual([[rejected], [rejected], [rejected]]);
    const exceptions = await offices.exceptionsOf(office);
    expect(exceptions.map(({ code, claimId }) => [code, claimId]).sort()).toEqual(
      office.claimIds.map((claimId) => ['claim-rejected', claimId]).sort(),
    );
    expect(await offices.saidOf(office, office.claimIds[0] as ClaimId)).toMatchObject([
      { kind: 'TA1', filing: 1, verdict: 'rejected', effect: 'rejected', codes: ['006'] },
    ]);
  });

  it('has each error traced to its claim and field', async () => {
    const office = await offices.sent(3);
    const segments = filesOf(office)[0]?.split('~').slice(2) ?? [];
    // The error is in the place of service of the second claim in the file.
    const claims = segments.flatMap((text, index) => (text.startsWith('CLM*') ? [index + 1] : []));
    const position = claims[1] as number;
    const claimId = segments[position - 1]?.split('*')[1];
    const errors = [`IK3*CLM*${position}*2300*8`, 'IK4*5:1*1331*7*ZZ'];
    await offices.apply(office, functionalAnswer('1', 'R', errors, receiver));
    const [said] = await offices.saidOfFile(office);
    expect(said?.errors).toEqual([
      {
        segment: 'CLM',
        position,
        loop: '2300',
        code: '8',
        element: 5,
        component: 1,
        elementCode: '7',
        claimId,
        pointer: '/placeOfService',
      },
    ]);
    const filings = await offices.filingsOf(office);
    expect(new Set(filings.flat().map((state) => state?.kind))).toEqual(new Set(['rejected']));
    const own = await offices.saidOf(office, claimId as ClaimId);
    expect(own).toMatchObject([{ kind: '999', errors: [{ pointer: '/placeOfService' }] }]);
  });

  it('that accepts it with errors records them, and rejects nothing', async () => {
    const office = await offices.sent(2);
    const errors = ['IK3*NM1*8*2010AA*8', `CTX*CLM01:${office.claimIds[1]}`, 'IK4*9*67*7*BAD'];
    await offices.apply(office, functionalAnswer('1', 'E', errors, receiver));
    expect(kinds(await offices.filingsOf(office))).toEqual([['submitted'], ['submitted']]);
    const [said] = await offices.saidOfFile(office);
    expect(said).toMatchObject({ verdict: 'accepted-with-errors', errors: [{ claimId: office.claimIds[1] }] });
  });

  it.each([
    ['control-number-unknown', functionalAnswer('999', 'R', [], receiver)],
    ['control-number-unknown', functionalAnswer('X', 'R', [], receiver)],
    ['control-number-unknown', interchangeAnswer('000000001', 'R', receiver, '200101*0000')],
    ['other-office', functionalAnswer('1', 'R', [], { from: 'EXAMPLECLEAR', to: 'SOMEBODYELSE' })],
    ['other-sender', functionalAnswer('1', 'R', [], { from: 'SOMEBODYELSE', to: 'EXAMPLECLINIC' })],
    ['transaction-unknown', functionalAnswer('1', 'R', [], receiver).replace('AK2*837*0001', 'AK2*837*0002')],
    ['not-understood', functionalAnswer('1', 'Q', [], receiver)],
  ])('that is not about it (%s) is kept and listed, and changes nothing', async (reason, text) => {
    const office = await offices.sent(1);
    const before = await offices.filingsOf(office);
    const file = await offices.apply(office, text);
    expect(file).toMatchObject({ state: 'applied', unapplied: 1 });
    expect(await offices.answersOf(office, file.id)).toMatchObject([{ reason }]);
    expect(await offices.filingsOf(office)).toEqual(before);
    expect(await offices.saidOfFile(office)).toEqual([]);
    expect((await offices.exceptionsOf(office)).map(({ code }) => code)).toEqual(['acknowledgement-unapplied']);
  });

  it('repeated in another file changes nothing, and is listed as repeated', async () => {
    const office = await offices.sent(2);
    await offices.apply(office, functionalAnswer('1', 'R', [], receiver));
    const before = await offices.filingsOf(office);
    const again = await offices.apply(
      office,
      functionalAnswer('1', 'R', [], { ...receiver, controlNumber: '000000906' }),
    );
    expect(again).toMatchObject({ state: 'applied', repeated: 1 });
    expect(await offices.filingsOf(office)).toEqual(before);
    expect(await offices.saidOfFile(office)).toHaveLength(1);
  });

  it('that accepts what was rejected before leaves it rejected, and tells a person', async () => {
    const office = await offices.sent(1);
    await offices.apply(office, functionalAnswer('1', 'R', [], receiver));
    await offices.apply(office, functionalAnswer('1', 'A', [], receiver));
    expect(kinds(await offices.filingsOf(office))).toEqual([['rejected']]);
    const submission = await readSubmission(store.table, office.tenant, submissionId);
    expect(submission?.functionalAnswer).toBe('rejected');
    const codes = (await offices.exceptionsOf(office)).map(({ code }) => code).sort();
    expect(codes).toEqual(['acknowledgement-contradicts', 'claim-rejected']);
  });
});

describe('a 277CA', () => {
  const trace = submissionId;

  it('finds each claim by its number, and keeps the payer’s number and what was said', async () => {
    const office = await offices.sent(2);
    const [first, second] = office.claimIds as readonly [ClaimId, ClaimId];
    const file = await offices.apply(
      office,
      claimAnswers({
        trace,
        claims: [
          { claimId: first, status: 'A2:20:PR', action: 'WQ', payerClaimNumber: 'ICN1' },
          { claimId: second, status: 'A7:562:85', action: 'U' },
        ],
      }),
    );
    expect(file).toMatchObject({ state: 'applied', claims: 2, accepted: 1, rejected: 1, unapplied: 0 });
    expect(await offices.filingsOf(office)).toEqual([
      [{ kind: 'accepted', submissionId }],
      [{ kind: 'rejected', submissionId, reasons: ['claim-refused'] }],
    ]);
    expect(await offices.saidOf(office, first)).toMatchObject([
      { kind: '277CA', filing: 1, effect: 'accepted', payerClaimNumber: 'ICN1', saidAt: '2026-11-27T1200' },
    ]);
    expect((await offices.exceptionsOf(office)).map(({ code, claimId }) => [code, claimId])).toEqual([
      ['claim-rejected', second],
    ]);
    expect(await offices.saidOfFile(office)).toMatchObject([{ kind: '277CA', verdict: 'passed-on' }]);
  });

  it('from the clearinghouse and then from the payer moves a claim forward: received, accepted, rejected', async () => {
    const office = await offices.sent(1);
    const [claimId] = office.claimIds as readonly [ClaimId];
    const answer = (status: string, action: 'WQ' | 'U', hour: string, source: 'AY' | 'PR') =>
      claimAnswers({ trace, source, created: `20261127*${hour}`, claims: [{ claimId, status, action }] });
    const said: unknown[] = [];
    for (const text of [
      answer('A1:19', 'WQ', '0900', 'AY'),
      answer('A2:20', 'WQ', '1000', 'AY'),
      answer('A7:164:IL', 'U', '1100', 'PR'),
      answer('A2:20', 'WQ', '1200', 'PR'),
    ]) {
      await offices.apply(office, text);
      said.push((await offices.filingsOf(office))[0]?.[0]?.kind);
    }
    expect(said).toEqual(['submitted', 'accepted', 'rejected', 'rejected']);
    const effects = (await offices.saidOf(office, claimId)).map(({ effect }) => effect);
    expect(effects).toEqual(['none', 'accepted', 'rejected', 'contradicts']);
  });

  it('that comes after a newer one does not move anything back', async () => {
    const office = await offices.sent(1);
    const [claimId] = office.claimIds as readonly [ClaimId];
    const at = (created: string, status: string, action: 'WQ' | 'U') =>
      claimAnswers({ trace, created, claims: [{ claimId, status, action }] });
    await offices.apply(office, at('20261127*1200', 'A2:20', 'WQ'));
    await offices.apply(office, at('20261127*0900', 'A7:21', 'U'));
    expect(kinds(await offices.filingsOf(office))).toEqual([['accepted']]);
    await offices.apply(office, at('20261127*0800', 'A1:19', 'WQ'));
    expect((await offices.saidOf(office, claimId)).map(({ effect }) => effect)).toEqual([
      'none',
      'out-of-date',
      'accepted',
    ]);
  });

  it('for a claim that was never sent, or that is unknown, is listed and changes nothing', async () => {
    const office = await offices.withClaims(1);
    const [claimId] = office.claimIds as readonly [ClaimId];
    const claims = [
      { claimId, status: 'A2:20', action: 'WQ' },
      { claimId: 'SOMEBODY ELSES', status: 'A7:21', action: 'U' },
    ] as const;
    const file = await offices.apply(office, claimAnswers({ trace: 'sub_UNKNOWN', claims }));
    expect(file).toMatchObject({ claims: 2, accepted: 0, rejected: 0, unapplied: 2 });
    const answers = await offices.answersOf(office, file.id);
    expect(answers.map(({ reason }) => reason)).toEqual(['claim-not-sent', 'claim-unknown', undefined]);
    expect(kinds(await offices.filingsOf(office))).toEqual([['ready']]);
  });

  it.each([
    ['the batch', { batchStatus: 'STC*A3:24:41*20261127*U*100' }],
    ['its only provider', { providerStatus: 'STC*A7:562:85*20261127*U*100' }],
  ])('that rejects %s without naming a claim rejects every claim in it', async (_, more) => {
    const office = await offices.sent(2);
    const file = await offices.apply(office, claimAnswers({ trace, claims: [], ...more }));
    expect(file).toMatchObject({ state: 'applied', claims: 0, unapplied: 0 });
    const rejected = { kind: 'rejected', submissionId, reasons: ['batch-refused'] };
    expect(await offices.filingsOf(office)).toEqual([[rejected], [rejected]]);
  });

  it('that rejects a batch that was not sent from here changes nothing', async () => {
    const office = await offices.sent(1);
    const batchStatus = 'STC*A3:24:41*20261127*U*100';
    const file = await offices.apply(office, claimAnswers({ trace: 'SOMETHING', claims: [], batchStatus }));
    expect(await offices.answersOf(office, file.id)).toMatchObject([{ reason: 'batch-unknown' }]);
    expect(kinds(await offices.filingsOf(office))).toEqual([['submitted']]);
  });

  it('that repeats or contradicts itself about a claim changes nothing more', async () => {
    const office = await offices.sent(1);
    const [claimId] = office.claimIds as readonly [ClaimId];
    const claim = { claimId, status: 'A2:20', action: 'WQ' } as const;
    const file = await offices.apply(office, claimAnswers({ trace, claims: [claim, claim] }));
    expect(file).toMatchObject({ claims: 2, accepted: 1, repeated: 1 });
    const unclear = await offices.apply(office, claimAnswers({ trace, claims: [{ ...claim, status: 'A7:21' }] }));
    expect(unclear).toMatchObject({ claims: 1, unapplied: 1 });
    expect(kinds(await offices.filingsOf(office))).toEqual([['accepted']]);
  });
});

describe('a file of acknowledgements', () => {
  it('is applied once, wherever the worker dies and however often its message comes', async () => {
    const claimsOf = (ids: readonly string[]) =>
      ids.map((claimId, index) => ({
        claimId,
        status: index % 2 === 0 ? 'A2:20' : 'A7:21',
        action: index % 2 === 0 ? ('WQ' as const) : ('U' as const),
      }));
    const plain = await offices.sent(4);
    const text = (ids: readonly string[]) =>
      interchangeAnswer('000000001', 'A', receiver, sentAt) +
      functionalAnswer('1', 'A', [], receiver) +
      claimAnswers({ trace: submissionId, claims: [...claimsOf(ids), ...claimsOf(ids.slice(0, 1))] });
    const expected = await offices.apply(plain, text(plain.claimIds));
    const end = await offices.filingsOf(plain);
    for (let step = 1; step <= 6; step += 1) {
      const office = await offices.sent(4);
      const fileId = await offices.receive(office, text(office.claimIds));
      let calls = 0;
      const dying = (isBefore: boolean) => (sender: { send(command: unknown): Promise<unknown> }) => ({
        send: async (command: { constructor: { name: string } }) => {
          if (command.constructor.name !== 'TransactWriteItemsCommand') return sender.send(command);
          calls += 1;
          if (calls === step && isBefore) throw new Error('the worker died');
          const done = await sender.send(command);
          if (calls === step) throw new Error('the worker died');
          return done;
        },
      });
      await offices.work(office, fileId, dying(step % 2 === 0) as never).catch(() => undefined);
      await offices.work(office, fileId);
      await offices.work(office, fileId);
      const { claims, accepted, rejected, unapplied, repeated, state } = await offices.fileOf(office, fileId);
      expect({ claims, accepted, rejected, unapplied, repeated, state }).toMatchObject({
        claims: expected.claims,
        accepted: expected.accepted,
        rejected: expected.rejected,
        unapplied: 0,
        repeated: 1,
        state: 'applied',
      });
      expect(await offices.filingsOf(office)).toEqual(end);
    }
  });

  it('without any answer is listed, and a person is told', async () => {
    const office = await offices.sent(1);
    const empty = interchangeAnswer('000000001', 'A', receiver).replace(/TA1[^~]*~/, 'TA1*~');
    const file = await offices.apply(office, empty);
    expect(file).toMatchObject({ state: 'applied', unapplied: 1 });
    expect((await offices.exceptionsOf(office)).map(({ code, facts }) => [code, facts.fileId])).toEqual([
      ['acknowledgement-unapplied', file.id],
    ]);
  });

  it('in a payer’s own form is kept with the submissions that its text names', async () => {
    const office = await offices.sent(1);
    const file = await offices.apply(
      office,
      `SYNTHETIC REPORT\nFILE 000000001 ACCEPTED\nCLAIM ${office.claimIds[0]}\n`,
    );
    expect(file).toMatchObject({ state: 'applied', transactions: [], submissionIds: [submissionId] });
    expect(await offices.saidOfFile(office)).toMatchObject([{ kind: 'report', fileId: file.id }]);
    expect(kinds(await offices.filingsOf(office))).toEqual([['submitted']]);
  });

  it('in a payer’s own form is dated by the office’s day', async () => {
    const office = await offices.sent(1);
    // Half past midnight of the next day in Auckland.
    await store.table.transact([officeWrite(office.tenant, { version: 1, timeZone: 'Pacific/Auckland' as TimeZone })]);
    await offices.apply(office, `SYNTHETIC REPORT\nCLAIM ${office.claimIds[0]}\n`);
    expect(await offices.saidOfFile(office)).toMatchObject([{ kind: 'report', saidAt: '2026-11-28' }]);
  });
});

describe('an acknowledgement that does not come', () => {
  it('is reported after its time, and no longer once it has come', async () => {
    const office = await offices.sent(2);
    await offices.notice(office, 'file', '2026-11-25T15:00:00Z');
    await offices.notice(office, 'claims', '2026-11-25T15:00:00Z');
    const missing = await offices.exceptionsOf(office);
    expect(missing.map(({ code, facts }) => [code, facts.of, facts.hours, facts.claims]).sort()).toEqual([
      ['acknowledgement-missing', 'claims', 48, 2],
      ['acknowledgement-missing', 'file', 48, 2],
    ]);
    await offices.notice(office, 'file', '2026-11-26T15:00:00Z');
    const { openedAt } = (await offices.exceptionsOf(office)).find(({ facts }) => facts.of === 'file') ?? {};
    expect(openedAt).toBe('2026-11-25T15:00:00.000Z');
    await offices.apply(office, functionalAnswer('1', 'A', [], receiver));
    expect((await offices.exceptionsOf(office)).map(({ facts }) => facts.of)).toEqual(['claims']);
    const claims = office.claimIds.map((claimId) => ({ claimId, status: 'A2:20', action: 'WQ' as const }));
    await offices.apply(office, claimAnswers({ trace: submissionId, claims }));
    expect(await offices.exceptionsOf(office)).toEqual([]);
  });

  it('is not reported for a claim that has since been filed to its payer again', async () => {
    const office = await offices.sent(1);
    const [before] = await readBalances(store.table, office.tenant, office.claimIds);
    if (before === undefined) throw new Error('the claim is there');
    const again = { number: 2, share: 0, frequency: 'replacement', state: { kind: 'submitted' } } as const;
    const filings = [...before.filings, again];
    await store.table.transact([balanceWrite(office.tenant, before, { ...before, filings })]);
    await offices.notice(office, 'claims', '2026-11-25T15:00:00Z');
    expect(await offices.exceptionsOf(office)).toEqual([]);
  });

  it('is not reported when it is there', async () => {
    const office = await offices.sent(1);
    await offices.apply(office, functionalAnswer('1', 'A', [], receiver));
    await offices.notice(office, 'file', '2026-11-25T15:00:00Z');
    expect(await offices.exceptionsOf(office)).toEqual([]);
  });
});
