import { present } from '../../domain/present.ts';
import type { LocalDate } from '../../domain/time/local-date.ts';
import type { InquiryDate } from '../inquiry/inquiry-parts.ts';

/** The days of a plan or a benefit, as far as the payer states them. */
export interface DaysTold {
  readonly from?: LocalDate;
  readonly until?: LocalDate;
  /** A single day, when the payer gives no span. It may be the day that was asked about. */
  readonly day?: LocalDate;
}

/** The kinds of dates (DTP01) that state such days. In each list, the first kind that the answer has counts. */
interface DateKinds {
  readonly begins: readonly string[];
  readonly ends: readonly string[];
  /** Kinds whose date may be a span or a single day. */
  readonly spans: readonly string[];
}

/**
 * For a member: the plan first, then eligibility, policy and COBRA. `Plan Begin` comes first because it is the day from
 * which the person's coverage is in force (CAQH CORE Eligibility & Benefits Data Content Rule).
 */
const planKinds: DateKinds = {
  begins: ['346', '356', '539', '340'],
  ends: ['347', '357', '540', '341'],
  spans: ['291', '307'],
};

/**
 * For a benefit: its own days first, then those of the plan and of eligibility (005010X279A1, loops 2110C and 2110D).
 */
const benefitKinds: DateKinds = {
  begins: ['348', '346', '356'],
  ends: ['349', '347', '357'],
  spans: ['292', '291', '307'],
};

/** The days of a member's plan. Days that a dependent's own dates do not state are taken from the subscriber's. */
export function planDaysOf(own: readonly InquiryDate[] = [], above: readonly InquiryDate[] = []): DaysTold {
  return { ...daysIn(above, planKinds), ...daysIn(own, planKinds) };
}

/** The days of a benefit. */
export function benefitDaysOf(dates: readonly InquiryDate[] = []): DaysTold {
  return daysIn(dates, benefitKinds);
}

/** A kind that states the first day takes precedence over a span, and a span over a single day. */
function daysIn(dates: readonly InquiryDate[], { begins, ends, spans }: DateKinds): DaysTold {
  const span = firstOf(
    dates.filter(({ until }) => until !== undefined),
    spans,
  );
  const first = firstOf(dates, begins) ?? span;
  return present({
    from: first?.on,
    until: first?.until ?? firstOf(dates, ends)?.on ?? span?.until,
    day: firstOf(dates, spans)?.on,
  });
}

function firstOf(dates: readonly InquiryDate[], kinds: readonly string[]): InquiryDate | undefined {
  return kinds.map((kind) => dates.find((date) => date.kind === kind)).find((date) => date !== undefined);
}
