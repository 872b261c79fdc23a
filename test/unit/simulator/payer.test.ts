import { describe, expect, it } from 'vitest';
import type { Claim } from '../../../shared/domain/claim/claim.ts';
import type { ProfessionalClaim } from '../../../shared/domain/claim/professional-claim.ts';
import { cents } from '../../../shared/domain/money/cents.ts';
import { professionalForm } from '../../../shared/x12/837/professional/professional-form.ts';
import { writeClaimFile } from '../../../shared/x12/837/write-file.ts';
import { openPayer } from '../../../simulator/payer.ts';
import type { PlayedFile } from '../../../simulator/play-scenario.ts';
import { readScenario } from '../../../simulator/read-scenario.ts';
import type { Scenario } from '../../../simulator/scenario.ts';
import { readAcknowledgements } from '../../support/read-acknowledgements.ts';
import { day, fileOf, sampleClaim, sampleEnvelope, sampleLine } from '../x12/837/sample-claim.ts';

/*
 * What a payer answers to a file before it decides any claim. The files are sent on 2026-11-02; the services are of
 * 2026-10-01.
 */

/** The claim of a patient: JANE SAMPLE’s, unless said otherwise. */
function claimOf(number: string, more: Partial<ProfessionalClaim> = {}): ProfessionalClaim {
  return { ...sampleClaim, patientControlNumber: number, ...more };
}

function textOf(claims: readonly ProfessionalClaim[], control = '000000007'): string {
  const envelope = { ...sampleEnvelope, interchangeControlNumber: control };
  const written = writeClaimFile(fileOf(...claims), professionalForm, { envelope });
  if (!written.ok) throw new Error(JSON.stringify(written.failure.problems));
  return written.value;
}

const bytes = (text: string) => Buffer.from(text, 'latin1');

function scenarioOf(more: object): Scenario {
  const read = readScenario(JSON.stringify({ about: 'a test', ...more }));
  if (!read.ok) throw new Error(JSON.stringify(read.failure.problems));
  return read.value;
}

/** The files that answer one file, by their extensions. */
function answer(text: string, more: object = {}): Map<string, PlayedFile> {
  const received = openPayer('a', scenarioOf(more)).receive(bytes(text));
  if (!received.ok) throw new Error(received.failure.kind);
  return new Map(received.value.files.map((file) => [file.name.split('.').at(-1) as string, file]));
}

const said = (file: PlayedFile | undefined) => readAcknowledgements(file?.text ?? '');
/** The content of a 277CA: each claim’s statuses, and the payer's number if it has one. */
const statusesOf = (files: Map<string, PlayedFile>) =>
  said(files.get('277ca')).claims.map(({ patientControlNumber, statuses }) => [
    patientControlNumber,
    ...statuses.map(({ category, code, entity }) =>
      [category, code, ...(entity === undefined ? [] : [entity])].join(':'),
    ),
  ]);
const paidClaims = (files: Map<string, PlayedFile>) =>
  [...(files.get('835')?.text ?? '').matchAll(/^CLP\*([^*]+)\*/gm)].map(([, number]) => number);

describe('a file that follows the guide', () => {
  it('is accepted (999), each claim is accepted with the payer’s number (277CA), and then paid under that number', () => {
    const files = answer(textOf([claimOf('ONE'), claimOf('TWO')]));
    expect([...files.keys()]).toEqual(['999', '277ca', '835']);
    expect(said(files.get('999'))).toMatchObject({
      codes: [],
      groups: [{ groupControlNumber: '7', outcome: 'accepted', included: 1, received: 1, accepted: 1 }],
    });
    const { claims, codes, ends } = said(files.get('277ca'));
    expect(codes).toEqual([]);
    expect(statusesOf(files)).toEqual([
      ['ONE', 'A2:20:PR'],
      ['TWO', 'A2:20:PR'],
    ]);
    expect(ends[0]?.content).toMatchObject({
      source: { role: 'PR', id: '99999' },
      batches: [{ trace: fileOf().reference, acceptedClaims: 2, claims: 2 }],
    });
    for (const { patientControlNumber, payerClaimNumber } of claims) {
      expect(files.get('835')?.text).toMatch(
        new RegExp(`^CLP\\*${patientControlNumber}\\*.*\\*${payerClaimNumber as string}\\*`, 'm'),
      );
    }
  });

  it('is answered to its sender, in the interchange and in the group', () => {
    const [, group] = (answer(textOf([claimOf('ONE')])).get('999')?.text ?? '').split('~\n');
    expect(group).toMatch(/^GS\*FA\*RECVAPP\*SENDAPP\*20261102\*/);
  });

  it('has a TA1 only where it requests one', () => {
    const text = textOf([claimOf('ONE')]).replace('*000000007*0*T*', '*000000007*1*T*');
    const files = answer(text);
    expect([...files.keys()]).toEqual(['ta1', '999', '277ca', '835']);
    expect(said(files.get('ta1')).interchanges).toEqual([
      { controlNumber: '000000007', date: '261102', time: '0930', outcome: 'accepted', note: '000' },
    ]);
  });
});

