import { present } from '../present.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { CodeSet, CodeValidity } from './code-set.ts';

/**
 * SYNTHETIC: a small code set to try Superbill with, until an office loads the official releases. It is neither complete nor
 * a source for billing. Diagnoses are some ICD-10-CM codes (public, US government). Procedures are some HCPCS Level II
 * codes (public, CMS) and codes of our own making, which begin with X9 and mean nothing to any payer. CPT is not here: it
 * belongs to the AMA. Dates are made up, except for codes that a release really ended or began, noted beside them.
 */

const began = '2015-10-01' as LocalDate;

const diagnosisCodes = [
  // Infections, blood, endocrine
  'A084 A099 B349 B370 D509 D649 E039 E0800 E109 E1122 E1140 E119 E1165 E559 E6601 E669 E780 E782 E785 E860 E876',
  // Mind, nerves, eyes, ears
  'F0390 F1010 F17210 F329 F330 F411 F419 F5101 G2581 G43909 G4700 G4733 H109 H6091 H6121 H6690 H8110',
  // Circulation, breathing
  'I10 I110 I119 I2510 I480 I4891 I509 I739 I8390 J00 J0100 J0190 J020 J029 J069 J111 J189 J209 J301 J309 J40 J449 J45909',
  // Digestion, skin, joints, kidneys
  'K219 K295 K30 K529 K5900 K5792 K640 L0291 L209 L309 L570 L700 L989 M109 M1711 M1990 M25511 M25561 M5416 M542',
  'M62830 M722 M7710 M791 M810 N179 N186 N390 N400 N401 N529 N760 N959 O0990',
  // Symptoms, injuries
  'R000 R0602 R0789 R079 R109 R1013 R112 R197 R300 R42 R4182 R509 R5183 R531 R5383 R7301 R7303 R739 R8290',
  'S0101XA S39012A S60221A S61210A S83511A S93401A T148XXA T7840XA W19XXXA',
  // Reasons for encounters
  'Z0000 Z0001 Z0100 Z01419 Z1211 Z1231 Z125 Z131 Z1331 Z136 Z139 Z23 Z30011 Z3480 Z6830 Z713 Z7182 Z7189 Z720 Z79899 Z8249 Z87891',
];

/** Codes that a release of ICD-10-CM ended or began. */
const datedDiagnoses: readonly (readonly [string, string, string?])[] = [
  // FY2022 replaced M54.5, low back pain, by three codes.
  ['M545', '2015-10-01', '2021-09-30'],
  ['M5450', '2021-10-01'],
  ['M5451', '2021-10-01'],
  ['M5459', '2021-10-01'],
  ['U071', '2020-04-01'],
  ['F32A', '2021-10-01'],
  // FY2021 replaced R51, headache, by two codes, and N18.3 by three.
  ['R51', '2015-10-01', '2020-09-30'],
  ['R519', '2020-10-01'],
  ['N183', '2015-10-01', '2020-09-30'],
  ['N1830', '2020-10-01'],
];

const procedureCodes = [
  // HCPCS Level II: visits and preventive services
  'G0101 G0102 G0103 G0108 G0109 G0179 G0180 G0181 G0270 G0296 G0402 G0403 G0404 G0405 G0438 G0439 G0442 G0443 G0444',
  'G0445 G0446 G0447 G0463 G0473 G0506 G0513 G0514 G2012 G2212',
  // HCPCS Level II: giving of vaccines, laboratory and screening
  'G0008 G0009 G0010 G0027 G0123 G0143 G0306 G0307 G0328 G0432 G0472 G0475 G0476 P3000 Q0091 Q0111',
  // HCPCS Level II: drugs
  'J0171 J0561 J0696 J1030 J1040 J1071 J1100 J1200 J1885 J2001 J2405 J2550 J3301 J3420 J7030 J7613 J7620',
  // HCPCS Level II: supplies
  'A4206 A4550 A4565 A6222 A6402 E0100 E0110 E0114 L1830 L1902 L3908 L4350',
  // Ours: X9001 to X9005 visits of five lengths, X9010 to X9015 small procedures, X9020 to X9025 tests, X9030 to X9033 imaging
  'X9001 X9002 X9003 X9004 X9005 X9010 X9011 X9012 X9013 X9014 X9015 X9020 X9021 X9022 X9023 X9024 X9025',
  'X9030 X9031 X9032 X9033',
];

const datedProcedures: readonly (readonly [string, string, string?])[] = [
  // CMS pays G2211 from 2024 on.
  ['G2211', '2024-01-01'],
  // Ours: one that has ended, and the one that took its place.
  ['X9090', '2015-10-01', '2025-12-31'],
  ['X9091', '2026-01-01'],
];

function validities(
  always: readonly string[],
  dated: readonly (readonly [string, string, string?])[],
): ReadonlyMap<string, CodeValidity> {
  const plain = always
    .flatMap((line) => line.split(' '))
    .map((code): [string, CodeValidity] => [code, { from: began }]);
  const special = dated.map(([code, from, to]): [string, CodeValidity] => [
    code,
    { from: from as LocalDate, ...present({ to: to as LocalDate | undefined }) },
  ]);
  return new Map([...plain, ...special]);
}

export const syntheticCodeSet: CodeSet = {
  name: 'Superbill synthetic codes, release 2026-11',
  diagnoses: validities(diagnosisCodes, datedDiagnoses),
  procedures: validities(procedureCodes, datedProcedures),
};
