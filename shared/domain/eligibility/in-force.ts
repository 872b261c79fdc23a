import type { LocalDate } from '../time/local-date.ts';
import type { EligibilityResult, PlainBenefit } from './benefits.ts';

/** Whether a benefit is about the plan as a whole: of service type 30, or of none. */
export function isOfPlan({ serviceTypes }: Pick<PlainBenefit, 'serviceTypes'>): boolean {
  return serviceTypes.length === 0 || serviceTypes.includes('30');
}

/**
 * Whether some benefit by which the coverage is in force includes this day: those about the plan, or where there are
 * none, all. A benefit without days includes every day, and an answer without such a benefit excludes none.
 */
export function holdsOn({ benefits }: Pick<EligibilityResult, 'benefits'>, day: LocalDate): boolean {
  const inForce = benefits.filter(({ kind }) => kind === 'active');
  const ofPlan = inForce.filter(isOfPlan);
  const telling = ofPlan.length > 0 ? ofPlan : inForce;
  return telling.length === 0 || telling.some(({ from = day, until = day }) => from <= day && day <= until);
}
