import type { ModifierRow, ProcedureRow } from '../../domain/code-set/rows.ts';
import type { ArtifactTable } from '../format.ts';

/** Procedure codes with their dates, for HCPCS, CPT and CDT. */
export const procedureCodes: ArtifactTable<ProcedureRow> = {
  name: 'rows',
  columns: {
    code: 'TEXT',
    line: 'INTEGER',
    shortDescription: 'TEXT',
    longDescription: 'TEXT',
    from: 'DATE',
    to: 'DATE',
    coverage: 'TEXT',
    betos: 'TEXT',
  },
  primaryKey: ['code'],
};

/** Modifiers, from the HCPCS file or a list of modifiers. */
export const modifierCodes: ArtifactTable<ModifierRow> = {
  name: 'rows',
  columns: { modifier: 'TEXT', line: 'INTEGER', description: 'TEXT', from: 'DATE', to: 'DATE' },
  primaryKey: ['modifier'],
};
