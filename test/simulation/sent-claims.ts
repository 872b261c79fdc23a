import { goldenPayers } from '../golden/remittance-text.ts';
import { type PayerName, payerNames } from './claims-world.ts';

/** A line of a claim as it was sent. */
export interface SentLine {
  readonly number: string;
  readonly procedure: string;
  readonly cents: number;
  /** What the earlier payer left of it, if the claim states that. */
  readonly leftCents: number;
}

/** A claim of a file that was sent. */
export interface SentClaim {
  readonly submissionId: string;
  readonly claimId: string;
  readonly payer: PayerName;
  readonly frequency: string;
  /** The payer’s number of the claim that it corrects. */
  readonly corrects: string;
  readonly cents: number;
  readonly lines: readonly SentLine[];
}

/** A file that was sent. */
export interface SentFile {
  readonly submissionId: string;
  readonly control: string;
  readonly group: string;
  /** Its date and time, which a TA1 repeats. */
  readonly sent: string;
  /** Who answers it, and to whom. */
  readonly envelope: { readonly from: string; readonly to: string };
  readonly claims: readonly SentClaim[];
}

const cents = (text: string | undefined): number => Math.round(Number(text ?? '0') * 100);

/** Reads a file of claims from its segments, without any of the product’s code. */
export function readSentFile(text: string): SentFile {
  const segments = text.split('~').map((segment) => segment.trim().split('*'));
  const first = (name: string) => segments.find(([own]) => own === name) ?? [];
  const isa = first('ISA');
  const submissionId = first('BHT')[3] ?? '';
  return {
    submissionId,
    control: isa[13] ?? '',
    group: first('GS')[6] ?? '',
    sent: `${isa[9]}*${isa[10]}`,
    envelope: { from: (isa[8] ?? '').trim(), to: (isa[6] ?? '').trim() },
    claims: claimsIn(submissionId, segments),
  };
}

function claimsIn(submissionId: string, segments: readonly string[][]): SentClaim[] {
  const claims: { -readonly [Name in keyof SentClaim]: Name extends 'lines' ? SentLine[] : SentClaim[Name] }[] = [];
  let payer: PayerName | undefined;
  let isClaim = false;
  for (const [name, ...parts] of segments) {
    const claim = claims.at(-1);
    const line = claim?.lines.at(-1) as { -readonly [Name in keyof SentLine]: SentLine[Name] } | undefined;
    if (name === 'HL') isClaim = false;
    else if (name === 'NM1' && parts[0] === 'PR' && !isClaim) {
      payer = payerNames.find((one) => goldenPayers[one].payerId === parts[8]);
    } else if (name === 'CLM') {
      isClaim = true;
      const frequency = parts[4]?.split(':')[2] ?? '';
      const about = { submissionId, claimId: parts[0] ?? '', payer: payer as PayerName, frequency };
      claims.push({ ...about, corrects: '', cents: cents(parts[1]), lines: [] });
    } else if (claim === undefined) continue;
    else if (name === 'REF' && parts[0] === 'F8' && claim.corrects === '' && claim.frequency !== '1') {
      claim.corrects = parts[1] ?? '';
    } else if (name === 'LX') claim.lines.push({ number: '', procedure: '', cents: 0, leftCents: 0 });
    else if (line !== undefined && (name === 'SV1' || name === 'SV2')) {
      const [procedure, amount] = name === 'SV1' ? [parts[0], parts[1]] : [parts[1] || `NU:${parts[0]}`, parts[2]];
      line.procedure = procedure ?? '';
      line.cents = cents(amount);
    } else if (line !== undefined && name === 'REF' && parts[0] === '6R') line.number = parts[1] ?? '';
    else if (line !== undefined && name === 'SVD') line.leftCents = 0;
    else if (line !== undefined && name === 'AMT' && parts[0] === 'EAF') line.leftCents = cents(parts[1]);
  }
  return claims;
}