describe('a file that cannot be read', () => {
  it.each([
    [
      'with another control number at its end',
      (text: string) => text.replace('IEA*1*000000007', 'IEA*1*000000008'),
      '001',
    ],
    ['with a wrong count of groups', (text: string) => text.replace('IEA*1*', 'IEA*2*'), '021'],
    ['that is neither a test nor meant', (text: string) => text.replace('*0*T*:', '*0*X*:'), '020'],
    ['that ends too early', (text: string) => text.replace(/IEA\*.*$/s, ''), '023'],
  ])('%s is rejected by TA1, and nothing else is sent', (_, spoil, note) => {
    const files = answer(spoil(textOf([claimOf('ONE')])));
    expect([...files.keys()]).toEqual(['ta1']);
    expect(said(files.get('ta1')).interchanges).toMatchObject([{ outcome: 'rejected', note }]);
  });

  it('is rejected when it was received before, or its sender is not known', () => {
    const payer = openPayer('a');
    payer.receive(bytes(textOf([claimOf('ONE')])));
    const again = payer.receive(bytes(textOf([claimOf('ONE')])));
    expect(again.ok && said(again.value.files[0]).interchanges).toMatchObject([{ outcome: 'rejected', note: '025' }]);
    expect(again.ok && again.value.files.length).toBe(1);
    const stranger = answer(textOf([claimOf('ONE')]), { knows: { senders: ['SOMEBODY'] } });
    expect(said(stranger.get('ta1')).interchanges).toMatchObject([{ note: '006' }]);
  });
});

