import type { Claim } from '../shared/domain/claim/claim.ts';
import { adjudicate, type ClaimAnswer, denyWhole, numberNames, payerNumberOf, reverse } from './adjudicate.ts';
import { decideAnswer } from './decide-answer.ts';
import type { NumberedClaim } from './read-claims.ts';
import type { RuleSpec } from './scenario.ts';
import { selectClaims } from './select-claims.ts';

/** How to decide the claims that no answer of the scenario names. */
export interface Deciding {
  readonly seed: string;
  readonly rules: readonly RuleSpec[];
  /** Whether the rest is decided at random; otherwise it is not answered. */
  readonly byChance: boolean;
  /** The payer's knowledge of earlier claims. */
  readonly before: EarlierClaims;
}

export interface EarlierClaims {
  /** Whether the same services came in another claim. */
  isDuplicate(claim: Claim): boolean;
  /** The answer in force for the claim with this payer number. */
  standing(payerClaimNumber: string): ClaimAnswer | undefined;
}

/** A payer that has seen nothing before. */
export const nothingBefore: EarlierClaims = { isDuplicate: () => false, standing: () => undefined };

export interface DecidedClaim {
  readonly position: number;
  readonly claim: Claim;
  readonly answer: ClaimAnswer;
}

/**
 * Decides claims in file order. A void reverses the answer to the voided claim; a replacement does the same and gets a
 * new answer; a duplicate is denied (OA-18). All other claims are decided by the first matching rule, or else at
 * random. A notice is not answered. So a claim may have two answers, or none.
 */
export function decideLeft(claims: readonly NumberedClaim[], deciding: Deciding): readonly DecidedClaim[] {
  const { rules, seed } = deciding;
  const byRule = new Map<NumberedClaim, RuleSpec>();
  for (const rule of rules) {
    const open = claims.filter((each) => !byRule.has(each));
    for (const each of rule.claims === 'all' ? open : selectClaims(open, rule.claims)) byRule.set(each, rule);
  }
  return claims.flatMap((each) => {
    const { position, claim } = each;
    const rule = byRule.get(each);
    const answers = [...takenBack(claim, deciding), ...answersTo(claim, rule, deciding, seed)];
    return answers.map((answer) => ({ position, claim, answer }));
  });
}

/** The reversal of the answer to a replaced or voided claim. */
function takenBack({ frequency, payerClaimControlNumber = '' }: Claim, { before }: Deciding): ClaimAnswer[] {
  const original = frequency === '7' || frequency === '8' ? before.standing(payerClaimControlNumber) : undefined;
  return original === undefined ? [] : [reverse(original)];
}

/** An admission or election that a facility announces (type of bill 032A, 081A, ...): it is accepted, and never paid. */
const isNotice = ({ kind, frequency }: Claim): boolean => kind === 'institutional' && /^[A-E]$/.test(frequency);

function answersTo(claim: Claim, rule: RuleSpec | undefined, deciding: Deciding, seed: string): ClaimAnswer[] {
  if (claim.frequency === '8' || isNotice(claim)) return [];
  if (deciding.before.isDuplicate(claim)) return [denyWhole(claim, 'OA', '18', seed)];
  if (rule !== undefined) {
    const { claims: _, ...spec } = rule;
    return [decideAnswer(claim, spec, payerNumberOf(seed, ...numberNames(claim)), seed)];
  }
  return deciding.byChance ? [adjudicate(claim, seed)] : [];
}
