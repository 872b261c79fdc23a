/** 837 files as another system would make them; all synthetic. */

/** The kind of a file: its form and the day on which it was made. */
interface FileTraits {
  readonly form?: 'professional' | 'institutional' | 'dental';
  readonly control?: string;
  /** The billing provider’s NPI and tax id. */
  readonly npi?: string;
  readonly taxId?: string;
  /** `CH` chargeable, `RP` reporting. */
  readonly claimKind?: string;
}

const guides = { professional: '005010X222A1', institutional: '005010X223A2', dental: '005010X224A2' } as const;

/** A claim of the file: its patient, its payer, and the segments from CLM on. */
export interface ClaimText {
  readonly patient?: { readonly last: string; readonly first: string; readonly born: string; readonly gender?: string };
  readonly memberId?: string;
  readonly payerId?: string;
  readonly place?: 'P' | 'S';
  /** From CLM on, one segment per line. */
  readonly segments: string;
}

/** The usual patient of an office, as a claim states her. */
const canary = { last: 'CANARYNAME', first: 'TESTA', born: '19800131', gender: 'F' } as const;

/** A whole file of claims. */
export function otherSystemFile(claims: readonly ClaimText[], traits: FileTraits = {}): string {
  const { form = 'professional', control = '000000007', npi = '1234567893', taxId = '123456789' } = traits;
  const guide = guides[form];
  const levels = claims.flatMap((claim, index) => levelOf(claim, index + 2));
  const transaction = [
    `ST*837*0001*${guide}`,
    `BHT*0019*00*${control}*20261101*1200*${traits.claimKind ?? 'CH'}`,
    ...['NM1*41*2*OTHER SYSTEM*****46*OTHERSYS', 'PER*IC*OTHER DESK*TE*6145550199'],
    ...['NM1*40*2*EXAMPLE CLEARINGHOUSE*****46*EXCLEAR', 'HL*1**20*1', 'PRV*BI*PXC*207Q00000X'],
    ...[`NM1*85*2*EXAMPLE CLINIC*****XX*${npi}`, 'N3*1 EXAMPLE ST', 'N4*COLUMBUS*OH*432150001', `REF*EI*${taxId}`],
    ...levels,
  ];
  const segments = [
    `ISA*00*          *00*          *ZZ*${'OTHERSYS'.padEnd(15)}*ZZ*${'EXCLEAR'.padEnd(15)}*261101*1200*^*00501*${control}*0*T*:`,
    `GS*HC*OTHERSYS*EXCLEAR*20261101*1200*7*X*${guide}`,
    ...transaction,
    ...[`SE*${transaction.length + 1}*0001`, 'GE*1*7', `IEA*1*${control}`],
  ];
  return `${segments.join('~\n')}~\n`;
}

function levelOf(
  { patient = canary, memberId = 'M000CANARY', payerId = '99999', place = 'P', segments }: ClaimText,
  level: number,
): readonly string[] {
  const { last, first, born, gender = 'F' } = patient;
  return [
    ...[`HL*${level}*1*22*0`, `SBR*${place}*18*******CI`, `NM1*IL*1*${last}*${first}****MI*${memberId}`],
    ...['N3*77 CANARY WAY', 'N4*COLUMBUS*OH*432150001', `DMG*D8*${born}*${gender}`],
    `NM1*PR*2*EXAMPLE HEALTH*****PI*${payerId}`,
    ...segments
      .split('\n')
      .map((segment) => segment.trim())
      .filter((segment) => segment !== ''),
  ];
}

/** A visit of 130.00 and 11.00. `others` are the loops of other coverages, from SBR on. */
export const visit = (number: string, { frequency = '1', others = '', reference = '' } = {}): string => `
  CLM*${number}*141***11:B:${frequency}*Y*A*Y*Y
  ${reference}
  HI*ABK:J209
  NM1*82*1*DOCTOR*ADA****XX*1003000126
  PRV*PE*PXC*207Q00000X
  ${others}
  LX*1
  SV1*HC:X9003:25*130*UN*1***1
  DTP*472*D8*20261101
  REF*6R*L1
  LX*2
  SV1*HC:J1885*11*UN*4***1
  DTP*472*D8*20261101
  REF*6R*L2`;

/** The coverage that pays after the first one, while neither has decided. */
export const secondCoverage = `
  SBR*S*18*******CI
  OI***Y***Y
  NM1*IL*1*CANARYNAME*TESTA****MI*M88888
  N3*77 CANARY WAY
  N4*COLUMBUS*OH*432150001
  NM1*PR*2*EXAMPLE SUPPLEMENT*****PI*88888`;

/** The coverage that has paid 99.00, written 20.00 off, and left 22.00. */
export const paidCoverage = `
  SBR*P*18*******CI
  CAS*CO*45*20
  CAS*PR*2*22
  AMT*D*99
  OI***Y***Y
  NM1*IL*1*CANARYNAME*TESTA****MI*M000CANARY
  N3*77 CANARY WAY
  N4*COLUMBUS*OH*432150001
  NM1*PR*2*EXAMPLE HEALTH*****PI*99999
  DTP*573*D8*20261110`;

/** A day in a hospital’s outpatient department: 250.00. */
export const hospitalVisit = (number: string): string => `
  CLM*${number}*250***13:A:1**A*Y*Y
  DTP*434*RD8*20261102-20261103
  CL1*3*1*01
  HI*ABK:J209
  NM1*71*1*DOCTOR*ADA****XX*1003000126
  PRV*AT*PXC*207Q00000X
  LX*1
  SV2*0450*HC:X9003*200*UN*1
  DTP*472*D8*20261102
  LX*2
  SV2*0250**50*UN*2
  DTP*472*D8*20261103`;

/** A filling of 90.00. */
export const filling = (number: string): string => `
  CLM*${number}*90***11:B:1*Y*A*Y*Y
  DTP*472*D8*20261104
  NM1*82*1*DOCTOR*ADA****XX*1003000126
  PRV*PE*PXC*207Q00000X
  LX*1
  SV3*AD:D2140*90****1
  TOO*JP*12*L`;

/** The first payer's answer to a visit, under the other system's number. */
export const answerToVisit = (number: string): string => `
  CLP*${number}*1*141*99*22*12*ICN1*11*1
  SVC*HC:X9003:25*130*91**1
  CAS*CO*45*20
  CAS*PR*2*19
  REF*6R*L1
  SVC*HC:J1885*11*8**4
  CAS*PR*1*3
  REF*6R*L2`;
