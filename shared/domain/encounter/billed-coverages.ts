import { coveragesOn } from '../practice/coverage.ts';
import type { Coverage } from '../practice/practice.ts';
import type { DraftEncounter } from './encounter.ts';
import { firstServiceDay } from './service-days.ts';

/**
 * The coverages that pay for an encounter, in the order of billing: those active on its first day of service. None when the
 * patient pays, which the encounter says.
 */
export function billedCoverages(encounter: Pick<DraftEncounter, 'selfPay' | 'lines'>, coverages: readonly Coverage[]) {
  const day = firstServiceDay(encounter.lines);
  return encounter.selfPay === true || day === undefined ? [] : coveragesOn(coverages, day);
}