describe('a file that does not follow the guide', () => {
  /** One error for each kind of fault: what is damaged, and how the 999 reports it. */
  it.each([
    [
      'a code that is none',
      /(CLM\*ONE\*.*?\*Y\*)[A-Z]/,
      '$1Q',
      { segment: 'CLM', loop: '2300', element: 7, code: '7', value: 'Q' },
    ],
    [
      'a missing element',
      'SV1*HC:99213*',
      'SV1*HC*',
      { segment: 'SV1', loop: '2400', element: 1, component: 2, code: '1' },
    ],
    [
      'a date that is none',
      '*D8*20261001',
      '*D8*20261301',
      { segment: 'DTP', loop: '2400', element: 3, code: '8', value: '20261301' },
    ],
    [
      'an element that is too long',
      'NM1*IL*1*SAMPLE*',
      `NM1*IL*1*${'S'.repeat(61)}*`,
      { segment: 'NM1', loop: '2010BA', element: 3, code: '5', value: 'S'.repeat(61) },
    ],
  ])('is rejected for %s, with the place', (_, before, after, { segment, loop, ...element }) => {
    const text = textOf([claimOf('ONE')]);
    const spoilt = text.replace(before, after);
    expect(spoilt).not.toBe(text);
    const files = answer(spoilt);
    expect([...files.keys()]).toEqual(['999']);
    const [group] = said(files.get('999')).groups;
    expect(group).toMatchObject({
      outcome: 'rejected',
      accepted: 0,
      transactions: [{ outcome: 'rejected', codes: ['5'] }],
    });
    const segments = spoilt.split('~').map((each) => each.trim());
    const begin = segments.findIndex((each) => each.startsWith('ST*'));
    const [error] = group?.transactions[0]?.errors ?? [];
    expect(error).toMatchObject({ segment, loop, code: '8', elements: [element] });
    expect(segments[begin + (error?.position ?? 0) - 1]).toMatch(new RegExp(`^${segment}\\*`));
    expect(error?.patientControlNumber).toBe(loop === '2010BA' ? undefined : 'ONE');
  });

  it('is rejected for a segment that is missing or unknown, and for a wrong count', () => {
    const text = textOf([claimOf('ONE')]);
    const errorsOf = (spoilt: string) =>
      said(answer(spoilt).get('999')).groups[0]?.transactions.flatMap(({ errors, codes }) => [
        ...codes,
        ...errors.map(({ segment, code }) => `${segment} ${code}`),
      ]);
    const shorter = text
      .replace(/REF\*EI\*[^~]*~\s*/, '')
      .replace(/SE\*(\d+)/, (_, count) => `SE*${Number(count) - 1}`);
    expect(errorsOf(shorter)).toEqual(['5', 'REF 3']);
    expect(errorsOf(text.replace(/HI\*[^~]*~\s*/, 'QQ*1~'))).toContain('QQ 2');
    expect(errorsOf(text.replace(/SE\*\d+/, 'SE*9'))).toEqual(['4']);
  });

  it('is rejected when it does not state the day on which it was made', () => {
    const spoilt = textOf([claimOf('ONE')]).replace(/(BHT\*0019\*00\*[^*]*\*)\d{8}/, '$120261399');
    const [group] = said(answer(spoilt).get('999')).groups;
    expect(group?.transactions[0]?.errors).toMatchObject([
      { segment: 'BHT', elements: [{ element: 4, value: '20261399' }] },
    ]);
  });

  it('is accepted with its errors where the payer tolerates them', () => {
    const spoilt = textOf([claimOf('ONE')]).replace(/(CLM\*ONE\*.*?\*Y\*)[A-Z]/, '$1Q');
    const files = answer(spoilt, { acknowledgements: { tolerates: true } });
    expect(said(files.get('999')).groups).toMatchObject([{ outcome: 'accepted-with-errors', accepted: 1 }]);
    expect(statusesOf(files)).toEqual([['ONE', 'A2:20:PR']]);
  });

  it('may have an error planted: in the intended claim, at the intended segment', () => {
    const syntaxErrors = [{ claims: { position: 2 }, segment: 'SV1', loop: '2400', element: 2, elementCode: '6' }];
    const text = textOf([claimOf('ONE'), claimOf('TWO')]);
    const [group] = said(answer(text, { acknowledgements: { syntaxErrors } }).get('999')).groups;
    const [error] = group?.transactions[0]?.errors ?? [];
    expect(error).toMatchObject({ segment: 'SV1', patientControlNumber: 'TWO', elements: [{ element: 2, code: '6' }] });
    const segments = text.split('~').map((each) => each.trim());
    const begin = segments.findIndex((each) => each.startsWith('ST*'));
    const second = segments.findLastIndex((each) => each.startsWith('SV1'));
    expect(error?.position).toBe(second - begin + 1);
  });
});

