import type { CardCharge } from '../../shared/domain/card/charge.ts';
import { addCents, type Cents, zeroCents } from '../../shared/domain/money/cents.ts';
import { inTransitOfLoss } from '../../shared/store/deposit-batches.ts';
import { noLongerInTransitWrite, onItsWayWrites, readInTransit } from '../../shared/store/deposits.ts';
import type { Write } from '../../shared/store/table.ts';
import type { CardWork } from './context.ts';

/** A charge and what is written with it. */
export interface ChargedLoss {
  readonly charge: CardCharge;
  readonly writes: readonly Write[];
}

/**
 * Money that the office bears of a dispute is on its way to the bank, or on its way back. What the bank has not shown yet is one amount with it;
 * what it has shown stays as it is.
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
