import { beforeEach, describe, expect, it } from 'vitest';
import { testClaimId } from '../support/claim-fixture.ts';
import { claimIntakeDesk } from '../support/claim-intake-desk.ts';
import { standings } from '../support/claim-standing.ts';
import { billingProviderBody, payerBody } from '../support/office.ts';
import {
  answerToVisit,
  filling,
  hospitalVisit,
  otherSystemFile,
  paidCoverage,
  secondCoverage,
  visit,
} from '../support/other-system-files.ts';
import { startTestTable } from '../support/table.ts';

type Desk = Awaited<ReturnType<typeof claimIntakeDesk>>;

let desk: Desk;

beforeEach(async () => {
  desk = await claimIntakeDesk(await startTestTable());
});

describe('claims that another system has sent are taken over', () => {
  it('a professional, an institutional and a dental claim each wait for their payer under the other system’s number', async () => {
    const files = [
      otherSystemFile([{ segments: visit('OTH1001') }]),
      otherSystemFile([{ segments: hospitalVisit('OTH1002') }], { form: 'institutional' }),
      otherSystemFile([{ segments: filling('OTH1003') }], { form: 'dental' }),
    ];
    for (const [index, chargeCents] of [14100, 25000, 9000].entries()) {
      const intake = await desk.send(files[index] as string, 'sent');
      expect(intake).toMatchObject({ state: 'done', taken: { claims: 1, chargeCents }, remarks: [] });
      expect(intake.waiting.claims).toBe(0);
    }
    for (const [number, form] of [
      ['OTH1001', 'professional'],
      ['OTH1002', 'institutional'],
      ['OTH1003', 'dental'],
    ] as const) {
      const claim = await desk.claimOf(number);
      expect(claim).toMatchObject({
        controlNumber: number,
        hasSource: true,
        state: { kind: 'submitted' },
        patientId: desk.office.patientId,
        payers: [{ payerId: desk.office.payerId, coverageId: desk.office.coverageId, status: 'open' }],
        filings: [{ number: 1, frequency: 'original', state: { kind: 'submitted' } }],
        document: { filing: 1, form },
      });
    }
    // The other system's books have the income, so here the claim is booked as an opening balance.
    const { id } = await desk.claimOf('OTH1001');
    expect((await standings(desk)(id)).accounts).toEqual({
      'insurance-receivable': 48_100,
      'opening-balances': -48_100,
    });
  });

  it('the first payer’s remittance posts, and the next payer is billed with the whole claim', async () => {
    await desk.send(otherSystemFile([{ segments: visit('OTH1001', { others: secondCoverage }) }]), 'sent');
    const { id } = await desk.claimOf('OTH1001');
    await desk.receive('first', '99', answerToVisit('OTH1001'));
    const standing = standings(desk);
    expect(await standing(id)).toMatchObject({ status: 'adjudicated paid', owed: [0, 2200, 0], booked: [0, 2200, 0] });
    const proposed = await desk.call('GET', `/v1/claims/${id}/next-filing`);
    expect(proposed.body.items).toMatchObject([{ share: 1, frequency: 'original', reason: { code: 'next-payer' } }]);
    expect((await desk.act(id, 'filings', {})).status).toBe(202);
    await desk.workOff();
    expect((await desk.call('GET', `/v1/claims/${id}`)).body.state).toEqual({ kind: 'ready' });
    const file = await desk.submit();
    for (const segment of [
      'CLM*OTH1001*141***11:B:1*Y*A*Y*Y~',
      'SBR*S*18*******CI~',
      'NM1*IL*1*Canaryname*Testa****MI*M88888~',
      'AMT*D*99~',
      'NM1*82*1*DOCTOR*ADA****XX*1003000126~',
      'SVD*99999*91*HC:X9003:25**1~',
      'CAS*PR*2*19~',
      'SVD*99999*8*HC:J1885**4~',
    ]) {
      expect(file).toContain(segment);
    }
  });

  it('each payer is told which authorisations and referrals are its own, also of single services', async () => {
    const others = `${secondCoverage}\nREF*G1*AUTH2`;
    const made = visit('OTH1001', { others, reference: 'REF*9F*SENT1\nREF*G1*AUTH1' })
      .replace('REF*6R*L1', 'REF*6R*L1\nREF*G1*LINE1')
      .replace('REF*6R*L2', 'REF*6R*L2\nREF*G1*LINE2**2U:88888');
    await desk.send(otherSystemFile([{ segments: made }]), 'sent');
    const { id } = await desk.claimOf('OTH1001');
    await desk.receive('first', '99', answerToVisit('OTH1001'));
    await desk.act(id, 'filings', {});
    await desk.workOff();
    const file = await desk.submit();
    const [claim = '', ofFirst = '', ...lines] = file.slice(file.indexOf('CLM*')).split(/NM1\*PR|LX\*/);
    expect([claim, ofFirst, ...lines].map((part) => part.match(/REF\*(G1|9F)[^~]*/g))).toEqual([
      ['REF*G1*AUTH2'],
      ['REF*G1*AUTH1', 'REF*9F*SENT1'],
      ['REF*G1*LINE1**2U:99999'],
      ['REF*G1*LINE2'],
    ]);
  });

  it('a claim to the second payer starts with what the first one left', async () => {
    await desk.send(
      otherSystemFile([
        { memberId: 'M88888', payerId: '88888', place: 'S', segments: visit('OTH1001', { others: paidCoverage }) },
      ]),
      'sent',
    );
    const { id, payers, filings } = await desk.claimOf('OTH1001');
    expect(payers).toMatchObject([
      { payerId: desk.office.payerId, status: 'answered', receivableCents: 0 },
      { payerId: desk.payerIds.second, status: 'open', receivableCents: 2200 },
    ]);
    expect(filings).toMatchObject([
      { state: { kind: 'answered' } },
      { payerPosition: 1, state: { kind: 'submitted' } },
    ]);
    expect(await standings(desk)(id)).toMatchObject({ booked: [0, 2200, 0] });
    // An older state of the same claim is known too: the one that was sent to the first payer.
    const older = await desk.send(otherSystemFile([{ segments: visit('OTH1001') }]), 'sent');
    expect(older).toMatchObject({ known: { claims: 1, chargeCents: 14_100 } });
  });

  it('a claim is replaced with the payer’s number, and voided, as it was sent', async () => {
    await desk.send(otherSystemFile([{ segments: visit('OTH1001') }]), 'sent');
    const { id } = await desk.claimOf('OTH1001');
    const opened = await desk.act(id, 'filings', { share: 0, frequency: 'replacement', payerClaimNumber: 'ICN77' });
    expect(opened.status).toBe(202);
    await desk.workOff();
    const replaced = await desk.submit();
    expect(replaced).toContain('CLM*OTH1001*141***11:B:7*Y*A*Y*Y~');
    expect(replaced).toContain('REF*F8*ICN77~');
    await desk.act(id, 'filings', { share: 0, frequency: 'void', payerClaimNumber: 'ICN77' });
    await desk.workOff();
    expect(await desk.submit()).toContain('CLM*OTH1001*141***11:B:8*Y*A*Y*Y~');
  });

  it('a patient and coverage are created when the claim has all facts for them, and found again later', async () => {
    const patient = { last: 'NEWNAME', first: 'NOVA', born: '19910203', gender: 'M' };
    const claims = ['OTH1', 'OTH2'].map((number) => ({ patient, memberId: 'N-1', segments: visit(number) }));
    await desk.send(otherSystemFile(claims), 'sent');
    const [one, two] = [await desk.claimOf('OTH1'), await desk.claimOf('OTH2')];
    expect(one.patientId).not.toBe(desk.office.patientId);
    expect(two.patientId).toBe(one.patientId);
    const entered = await desk.practice.call('GET', `/v1/patients/${one.patientId}`);
    expect(entered.body).toMatchObject({
      name: { lastName: 'NEWNAME', firstName: 'NOVA' },
      birthDate: '1991-02-03',
      sex: 'M',
      address: { line1: '77 CANARY WAY', city: 'COLUMBUS', state: 'OH', postalCode: '432150001' },
    });
    const { items } = (await desk.practice.call('GET', `/v1/patients/${one.patientId}/coverages`)).body;
    expect(items).toMatchObject([
      { payerId: desk.office.payerId, memberId: 'N-1', order: 1, relationship: '18', activeFrom: '2026-11-01' },
    ]);
  });

  it('a dependent is created with the subscriber as the claim names them', async () => {
    const child = [
      ...['PAT*19~', 'NM1*QC*1*CHILDNAME*KIT~', 'N3*77 CANARY WAY~', 'N4*COLUMBUS*OH*432150001~'],
      'DMG*D8*20180131*F~',
    ];
    const text = otherSystemFile([
      { patient: { last: 'PARENTNAME', first: 'PAT', born: '19810131' }, memberId: 'F1', segments: visit('OTH1') },
    ])
      .replace('SBR*P*18*', 'SBR*P**')
      .replace('HL*2*1*22*0', 'HL*2*1*22*1')
      .replace(/N3\*77 CANARY WAY~\nN4\*COLUMBUS\*OH\*432150001~\nDMG\*D8\*19810131\*F~\n/, '')
      .replace('CLM*', `HL*3*2*23*0~\n${child.join('\n')}\nCLM*`);
    expect(await desk.send(text, 'sent')).toMatchObject({ taken: { claims: 1 } });
    const { patientId } = await desk.claimOf('OTH1');
    const { items } = (await desk.practice.call('GET', `/v1/patients/${patientId}/coverages`)).body;
    expect(items).toMatchObject([
      { relationship: '19', memberId: 'F1', subscriber: { name: { lastName: 'PARENTNAME', firstName: 'PAT' } } },
    ]);
  });

  it('a patient is found by member id and birth date with another last name, but twins are not guessed', async () => {
    const married = { last: 'OTHERNAME', first: 'TESTA', born: '19800131' };
    await desk.send(otherSystemFile([{ patient: married, segments: visit('OTH1') }]), 'sent');
    expect(await desk.claimOf('OTH1')).toMatchObject({ patientId: desk.office.patientId });
    const twins = [
      ...['PAT*19~', 'NM1*QC*1*CANARYNAME*TWINA~', 'N3*77 CANARY WAY~', 'N4*COLUMBUS*OH*432150001~'],
      'DMG*D8*19800131*F~',
    ];
    const text = otherSystemFile([{ segments: visit('OTH2') }])
      .replace('SBR*P*18*', 'SBR*P**')
      .replace('HL*2*1*22*0', 'HL*2*1*22*1')
      .replace('CLM*', `HL*3*2*23*0~\n${twins.join('\n')}\nCLM*`)
      .replace(/SE\*\d+/, 'SE*37');
    const intake = await desk.send(text, 'sent');
    expect(await desk.waiting(intake.id)).toMatchObject([{ reasons: [{ code: 'patient-ambiguous' }] }]);
  });
});

