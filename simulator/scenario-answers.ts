import type { Claim } from '../shared/domain/claim/claim.ts';
import { type ClaimAnswer, numberNames, payerNumberOf } from './adjudicate.ts';
import { decideAnswer, reverseAnswer } from './decide-answer.ts';
import { type Deciding, decideLeft } from './decide-left.ts';
import type { NumberedClaim } from './read-claims.ts';
import type { AnswerSpec, RemittanceSpec, Scenario } from './scenario.ts';
import { claimsByAnswer, claimsLeft } from './select-claims.ts';

/** One answer to one claim, by one payer. */
export interface ScenarioAnswer {
  /** The claim's position in the file, from 1. */
  readonly position: number;
  readonly payer: Claim['payer'];
  readonly answer: ClaimAnswer;
}

/** All answers of a scenario. */
export interface ScenarioAnswers {
  /** For each remittance that is not a repetition: its answers, in file order. */
  readonly byRemittance: ReadonlyMap<RemittanceSpec, readonly ScenarioAnswer[]>;
  readonly byName: ReadonlyMap<string, readonly ScenarioAnswer[]>;
  /** For each answer of a repetition: the claims that it changes. */
  readonly changed: ReadonlyMap<AnswerSpec, readonly NumberedClaim[]>;
  /** Places of answers that match no claim of the file. An empty `rest` is not listed. */
  readonly unused: readonly string[];
}

/**
 * Decides every claim of a file by a scenario, for all its remittances together: a reversal may precede its original,
 * and the payer's number of a second answer depends on the first.
 */
export function scenarioAnswers(
  claims: readonly NumberedClaim[],
  scenario: Scenario,
  deciding: Deciding,
): ScenarioAnswers {
  const { seed } = deciding;
  const chosen = claimsByAnswer(claims, scenario);
  const originals = decideOriginals(scenario, chosen, seed);
  const byName = new Map<string, readonly ScenarioAnswer[]>();
  for (const [spec, answers] of originals) if (spec.name !== undefined) byName.set(spec.name, answers);
  const specs = new Map([...originals.keys()].map((spec) => [spec.name, spec]));
  const byRemittance = new Map<RemittanceSpec, readonly ScenarioAnswer[]>();
  for (const [index, remittance] of scenario.remittances.entries()) {
    if (remittance.repeats !== undefined) continue;
    const answers = (remittance.answers ?? []).flatMap((spec) => {
      if (spec.reverses === undefined) return originals.get(spec) ?? [];
      const positions = new Set((chosen.get(spec) ?? []).map(({ position }) => position));
      const originalSpec = specs.get(spec.reverses) as AnswerSpec;
      const reversals = (byName.get(spec.reverses) ?? [])
        .filter(({ position }) => positions.has(position))
        .map((each) => ({ ...each, answer: reverseAnswer(each.answer, originalSpec, spec) }));
      if (spec.name !== undefined) byName.set(spec.name, reversals);
      return reversals;
    });
    const left = index === 0 ? decideLeft(claimsLeft(claims, chosen), deciding) : [];
    const others = left.map(({ position, claim, answer }) => ({ position, payer: claim.payer, answer }));
    byRemittance.set(remittance, [...answers, ...others]);
  }
  return { byRemittance, byName, changed: chosen, unused: unusedPlaces(scenario, chosen) };
}

/** All answers except reversals. A payer's second answer to a claim has its own number. */
function decideOriginals(
  scenario: Scenario,
  chosen: ReadonlyMap<AnswerSpec, readonly NumberedClaim[]>,
  seed: string,
): ReadonlyMap<AnswerSpec, readonly ScenarioAnswer[]> {
  const counts = new Map<string, number>();
  const originals = new Map<AnswerSpec, readonly ScenarioAnswer[]>();
  for (const { from, repeats, answers = [] } of scenario.remittances) {
    if (repeats !== undefined) continue;
    for (const spec of answers) {
      if (spec.reverses !== undefined) continue;
      const decided = (chosen.get(spec) ?? []).map(({ position, claim }): ScenarioAnswer => {
        const payer = payerOf(from, claim);
        const number = payerNumberOf(seed, ...(from === undefined ? [] : [payer.id]), ...numberNames(claim));
        const name = JSON.stringify([payer.id, position]);
        const before = counts.get(name) ?? 0;
        if (spec.status !== '22') counts.set(name, before + 1);
        const suffix = spec.status === '22' || before === 0 ? '' : before === 1 ? 'C' : `C${before}`;
        const answer = decideAnswer(claim, spec, `${number}${suffix}`, seed);
        const filing = from?.filingIndicator === undefined ? {} : { filingIndicator: from.filingIndicator };
        return { position, payer, answer: { ...answer, ...filing } };
      });
      originals.set(spec, decided);
    }
  }
  return originals;
}

/** The answering payer: the claim's own, unless the remittance comes from another one. */
export function payerOf(from: RemittanceSpec['from'], claim: Claim): Claim['payer'] {
  if (from === undefined) return claim.payer;
  return { name: { kind: 'organization', name: from.name }, idKind: 'PI', id: from.id };
}

function unusedPlaces(
  scenario: Scenario,
  chosen: ReadonlyMap<AnswerSpec, readonly NumberedClaim[]>,
): readonly string[] {
  return scenario.remittances.flatMap(({ answers = [] }, index) =>
    answers.flatMap((answer, number) =>
      answer.claims !== 'rest' && chosen.get(answer)?.length === 0 ? [`remittances[${index}].answers[${number}]`] : [],
    ),
  );
}