describe('a claim that the payer does not accept', () => {
  const born = { ...sampleClaim.subscriber, demographics: { birthDate: day('1980-02-01'), gender: 'F' } };
  const jane = { id: 'M0001', last: 'SAMPLE', born: '1980-01-31', from: '2026-01-01', until: '2026-12-31' };
  it.each<[string, Partial<ProfessionalClaim>, object, string]>([
    [
      'whose member id is another',
      { subscriber: { ...sampleClaim.subscriber, memberId: 'M0002' } },
      { members: [jane] },
      'A7:164:IL',
    ],
    ['of nobody whom the payer knows', {}, { members: [], otherMembers: false }, 'A7:164:IL'],
    ['whose subscriber was born on another day', { subscriber: born }, { members: [jane] }, 'A7:158:IL'],
    ['for a day before the coverage', {}, { members: [{ ...jane, from: '2026-10-02' }] }, 'A7:88:IL'],
    ['for a day after the coverage', {}, { members: [{ ...jane, until: '2026-09-30' }] }, 'A7:88:IL'],
    ['whose biller is not known', {}, { providers: ['1999999992'] }, 'A7:562:85'],
    ['that comes too late', {}, { filingDays: 31 }, 'A3:718'],
    ['for a day to come', { serviceLines: [{ ...sampleLine, serviceFrom: day('2026-11-03') }] }, {}, 'A7:510'],
    ['that replaces what it never got', { frequency: '7', payerClaimControlNumber: 'ICN1' }, {}, 'A3:464'],
  ])('%s is rejected, and never paid; the others are', (_, more, knows, status) => {
    const other = claimOf('OTHER', {
      subscriber: { ...sampleClaim.subscriber, memberId: 'M0009', name: { kind: 'person', last: 'OTHER' } },
    });
    const isAboutAll = status === 'A7:562:85' || status === 'A3:718' || 'otherMembers' in knows;
    const files = answer(textOf([claimOf('ONE', more), other]), { knows });
    const [first, second] = statusesOf(files);
    expect(first).toEqual(['ONE', status]);
    expect(second).toEqual(['OTHER', isAboutAll ? status : 'A2:20:PR']);
    expect(paidClaims(files)).toEqual(isAboutAll ? [] : ['OTHER']);
    expect(said(files.get('277ca')).claims[0]?.payerClaimNumber).toBeUndefined();
  });

  it('is accepted within the payer’s days, and on the first and last day of the coverage', () => {
    expect(statusesOf(answer(textOf([claimOf('ONE')]), { knows: { filingDays: 32 } }))).toEqual([['ONE', 'A2:20:PR']]);
    const oneDay = { members: [{ ...jane, from: '2026-10-01', until: '2026-10-01' }], otherMembers: false };
    expect(statusesOf(answer(textOf([claimOf('ONE')]), { knows: oneDay }))).toEqual([['ONE', 'A2:20:PR']]);
  });

  it('has a charge that is not its lines’ sum: structure is one thing, sums another', () => {
    const text = textOf([claimOf('ONE')]).replace('CLM*ONE*125.5*', 'CLM*ONE*125.6*');
    const files = answer(text);
    expect(said(files.get('999')).groups).toMatchObject([{ outcome: 'accepted' }]);
    expect(statusesOf(files)).toEqual([['ONE', 'A8:400']]);
  });

  it('matches a rule, with the words and the line of the rule', () => {
    const claims = [
      { claims: { procedure: '99213' }, status: ['A7:507', 'A7:21'], message: 'NOT ON OUR LIST', lines: [1] },
      { claims: 'all', status: ['A1:20'] },
    ];
    const files = answer(textOf([claimOf('ONE')]), { acknowledgements: { claims } });
    expect(said(files.get('277ca')).claims).toMatchObject([
      {
        statuses: [{ category: 'A7', code: '507', action: 'reject', message: 'NOT ON OUR LIST' }, { code: '21' }],
        lines: [{ procedure: '99213', statuses: [{ category: 'A7', code: '507' }] }],
      },
    ]);
    expect(paidClaims(files)).toEqual([]);
  });
});

describe('the order of the answers', () => {
  const names = (acknowledgements: object) => {
    const received = openPayer('a', scenarioOf({ acknowledgements })).receive(bytes(textOf([claimOf('ONE')])));
    return received.ok ? received.value.files.map(({ name }) => name) : [];
  };
  it('is the scenario’s: late, out of order, twice, or never', () => {
    expect(names({ sends: ['835', '277CA', '999'] })).toEqual(['01.835', '00-2.277ca', '00-3.999']);
    expect(names({ sends: ['999', '277CA', '277CA'] })).toEqual(['00-1.999', '00-2.277ca', '00-3.277ca']);
    expect(names({ sends: [] })).toEqual([]);
    const late = answer(textOf([claimOf('ONE')]), { acknowledgements: { after: 40 } });
    expect(late.get('277ca')?.text).toContain('DTP*009*D8*20261212~');
  });

  it('does not change their content: the same files and seed give the same bytes', () => {
    const texts = [1, 2].map(() => [...answer(textOf([claimOf('ONE'), claimOf('TWO')])).values()]);
    expect(texts[0]).toEqual(texts[1]);
  });
});

