/** Writes acknowledgement files for tests. All data is synthetic. */

interface Envelope {
  /** The sender and the receiver of the acknowledgement. */
  readonly from?: string;
  readonly to?: string;
  readonly controlNumber?: string;
}

const day = '20261127';

/** An interchange with these segments, between its header and its trailer. */
function interchange(
  segments: readonly string[],
  { from = 'CLEARING', to = 'OFFICE', controlNumber = '000000905' }: Envelope = {},
  groups = 0,
): string {
  const header = `ISA*00*          *00*          *ZZ*${from.padEnd(15)}*ZZ*${to.padEnd(15)}*261127*1200*^*00501*${controlNumber}*0*P*:`;
  return [header, ...segments, `IEA*${groups}*${controlNumber}`, ''].join('~');
}

/** An interchange with one group of these transactions. Each is given as its segments between ST and SE. */
export function groupOf(
  kind: '997' | '999' | '277',
  version: string,
  transactions: readonly (readonly string[])[],
  envelope: Envelope = {},
): string {
  const { from = 'CLEARING', to = 'OFFICE' } = envelope;
  const bodies = transactions.flatMap((segments, index) => {
    const number = String(index + 1).padStart(4, '0');
    return [`ST*${kind}*${number}*${version}`, ...segments, `SE*${segments.length + 2}*${number}`];
  });
  const code = kind === '277' ? 'HN' : 'FA';
  const group = `GS*${code}*${from}*${to}*${day}*1200*905*X*${version}`;
  return interchange([group, ...bodies, `GE*${transactions.length}*905`], envelope, 1);
}

/** A TA1 about the interchange with this control number, date and time. */
export function interchangeAnswer(
  about: string,
  outcome: string,
  envelope?: Envelope,
  sent = '261127*0900',
  note = outcome === 'A' ? '000' : '006',
): string {
  return interchange([`TA1*${about}*${sent}*${outcome}*${note}`], envelope);
}

/**
 * A 999 about the group with this control number. It gives the outcome of the group's only transaction, with these
 * segments for errors.
 */
export function functionalAnswer(
  group: string,
  outcome: string,
  errors: readonly string[] = [],
  envelope?: Envelope,
): string {
  const accepted = outcome === 'A' || outcome === 'E' ? 1 : 0;
  const segments = [
    `AK1*HC*${group}*005010X222A1`,
    'AK2*837*0001*005010X222A1',
    ...errors,
    `IK5*${outcome}${outcome === 'A' ? '' : '*I5'}`,
    `AK9*${outcome}*1*1*${accepted}`,
  ];
  return groupOf('999', '005010X231A1', [segments], envelope);
}

/** What a 277CA says of one claim. */
export interface ClaimAnswer {
  readonly claimId: string;
  /** `category:code` or `category:code:entity`. */
  readonly status: string;
  readonly action: 'WQ' | 'U';
  readonly payerClaimNumber?: string;
  readonly more?: readonly string[];
}

interface BatchAnswer {
  /** BHT03 of the file that is answered. */
  readonly trace: string;
  readonly claims: readonly ClaimAnswer[];
  /** Statuses (STC) of the batch, and of its provider. */
  readonly batchStatus?: string;
  readonly providerStatus?: string;
  readonly source?: 'PR' | 'AY';
  readonly reference?: string;
  /** `YYYYMMDD*HHMM` */
  readonly created?: string;
}

/** A 277CA about one batch. */
export function claimAnswers(answer: BatchAnswer, envelope?: Envelope): string {
  return groupOf('277', '005010X214', [claimAnswerSegments(answer)], envelope);
}

function claimAnswerSegments({
  trace,
  claims,
  batchStatus = 'STC*A1:19:PR*20261127*WQ*100',
  providerStatus,
  source = 'PR',
  reference = 'ANSWER1',
  created = `${day}*1200`,
}: BatchAnswer): readonly string[] {
  const levels = claims.flatMap(({ claimId, status, action, payerClaimNumber, more = [] }, index) => [
    `HL*${index + 4}*3*PT`,
    'NM1*QC*1*SYNTHETIC*PAT****MI*MEMBER1',
    `TRN*2*${claimId}`,
    `STC*${status}*${day}*${action}*100`,
    ...(payerClaimNumber === undefined ? [] : [`REF*1K*${payerClaimNumber}`]),
    'DTP*472*D8*20261120',
    ...more,
  ]);
  return [
    `BHT*0085*08*${reference}*${created}*TH`,
    'HL*1**20*1',
    `NM1*${source}*2*SYNTHETIC PAYER*****PI*PAYER1`,
    `TRN*1*${reference}`,
    `DTP*050*D8*${day}`,
    `DTP*009*D8*${day}`,
    'HL*2*1*21*1',
    'NM1*41*2*SYNTHETIC OFFICE*****46*OFFICE',
    `TRN*2*${trace}`,
    batchStatus,
    `QTY*90*${claims.filter(({ action }) => action === 'WQ').length}`,
    `QTY*AA*${claims.filter(({ action }) => action === 'U').length}`,
    ...(claims.length === 0 && providerStatus === undefined
      ? []
      : ['HL*3*2*19*1', 'NM1*85*2*SYNTHETIC CLINIC*****XX*1234567893']),
    ...(providerStatus === undefined ? [] : ['TRN*2*0', providerStatus]),
    ...levels,
  ];
}
