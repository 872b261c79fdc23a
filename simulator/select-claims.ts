import type { Claim } from '../shared/domain/claim/claim.ts';
import { addDays, type LocalDate } from '../shared/domain/time/local-date.ts';
import type { NumberedClaim } from './read-claims.ts';
import type { AnswerSpec, ClaimSelector, Scenario } from './scenario.ts';

/** The claims of a file that a selector matches, in file order. */
export function selectClaims(claims: readonly NumberedClaim[], selector: ClaimSelector): readonly NumberedClaim[] {
  return claims.filter((each) => fits(each, selector)).slice(0, selector.first ?? claims.length);
}

function fits(numbered: NumberedClaim, selector: ClaimSelector): boolean {
  const { position, claim, receivedOn } = numbered;
  const positions = selector.position === undefined ? undefined : [selector.position].flat();
  const isAsSaid = <Value>(said: Value | undefined, value: Value | undefined) => said === undefined || said === value;
  const from = firstDayOf(claim);
  const isOlder = (days: number) => from !== undefined && from < addDays(receivedOn, -days);
  return (
    (positions === undefined || positions.includes(position)) &&
    isAsSaid(selector.patient?.toUpperCase(), lastNameOf(claim)?.toUpperCase()) &&
    isAsSaid(selector.payer, claim.payer.id) &&
    isAsSaid(selector.member, claim.subscriber.memberId) &&
    isAsSaid(selector.form, claim.kind) &&
    isAsSaid(selector.order, orders[claim.subscriber.payerResponsibility]) &&
    isAsSaid(selector.frequency, claim.frequency) &&
    isAsSaid(selector.chargeCents, claim.chargeCents) &&
    (selector.without === undefined || lacks(claim, selector.without)) &&
    (selector.olderThanDays === undefined || isOlder(selector.olderThanDays)) &&
    hasCodes(claim, selector)
  );
}

const orders: Readonly<Record<string, ClaimSelector['order']>> = { P: 'primary', S: 'secondary', T: 'tertiary' };

function lacks(claim: Claim, what: NonNullable<ClaimSelector['without']>): boolean {
  return (what === 'referral' ? claim.referralNumber : claim.priorAuthorizationNumber) === undefined;
}

/** Whether a claim has the named codes, procedure and modifier on one line. */
function hasCodes({ serviceLines, diagnoses }: Claim, { procedure, modifier, diagnosis }: ClaimSelector): boolean {
  return (
    (diagnosis === undefined || diagnoses.some(({ code }) => code === diagnosis)) &&
    ((procedure === undefined && modifier === undefined) ||
      serviceLines.some(
        (line) =>
          (procedure === undefined || line.procedure === procedure) &&
          (modifier === undefined || line.modifiers?.includes(modifier) === true),
      ))
  );
}

function lastNameOf({ dependent, subscriber }: Claim): string | undefined {
  const name = dependent?.name ?? subscriber.name;
  return name?.kind === 'person' ? name.last : name?.name;
}

/** The claim's first date of service. */
export function firstDayOf(claim: Claim): LocalDate | undefined {
  const days = claim.serviceLines.flatMap(({ serviceFrom }) => serviceFrom ?? []);
  const stated =
    claim.kind === 'professional' ? undefined : claim.kind === 'dental' ? claim.serviceFrom : claim.statementFrom;
  return [...(stated === undefined ? [] : [stated]), ...days].sort()[0];
}

/** The claims of each answer. A claim that lacks a line of the answer is left out. */
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

/** Claims that the scenario does not mention: they are answered at random, or not at all. */
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