describe('claims that this office is to send', () => {
  it('are ready with a number of ours, post their charges, and are sent', async () => {
    const intake = await desk.send(otherSystemFile([{ segments: visit('OTH1001') }]), 'to-send');
    expect(intake).toMatchObject({ state: 'done', taken: { claims: 1, chargeCents: 14_100 } });
    const [claim] = await desk.claims();
    expect(claim).toMatchObject({ state: { kind: 'ready' }, hasSource: true });
    expect(claim.controlNumber).toBeUndefined();
    expect(await standings(desk)(claim.id)).toMatchObject({
      booked: [14_100, 0],
      accounts: { 'insurance-receivable': 14_100, charges: -14_100 },
    });
    const file = await desk.submit();
    expect(file).toContain(`CLM*${claim.id}*141***11:B:1*Y*A*Y*Y~`);
    expect(file).toContain('NM1*41*2*Example Clinic*****46*EXSUBMIT~');
    await desk.receive('first', '99', answerToVisit(claim.id));
    expect(await standings(desk)(claim.id)).toMatchObject({ status: 'adjudicated paid', owed: [0, 2200] });
  });

  it('are ready even if their patient or coverage was created with them', async () => {
    const patient = { last: 'NEWNAME', first: 'NOVA', born: '19910203', gender: 'M' };
    const claims = [
      { patient, memberId: 'N-2', segments: visit('OTH1') },
      { memberId: 'N-3', segments: visit('OTH2') },
    ];
    await desk.send(otherSystemFile(claims), 'to-send');
    const { items } = (await desk.call('GET', '/v1/claims')).body;
    expect(items.map(({ state }: { state: object }) => state)).toEqual([{ kind: 'ready' }, { kind: 'ready' }]);
    const file = await desk.submit();
    expect([file.match(/NM1\*IL\*1\*NEWNAME\*NOVA/g), file.match(/CLM\*/g)]).toMatchObject([
      { length: 1 },
      { length: 2 },
    ]);
  });

  it('are held with the findings of the scrub, and wait when the file itself breaks its guide', async () => {
    const faulty = visit('OTH1').replace('HI*ABK:J209', 'HI*ABK:J20900000000000000000000000000001');
    const unknown = visit('OTH2').replace('LX*1', 'ZZZ*NO SUCH SEGMENT\nLX*1');
    const intake = await desk.send(otherSystemFile([{ segments: faulty }, { segments: unknown }]), 'to-send');
    expect(intake).toMatchObject({
      taken: { claims: 1 },
      waiting: { claims: 1 },
      all: { claims: 2, chargeCents: 28_200 },
    });
    const [held] = await desk.claims();
    expect(held.state).toMatchObject({
      kind: 'held',
      reasons: [{ code: 'claim-has-errors' }, { pointer: '/diagnoses/0/code' }, { code: 'diagnosis-malformed' }],
    });
    expect(await desk.waiting(intake.id)).toMatchObject([
      {
        record: 2,
        controlNumber: 'OTH2',
        reasons: [{ code: 'file-findings', finding: 'segment-unknown', loop: '2310B' }],
      },
    ]);
  });

  it('are assembled again when the payer’s set-up changes before they leave', async () => {
    await desk.send(otherSystemFile([{ segments: visit('OTH1') }]), 'to-send');
    const [claim] = await desk.claims();
    const payer = await desk.practice.call('GET', `/v1/payers/${desk.office.payerId}`);
    const { id: _id, version: _version, ...body } = payer.body;
    const receiver = { id: 'NEWCLEAR', name: 'New Clearinghouse' };
    const changed = await desk.practice.call(
      'PUT',
      `/v1/payers/${desk.office.payerId}`,
      { ...body, receiver },
      {
        headers: { 'If-Match': payer.headers.ETag ?? '' },
      },
    );
    expect(changed.status).toBe(200);
    // The first submission finds that the claim now goes to another receiver.
    await desk.submit();
    const file = await desk.submit();
    expect(file).toContain('NM1*40*2*New Clearinghouse*****46*NEWCLEAR~');
    expect(file).toContain(claim.id);
  });
});

