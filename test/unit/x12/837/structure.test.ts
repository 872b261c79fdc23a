import { describe, expect, it } from 'vitest';
import { structureFaults } from '../../../../shared/x12/837/validate/structure-finding.ts';
import { validate837 } from '../../../../shared/x12/837/validate/validate-837.ts';
import { fileOf, sampleClaim, sampleDependent, sampleLine, write } from './sample-claim.ts';
import { sampleBill, sampleDentalClaim, segmentsWith } from './sample-forms.ts';

/* Synthetic. One fault at a time is planted, as text, into a file without faults. */

const written = write(
  fileOf(
    {
      ...sampleClaim,
      serviceLines: [sampleLine, sampleLine],
      chargeCents: (sampleLine.chargeCents * 2) as never,
      priorAuthorizationNumber: 'AUTH1',
    },
    { ...sampleClaim, patientControlNumber: 'B', dependent: sampleDependent },
  ),
);
const sound = written.ok ? written.value : '';

/** Inserts a segment before another one, and counts it in SE. */
const inserted = (before: string, segment: string) => (text: string) =>
  counted(text.replace(`~${before}`, `~${segment}~${before}`), 1);
const removed = (segment: RegExp) => (text: string) => counted(text.replace(segment, ''), -1);
const changed = (from: string | RegExp, to: string) => (text: string) => text.replace(from, to);
const counted = (text: string, more: number) =>
  text.replace(/~SE\*(\d+)/, (_all, count) => `~SE*${Number(count) + more}`);

type Fault = readonly [what: string, plant: (text: string) => string, finding: string];

const faults: readonly Fault[] = [
  ['an interchange of another version', changed('*00501*', '*00401*'), 'envelope-malformed  ISA 12'],
  ['a group of another kind', changed('GS*HC*', 'GS*HP*'), 'envelope-malformed  GS 1'],
  ['another control number in IEA', changed(/IEA\*1\*\d/, 'IEA*1*9'), 'control-number-differs  IEA 2'],
  ['another control number in SE', changed(/(SE\*\d+\*)0007/, '$10008'), 'control-number-differs ST SE 2'],
  ['a wrong count in SE', (text) => counted(text, 1), 'count-wrong ST SE 1'],
  ['a wrong count in GE', changed('GE*1*', 'GE*2*'), 'count-wrong  GE 1'],
  ['a wrong count in IEA', changed('IEA*1*', 'IEA*2*'), 'count-wrong  IEA 1'],
  ['a day that does not exist', changed('DTP*472*D8*20261001', 'DTP*472*D8*20261301'), 'element-malformed 2400 DTP 3'],
  ['a charge that is no number', changed('SV1*HC:99213*125.5', 'SV1*HC:99213*12S.5'), 'element-malformed 2400 SV1 2'],
  [
    'a name that is too long',
    changed('NM1*IL*1*SAMPLE', `NM1*IL*1*${'S'.repeat(61)}`),
    'element-too-long 2010BA NM1 3',
  ],
  ['a state of one letter', changed('N4*COLUMBUS*OH', 'N4*COLUMBUS*O'), 'element-too-short 2010AA N4 2'],
  ['no postal code', changed('N4*COLUMBUS*OH*43215~', 'N4*COLUMBUS*OH~'), 'address-incomplete 2010BA N4 3'],
  ['a separator at the end', changed('HI*ABK:J209~', 'HI*ABK:J209*~'), 'element-trailing 2300 HI 2'],
  ['a component separator at the end', changed('HI*ABK:J209~', 'HI*ABK:J209:~'), 'element-trailing 2300 HI 1'],
  ['a segment of no guide', inserted('HI*', 'ZZZ*1'), 'segment-unknown 2300 ZZZ'],
  ['a qualifier that the loop does not have', inserted('HI*', 'REF*0F*1'), 'segment-unknown 2300 REF'],
  ['a reference after the diagnoses', (text) => inserted('LX*', 'REF*9F*1')(text), 'segment-out-of-order 2300 REF'],
  ['an address twice', inserted('N4*', 'N3*2 MAIN ST'), 'segment-repeated 2010AA N3'],
  ['two authorisations', inserted('HI*', 'REF*G1*2'), 'segment-repeated 2300 REF'],
  ['no address of the billing provider', removed(/N3\*1 MAIN ST~/), 'segment-missing 2010AA N3'],
  ['no diagnosis', removed(/HI\*ABK:J209~/), 'segment-missing 2300 HI'],
  ['no payer', removed(/NM1\*PR[^~]*~/), 'loop-missing 2010BB NM1'],
  ['no receiver', removed(/NM1\*40[^~]*~/), 'loop-missing 1000B NM1'],
  ['no claim number', changed('CLM*B*', 'CLM**'), 'element-missing 2300 CLM 1'],
  ['no frequency', changed('11:B:1', '11:B'), 'element-missing 2300 CLM 5-3'],
  ['an element that is not used', changed('HL*1**20*1~', 'HL*1*1*20*1~'), 'element-not-used 2000A HL 2'],
  ['a component that is not used', changed('11:B:1', '11:B:1:X'), 'element-not-used 2300 CLM 5-4'],
  ['a gender that is none', changed('DMG*D8*19800131*F', 'DMG*D8*19800131*X'), 'code-unknown 2010BA DMG 3'],
  ['a procedure of a dentist', changed('SV1*HC:', 'SV1*AD:'), 'code-unknown 2400 SV1 1-1'],
  ['a kind of facility of another form', changed('11:B:1', '11:A:1'), 'code-unknown 2300 CLM 5-2'],
  ['levels that are not numbered one by one', changed('HL*3*1*22', 'HL*5*1*22'), 'level-number-wrong 2000B HL 1'],
  ['a level below another one', changed('HL*4*3*23', 'HL*4*2*23'), 'level-parent-wrong 2000C HL 2'],
  ['a level that hides its levels', changed('HL*3*1*22*1', 'HL*3*1*22*0'), 'level-children-wrong  HL 4'],
  ['lines that are not numbered one by one', changed('LX*2', 'LX*3'), 'line-number-wrong 2400 LX 1'],
  [
    'a charge that is not the sum of the lines',
    changed('CLM*PCN0000000000001*251', 'CLM*PCN0000000000001*252'),
    'charge-unbalanced 2300 CLM 2',
  ],
  [
    'a guide of something else',
    changed('ST*837*0007*005010X222A1', 'ST*837*0007*005010X221A1'),
    'guide-unknown ST ST 3',
  ],
];

