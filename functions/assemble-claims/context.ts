import type { Files } from '../../shared/store/files.ts';
import type { Table } from '../../shared/store/table.ts';

/** What the work needs. */
export interface AssembleDeps {
  readonly table: Table;
  /** The payers’ files, to read their answers again. */
  readonly files: Files;
  now(): Date;
}
