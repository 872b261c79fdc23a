import type { StatedAnswer } from '../../../../shared/domain/claim/next-payer/prior-answer.ts';
import { cents } from '../../../../shared/domain/money/cents.ts';
import type { SentLine } from '../../../../shared/domain/remittance/match/match-lines.ts';
import type { LocalDate } from '../../../../shared/domain/time/local-date.ts';
import { readDetailedClaim } from '../../../../shared/x12/835/remittance-claim-detail.ts';

const delimiters = { element: 0x2a, component: 0x3a, repetition: 0x5e, segment: 0x7e, filler: 0x20 };

/** An answer as a payer writes it: the segments of its claim, one per line. */
export function stated(segments: string, decidedOn = '2026-11-10'): StatedAnswer {
  const text = segments
    .split('\n')
    .map((segment) => segment.trim())
    .filter((segment) => segment !== '')
    .map((segment) => `${segment}~`)
    .join('');
  const claim = readDetailedClaim(Buffer.from(text, 'latin1'), delimiters, 0);
  if (!claim.ok) throw new Error(JSON.stringify(claim.failure));
  return { claim: claim.value, decidedOn: decidedOn as LocalDate };
}

/** Lines as they were sent: the procedure and the charge of each, in dollars. */
export function sent(...lines: readonly (readonly [procedure: string, dollars: number])[]): readonly SentLine[] {
  return lines.map(([procedure, dollars], index) => ({
    ...{
      number: index + 1,
      controlNumber: `L${index + 1}`,
      procedure,
      modifiers: [],
      chargeCents: cents(dollars * 100),
    },
    serviceFrom: '2026-10-05' as LocalDate,
  }));
}
