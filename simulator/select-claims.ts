import type { Claim } from '../shared/domain/claim/claim.ts';
import type { AnswerSpec, ClaimSelector, Scenario } from './scenario.ts';

/** A claim of the file with its position in it, from 1. */
export interface NumberedClaim {
  readonly position: number;
  readonly claim: Claim;
}

/** The claims of a file that a selector means, in file order. */
export function selectClaims(claims: readonly NumberedClaim[], selector: ClaimSelector): readonly NumberedClaim[] {
  return claims.filter((each) => fits(each, selector)).slice(0, selector.first ?? claims.length);
}

function fits({ position, claim }: NumberedClaim, selector: ClaimSelector): boolean {
  const positions = selector.position === undefined ? undefined : [selector.position].flat();
  const name = claim.dependent?.name ?? claim.subscriber.name;
  const last = name?.kind === 'person' ? name.last : name?.name;
  return (
    (positions === undefined || positions.includes(position)) &&
    (selector.patient === undefined || selector.patient.toUpperCase() === last?.toUpperCase()) &&
    (selector.payer === undefined || selector.payer === claim.payer.id) &&
    (selector.chargeCents === undefined || selector.chargeCents === claim.chargeCents) &&
    (selector.procedure === undefined || claim.serviceLines.some((line) => line.procedure === selector.procedure))
  );
}

/** The claims that each answer is about. A claim that lacks a line that the answer names is left out. */
export function claimsByAnswer(
  claims: readonly NumberedClaim[],
  scenario: Scenario,
): ReadonlyMap<AnswerSpec, readonly NumberedClaim[]> {
  const answers = scenario.remittances.flatMap((remittance) => remittance.answers ?? []);
  const chosen = new Map<AnswerSpec, readonly NumberedClaim[]>();
  for (const answer of answers) {
    if (answer.claims === undefined || answer.claims === 'rest') continue;
    const able = claims.filter((each) => hasLinesOf(answer, each));
    chosen.set(answer, answer.claims === 'all' ? able : selectClaims(able, answer.claims));
  }
  const named = new Set([...chosen.values()].flat());
  const rest = claims.filter((each) => !named.has(each));
  for (const answer of answers) {
    if (answer.claims !== 'rest') continue;
    const able = rest.filter((each) => hasLinesOf(answer, each));
    chosen.set(answer, able);
  }
  for (const answer of answers) {
    if (answer.reverses === undefined) continue;
    const original = answers.find((each) => each.name === answer.reverses);
    const theirs = (original && chosen.get(original)) ?? [];
    const own = chosen.get(answer);
    chosen.set(answer, own === undefined ? theirs : theirs.filter((each) => own.includes(each)));
  }
  return chosen;
}

/** Claims that the scenario does not mention: they are answered by chance, or not at all. */
export function claimsLeft(
  claims: readonly NumberedClaim[],
  chosen: ReadonlyMap<AnswerSpec, readonly NumberedClaim[]>,
): readonly NumberedClaim[] {
  const named = new Set([...chosen.values()].flat());
  return claims.filter((each) => !named.has(each));
}

/** Whether a claim has every line that an answer names, by itself or in an amount. */
function hasLinesOf({ lines = [], adjustments = {} }: AnswerSpec, { claim }: NumberedClaim): boolean {
  const amounts = [adjustments, ...lines.map((line) => line.adjustments ?? {})].flatMap((each) => Object.values(each));
  const inAmounts = amounts.map((amount) => Number(/ of line (\d+)$/.exec(String(amount))?.[1] ?? 0));
  const inLines = lines.flatMap(({ line }) => (line === 'rest' ? [] : [line].flat()));
  return Math.max(1, ...inAmounts, ...inLines) <= claim.serviceLines.length;
}
