import { type GuideEntry, type LoopEntry, l, type SegmentEntry, s } from './guide-entry.ts';

/* The shared parts of the three claim guides (005010X222A1, X223A2, X224A2). */

const n3 = (usage: string) => s('N3', usage, '1!A55 2?A55');
const n4 = (usage: string) => s('N4', usage, '1!A2-30 2?A2-2 3?A3-15 4?A2-3 7?A3');
/** The segments of an address: `R1` when the address is required, `S1` when it is optional. */
export const address = (usage: 'R1' | 'S1') => [n3(usage), n4(usage)] as const;
const dmg = s('DMG', 'S1', '1!=D8 2!D 3!=F,M,U');

/** NM1 of a person or an organisation; the last two elements are a kind of number and the number. */
export const nm1 = (codes: string, more = '8?=XX 9?A2-80'): SegmentEntry =>
  s(`NM1*${codes}`, 'R1', `1!=${codes} 2!=1,2 3?A60 4?A35 5?A25 7?A10 ${more}`);
const named = (codes: string, more: string): SegmentEntry =>
  s(`NM1*${codes}`, 'R1', `1!=${codes} 2!=1,2 3!A60 4?A35 5?A25 7?A10 ${more}`);

export const ref = (codes: string, usage = 'S1') => s(`REF*${codes}`, usage, `1!=${codes} 2!A50`);
/** REF with the payer to which the number belongs. */
export const refOf = (codes: string, usage: string) => s(`REF*${codes}`, usage, `1!=${codes} 2!A50 4?(1!=2U 2!A50)`);
export const dtp = (code: string, usage = 'S1', forms = 'D8') => s(`DTP*${code}`, usage, `1!=${code} 2!=${forms} 3!P`);
export const amt = (code: string, usage = 'S1') => s(`AMT*${code}`, usage, `1!=${code} 2!R`);
export const pwk = s('PWK', 'S10', '1!A2-2 2!A2 5?=AC 6?A2-80');
export const cn1 = s('CN1', 'S1', '1!A2-2 2?R 3?R6 4?A50 5?R6 6?A30');
export const k3 = s('K3', 'S10', '1!A80');
export const nte = (usage: string) => s('NTE', usage, '1!A3-3 2!A80');
export const hcp = s(
  'HCP',
  'S1',
  '1!A2-2 2!R 3?R 4?A50 5?R9 6?A50 7?R 8?A48 9?A2-2 10?A48 11?A2-2 12?R15 13?A2-2 14?A2 15?A2',
);
export const crc = (code: string, usage: string) =>
  s(`CRC*${code}`, usage, `1!=${code} 2!=Y,N 3!A3 4?A3 5?A3 6?A3 7?A3`);
const cas = s(
  'CAS',
  'S5',
  '1!=CO,CR,OA,PI,PR 2!A5 3!R 4?R15 5?A5 6?R 7?R15 8?A5 9?R 10?R15 11?A5 12?R 13?R15 14?A5 15?R 16?R15 17?A5 18?R 19?R15',
);
const per = (usage: string) => s('PER*IC', usage, '1!=IC 2?A60 3!A2-2 4!A256 5?A2-2 6?A256 7?A2-2 8?A256');

/** A procedure of one of these code lists. */
export const procedure = (lists: string) => `1!=${lists} 2!A48 3?A2-2 4?A2-2 5?A2-2 6?A2-2 7?A80`;

const prv = (code: string) => s(`PRV*${code}`, 'S1', `1!=${code} 2!=PXC 3!A50`);

/** A provider of a claim or a line. */
export function provider(
  id: string,
  codes: string,
  more: { taxonomy?: string; ids?: string; usage?: string } = {},
): LoopEntry {
  const { taxonomy, ids = 'S20', usage = 'S1' } = more;
  const before: readonly GuideEntry[] = taxonomy === undefined ? [] : [prv(taxonomy)];
  return l(id, usage, [nm1(codes), ...before, refOf('0B,1G,G2,LU', ids)]);
}

export function facility(id: string, more: readonly GuideEntry[] = []): LoopEntry {
  return l(id, 'S1', [nm1('77'), ...address('S1'), refOf('0B,1G,G2,LU', 'S3'), ...more]);
}

export const contact = per;

/** Another payer's decision on a line. */
export const adjudication = l('2430', 'S15', [
  s('SVD', 'R1', `1!A2-80 2!R 3?(${procedure('AD,ER,HC,HP,IV,WK')}) 4?A48 5!R15 6?N6`),
  cas,
  dtp('573', 'R1'),
  amt('EAF'),
]);

export const drug = l('2410', 'S1', [
  s('LIN', 'R1', '2!=N4,EN,EO,HI,ON,UK,UP 3!A48'),
  s('CTP', 'R1', '4!R15 5!(1!A2-2)'),
  ref('VY,XZ'),
]);

const moa = s('MOA', 'S1', '1?R10 2?R 3?A50 4?A50 5?A50 6?A50 7?A50 8?R 9?R');
const mia = s(
  'MIA',
  'S1',
  `1!R15 3?R15 4?R 5?A50 ${Array.from({ length: 9 }, (_, at) => `${at + 6}?R`).join(' ')} 15?R15 16?R 17?R 18?R 19?R 20?A50 21?A50 22?A50 23?A50 24?R`,
);

