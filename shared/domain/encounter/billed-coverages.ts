import { coveragesOn } from '../practice/coverage.ts';
import type { Coverage } from '../practice/practice.ts';
import { isPatientsOwn } from './common-encounter.ts';
import type { DraftEncounter } from './encounter.ts';
import { firstServiceDay } from './service-days.ts';

/**
 * The coverages that pay for an encounter, in billing order: those that it names, or those active on its first date of
 * service. None when the encounter says that the patient pays.
 */
export function billedCoverages(
  encounter: Pick<DraftEncounter, 'selfPay' | 'disclosureForbidden' | 'coverageIds' | 'lines'>,
  coverages: readonly Coverage[],
): readonly Coverage[] {
  const { coverageIds, lines } = encounter;
  const day = firstServiceDay(lines);
  if (isPatientsOwn(encounter) || day === undefined) return [];
  if (coverageIds === undefined) return coveragesOn(coverages, day);
  return coverageIds.flatMap((id) => coverages.find((coverage) => coverage.id === id) ?? []);
}
