import {
  type Intake,
  type IntakeConflict,
  type IntakeFailure,
  intakeRefusals,
} from '../../shared/domain/intake/intake.ts';
import { present } from '../../shared/domain/present.ts';
import type { IntakeFailureView, IntakeView, WaitingFailureView } from './api.ts';

export function intakeView(intake: Intake): IntakeView {
  const { id, format, sha256, sizeBytes, mapping, state, records, taken, known, open, dismissed } = intake;
  const { requestedAt, requestedBy, endedAt, refusal } = intake;
  return {
    ...{ id, format, sha256, sizeBytes, state, records, taken, known, open, dismissed, requestedAt, requestedBy },
    ...present({
      mapping: mapping?.name,
      endedAt,
      refusal: refusal && { ...refusal, detail: intakeRefusals[refusal.code] },
    }),
  };
}

export function failureView(failure: IntakeFailure): IntakeFailureView {
  const { record, line, since, at, state, errors, conflict, encounterId, dismissed } = failure;
  return {
    ...{ record, line, since, at, state, errors: [...errors] },
    ...present({ conflict: conflict && conflictView(conflict), encounterId, dismissed }),
  };
}

function conflictView({ said: _said, ...conflict }: IntakeConflict): NonNullable<IntakeFailureView['conflict']> {
  return conflict;
}

/** A failure in the list for all files. */
export function waitingView(failure: IntakeFailure): WaitingFailureView {
  const { intakeId, format } = failure;
  return { intakeId, format, ...failureView(failure) };
}
