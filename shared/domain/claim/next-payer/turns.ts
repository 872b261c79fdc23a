import type { LocalDate } from '../../time/local-date.ts';
import type { ClaimBalance, PayerShare } from '../balance.ts';

/**
 * Records on later shares the day on which their turn came: when the earlier payers had answered. The day is removed
 * when the share waits again, or has its answer, to keep the item small.
 */
export function withTurns<Balance extends Pick<ClaimBalance, 'payers'>>(
  before: Pick<ClaimBalance, 'payers'>,
  after: Balance,
  day: LocalDate,
): Balance {
  const payers = after.payers.map((share, index): PayerShare => {
    const { turnOn: _turn, ...plain } = share;
    if (index === 0 || share.status !== 'open') return plain;
    return {
      ...plain,
      turnOn: (before.payers[index]?.status === 'open' ? before.payers[index].turnOn : undefined) ?? day,
    };
  });
  return { ...after, payers };
}
