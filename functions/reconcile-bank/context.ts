import type { Edge } from '../../shared/runtime/edge.ts';
import type { Files } from '../../shared/store/files.ts';

/** What the work needs. */
export interface ReconcileDeps extends Pick<Edge, 'table' | 'logger' | 'now'> {
  readonly files: Files;
}

/** At most this many attempts for a deposit while others write it or its remittances; then the message comes again. */
export const attempts = 4;

/** Thrown when others keep writing the deposit, or matching the remittances that it would pay. */
export class DepositIsBusy extends Error {
  override readonly name = 'DepositIsBusy';
}
