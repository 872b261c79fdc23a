import { describe, expect, it } from 'vitest';
import { changesBetween } from '../../../shared/domain/eligibility/changed.ts';
import { inPercent, readEligibilityAnswers } from '../../../shared/x12/270/plain-answer.ts';
import { answersTo, head, member, provider, resultOf } from '../../support/eligibility-answers.ts';

/* 271s written by hand, all synthetic. The expected values were worked out from the segments, not by the code. */

describe('a payer’s answer about eligibility, in plain terms', () => {
  it('shows whose it is, which question it answers, and which plan', () => {
    const { patients, references, findings } = answersTo([...head, ...provider, ...member, 'EB*1**30*HM*GOLD PLAN']);
    expect(findings).toEqual([]);
    expect(references).toEqual(['ASK1']);
    expect(patients[0]).toMatchObject({
      traces: ['CHECK1'],
      memberId: 'M0001',
      result: { status: 'active', plan: 'GOLD PLAN', planFrom: '2026-01-01', groupNumber: 'GROUP1', rejections: [] },
    });
  });

  it.each([
    ['an active plan', ['EB*1**30'], 'active'],
    ['an inactive plan', ['EB*6**30'], 'inactive'],
    ['a plan that is active for some services only', ['EB*1**98', 'EB*I**33'], 'active'],
    ['an inactive plan of which old benefits are told', ['EB*6**30', 'EB*1**98'], 'inactive'],
    ['nothing about the coverage', ['EB*C**30***23*100'], 'unclear'],
    ['both at once', ['EB*1**30', 'EB*6**30'], 'unclear'],
    ['no benefit and no reason', [], 'unclear'],
    ['a rejection alone', ['AAA*N**72*C'], 'rejected'],
  ] as const)('has a status for %s', (_title, benefits, status) => {
    expect(resultOf(...benefits).status).toBe(status);
  });

  it('adds up what the patient owes and has left, by service, network and level', () => {
    const { services } = resultOf(
      'EB*1**30*HM*GOLD PLAN',
      'EB*C*IND*30***23*1500*****Y',
      'EB*C*IND*30***29*412.5*****Y',
      'EB*G*IND*30***23*6000*****Y',
      'EB*G*IND*30***29*4100*****Y',
      'EB*B*IND*98***27*30*****Y',
      'EB*A*IND*98****.2****N',
      'EB*F*IND*PT*****VS*30',
    );
    expect(services).toContainEqual({
      serviceType: '30',
      network: 'in',
      coverageLevel: 'IND',
      deductibleCents: 150_000,
      deductibleLeftCents: 41_250,
      outOfPocketCents: 600_000,
      outOfPocketLeftCents: 410_000,
      limits: [],
      isContradicted: false,
    });
    expect(services).toContainEqual({
      serviceType: '98',
      network: 'in',
      coverageLevel: 'IND',
      copayCents: 3000,
      limits: [],
      isContradicted: false,
    });
  });

  it('shows limits, with their unit, and what is left of them', () => {
    const { services } = resultOf('EB*F*IND*AE***23***VS*30*Y*Y', 'EB*F*IND*AE***29***VS*12**Y');
    expect(services).toEqual([
      {
        serviceType: 'AE',
        network: 'in',
        coverageLevel: 'IND',
        authorizationRequired: true,
        limits: [
          { period: '23', quantityKind: 'VS', quantity: '30', isLeft: false },
          { period: '29', quantityKind: 'VS', quantity: '12', isLeft: true },
        ],
        isContradicted: false,
      },
    ]);
  });

  it('keeps the segments of each benefit with it, and notes, places and procedures apart from the sums', () => {
    const { benefits, services } = resultOf(
      'EB*B**98***27*30*****Y',
      'MSG*PRIMARY CARE',
      'EB*B**98***27*60*****Y',
      'MSG*SPECIALIST',
      'III*ZZ*11',
      'EB*A*******.2****Y*HC:97110:GP',
    );
    expect(benefits.map(({ raw }) => raw)).toEqual([
      'EB*B**98***27*30*****Y~MSG*PRIMARY CARE~',
      'EB*B**98***27*60*****Y~MSG*SPECIALIST~III*ZZ*11~',
      'EB*A*******.2****Y*HC:97110:GP~',
    ]);
    expect(benefits[1]?.circumstances).toEqual(['ZZ 11']);
    expect(benefits[2]).toMatchObject({ procedure: '97110-GP', percent: '20', network: 'in' });
    expect(services.map(({ copayCents }) => copayCents)).toEqual([3000]);
  });

  it('shows both of two benefits that cannot both be right, and reports that', () => {
    const { benefits, contradictions, services } = resultOf(
      'EB*1**30',
      'EB*B**98***27*30*****Y',
      'EB*B**98***27*40*****Y',
      'EB*C**30***23*500*****Y',
      'EB*C**30***29*900*****Y',
      'EB*A**MH****.2***Y*Y',
      'EB*1**33',
      'EB*I**33',
    );
    expect(benefits).toHaveLength(8);
    expect(contradictions).toEqual([
      { benefits: [1, 2], kind: 'amounts-differ' },
      { benefits: [3, 4], kind: 'left-exceeds-whole' },
      { benefits: [6, 7], kind: 'covered-and-not' },
    ]);
    const doubtful = services.filter(({ isContradicted }) => isContradicted).map(({ serviceType }) => serviceType);
    expect(doubtful).toEqual(['98', '30', '33']);
    expect(services.find(({ serviceType }) => serviceType === '33')).not.toHaveProperty('covered');
  });

  it.each([
    ['copays of 0 and 30', ['EB*B**98***27*0*****Y', 'EB*B**98***27*30*****Y'], 'copayCents'],
    ['two amounts left', ['EB*C*IND*30***29*412.5*****Y', 'EB*C*IND*30***29*500*****Y'], 'deductibleLeftCents'],
    ['two shares', ['EB*A**98****.2****Y', 'EB*A**98****.3****Y'], 'coinsurancePercent'],
    ['more left than there is', ['EB*G**30***23*100', 'EB*G**30***29*900'], 'outOfPocketLeftCents'],
  ])('chooses neither of %s', (_, benefits, field) => {
    const { services, contradictions } = resultOf('EB*1**30', ...benefits);
    expect(contradictions).toHaveLength(1);
    const [row, ...more] = services.filter(({ isContradicted }) => isContradicted);
    expect(more).toEqual([]);
    expect(row).not.toHaveProperty(field);
  });

  it('still shows what is given twice alike, and what differs by its period or its note', () => {
    const { services, contradictions } = resultOf(
      'EB*B**98***27*30*****Y',
      'EB*B**98***27*30*****Y',
      // The amount paid so far this year, which is not a deductible; and another copayment, which the note limits to specialists.
      'EB*C**98***24*300*****Y',
      'EB*C**98***23*1500*****Y',
      'EB*B**98***27*60*****Y',
      'MSG*SPECIALIST',
    );
    expect(contradictions).toEqual([]);
    expect(services).toMatchObject([{ copayCents: 3000, deductibleCents: 150_000, isContradicted: false }]);
  });

  it('finds that two shares of one procedure differ, but not those of two procedures', () => {
    const { contradictions } = resultOf(
      'EB*1**30',
      'EB*A*******.2****Y*HC:97110',
      'EB*A*******.3****Y*HC:97110',
      'EB*A*******.4****Y*HC:97112',
    );
    expect(contradictions).toEqual([{ benefits: [1, 2], kind: 'amounts-differ' }]);
  });

  it('treats a benefit without a service type as the plan’s', () => {
    const { services, contradictions, status } = resultOf('EB*1**30*HM*GOLD', 'EB*6', 'EB*C*IND****29*50');
    expect(status).toBe('unclear');
    expect(contradictions).toEqual([{ benefits: [0, 1], kind: 'covered-and-not' }]);
    expect(services.map(({ serviceType, deductibleLeftCents }) => [serviceType, deductibleLeftCents])).toEqual([
      ['30', undefined],
      ['30', 5000],
    ]);
    expect(services[0]).not.toHaveProperty('covered');
  });

  it.each([
    ['a plan that only one of them names', ['EB*1**30*HM*GOLD', 'EB*6**30']],
    ['a note beside one of them', ['EB*1*IND*30', 'EB*6**30', 'MSG*ENDED 01/31']],
  ])('is contradicted if it is both active and inactive, whatever distinguishes them: %s', (_, benefits) => {
    const { contradictions, status } = resultOf(...benefits);
    expect([status, contradictions]).toEqual(['unclear', [{ benefits: [0, 1], kind: 'covered-and-not' }]]);
  });

  it.each([
    ['other plans', ['EB*1**30*HM*GOLD', 'EB*6**30*HM*OLD PLAN']],
    ['other days', ['EB*1**30', 'EB*6**30', 'DTP*348*D8*20250101', 'DTP*349*D8*20251231']],
    ['a network', ['EB*1**30', 'EB*I**30*********N']],
  ])('that is active and inactive for %s is no contradiction', (_, benefits) => {
    expect(resultOf(...benefits).contradictions).toEqual([]);
  });

  it('names another payer once, however often and however it is written', () => {
    const other = (name: string, id = '') => ['EB*R**30*CI', 'LS*2120', `NM1*PRP*2*${name}${id}`, 'LE*2120'];
    const { otherPayers } = resultOf(
      'EB*1**30',
      ...other('OTHER HEALTH, INC.'),
      ...other('OTHER HEALTH INC', '*****PI*88888'),
      ...other('OTHER HLTH', '*****PI*88888'),
      ...other('THIRD HEALTH', '*****PI*55555'),
    );
    expect(otherPayers).toEqual([
      { role: 'PRP', name: 'OTHER HEALTH, INC.', idKind: 'PI', id: '88888' },
      { role: 'PRP', name: 'THIRD HEALTH', idKind: 'PI', id: '55555' },
    ]);
  });

  it('finds no contradiction between networks, levels, periods, plans or notes', () => {
    const { contradictions } = resultOf(
      'EB*B**98***27*30*****Y',
      'EB*B**98***27*60*****N',
      'EB*B*FAM*98***27*60*****Y',
      'EB*B**98***7*60*****Y',
      'EB*B**98***27*50*****Y',
      'MSG*SPECIALIST',
      'EB*B**48***27*250*****Y',
      'EB*I**33',
      'EB*1**98',
    );
    expect(contradictions).toEqual([]);
  });

  it('names other payers, and the managed-care plan behind Medicaid', () => {
    const { otherPayers, managedCare, status } = resultOf(
      'EB*1**30*MC*STATE MEDICAID',
      'EB*R**30*CI',
      'LS*2120',
      'NM1*PRP*2*OTHER HEALTH*****PI*88888',
      'LE*2120',
      'EB*3**30*HM*CARE PLAN',
      'LS*2120',
      'NM1*PR*2*CARE PLAN INC*****PI*77777',
      'PER*IC**TE*8005550177',
      'LE*2120',
    );
    expect(status).toBe('active');
    expect(otherPayers).toEqual([{ role: 'PRP', name: 'OTHER HEALTH', idKind: 'PI', id: '88888' }]);
    expect(managedCare).toEqual([
      { role: 'PR', name: 'CARE PLAN INC', idKind: 'PI', id: '77777', phone: '8005550177' },
    ]);
  });

  it('distinguishes a Medicare Advantage plan from Medicare itself', () => {
    const { managedCare } = resultOf(
      'EB*1**30*MB',
      'EB*R**30*HN',
      'LS*2120',
      'NM1*PRP*2*ADVANTAGE PLAN*****PI*66666',
      'LE*2120',
    );
    expect(managedCare).toMatchObject([{ name: 'ADVANTAGE PLAN' }]);
  });

  it('explains who was rejected, why and what to do', () => {
    expect(resultOf('AAA*N**72*C').rejections).toEqual([
      {
        about: 'subscriber',
        code: '72',
        words: 'the subscriber’s number is missing or wrong',
        followUp: 'correct it and ask again',
      },
    ]);
    const [source, receiver] = [answersTo([...head, 'AAA*Y**42*R']), answersTo([...head, ...provider, 'AAA*N**41*C'])];
    expect(source.patients[0]?.result).toMatchObject({
      status: 'rejected',
      rejections: [{ about: 'payer', code: '42' }],
    });
    expect(receiver.patients[0]?.result).toMatchObject({
      status: 'rejected',
      rejections: [{ about: 'provider', code: '41' }],
    });
    expect(receiver.patients[0]?.result.rejections[0]?.words).toContain('attestation');
  });

  it('answers for a dependent, with the subscriber’s group and number', () => {
    const { patients } = answersTo([
      ...[...head, ...provider],
      ...member.map((segment) => segment.replace('22*0', '22*1')).filter((segment) => !segment.startsWith('TRN')),
      ...['HL*4*3*23*0', 'TRN*2*CHECK2*9123456789', 'NM1*03*1*SAMPLE*TIM', 'EB*1**30'],
    ]);
    expect(patients).toMatchObject([
      { traces: ['CHECK2'], memberId: 'M0001', result: { status: 'active', groupNumber: 'GROUP1' } },
    ]);
  });

  it('from a file that is not a 271 is a finding and no patient', () => {
    expect(readEligibilityAnswers(new Uint8Array(Buffer.from('hello')))).toMatchObject({
      patients: [],
      findings: [{ code: 'envelope-missing' }],
    });
  });

  it.each([
    ['.2', '20'],
    ['.125', '12.5'],
    ['1', '100'],
    ['0', '0'],
    ['0.05', '5'],
    ['.005', '0.5'],
    ['.10', '10'],
  ])('has %s as %s percent', (part, percent) => {
    expect(inPercent(part)).toBe(percent);
  });
});

describe('the changes since the previous answer', () => {
  const before = resultOf('EB*1**30*HM*GOLD', 'EB*B**98***27*30*****Y', 'EB*C**30***29*100*****Y');

  it('are none when only the rest of a deductible changed', () => {
    const after = resultOf('EB*1**30*HM*GOLD', 'EB*B**98***27*30*****Y', 'EB*C**30***29*50*****Y');
    expect(changesBetween(before, after)).toEqual([]);
    expect(changesBetween(undefined, after)).toEqual([]);
  });

  it('name the field, and both values', () => {
    const after = resultOf('EB*6**30*HM*SILVER', 'EB*B**98***27*45*****Y');
    expect(changesBetween(before, after)).toEqual([
      { field: 'status', before: 'active', after: 'inactive' },
      { field: 'plan', before: 'GOLD', after: 'SILVER' },
      { field: 'services/30 unknown/covered', before: true, after: false },
      { field: 'services/98 in/copayCents', before: 3000, after: 4500 },
    ]);
  });

  it('are only the status when the payer did not answer', () => {
    expect(changesBetween(before, resultOf('AAA*N**42*R'))).toEqual([
      { field: 'status', before: 'active', after: 'rejected' },
    ]);
  });
});