/** Why Medicare is second; an institutional claim has value codes for that. */
const insuranceType = (isInstitutional: boolean) => (isInstitutional ? '' : ' 5?A3');

/** Another payer, with the loops of providers that the form has. */
export function otherCoverage(providers: readonly LoopEntry[], isInstitutional: boolean): LoopEntry {
  return l('2320', 'S10', [
    s('SBR', 'R1', `1!=A,B,C,D,E,F,G,H,P,S,T,U 2!A2-2 3?A50 4?A60${insuranceType(isInstitutional)} 9?A2`),
    cas,
    amt('D'),
    amt('A8'),
    amt('EAF'),
    s('OI', 'R1', '3!=N,W,Y 4?=P 6!=I,Y'),
    ...(isInstitutional ? [mia] : []),
    moa,
    l('2330A', 'R1', [named('IL', '8!=II,MI 9!A2-80'), ...address('S1'), ref('SY', 'S2')]),
    l('2330B', 'R1', [
      named('PR', '8!=PI,XV 9!A2-80'),
      ...address('S1'),
      dtp('573'),
      ref('2U,EI,FY,NF', 'S3'),
      ref('G1'),
      ref('9F'),
      ref('T4'),
      ref('G3'),
      ref('F8'),
    ]),
    ...providers,
  ]);
}

/** A provider by another payer's numbers. */
export const othersProvider = (id: string, codes: string, usage = 'S1'): LoopEntry =>
  l(id, usage, [s(`NM1*${codes}`, 'R1', `1!=${codes} 2!=1,2`), ref('0B,1G,G2,LU', 'R3')]);

const hl = (code: string, elements: string) => s(`HL*${code}`, 'R1', elements);

/** The transaction of a form: everything around its claims (2300). */
export function transaction(claim: LoopEntry, form: 'professional' | 'institutional' | 'dental'): LoopEntry {
  const withPatientDetails = form === 'professional';
  const details = withPatientDetails ? ' 5?=D8 6?D 7?=01 8?R10 9?=Y' : '';
  const casualty = [ref('Y4'), per('S1')] as const;
  const patient = l('2000C', 'S*', [
    hl('23', '1!N12 2!N12 3!=23 4!=0'),
    s('PAT', 'R1', `1!A2-2${details}`),
    l('2010CA', 'R1', [
      named('QC', ''),
      ...address('R1'),
      { ...dmg, required: true },
      ref('Y4'),
      ref('1W,SY', 'S2'),
      per('S1'),
    ]),
    claim,
  ]);
  const subscriber = l('2000B', 'R*', [
    hl('22', '1!N12 2!N12 3!=22 4!=0,1'),
    s('SBR', 'R1', `1!=A,B,C,D,E,F,G,H,P,S,T,U 2?=18 3?A50 4?A60${insuranceType(form === 'institutional')} 9?A2`),
    ...(withPatientDetails ? [s('PAT', 'S1', details.trim())] : []),
    l('2010BA', 'R1', [named('IL', '8?=II,MI 9?A2-80'), ...address('S1'), dmg, ref('SY'), ...casualty]),
    l('2010BB', 'R1', [
      named('PR', '8!=PI,XV 9!A2-80'),
      ...address('S1'),
      ref('2U,EI,FY,NF', 'S3'),
      ref('G2,LU', 'S2'),
    ]),
    claim,
    patient,
  ]);
  return l('ST', 'R*', [
    s('ST', 'R1', '1!=837 2!A4-9 3!A1-35'),
    s('BHT', 'R1', '1!=0019 2!=00,18 3!A50 4!D 5!T 6!=31,CH,RP'),
    l('1000A', 'R1', [named('41', '8!=46 9!A2-80'), per('R2')]),
    l('1000B', 'R1', [named('40', '8!=46 9!A2-80')]),
    l('2000A', 'R*', [
      hl('20', '1!N12 3!=20 4!=1'),
      prv('BI'),
      s('CUR*85', 'S1', '1!=85 2!A3-3'),
      l('2010AA', 'R1', [
        named('85', '8?=XX 9?A2-80'),
        ...address('R1'),
        ref('EI,SY', 'R1'),
        ref('0B,1G,1J,G2,LU', 'S8'),
        per('S2'),
      ]),
      l('2010AB', 'S1', [s('NM1*87', 'R1', '1!=87 2!=1,2'), ...address('R1')]),
      l('2010AC', 'S1', [named('PE', '8!=PI,XV 9!A2-80'), ...address('R1'), ref('2U,FY,NF'), ref('EI', 'R1')]),
      subscriber,
    ]),
    s('SE', 'R1', '1!N10 2!A4-9'),
  ]);
}

/** A code of HI with its list: `1!(1!=ABK,BK 2!A30)`. */
const coded = (lists: string, more = ''): string => `1!=${lists} 2!A30${more}`;

/** HI with up to this many codes of a list. */
export function hi(lists: string, count: number, usage: string, { more = '', others = lists } = {}): SegmentEntry {
  const elements = Array.from(
    { length: count },
    (_, at) => `${at + 1}${at === 0 ? '!' : '?'}(${coded(at === 0 ? lists : others, more)})`,
  );
  return s(`HI*${lists}`, usage, elements.join(' '));
}
