import {
  type Intake,
  type IntakeConflict,
  type IntakeFailure,
  intakeRefusals,
} from '../../shared/domain/intake/intake.ts';
import { present } from '../../shared/domain/present.ts';
import { intakeFailureId } from '../../shared/domain/work-mark/markable.ts';
import type { ShownMark } from '../../shared/store/work-marks.ts';
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

/** A failure among those of all files, with what was noted beside it. */
export function waitingView(failure: IntakeFailure, mark: ShownMark | undefined): WaitingFailureView {
  const { intakeId, format } = failure;
  return { id: intakeFailureId(failure), intakeId, format, ...failureView(failure), ...present({ mark }) };
}
