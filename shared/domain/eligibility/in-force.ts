import type { LocalDate } from '../time/local-date.ts';
import type { EligibilityResult, PlainBenefit } from './benefits.ts';

/** Whether a benefit is about the plan as a whole: of service type 30, or of none. */
export function isOfPlan({ serviceTypes }: Pick<PlainBenefit, 'serviceTypes'>): boolean {
  return serviceTypes.length === 0 || serviceTypes.includes('30');
}

/**
 * Whether the coverage is in force on this day by its active benefits: those about the plan as a whole or, if there are
 * none, all of them. A benefit without dates includes every day, and so does an answer without active benefits.
 */
export function holdsOn({ benefits }: Pick<EligibilityResult, 'benefits'>, day: LocalDate): boolean {
  const inForce = benefits.filter(({ kind }) => kind === 'active');
  const ofPlan = inForce.filter(isOfPlan);
  const telling = ofPlan.length > 0 ? ofPlan : inForce;
  return telling.length === 0 || telling.some(({ from = day, until = day }) => from <= day && day <= until);
}