describe('what cannot be accepted waits', () => {
  it('until the office sets up the payer and the provider, and does not block other claims', async () => {
    const file = otherSystemFile([
      { payerId: '55555', segments: visit('OTH1') },
      { segments: visit('OTH2') },
      { segments: visit('OTH3').replaceAll('1003000126', '1679576722') },
    ]);
    const intake = await desk.send(file, 'sent');
    expect(intake).toMatchObject({
      state: 'done',
      all: { claims: 3, chargeCents: 42_300 },
      taken: { claims: 1, chargeCents: 14_100 },
      waiting: { claims: 2, chargeCents: 28_200 },
    });
    expect(await desk.waiting(intake.id)).toMatchObject([
      { record: 1, controlNumber: 'OTH1', reasons: [{ code: 'payer-unknown', identity: '55555' }] },
      { record: 3, controlNumber: 'OTH3', reasons: [{ code: 'rendering-provider-unknown', identity: '1679576722' }] },
    ]);
    await desk.practice.call('POST', '/v1/payers', { ...payerBody, claimPayerId: '55555', remittanceIdentities: [] });
    const asked = await desk.callIntake('POST', `/v1/claim-intakes/${intake.id}/retry`);
    expect(asked.status).toBe(202);
    await desk.takeIn();
    expect(await desk.intakeOf(intake.id)).toMatchObject({
      taken: { claims: 2, chargeCents: 28_200 },
      waiting: { claims: 1, chargeCents: 14_100 },
    });
    const dismissed = await desk.callIntake('POST', `/v1/claim-intakes/${intake.id}/waiting/3/dismiss`, {
      reason: 'treated elsewhere',
    });
    expect(dismissed.body).toMatchObject({ state: 'dismissed', dismissed: { reason: 'treated elsewhere' } });
    const again = await desk.callIntake('POST', `/v1/claim-intakes/${intake.id}/waiting/3/dismiss`, { reason: 'x' });
    expect(again.status).toBe(409);
    const { all, taken, waiting, dismissed: gone } = await desk.intakeOf(intake.id);
    expect(taken.chargeCents + waiting.chargeCents + gone.chargeCents).toBe(all.chargeCents);
    expect(gone).toEqual({ claims: 1, chargeCents: 14_100 });
  });

  it.each([
    ['billing-provider-unknown', otherSystemFile([{ segments: visit('OTH1') }], { npi: '1679576722' })],
    ['tax-id-differs', otherSystemFile([{ segments: visit('OTH1') }], { taxId: '999999999' })],
    ['not-chargeable', otherSystemFile([{ segments: visit('OTH1') }], { claimKind: 'RP' })],
    ['corrected-claim-missing', otherSystemFile([{ segments: visit('OTH1', { frequency: '8' }) }])],
    ['earlier-payer-missing', otherSystemFile([{ place: 'S', segments: visit('OTH1') }])],
    ['service-date-missing', otherSystemFile([{ segments: visit('OTH1').replaceAll(/DTP\*472.*/g, '') }])],
    ['control-number-ours', otherSystemFile([{ segments: visit(testClaimId(1)) }])],
  ])('%s', async (code, file) => {
    const intake = await desk.send(file, 'sent');
    expect(intake).toMatchObject({ state: 'done', waiting: { claims: 1 }, taken: { claims: 0 } });
    expect((await desk.waiting(intake.id))[0].reasons[0]).toMatchObject({ code });
    expect(await desk.claims()).toEqual([]);
  });

  it('a billing provider without billing is not set up silently', async () => {
    const { billing: _billing, ...plain } = billingProviderBody;
    await desk.practice.call('POST', '/v1/providers', { ...plain, npi: '1679576722' });
    const intake = await desk.send(otherSystemFile([{ segments: visit('OTH1') }], { npi: '1679576722' }), 'sent');
    expect((await desk.waiting(intake.id))[0].reasons).toMatchObject([
      { code: 'billing-set-up-missing', identity: '1679576722' },
    ]);
  });
});
