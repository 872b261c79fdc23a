import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import { owedOutOfSight } from '../../shared/domain/claim/open-work.ts';
import type { ClaimId, TenantId } from '../../shared/domain/identity/ids.ts';
import { readBalances } from '../../shared/store/claims.ts';
import { acknowledgedDesk, type SentFile } from '../support/acknowledged-desk.ts';
import { claimAnswers, functionalAnswer } from '../support/acknowledgement-files.ts';
import { coder, manager } from '../support/api-event.ts';
import { type Standing, standings } from '../support/claim-standing.ts';
import { disproofsOf } from '../support/exported-books.ts';
import { nextPayerDesk } from '../support/next-payer-desk.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

/*
 * One claim from its first file to the patient's balance. All figures are worked out by hand:
 *
 *   X9003-25                          130.00
 *   J1885, 4 units of 2.75             11.00   filed first, 141.00 in all; the clearinghouse turns it away
 *          2 units                      5.50   corrected, 135.50 in all; accepted, then denied
 *          3 units                      8.25   corrected again, 138.25 in all; replaces what was denied
 *
 *   138.25    paid    written off    left     by line
 *   first     96.00   20.00          22.25    19.00 + 3.25
 *   second    11.00    0.00          11.25     9.00 + 2.25
 *   third      4.00    0.00           7.25     5.00 + 2.25, the patient's
 *            ------   -----
 *            111.00 + 20.00 + 7.25 = 138.25
 */

const tenant = manager.tenantId as TenantId;

let store: TestTable;
let desk: Awaited<ReturnType<typeof nextPayerDesk>>;
let acknowledged: ReturnType<typeof acknowledgedDesk>;
let standing: ReturnType<typeof standings>;
beforeEach(async () => {
  store = await startTestTable();
  desk = await nextPayerDesk(store);
  acknowledged = acknowledgedDesk(desk);
  standing = standings(desk);
});
afterEach(() => store.stop());

const claimOf = async (claimId: string) => (await desk.call('GET', `/v1/claims/${claimId}`)).body;

/**
 * Checks that the claim stands as expected, that its entries add up to its balance, and that everything owed is on a
 * list.
 */
async function stands(claimId: string, expected: Omit<Standing, 'booked'>): Promise<void> {
  expect(await standing(claimId)).toEqual({ ...expected, booked: expected.owed });
  const [balance] = await readBalances(store.table, tenant, [claimId as ClaimId]);
  expect(owedOutOfSight(balance as ClaimBalance)).toEqual([]);
}

async function onEncounter(id: string, what: 'correct' | 'finalize', body?: object) {
  desk.tick();
  const { version } = (await desk.practice.call('GET', `/v1/encounters/${id}`)).body;
  const headers = { ...desk.newKey(), 'If-Match': `"${version}"` };
  const answer = await desk.practice.call('POST', `/v1/encounters/${id}/${what}`, body, { principal: coder, headers });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
}

/** Corrects the units of J1885. Returns the claim that the encounter then has. */
async function correctUnits(id: string, units: number): Promise<string> {
  const { version, ...draft } = await onEncounter(id, 'correct', { reason: `${units} units were given` });
  const lines = draft.lines.map((line: { procedure: string }) =>
    line.procedure === 'J1885' ? { ...line, units } : line,
  );
  const headers = { 'If-Match': `"${version}"` };
  const saved = await desk.practice.call('PUT', `/v1/encounters/${id}`, { ...draft, lines }, { headers });
  expect(saved.status, JSON.stringify(saved.body)).toBe(200);
  const { state } = await onEncounter(id, 'finalize');
  await desk.workOff();
  return state.claimIds[0];
}

/** Opens the proposed filing. */
async function fileNext(claimId: string, proposed: object): Promise<void> {
  const { items } = (await desk.call('GET', `/v1/claims/${claimId}/next-filing`)).body;
  expect(items).toMatchObject([proposed]);
  desk.tick();
  const headers = { 'If-Match': `"${(await claimOf(claimId)).version}"` };
  expect((await desk.call('POST', `/v1/claims/${claimId}/filings`, { headers, body: {} })).status).toBe(202);
  await desk.workOff();
}

const segmentsOf = ({ text }: SentFile) => text.split('~').map((segment) => segment.trim());
const segmentsOfKind = (file: SentFile, kind: RegExp) => segmentsOf(file).filter((segment) => kind.test(segment));

