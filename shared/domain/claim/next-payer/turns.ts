import type { LocalDate } from '../../time/local-date.ts';
import type { ClaimBalance, PayerShare } from '../balance.ts';

/**
 * Records on later shares the day on which their turn came: when the earlier payers had answered. The day is removed
 * when the share waits again, or has its answer, to keep the item small. A share that owes something already, because
 * its payer took money back, has its turn then, too.
 */
export function withTurns<Balance extends Pick<ClaimBalance, 'payers'>>(
  before: Pick<ClaimBalance, 'payers'>,
  after: Balance,
  day: LocalDate,
): Balance {
  const payers = after.payers.map((share, index): PayerShare => {
    const { turnOn: _turn, ...shown } = share;
    const isDue =
      share.receivableCents > 0 && after.payers.slice(0, index).every(({ status }) => status === 'answered');
    const plain: PayerShare = shown.status === 'waiting' && isDue ? { ...shown, status: 'open' } : shown;
    if (index === 0 || plain.status !== 'open') return plain;
    return {
      ...plain,
      turnOn: (before.payers[index]?.status === 'open' ? before.payers[index].turnOn : undefined) ?? day,
    };
  });
  return { ...after, payers };
}
