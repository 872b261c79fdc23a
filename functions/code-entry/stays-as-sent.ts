import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import { noticeOf } from '../../shared/domain/claim/notice.ts';
import type { DraftEncounter } from '../../shared/domain/encounter/encounter.ts';
import type { FieldError } from '../../shared/domain/result.ts';

/** Whether an encounter asks its payer what it would pay, and bills nothing. */
export function isPredetermination(encounter: DraftEncounter): boolean {
  return 'predetermination' in encounter && encounter.predetermination === true;
}

/**
 * Why a corrected encounter cannot be told to a payer that has its claim: a bill, a notice of each kind and a
 * predetermination stay what they are, because an answer to the one is no answer to the other. Undefined when it can.
 */
export function otherThanSent(sent: ClaimBalance | undefined, encounter: DraftEncounter): FieldError | undefined {
  const isAsked = isPredetermination(encounter);
  if ((sent?.predetermination !== undefined) !== isAsked) {
    const detail = isAsked
      ? 'the payer has a bill of these services: ask with another encounter'
      : 'the payer has a predetermination: set this again, finalise, and bill the services as `billPredetermination` does';
    return { pointer: '/predetermination', detail };
  }
  const notice = 'typeOfBill' in encounter ? noticeOf({ typeOfBill: encounter.typeOfBill }) : undefined;
  if (sent?.notice?.kind === notice?.kind) return undefined;
  const detail =
    sent?.notice === undefined
      ? 'the payer has a bill: enter the notice as another encounter'
      : 'the payer has a notice of another kind: set its type of bill again, finalise, and enter the other as another encounter';
  return { pointer: '/typeOfBill', detail };
}
