import type { Provider } from '../practice/practice.ts';

/**
 * The taxonomy codes of people who count as members of the specialty in which they work: physician assistants, nurse
 * practitioners and specialists, midwives.
 */
const advancedPractice = ['363', '364', '367'];

/**
 * Whether two people are surely of different specialties: physicians of one group and one specialty bill as if they were
 * one (Medicare Claims Processing Manual, chapter 12, 30.6.5). The first four characters of a taxonomy code name its
 * classification; whoever has no code may be of any specialty.
 */
export function haveOtherSpecialties(left: Provider | undefined, right: Provider | undefined): boolean {
  const [one, other] = [left, right].map((provider) => provider?.taxonomyCode);
  if (one === undefined || other === undefined) return false;
  if ([one, other].some((code) => advancedPractice.includes(code.slice(0, 3)))) return false;
  return one.slice(0, 4) !== other.slice(0, 4);
}