/** The clearinghouse's 999 rejects the file because of the units of the second line. */
function turnedAway(file: SentFile, claimId: string): string {
  const segments = segmentsOf(file);
  const begin = segments.findIndex((segment) => segment.startsWith('ST*'));
  const place = segments.findIndex((segment) => segment.startsWith('SV1*HC:J1885')) - begin + 1;
  const { from, to } = file.envelope;
  return [
    `ISA*00*          *00*          *ZZ*${from.padEnd(15)}*ZZ*${to.padEnd(15)}*261123*1300*^*00501*000000901*0*T*:`,
    `GS*FA*${from}*${to}*20261123*1300*901*X*005010X231A1`,
    'ST*999*0001*005010X231A1',
    `AK1*HC*${file.group}*005010X222A1`,
    'AK2*837*0001*005010X222A1',
    `IK3*SV1*${place}*2400*8`,
    `CTX*CLM01:${claimId}`,
    'IK4*4*380*7*4',
    'IK5*R*I5',
    'AK9*R*1*1*0',
    'SE*9*0001',
    'GE*1*901',
    'IEA*1*000000901~',
  ].join('~\n');
}

/** The claim is finalised, sent, and rejected. Returns the claim and its encounter. */
async function beTurnedAway() {
  const claimId = await desk.finalise();
  const charged = { owed: [14_100, 0, 0, 0], accounts: { 'insurance-receivable': 14_100, charges: -14_100 } };
  await stands(claimId, { ...charged, status: 'ready', filings: ['0 original ready'], lists: [] });
  const file = await acknowledged.send();
  await stands(claimId, { ...charged, status: 'submitted', filings: ['0 original submitted'], lists: [] });
  expect(segmentsOfKind(file, /^(?:CLM|SBR|SV1|REF\*F8)/)).toEqual([
    ...['SBR*P*18*******CI', `CLM*${claimId}*141***11:B:1*Y*A*Y*Y`, 'SBR*S*18*******CI', 'SBR*T*18*******MC'],
    ...['SV1*HC:X9003:25*130*UN*1***1:2', 'SV1*HC:J1885*11*UN*4***1'],
  ]);
  const applied = await acknowledged.acknowledge(turnedAway(file, claimId));
  expect(applied.body).toMatchObject({ state: 'applied', unapplied: 0 });
  await stands(claimId, {
    ...{ ...charged, status: 'rejected', filings: ['0 original rejected'] },
    lists: ['exception claim-rejected 14100'],
  });
  const { state, encounterId } = await claimOf(claimId);
  expect(state.reasons).toMatchObject([{ code: 'claim-syntax-rejected' }]);
  const { items } = (await desk.call('GET', `/v1/claims/${claimId}/acknowledgements`)).body;
  expect(items).toMatchObject([
    {
      kind: '999',
      filing: 1,
      effect: 'rejected',
      errors: [{ segment: 'SV1', place: { pointer: '/serviceLines/1/quantity', record: 'encounter' } }],
    },
  ]);
  return { claimId, encounterId: encounterId as string };
}

/** No payer has the rejected claim, so a new one takes its place, and is accepted. Returns the new claim. */
async function beTakenIn(encounterId: string, rejected: string): Promise<string> {
  const claimId = await correctUnits(encounterId, 2);
  expect(claimId).not.toBe(rejected);
  const charged = { owed: [13_550, 0, 0, 0], accounts: { 'insurance-receivable': 13_550, charges: -13_550 } };
  await stands(rejected, {
    ...{ ...charged, status: 'cancelled', filings: ['0 original cancelled'], owed: [0, 0, 0, 0], lists: [] },
  });
  await stands(claimId, { ...charged, status: 'ready', filings: ['0 original ready'], lists: [] });
  const file = await acknowledged.send();
  expect(segmentsOfKind(file, /^(?:CLM|SV1|REF\*F8)/)).toEqual([
    `CLM*${claimId}*135.5***11:B:1*Y*A*Y*Y`,
    ...['SV1*HC:X9003:25*130*UN*1***1:2', 'SV1*HC:J1885*5.5*UN*2***1'],
  ]);
  await acknowledged.acknowledge(functionalAnswer(file.group, 'A', [], file.envelope));
  await stands(claimId, { ...charged, status: 'submitted', filings: ['0 original submitted'], lists: [] });
  const taken = { claimId, status: 'A2:20:PR', action: 'WQ', payerClaimNumber: 'ICN1' } as const;
  await acknowledged.acknowledge(claimAnswers({ trace: file.submissionId, claims: [taken] }, file.envelope));
  await stands(claimId, { ...charged, status: 'accepted', filings: ['0 original accepted'], lists: [] });
  const { items } = (await desk.call('GET', `/v1/claims/${claimId}/acknowledgements`)).body;
  expect(items).toEqual(
    expect.arrayContaining([expect.objectContaining({ kind: '277CA', effect: 'accepted', payerClaimNumber: 'ICN1' })]),
  );
  return claimId;
}