describe('the decision of a payer', () => {
  const clpOf = (files: Map<string, PlayedFile>) =>
    [...(files.get('835')?.text ?? '').matchAll(/^CLP\*([^~]+)~/gm)].map(([, text]) =>
      (text as string).split('*').slice(0, 4).join(' '),
    );
  const other = (claim: ProfessionalClaim): ProfessionalClaim => ({
    ...claim,
    subscriber: { ...claim.subscriber, memberId: 'M0009' },
  });

  it('is a denial by the first rule that fits; otherwise the scenario decides', () => {
    const rules = [
      { claims: { without: 'prior-authorization' }, status: '4', adjustments: { 'CO-197': '100%' } },
      { claims: { olderThanDays: 31 }, status: '4', adjustments: { 'CO-29': '100%' } },
    ];
    const authorized = other(claimOf('TWO', { priorAuthorizationNumber: 'AUTH1' }));
    const fresh: ProfessionalClaim = {
      ...claimOf('THREE', { priorAuthorizationNumber: 'AUTH2' }),
      serviceLines: [{ ...sampleLine, serviceFrom: day('2026-10-02') }],
    };
    const files = answer(textOf([claimOf('ONE'), authorized, fresh]), { rest: 'nothing', rules });
    expect(clpOf(files)).toEqual(['ONE 4 125.50 0', 'TWO 4 125.50 0']);
    expect(files.get('835')?.text).toMatch(
      /CLP\*ONE[\s\S]*CAS\*CO\*197\*125\.50[\s\S]*CLP\*TWO[\s\S]*CAS\*CO\*29\*125\.50/,
    );
  });

  it('pays what the payer before left, by lines or by the claim as a whole', () => {
    // Of 125.50 the first payer paid 80.00, reduced 25.50, and left 20.00.
    const adjustments = [
      { group: 'CO', carc: '45', cents: cents(2_550) },
      { group: 'PR', carc: '2', cents: cents(2_000) },
    ];
    const before = {
      payerResponsibility: 'P',
      relationship: '18',
      filingIndicator: 'CI',
      paidCents: cents(8_000),
      benefitsAssignment: 'Y',
      releaseOfInformation: 'Y',
      subscriber: { name: sampleClaim.subscriber.name, idKind: 'MI', memberId: 'X1' },
      payer: { name: { kind: 'organization' as const, name: 'FIRST' }, idKind: 'PI', id: '88888' },
    };
    const subscriber = { ...sampleClaim.subscriber, payerResponsibility: 'S' };
    const decidedOn = day('2026-10-20');
    const adjudications = [
      {
        payerId: '88888',
        paidCents: cents(8_000),
        procedureKind: 'HC',
        procedure: '99213',
        quantity: '1',
        adjustments,
        decidedOn,
      },
    ];
    const byLine = claimOf('ONE', {
      subscriber,
      otherCoverages: [before],
      serviceLines: [{ ...sampleLine, adjudications }],
    });
    const whole = { ...before, adjustments, payer: { ...before.payer, decidedOn } };
    const byClaim = other(claimOf('TWO', { subscriber, otherCoverages: [whole] }));
    const rules = [{ claims: { order: 'secondary' }, decide: 'what-is-left' }];
    const files = answer(textOf([byLine, byClaim]), { rules });
    expect(clpOf(files)).toEqual(['ONE 2 125.50 20', 'TWO 2 125.50 20']);
    expect(files.get('835')?.text.match(/CAS\*OA\*23\*105\.50/g)).toHaveLength(2);
  });

  it('denies a duplicate of a claim received under another number, unless that was rejected', () => {
    const payer = openPayer('a', scenarioOf({ knows: { providers: ['1234567893'] } }));
    const receive = (claim: Claim, control: string) => {
      const received = payer.receive(bytes(textOf([claim as ProfessionalClaim], control)));
      return received.ok ? received.value.files.map(({ text }) => text).join('') : '';
    };
    const unknown = { ...sampleClaim.billingProvider, npi: '1999999992' };
    expect(receive(claimOf('ONE', { billingProvider: unknown }), '000000001')).toContain('A7:562:85');
    expect(receive(claimOf('TWO'), '000000002')).not.toContain('*OA*18*');
    expect(receive(claimOf('THREE'), '000000003')).toContain('CAS*OA*18*125.50');
  });

  it('reverses its answer for a void, and answers a replacement again', () => {
    const payer = openPayer('a');
    const receive = (claim: ProfessionalClaim, control: string) => {
      const received = payer.receive(bytes(textOf([claim], control)));
      return received.ok
        ? new Map(received.value.files.map((file) => [file.name.split('.').at(-1) as string, file]))
        : new Map();
    };
    const original = receive(claimOf('ONE'), '000000001');
    const [payerClaimControlNumber = ''] = said(original.get('277ca')).claims.flatMap(
      (each) => each.payerClaimNumber ?? [],
    );
    const [first = ''] = clpOf(original);
    const replaced = receive(claimOf('ONE', { frequency: '7', payerClaimControlNumber }), '000000002');
    expect(clpOf(replaced).map((each) => each.split(' ')[1])).toEqual(['22', first.split(' ')[1]]);
    const [number = ''] = said(replaced.get('277ca')).claims.flatMap((each) => each.payerClaimNumber ?? []);
    expect(number).not.toBe(payerClaimControlNumber);
    const voided = receive(claimOf('ONE', { frequency: '8', payerClaimControlNumber: number }), '000000003');
    expect(clpOf(voided).map((each) => each.split(' ')[1])).toEqual(['22']);
  });
});
