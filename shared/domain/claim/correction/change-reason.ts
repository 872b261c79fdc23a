import type { Claim } from '../claim.ts';

/**
 * Why a facility's bill is corrected: a condition code, of which Medicare wants exactly one (Medicare Claims Processing
 * Manual, chapter 1, 130.1.2).
 */
export const changeReasons = {
  D0: 'the days of service',
  D1: 'the charges, and nothing else',
  D2: 'revenue codes, procedures or rate codes',
  D3: 'a second or later interim bill of a stay',
  D4: 'diagnoses or procedures of a stay',
  D5: 'void: the number of the patient or the provider was wrong',
  D6: 'void: it was paid twice, or must be paid back',
  D7: 'Medicare is not the first payer',
  D8: 'Medicare is the first payer',
  D9: 'anything else',
  E0: 'the discharge status',
} as const;

export type ChangeReason = keyof typeof changeReasons;

/** The reasons of a void; every other one is of a replacement. */
export const voidReasons = ['D5', 'D6'] as const satisfies readonly ChangeReason[];

const isReason = (code: string): code is ChangeReason => Object.hasOwn(changeReasons, code);
const isCorrection = (frequency: string): boolean => frequency === '7' || frequency === '8';
const isOfVoid = (code: ChangeReason): boolean => voidReasons.some((each) => each === code);

/** A facility's replacement or void with this reason in place of any other; every other claim as it is. */
export function withChangeReason<Of extends Claim>(claim: Of, reason: ChangeReason | undefined): Of {
  if (reason === undefined || claim.kind !== 'institutional' || !isCorrection(claim.frequency)) return claim;
  const others = (claim.conditionCodes ?? []).filter((code) => !isReason(code));
  return { ...claim, conditionCodes: [...others, reason] };
}

/** What is wrong with the reasons of a replacement (frequency 7) or void (8); undefined when nothing is. */
export function changeReasonProblem(
  frequency: string,
  conditionCodes: readonly string[] = [],
): 'change-reason-missing' | 'change-reason-twice' | undefined {
  if (!isCorrection(frequency)) return undefined;
  const stated = conditionCodes.filter(isReason);
  if (stated.length > 1) return 'change-reason-twice';
  return stated.some((code) => isOfVoid(code) === (frequency === '8')) ? undefined : 'change-reason-missing';
}