/** The first payer denies all of it. A corrected claim with one unit more replaces it. */
async function beDeniedAndReplaced(claimId: string, encounterId: string): Promise<void> {
  await desk.receive('first', '0', `CLP*${claimId}*4*135.5*0**12*ICN1*11*1\nCAS*CO*16*135.5\nMOA***N657`);
  const denied = { owed: [13_550, 0, 0, 0], accounts: { 'insurance-receivable': 13_550, charges: -13_550 } };
  await stands(claimId, {
    ...{ ...denied, status: 'adjudicated denied', filings: ['0 original answered'], lists: ['denial 13550'] },
  });
  const { items } = (await desk.call('GET', `/v1/claims/${claimId}/next-filing`)).body;
  expect(items).toMatchObject([
    { share: 0, frequency: 'replacement', payerClaimNumber: 'ICN1', reason: { code: 'denied' } },
  ]);
  expect(await correctUnits(encounterId, 3)).toBe(claimId);
  // The correction charges 2.75 more than was denied. Until the payer answers, an exception covers this amount, next to
  // the denial.
  const asked = { owed: [13_825, 0, 0, 0], accounts: { 'insurance-receivable': 13_825, charges: -13_825 } };
  const lists = ['exception correction-awaited 275', 'denial 13550, corrected-claim sent'];
  const ready = ['0 original answered', '0 replacement ready'];
  await stands(claimId, { ...asked, status: 'ready', filings: ready, lists });
  const file = await acknowledged.send();
  expect(segmentsOfKind(file, /^(?:CLM|SV1|REF\*F8|SVD)/)).toEqual([
    `CLM*${claimId}*138.25***11:B:7*Y*A*Y*Y`,
    'REF*F8*ICN1',
    ...['SV1*HC:X9003:25*130*UN*1***1:2', 'SV1*HC:J1885*8.25*UN*3***1'],
  ]);
  const submitted = ['0 original answered', '0 replacement submitted'];
  await stands(claimId, { ...asked, status: 'adjudicated denied', filings: submitted, lists });
}

/** The first payer pays the replacement, and leaves a part for the next payer. */
async function bePaidByTheFirst(claimId: string): Promise<void> {
  await desk.receive(
    'first',
    '96',
    `CLP*${claimId}*1*138.25*96*22.25*12*ICN2*11*7
     SVC*HC:X9003:25*130*91**1
     CAS*CO*45*20
     CAS*PR*2*19
     REF*6R*L1
     SVC*HC:J1885*8.25*5**3
     CAS*PR*1*3.25
     REF*6R*L2`,
    '20261123',
  );
  await stands(claimId, {
    status: 'adjudicated paid',
    filings: ['0 original answered', '0 replacement answered'],
    owed: [0, 2_225, 0, 0],
    accounts: {
      'insurance-receivable': 2_225,
      'deposits-in-transit': 9_600,
      'contractual-adjustments': 2_000,
      charges: -13_825,
    },
    lists: ['next payer 1 2225'],
  });
}

/** The loops that state the earlier payers' answers: 2320, 2330B and 2430. */
const coordination = /^(?:CLM|SBR|AMT|OI|REF\*F8|LX|SVD|CAS|DTP\*573)/;
const firstAnswer = {
  claim: ['SBR*P*18*******CI', 'AMT*D*96', 'OI***Y***Y', 'REF*F8*ICN2'],
  line1: ['SVD*99999*91*HC:X9003:25**1', 'CAS*CO*45*20', 'CAS*PR*2*19', 'DTP*573*D8*20261123', 'AMT*EAF*19'],
  line2: ['SVD*99999*5*HC:J1885**3', 'CAS*PR*1*3.25', 'DTP*573*D8*20261123', 'AMT*EAF*3.25'],
};
const secondAnswer = {
  claim: ['SBR*S*18*******CI', 'AMT*D*11', 'OI***Y***Y', 'REF*F8*ICN3'],
  line1: ['SVD*88888*10*HC:X9003:25**1', 'CAS*OA*23*111', 'CAS*PR*2*9', 'DTP*573*D8*20261120', 'AMT*EAF*9'],
  line2: ['SVD*88888*1*HC:J1885**3', 'CAS*OA*23*5', 'CAS*PR*1*2.25', 'DTP*573*D8*20261120', 'AMT*EAF*2.25'],
};