/** The kinds of faults that the table of a form finds, in a file of a facility and of a dentist. */
const formFaults: Readonly<Record<'institutional' | 'dental', readonly Fault[]>> = {
  institutional: [
    [
      'a day that does not exist',
      changed('DTP*472*D8*20261001', 'DTP*472*D8*20261301'),
      'element-malformed 2400 DTP 3',
    ],
    [
      'a revenue code that is too long',
      changed('SV2*0510', 'SV2*0510X'.padEnd(60, 'X')),
      'element-too-long 2400 SV2 1',
    ],
    ['a state of one letter', changed('N4*COLUMBUS*OH', 'N4*COLUMBUS*O'), 'element-too-short 2010AA N4 2'],
    ['a separator at the end', changed('CL1***01~', 'CL1***01*~'), 'element-trailing 2300 CL1 4'],
    ['a service of a physician', inserted('DTP*472', 'SV1*HC:99213*1*UN*1***1'), 'segment-unknown 2400 SV1'],
    ['the statement behind the diagnoses', inserted('NM1*71', 'DTP*096*TM*1200'), 'segment-out-of-order 2300 DTP'],
    ['two attending providers', inserted('LX*', 'NM1*71*1*ROE*ANN****XX*1234567893'), 'segment-repeated 2310A NM1'],
    ['no period of the statement', removed(/DTP\*434[^~]*~/), 'segment-missing 2300 DTP'],
    ['no codes of the stay', removed(/CL1[^~]*~/), 'segment-missing 2300 CL1'],
    ['no payer', removed(/NM1\*PR[^~]*~/), 'loop-missing 2010BB NM1'],
    ['no revenue code', changed('SV2*0510', 'SV2*'), 'element-missing 2400 SV2 1'],
    ['a signature of the provider', changed('13:A:1**A', '13:A:1*Y*A'), 'element-not-used 2300 CLM 6'],
    ['the facility of a physician', changed('13:A:1', '11:B:1'), 'code-unknown 2300 CLM 5-2'],
    ['a level below another one', changed('HL*2*1*22', 'HL*2*9*22'), 'level-parent-wrong 2000B HL 2'],
    ['a line that is not the first', changed('LX*1', 'LX*2'), 'line-number-wrong 2400 LX 1'],
    ['another charge than its line', changed('*125.5***13', '*125***13'), 'charge-unbalanced 2300 CLM 2'],
  ],
  dental: [
    [
      'a day that does not exist',
      changed('DTP*472*D8*20261001', 'DTP*472*D8*20261301'),
      'element-malformed 2400 DTP 3',
    ],
    [
      'a name that is too long',
      changed('NM1*IL*1*SAMPLE', `NM1*IL*1*${'S'.repeat(61)}`),
      'element-too-long 2010BA NM1 3',
    ],
    ['a state of one letter', changed('N4*COLUMBUS*OH', 'N4*COLUMBUS*O'), 'element-too-short 2010AA N4 2'],
    ['a separator at the end', changed('SV3*AD:D9003*125.5~', 'SV3*AD:D9003*125.5*~'), 'element-trailing 2400 SV3 3'],
    ['a service of a facility', inserted('DTP*472', 'SV2*0510**1*UN*1'), 'segment-unknown 2400 SV2'],
    [
      'orthodontics behind the diagnoses',
      (text) => inserted('LX*', 'DN1*36')(inserted('LX*', 'HI*ABK:K021')(text)),
      'segment-out-of-order 2300 DN1',
    ],
    [
      'two diagnoses',
      (text) => inserted('LX*', 'HI*ABK:K021')(inserted('LX*', 'HI*ABK:K021')(text)),
      'segment-repeated 2300 HI',
    ],
    ['no name of who bills', removed(/NM1\*85[^~]*~/), 'loop-missing 2010AA NM1'],
    ['no service', removed(/SV3[^~]*~/), 'segment-missing 2400 SV3'],
    ['no procedure', changed('SV3*AD:D9003', 'SV3*AD'), 'element-missing 2400 SV3 1-2'],
    ['a procedure of a hospital', changed('SV3*AD:D9003', 'SV3*HC:99213'), 'code-unknown 2400 SV3 1-1'],
    ['a level below another one', changed('HL*2*1*22', 'HL*2*9*22'), 'level-parent-wrong 2000B HL 2'],
    ['a line that is not the first', changed('LX*1', 'LX*2'), 'line-number-wrong 2400 LX 1'],
    ['another charge than its line', changed('*125.5***11', '*125***11'), 'charge-unbalanced 2300 CLM 2'],
  ],
};

