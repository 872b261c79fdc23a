import type { CardCharge } from '../../shared/domain/card/charge.ts';
import { addCents, type Cents, zeroCents } from '../../shared/domain/money/cents.ts';
import { inTransitOfLoss } from '../../shared/store/deposit-batches.ts';
import { noLongerInTransitWrite, onItsWayWrites, readInTransit } from '../../shared/store/deposits.ts';
import type { Write } from '../../shared/store/table.ts';
import type { CardWork } from './context.ts';

/** A charge with its writes. */
export interface ChargedLoss {
  readonly charge: CardCharge;
  readonly writes: readonly Write[];
}

/**
 * The office bears a part of a dispute, and this money is in transit to or from the bank. If the bank has not shown an
 * earlier amount yet, the two are combined; otherwise the earlier one stays as it is.
 */
export async function lossOnItsWay(work: CardWork, charge: CardCharge, amount: Cents): Promise<ChargedLoss> {
  if (amount === 0) return { charge, writes: [] };
  const { table, tenant, today, at } = work;
  const [row] = await readInTransit(table, tenant, [charge.id]);
  const waiting = row?.depositId === undefined ? row : undefined;
  const cents = addCents(waiting?.cents ?? zeroCents, amount);
  const after: CardCharge = { ...charge, lossInTransit: { cents, on: today } };
  const next = inTransitOfLoss(after);
  return {
    charge: after,
    writes: [
      ...(waiting === undefined ? [] : [noLongerInTransitWrite(tenant, waiting, undefined)]),
      ...(next === undefined ? [] : onItsWayWrites(tenant, next, at)),
    ] as Write[],
  };
}