/** The claim tells the second payer what the first one decided, and the second one pays its part. */
async function bePaidByTheSecond(claimId: string): Promise<void> {
  await fileNext(claimId, { share: 1, frequency: 'original', reason: { code: 'next-payer' } });
  const before = ['0 original answered', '0 replacement answered'];
  const owed = {
    owed: [0, 2_225, 0, 0],
    accounts: {
      'insurance-receivable': 2_225,
      'deposits-in-transit': 9_600,
      'contractual-adjustments': 2_000,
      charges: -13_825,
    },
    lists: [],
  };
  await stands(claimId, { ...owed, status: 'ready', filings: [...before, '1 original ready'] });
  const file = await acknowledged.send();
  expect(segmentsOfKind(file, coordination)).toEqual([
    ...['SBR*S*18*******CI', `CLM*${claimId}*138.25***11:B:1*Y*A*Y*Y`, ...firstAnswer.claim],
    ...['SBR*T*18*******MC', 'OI***Y***Y'],
    ...['LX*1', ...firstAnswer.line1, 'LX*2', ...firstAnswer.line2],
  ]);
  await stands(claimId, { ...owed, status: 'adjudicated paid', filings: [...before, '1 original submitted'] });
  await desk.receive(
    'second',
    '11',
    `CLP*${claimId}*2*138.25*11*11.25*12*ICN3*11*1
     SVC*HC:X9003:25*130*10**1
     CAS*OA*23*111
     CAS*PR*2*9
     REF*6R*L1
     SVC*HC:J1885*8.25*1**3
     CAS*OA*23*5
     CAS*PR*1*2.25
     REF*6R*L2`,
  );
  await stands(claimId, {
    status: 'adjudicated paid',
    filings: [...before, '1 original answered'],
    owed: [0, 0, 1_125, 0],
    accounts: {
      'insurance-receivable': 1_125,
      'deposits-in-transit': 10_700,
      'contractual-adjustments': 2_000,
      charges: -13_825,
    },
    lists: ['next payer 2 1125'],
  });
}

/** The claim tells the third payer what the first two decided; what the third one leaves is the patient’s. */
async function bePaidByTheThird(claimId: string): Promise<void> {
  await fileNext(claimId, { share: 2, frequency: 'original', reason: { code: 'next-payer' } });
  const file = await acknowledged.send();
  expect(segmentsOfKind(file, coordination)).toEqual([
    ...['SBR*T*18*******MC', `CLM*${claimId}*138.25***11:B:1*Y*A*Y*Y`, ...firstAnswer.claim, ...secondAnswer.claim],
    ...['LX*1', ...firstAnswer.line1, ...secondAnswer.line1],
    ...['LX*2', ...firstAnswer.line2, ...secondAnswer.line2],
  ]);
  await desk.receive(
    'third',
    '4',
    `CLP*${claimId}*3*138.25*4*7.25*MC*ICN4*11*1
     SVC*HC:X9003:25*130*4**1
     CAS*OA*23*121
     CAS*PR*3*5
     REF*6R*L1
     SVC*HC:J1885*8.25*0**3
     CAS*OA*23*6
     CAS*PR*3*2.25
     REF*6R*L2`,
  );
  await stands(claimId, {
    status: 'adjudicated paid',
    filings: ['0 original answered', '0 replacement answered', '1 original answered', '2 original answered'],
    owed: [0, 0, 0, 725],
    accounts: {
      'patient-receivable': 725,
      'deposits-in-transit': 11_100,
      'contractual-adjustments': 2_000,
      charges: -13_825,
    },
    lists: [],
  });
}

describe('the life of a claim', () => {
  it('includes rejection, denial and replacement, three payers and the patient, correct to the cent at every step', async () => {
    const { claimId: rejected, encounterId } = await beTurnedAway();
    const claimId = await beTakenIn(encounterId, rejected);
    await beDeniedAndReplaced(claimId, encounterId);
    await bePaidByTheFirst(claimId);
    await bePaidByTheSecond(claimId);
    await bePaidByTheThird(claimId);
    expect(await disproofsOf(await store.items(), desk.s3)).toEqual([]);
  });
});
