import type { Edge } from '../../shared/runtime/edge.ts';
import type { Files } from '../../shared/store/files.ts';

/** What the work needs. */
export interface ReconcileDeps extends Pick<Edge, 'table' | 'logger' | 'now'> {
  readonly files: Files;
}

/** How often a deposit is tried while others write what it would pay; then the message comes again. */
export const attempts = 4;

/** Thrown when others keep writing the deposit, or taking what it would pay. */
export class DepositIsBusy extends Error {
  override readonly name = 'DepositIsBusy';
}
