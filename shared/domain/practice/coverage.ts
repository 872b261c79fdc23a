import type { LocalDate } from '../time/local-date.ts';
import type { Coverage } from './practice.ts';

/** Whether the patient is the subscriber. */
export const isSelf = ({ relationship }: Pick<Coverage, 'relationship'>): boolean => relationship === '18';

type Period = Pick<Coverage, 'activeFrom' | 'activeTo'>;

/** Whether a coverage is active on a day, both ends included. */
export function isActiveOn(coverage: Period, day: LocalDate): boolean {
  return coverage.activeFrom <= day && (coverage.activeTo === undefined || day <= coverage.activeTo);
}

/** The coverages that are active on a day, in billing order. */
export function coveragesOn(coverages: readonly Coverage[], day: LocalDate): readonly Coverage[] {
  return coverages.filter((coverage) => isActiveOn(coverage, day)).sort((left, right) => left.order - right.order);
}

/** Whether two coverages have a day in common. */
export function periodsOverlap(left: Period, right: Period): boolean {
  const leftBeginsInTime = right.activeTo === undefined || left.activeFrom <= right.activeTo;
  const rightBeginsInTime = left.activeTo === undefined || right.activeFrom <= left.activeTo;
  return leftBeginsInTime && rightBeginsInTime;
}

/** The number by which the payer knows the coverage: where an employer insures without a member id, that of the case. */
export function numberWithPayer({
  memberId,
  propertyCasualty,
}: Pick<Coverage, 'memberId' | 'propertyCasualty'>): string {
  return memberId ?? propertyCasualty?.claimNumber ?? '';
}
