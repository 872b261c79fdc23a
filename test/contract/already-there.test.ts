import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Delivery } from '../../shared/domain/delivery/delivery.ts';
import type { ClaimId } from '../../shared/domain/identity/ids.ts';
import { newDeliveryWrite } from '../../shared/store/deliveries.ts';
import { readSubmission } from '../../shared/store/submissions.ts';
import { claimAnswers, functionalAnswer, interchangeAnswer } from '../support/acknowledgement-files.ts';
import { acknowledgementOffices, receiver, submissionId } from '../support/acknowledgement-office.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

/* A receiver rejects the second copy of a file that it already has. */

let store: TestTable;
let offices: ReturnType<typeof acknowledgementOffices>;
beforeAll(async () => {
  store = await startTestTable();
  offices = acknowledgementOffices(store);
});
afterAll(() => store.stop());

type Office = Awaited<ReturnType<typeof offices.sent>>;

/** An office whose file was sent once for each given state, which is how that delivery ended. */
async function sentAs(...states: readonly Delivery['state'][]): Promise<Office> {
  const office = await offices.sent(2);
  const deliveries = states.map((state, index): Delivery => {
    const at = '2026-11-27T12:00:00.000Z';
    return {
      ...{ number: index + 1, submissionId, requestedAt: at, requestedBy: 'tester', method: 'sftp', place: '/in' },
      ...{ fileName: `1-${index}.837`, fileKey: 'x', sha256: 'x', sizeBytes: 1, state, attempts: 1 },
    };
  });
  await store.table.transact(deliveries.map((delivery) => newDeliveryWrite(office.tenant, delivery)));
  return office;
}

const kindsOf = async (office: Office) =>
  (await offices.filingsOf(office)).flatMap((own) => own?.map(({ kind }) => kind) ?? []);
const sentAt = '261123*1405';
const envelopeTwice = interchangeAnswer('000000001', 'R', receiver, sentAt, '025');
/** A 999 whose only error is that the group came before. */
const groupTwice = functionalAnswer('1', 'R', [], receiver)
  .replace('IK5*R*I5', 'IK5*R*23')
  .replace('AK9*R*1*1*0', 'AK9*R*1*1*0*19');

describe('an answer that a file is already there', () => {
  it.each([
    ['its envelope', envelopeTwice],
    ['its group and transaction', groupTwice],
  ])('rejects nothing if it is about %s after we sent the file again, and is listed', async (_, text) => {
    const office = await sentAs('uncertain', 'sent');
    const file = await offices.apply(office, text);
    expect(file).toMatchObject({ state: 'applied', repeated: 1, unapplied: 0 });
    expect(await kindsOf(office)).toEqual(['submitted', 'submitted']);
    const submission = await readSubmission(store.table, office.tenant, submissionId);
    expect([submission?.interchangeAnswer, submission?.functionalAnswer]).toEqual([undefined, undefined]);
    expect(await offices.answersOf(office, file.id)).toMatchObject([{ verdict: 'already-there' }]);
    expect(await offices.saidOfFile(office)).toMatchObject([{ verdict: 'already-there' }]);
    expect(await offices.exceptionsOf(office)).toEqual([]);
    // The answer to the first copy counts, whenever it comes.
    await offices.apply(office, functionalAnswer('1', 'A', [], receiver));
    expect((await readSubmission(store.table, office.tenant, submissionId))?.functionalAnswer).toBe('accepted');
  });

  it('rejects nothing if the receiver had accepted the file, however the second copy got there', async () => {
    const office = await offices.sent(2);
    await offices.apply(office, functionalAnswer('1', 'A', [], receiver));
    await offices.apply(office, envelopeTwice);
    expect(await kindsOf(office)).toEqual(['submitted', 'submitted']);
  });

  it.each([
    ['only once', envelopeTwice, ['sent']],
    ['again only because the first delivery was given up', envelopeTwice, ['failed', 'sent']],
    ['again, but for another reason', interchangeAnswer('000000001', 'R', receiver, sentAt, '006'), ['sent', 'sent']],
    ['again, but with errors in it', functionalAnswer('1', 'R', [], receiver), ['sent', 'sent']],
  ] as const)('rejects what was sent %s: another file has its number', async (_, text, states) => {
    const office = await sentAs(...states);
    await offices.apply(office, text);
    expect(await kindsOf(office)).toEqual(['rejected', 'rejected']);
  });
});

describe('an answer that claims are duplicates', () => {
  const duplicate = (office: Office, status = 'A3:78') => {
    const claims = office.claimIds.map((claimId) => ({ claimId, status, action: 'U' as const }));
    return claimAnswers({ trace: submissionId, claims, created: '20261127*1600' });
  };

  it('leaves them as they are if we had sent their file again', async () => {
    const office = await sentAs('sent', 'sent');
    const [claimId] = office.claimIds as readonly [ClaimId];
    const taken = [{ claimId, status: 'A2:20', action: 'WQ' as const }];
    await offices.apply(office, claimAnswers({ trace: submissionId, claims: taken }));
    const file = await offices.apply(office, duplicate(office));
    expect(file).toMatchObject({ claims: 2, repeated: 2, rejected: 0 });
    expect(await kindsOf(office)).toEqual(['accepted', 'submitted']);
    const said = await offices.saidOf(office, claimId);
    expect(said.map(({ verdict, effect }) => `${verdict} ${effect}`)).toEqual([
      'accepted accepted',
      'already-there already-there',
    ]);
  });

  it('leaves them as they are if it is about their whole batch', async () => {
    const office = await sentAs('sent', 'sent');
    const batchStatus = 'STC*A3:78*20261127*U*100';
    await offices.apply(office, claimAnswers({ trace: submissionId, claims: [], batchStatus }));
    expect(await kindsOf(office)).toEqual(['submitted', 'submitted']);
    expect(await offices.saidOfFile(office)).toMatchObject([{ verdict: 'already-there' }]);
  });

  it('rejects them if their file was sent only once, or if something else is wrong', async () => {
    const once = await sentAs('sent');
    await offices.apply(once, duplicate(once));
    expect(await kindsOf(once)).toEqual(['rejected', 'rejected']);
    const wrong = await sentAs('sent', 'sent');
    await offices.apply(wrong, duplicate(wrong, 'A7:164:IL'));
    expect(await kindsOf(wrong)).toEqual(['rejected', 'rejected']);
  });
});