const findings = (text: string) =>
  validate837(text).map(({ code, loop, segment, element }) =>
    [code, loop, segment, ...(element === undefined ? [] : [element])].join(' '),
  );

describe('the structure of a file of claims', () => {
  it('is sound in the file into which the faults are planted', () => expect(findings(sound)).toEqual([]));

  it.each(faults)('is found to have %s', (_what, plant, finding) => {
    const broken = plant(sound);
    expect(broken).not.toBe(sound);
    expect(findings(broken)).toContain(finding);
  });

  describe.each([
    ['institutional', sampleBill],
    ['dental', sampleDentalClaim],
  ] as const)('of %s claims', (kind, claim) => {
    const plain = `${segmentsWith(claim).join('~')}~`;

    it('is sound in the file into which the faults are planted', () => expect(findings(plain)).toEqual([]));

    it.each(formFaults[kind])('is found to have %s', (_what, plant, finding) => {
      const broken = plant(plain);
      expect(broken).not.toBe(plain);
      expect(findings(broken)).toContain(finding);
    });
  });

  it('has a planted fault for each code', () => {
    const planted = new Set(faults.map(([, , finding]) => finding.split(' ')[0]));
    expect(Object.keys(structureFaults).filter((code) => !planted.has(code))).toEqual([]);
  });

  it('is not checked against another guide where there is no table of its own', () => {
    const other = counted(sound.replace('005010X222A1~BHT', '004010X096A1~BHT').replace('~HI*', '~CL1*1*2~HI*'), 1);
    expect(findings(other)).toEqual(['guide-unknown ST ST 3']);
    expect(findings(other.replace(/~SE\*\d+/, '~SE*5'))).toEqual(['guide-unknown ST ST 3', 'count-wrong ST SE 1']);
  });

  it('shows where a fault is and how serious it is', () => {
    const [found] = validate837(sound.replace('DMG*D8*19800131*F', 'DMG*D8*19800131*X'));
    expect(found).toEqual({
      code: 'code-unknown',
      snip: 2,
      loop: '2010BA',
      segment: 'DMG',
      element: '3',
      position: sound.slice(0, sound.indexOf('DMG*')).split('~').length,
      message: 'the guide does not have this code',
    });
  });
});
