import type { Delivery } from '../delivery/delivery.ts';
import type { AcknowledgementKind, SaidStatus } from './acknowledgement.ts';

/**
 * Whether a receiver only says that it already has the file, by the codes of a TA1, 997 or 999: the control number of
 * the interchange, the group or the transaction was used before.
 */
export function saysFileIsThere(kind: AcknowledgementKind, codes: readonly string[]): boolean {
  const own = kind === 'TA1' ? ['025'] : ['group 19', '23'];
  return codes.length > 0 && codes.every((code) => own.includes(code));
}

/** Statuses for duplicates: of a decided claim, or of one in process. */
const duplicates: readonly string[] = ['54', '78'];

/** Whether every status only says that the claim is a duplicate. */
export function saysClaimIsThere(statuses: readonly Pick<SaidStatus, 'code'>[]): boolean {
  return statuses.length > 0 && statuses.every(({ code }) => duplicates.includes(code));
}

/**
 * Whether a receiver may have a file more than once: each delivery that started and was not given up may have arrived.
 */
export function mayBeThereTwice(deliveries: readonly Pick<Delivery, 'state'>[]): boolean {
  const begun: readonly Delivery['state'][] = ['sending', 'placing', 'sent', 'uncertain'];
  return deliveries.filter(({ state }) => begun.includes(state)).length > 1;
}
