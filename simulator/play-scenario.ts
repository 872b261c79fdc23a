import { type Deciding, nothingBefore } from './decide-left.ts';
import { type Draft, draftRemittance, type Play, repeatRemittance } from './draft-remittance.ts';
import { editSegments } from './edit-segments.ts';
import type { ClaimsToDecide } from './read-claims.ts';
import type { RemittanceSpec, Scenario } from './scenario.ts';
import { scenarioAnswers } from './scenario-answers.ts';
import { selectClaims } from './select-claims.ts';
import { type SimulatedPayment, writeRemittance } from './write-remittance.ts';

/** A file that the simulated payer sends. */
export interface PlayedFile {
  readonly name: string;
  readonly text: string;
}

interface PlayedScenario {
  /** In order of sending. */
  readonly files: readonly PlayedFile[];
  readonly payments: readonly SimulatedPayment[];
  /** Places of scenario answers that match no claim of the file. */
  readonly unused: readonly string[];
}

/** How a scenario decides the claims that its answers do not name. */
export function decidingOf(scenario: Scenario | undefined, seed: string, before = nothingBefore): Deciding {
  return { seed, rules: scenario?.rules ?? [], byChance: scenario?.rest !== 'nothing', before };
}

/**
 * Answers claims by a scenario: its remittances, one after another. The same claims, scenario and seed give the same
 * bytes.
 */
export function playScenario(received: ClaimsToDecide, scenario: Scenario, deciding: Deciding): PlayedScenario {
  const { claims } = received;
  if (claims.length === 0) return { files: [], payments: [], unused: [] };
  const answers = scenarioAnswers(claims, scenario, deciding);
  const { seed } = deciding;
  const play: Play = { received, claims, answers, seed, drafts: new Map(), accounts: new Map() };
  const played = scenario.remittances.flatMap((spec, index) => {
    const draft = spec.repeats === undefined ? draftRemittance(play, spec, index) : repeatRemittance(play, spec, index);
    if (draft === undefined) return [];
    if (spec.name !== undefined) play.drafts.set(spec.name, draft);
    const file = { name: spec.file ?? fileName(spec, index), text: written(play, draft, spec) };
    return [{ file, payments: draft.payments.map(({ payment }) => payment) }];
  });
  return {
    files: played.map(({ file }) => file),
    payments: played.flatMap(({ payments }) => payments),
    unused: answers.unused,
  };
}

/** `02.835`, or `02-reversal.835` if the remittance has a name. */
function fileName({ name }: RemittanceSpec, index: number): string {
  const parts = [String(index + 1).padStart(2, '0'), ...(name === undefined ? [] : [name.replaceAll(' ', '-')])];
  return `${parts.join('-')}.835`;
}

function written({ received, claims }: Play, draft: Draft, { edits = [] }: RemittanceSpec): string {
  const { senderId, receiverId } = received;
  const { controlNumber, createdOn } = draft;
  const payments = draft.payments.map(({ payment }) => payment);
  const text = writeRemittance({ controlNumber, senderId, receiverId, createdOn, payments });
  const positions = draft.payments.flatMap((payment) => payment.positions);
  return editSegments(text, edits, (edit, index) =>
    selectClaims(claims, edit.claims ?? {}).some(({ position }) => position === positions[index]),
  );
}
