import { type Intake, type IntakeFailure, intakeRefusals } from '../../shared/domain/intake/intake.ts';
import { present } from '../../shared/domain/present.ts';
import type { IntakeFailureView, IntakeView } from './api.ts';

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
  const { record, line, at, state, errors, encounterId, dismissed } = failure;
  return { record, line, at, state, errors: [...errors], ...present({ encounterId, dismissed }) };
}
