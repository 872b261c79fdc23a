import type { LocalDate } from '../../time/local-date.ts';
import { type Decision, guidelinesOf2023 } from './decision.ts';

/** A level of a category: its requirements by decision making, and by time. */
export interface VisitLevel {
  /** By the field's numbering: an office visit has levels 2 to 5, an initial hospital visit 1 to 3. */
  readonly level: number;
  /** The least decision making; absent where only time decides. */
  readonly decision?: Decision;
  /** The minimum minutes on the day of the visit; absent where time does not decide. */
  readonly minutes?: number;
}

/** Prolonged services: the minutes for the first unit; each further one takes 15 more minutes. */
interface Prolonged {
  /** By the guidelines: 15 minutes beyond the minimum of the highest level. */
  readonly guidelines?: number;
  /** By Medicare's own thresholds. */
  readonly medicare?: number;
}

export interface VisitRule {
  readonly from: LocalDate;
  readonly levels: readonly VisitLevel[];
  readonly prolonged: Prolonged;
}

interface Category {
  readonly title: string;
  /** The rules by date, the latest first. */
  readonly rules: readonly VisitRule[];
}

const office = '2021-01-01' as LocalDate;
const revised = '2024-01-01' as LocalDate;

/** Four levels, one for each kind of decision making from straightforward to high. */
const four = (first: number, minutes: readonly [number, number, number, number]): readonly VisitLevel[] =>
  (['straightforward', 'low', 'moderate', 'high'] as const).map((decision, index) => ({
    level: first + index,
    decision,
    minutes: minutes[index] as number,
  }));

/** Three levels; the first one is for straightforward or low decision making. */
const three = (minutes: readonly [number, number, number]): readonly VisitLevel[] =>
  (['straightforward', 'moderate', 'high'] as const).map((decision, index) => ({
    level: 1 + index,
    decision,
    minutes: minutes[index] as number,
  }));

const discharge: readonly VisitLevel[] = [
  { level: 1, minutes: 1 },
  { level: 2, minutes: 31 },
];

const since = (from: LocalDate, levels: readonly VisitLevel[], prolonged: Prolonged = {}): VisitRule => ({
  from,
  levels,
  prolonged,
});

/** Every category of service with its rules. The codes themselves are CPT's, and the office's to enter. */
export const categories = {
  'office-new': {
    title: 'Office or other outpatient visit, new patient',
    rules: [since(office, four(2, [15, 30, 45, 60]), { guidelines: 75, medicare: 89 })],
  },
  'office-established': {
    title: 'Office or other outpatient visit, established patient',
    rules: [since(office, four(2, [10, 20, 30, 40]), { guidelines: 55, medicare: 69 })],
  },
  'hospital-initial': {
    title: 'Hospital inpatient or observation care, initial',
    rules: [since(guidelinesOf2023, three([40, 55, 75]), { guidelines: 90, medicare: 90 })],
  },
  'hospital-subsequent': {
    title: 'Hospital inpatient or observation care, subsequent',
    rules: [since(guidelinesOf2023, three([25, 35, 50]), { guidelines: 65, medicare: 65 })],
  },
  'hospital-same-day': {
    title: 'Hospital inpatient or observation care, admission and discharge on one day',
    rules: [since(guidelinesOf2023, three([45, 70, 85]), { guidelines: 100, medicare: 110 })],
  },
  'hospital-discharge': {
    title: 'Hospital inpatient or observation discharge day',
    rules: [since(guidelinesOf2023, discharge)],
  },
  emergency: {
    title: 'Emergency department visit',
    rules: [
      since(
        guidelinesOf2023,
        four(2, [0, 0, 0, 0]).map(({ level, decision }) => ({ level, decision: decision as Decision })),
      ),
    ],
  },
  'consultation-office': {
    title: 'Office or other outpatient consultation',
    rules: [since(guidelinesOf2023, four(2, [20, 30, 40, 55]), { guidelines: 70 })],
  },
  'consultation-hospital': {
    title: 'Hospital inpatient or observation consultation',
    rules: [since(guidelinesOf2023, four(2, [35, 45, 60, 80]), { guidelines: 95 })],
  },
  'nursing-initial': {
    title: 'Nursing facility care, initial',
    rules: [
      since(revised, three([25, 35, 50]), { guidelines: 65, medicare: 95 }),
      since(guidelinesOf2023, three([25, 35, 45]), { guidelines: 60, medicare: 95 }),
    ],
  },
  'nursing-subsequent': {
    title: 'Nursing facility care, subsequent',
    rules: [
      since(revised, four(1, [10, 20, 30, 45]), { guidelines: 60, medicare: 85 }),
      since(guidelinesOf2023, four(1, [10, 15, 30, 45]), { guidelines: 60, medicare: 85 }),
    ],
  },
  'nursing-discharge': {
    title: 'Nursing facility discharge',
    rules: [since(guidelinesOf2023, discharge)],
  },
  'home-new': {
    title: 'Home or residence visit, new patient',
    rules: [since(guidelinesOf2023, four(1, [15, 30, 60, 75]), { guidelines: 90, medicare: 140 })],
  },
  'home-established': {
    title: 'Home or residence visit, established patient',
    rules: [since(guidelinesOf2023, four(1, [20, 30, 40, 60]), { guidelines: 75, medicare: 110 })],
  },
} as const satisfies Record<string, Category>;

export type VisitCategory = keyof typeof categories;

/** The rule of a category that is in force on a day. */
export function ruleOn(category: VisitCategory, day: LocalDate): VisitRule | undefined {
  const { rules }: Category = categories[category];
  return rules.find(({ from }) => from <= day);
}
