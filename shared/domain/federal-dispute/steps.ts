import type { Cents } from '../money/cents.ts';
import { present } from '../present.ts';
import { fail, ok, type Result } from '../result.ts';
import type { LocalDate } from '../time/local-date.ts';
import {
  type DisputeFee,
  type DisputeResult,
  disputeClock,
  type FederalDispute,
  lastDayWith,
  negotiationDays,
  standingOf,
} from './dispute.ts';

/** What happened in a dispute, on a day. */
export type DisputeStep = { readonly on: LocalDate } & (
  | { readonly do: 'payer-answered' }
  | {
      readonly do: 'initiate';
      readonly reference: string;
      /** The last day, where the government gave more time, or the certified entity asked for it to be sent again. */
      readonly extendedUntil?: LocalDate;
    }
  | { readonly do: 'select-entity'; readonly name: string }
  | { readonly do: 'offer'; readonly cents: Cents }
  | { readonly do: 'end'; readonly result: DisputeResult; readonly cents?: Cents }
  | { readonly do: 'pay-fee'; readonly fee: DisputeFee['kind']; readonly cents: Cents }
  | { readonly do: 'paid' }
  | { readonly do: 'close' }
);

export type StepFailure =
  | { readonly kind: 'out-of-order' }
  | { readonly kind: 'day'; readonly detail: string }
  | { readonly kind: 'cooling-off'; readonly until: LocalDate };

/** The fields of a dispute that a step changes. A step that does not come next, or on an impossible day, is refused. */
export function stepped(
  dispute: FederalDispute,
  step: DisputeStep,
  coolingOff: LocalDate | undefined,
): Result<Partial<FederalDispute>, StepFailure> {
  const { on } = step;
  const standing = standingOf(dispute);
  // A fee belongs to no step, so it may have been paid on any day.
  if (on < lastDay(dispute) && step.do !== 'pay-fee')
    return fail({ kind: 'day', detail: 'is before the day of the previous step' });
  switch (step.do) {
    case 'pay-fee':
      return ok({ fees: [...dispute.fees, { kind: step.fee, on, cents: step.cents }] });
    case 'payer-answered':
      return standing === 'negotiating' ? ok({ answeredOn: on }) : outOfOrder;
    case 'initiate':
      return standing === 'negotiating' ? initiated(dispute, step, coolingOff) : outOfOrder;
    case 'select-entity':
      return standing === 'initiated' ? ok({ decider: { on, name: step.name } }) : outOfOrder;
    case 'offer':
      if (standing !== 'initiated' || dispute.decider === undefined) return outOfOrder;
      return ok({ offer: { on, cents: step.cents } });
    case 'end': {
      if (standing !== 'negotiating' && standing !== 'initiated') return outOfOrder;
      const isDecision = step.result === 'our-offer' || step.result === 'their-offer';
      if (isDecision && standing !== 'initiated') return outOfOrder;
      return ok({ end: { on, result: step.result, ...present({ cents: step.cents }) } });
    }
    case 'paid':
      return standing === 'payment-awaited' ? ok({ closed: { on, isPaid: true } }) : outOfOrder;
    case 'close':
      // The days to initiate have passed, or the payer will not pay: somebody decides that nothing is awaited.
      return standing === 'over' ? outOfOrder : ok({ closed: { on, isPaid: false } });
  }
}

const outOfOrder = fail({ kind: 'out-of-order' } as const);

function initiated(
  dispute: FederalDispute,
  { on, reference, extendedUntil }: Extract<DisputeStep, { readonly do: 'initiate' }>,
  coolingOff: LocalDate | undefined,
): Result<Partial<FederalDispute>, StepFailure> {
  if (coolingOff !== undefined && on <= coolingOff) return fail({ kind: 'cooling-off', until: coolingOff });
  const clock = disputeClock(dispute, coolingOff);
  const from = clock?.from ?? negotiationDays(dispute.noticeOn).until;
  const detail = `the open negotiation lasts until then: initiate from ${from} on`;
  if (on < from) return fail({ kind: 'day', detail });
  const last = clock === undefined ? undefined : lastDayWith(clock.on, extendedUntil);
  const mend =
    'note the day on which it was initiated in time, say until when the time was extended, or close the dispute';
  const late = `is too late, ${last} was the last day: ${mend}`;
  return last !== undefined && on > last ? fail({ kind: 'day', detail: late }) : ok({ initiated: { on, reference } });
}

/** The day of the latest step. */
function lastDay({ noticeOn, answeredOn, initiated, decider, offer, end }: FederalDispute): LocalDate {
  const steps = [noticeOn, answeredOn, initiated?.on, decider?.on, offer?.on, end?.on];
  return steps
    .filter((day) => day !== undefined)
    .toSorted()
    .at(-1) as LocalDate;
}

/** Why disputes cannot go as one batch: all are of one payer and of providers with one tax id. */
export function batchFaults(
  dispute: FederalDispute,
  others: readonly FederalDispute[],
): readonly ('payer-differs' | 'tax-id-differs')[] {
  const isOther = (of: (each: FederalDispute) => string) => others.some((each) => of(each) !== of(dispute));
  return [
    ...(isOther(({ payerId }) => payerId) ? (['payer-differs'] as const) : []),
    ...(isOther(({ entityId }) => entityId) ? (['tax-id-differs'] as const) : []),
  ];
}
