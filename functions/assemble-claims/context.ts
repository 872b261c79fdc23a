import type { Table } from '../../shared/store/table.ts';

/** What the work needs. */
export interface AssembleDeps {
  readonly table: Table;
  now(): Date;
}
