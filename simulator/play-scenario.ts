import { ok, type Result } from '../shared/domain/result.ts';
import { readClaims } from './answer-file.ts';
import { type Draft, draftRemittance, type Play, repeatRemittance } from './draft-remittance.ts';
import { editSegments } from './edit-segments.ts';
import type { RemittanceSpec, Scenario } from './scenario.ts';
import { scenarioAnswers } from './scenario-answers.ts';
import { selectClaims } from './select-claims.ts';
import { writeRemittance } from './write-remittance.ts';

/** A file that the simulated payer sends. */
interface PlayedFile {
  readonly name: string;
  readonly text: string;
}

interface PlayedScenario {
  /** In the order of sending. */
  readonly files: readonly PlayedFile[];
  /** Places of answers in the scenario that no claim of the file fits. */
  readonly unused: readonly string[];
}

/**
 * Answers a file of claims as a scenario says: its remittances, one after the other. The same claims, scenario and seed
 * give the same bytes.
 */
export function playScenario(
  bytes: Uint8Array,
  scenario: Scenario,
  seed: string,
): Result<PlayedScenario, { readonly kind: 'claim-file-unreadable' }> {
  const received = readClaims(bytes);
  if (!received.ok) return received;
  const claims = received.value.claims.map((claim, index) => ({ position: index + 1, claim }));
  if (claims.length === 0) return ok({ files: [], unused: [] });
  const answers = scenarioAnswers(claims, scenario, seed);
  const play: Play = { received: received.value, claims, answers, seed, drafts: new Map(), accounts: new Map() };
  const files = scenario.remittances.flatMap((spec, index) => {
    const draft = spec.repeats === undefined ? draftRemittance(play, spec, index) : repeatRemittance(play, spec, index);
    if (draft === undefined) return [];
    if (spec.name !== undefined) play.drafts.set(spec.name, draft);
    return [{ name: spec.file ?? fileName(spec, index), text: written(play, draft, spec) }];
  });
  return ok({ files, unused: answers.unused });
}

/** `02.835`, or with the remittance's name `02-reversal.835`. */
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
