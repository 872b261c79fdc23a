import type { LocalDate } from '../../domain/time/local-date.ts';
import type { StatedRelease } from '../format.ts';

/** The release of a quarter, in force from its first day on. */
export function quarterRelease(year: number | string, quarter: number | string): StatedRelease {
  const month = String(Number(quarter) * 3 - 2).padStart(2, '0');
  return { release: `${year}Q${quarter}`, effectiveFrom: `${year}-${month}-01` as LocalDate };
}

/** The quarters by the months in CMS's file names. */
export const quarterOfMonth: Readonly<Record<string, number>> = { jan: 1, apr: 2, jul: 3, oct: 4 };
