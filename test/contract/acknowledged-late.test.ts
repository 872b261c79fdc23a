import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClaimId } from '../../shared/domain/identity/ids.ts';
import { readSubmission } from '../../shared/store/submissions.ts';
import { claimAnswers, functionalAnswer, interchangeAnswer } from '../support/acknowledgement-files.ts';
import { acknowledgementOffices, receiver, submissionId } from '../support/acknowledgement-office.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

/*
 * TA1, 999 and 277CA that arrive late and out of order: a state never goes backwards by mistake, and contradictions are
 * reported.
 */

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

describe('an answer that arrives out of order', () => {
  const trace = submissionId;
  /** A TA1 or 999 that was made at this hour of the day. */
  const at = (hour: string, text: string) => text.replaceAll('*261127*1200*', `*261127*${hour}*`);
  const functional = (hour: string, outcome: string) => at(hour, functionalAnswer('1', outcome, [], receiver));
  const answerTo = (claimIds: readonly string[], created: string, more: object = {}) => {
    const claims = claimIds.map((claimId) => ({ claimId, status: 'A2:20', action: 'WQ' as const, ...more }));
    return claimAnswers({ trace, created, claims });
  };
  const refused = { status: 'A7:21', action: 'U' as const };
  const codesOf = async (office: Awaited<ReturnType<typeof offices.sent>>) =>
    (await offices.exceptionsOf(office)).map(({ code }) => code).sort();

  it('is the older rejection of a file: it changes nothing, and is listed as out of date', async () => {
    const office = await offices.sent(2);
    await offices.apply(office, functional('1500', 'A'));
    for (const text of [functional('1000', 'R'), at('0900', interchangeAnswer('000000001', 'R', receiver, sentAt))]) {
      const file = await offices.apply(office, text);
      expect(file).toMatchObject({ state: 'applied', unapplied: 0 });
      expect(await offices.answersOf(office, file.id)).toMatchObject([{ verdict: 'rejected', isOutOfDate: true }]);
    }
    expect(kinds(await offices.filingsOf(office))).toEqual([['submitted'], ['submitted']]);
    const submission = await readSubmission(store.table, office.tenant, submissionId);
    expect([submission?.interchangeAnswer, submission?.functionalAnswer]).toEqual([undefined, 'accepted']);
    expect(await codesOf(office)).toEqual([]);
  });

  it('is the older acceptance of a file: it stays rejected, and nobody has to ask', async () => {
    const office = await offices.sent(1);
    await offices.apply(office, functional('1500', 'R'));
    await offices.apply(office, at('0900', interchangeAnswer('000000001', 'A', receiver, sentAt)));
    await offices.apply(office, functional('1000', 'A'));
    expect(kinds(await offices.filingsOf(office))).toEqual([['rejected']]);
    const submission = await readSubmission(store.table, office.tenant, submissionId);
    expect([submission?.interchangeAnswer, submission?.functionalAnswer]).toEqual(['accepted', 'rejected']);
    expect(await codesOf(office)).toEqual(['claim-rejected']);
  });

  it('is the rejection of a file after one of its claims was accepted: that claim stays accepted, and a person is told', async () => {
    const office = await offices.sent(2);
    const [first] = office.claimIds as readonly [ClaimId];
    // The 277CA comes before its 999.
    await offices.apply(office, answerTo([first], '20261127*1100'));
    await offices.apply(office, functional('1500', 'R'));
    await offices.apply(office, functional('1500', 'R').replaceAll('905', '906'));
    expect(kinds(await offices.filingsOf(office))).toEqual([['accepted'], ['rejected']]);
    expect(await codesOf(office)).toEqual(['acknowledgement-contradicts', 'claim-rejected']);
  });

  it('is the rejection of a batch after one of its claims was accepted, with the same result', async () => {
    const office = await offices.sent(2);
    const [first] = office.claimIds as readonly [ClaimId];
    await offices.apply(office, answerTo([first], '20261127*1100'));
    const batchStatus = 'STC*A3:24:41*20261127*U*100';
    await offices.apply(office, claimAnswers({ trace, claims: [], batchStatus, reference: 'ANSWER2' }));
    expect(kinds(await offices.filingsOf(office))).toEqual([['accepted'], ['rejected']]);
    expect(await codesOf(office)).toEqual(['acknowledgement-contradicts', 'claim-rejected']);
  });

  it('is the older acceptance of a claim: it stays rejected, and nobody has to ask', async () => {
    const office = await offices.sent(1);
    await offices.apply(office, answerTo(office.claimIds, '20261127*1500', refused));
    await offices.apply(office, answerTo(office.claimIds, '20261127*1000'));
    const [claimId] = office.claimIds as readonly [ClaimId];
    const effects = (await offices.saidOf(office, claimId)).map(({ effect }) => effect);
    expect(effects).toEqual(['out-of-date', 'rejected']);
    expect(await codesOf(office)).toEqual(['claim-rejected']);
  });

  it.each([
    ['by another clock', '20261127*1000', 'PR'],
    ['without a time', '20261127*', 'AY'],
  ] as const)('is not outdated when it rejects on the same day %s: it counts', async (_, created, source) => {
    const office = await offices.sent(1);
    const answer = (more: object, by: 'AY' | 'PR', on: string) =>
      answerTo(office.claimIds, on, more).replace(
        'NM1*PR*2*SYNTHETIC PAYER*****PI*PAYER1',
        `NM1*${by}*2*X*****46*${by}1`,
      );
    await offices.apply(office, answer({}, 'AY', '20261127*1200'));
    await offices.apply(office, answer(refused, source, created));
    expect(kinds(await offices.filingsOf(office))).toEqual([['rejected']]);
    // An answer made the day before is older, whoever sends it.
    const other = await offices.sent(1);
    await offices.apply(
      other,
      answer({}, 'AY', '20261127*1200').replaceAll(String(office.claimIds), String(other.claimIds)),
    );
    await offices.apply(
      other,
      answer(refused, source, '20261126*2300').replaceAll(String(office.claimIds), String(other.claimIds)),
    );
    expect(kinds(await offices.filingsOf(other))).toEqual([['accepted']]);
  });
});
