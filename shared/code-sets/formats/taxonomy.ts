import type { TaxonomyRow } from '../../domain/code-set/rows.ts';
import { ok } from '../../domain/result.ts';
import type { LocalDate } from '../../domain/time/local-date.ts';
import type { CodeSetFormat, FileHead, StatedRelease } from '../format.ts';
import { cellLike, hasHeaders, rowsOfCsv } from '../read/headed-csv.ts';
import { SeenKeys } from '../read/unique.ts';

const layout = {
  needed: {
    code: ['Code'],
    grouping: ['Grouping'],
    classification: ['Classification'],
    specialization: ['Specialization'],
    section: ['Section'],
  },
  // Older releases have no display name.
  optional: { displayName: ['Display Name'] },
} as const;

/** The NUCC taxonomy: a provider's type and specialty. */
export const taxonomy: CodeSetFormat<TaxonomyRow> = {
  kind: 'taxonomy',
  recognises: (head) => hasHeaders(head, Object.values(layout.needed)),
  stated: taxonomyRelease,
  read: (text) => {
    const seen = new SeenKeys();
    return rowsOfCsv(text, layout, (record) => {
      const code = cellLike(record, 'code', /^[0-9A-Z]{9}X$/, 'a taxonomy code, ten characters');
      if (!code.ok) return code;
      const classification = cellLike(record, 'classification', /./, 'a classification');
      if (!classification.ok) return classification;
      const { grouping, specialization, displayName, section } = record.fields;
      const named = displayName || [classification.value, specialization].filter((part) => part !== '').join(', ');
      const row = {
        line: record.line,
        code: code.value,
        grouping,
        classification: classification.value,
        specialization,
        displayName: named,
        section,
      };
      return seen.repeated(code.value, record.line, record.columns.code) ?? ok(row);
    });
  },
  tables: [
    {
      name: 'rows',
      columns: {
        code: 'TEXT',
        line: 'INTEGER',
        grouping: 'TERM',
        classification: 'TERM',
        specialization: 'TEXT',
        displayName: 'TEXT',
        section: 'TERM',
      },
      primaryKey: ['code'],
    },
  ],
};

/** `nucc_taxonomy_261.csv` is the first release of 2026: January 1, the second July 1. */
function taxonomyRelease(head: FileHead): StatedRelease {
  const [, year, half] = /(\d{2})([01])(?:\D|$)/.exec(head.name) ?? [];
  if (year === undefined) return {};
  const isFirst = half === '0';
  return { release: `20${year}.${half}`, effectiveFrom: `20${year}-${isFirst ? '01' : '07'}-01` as LocalDate };
}
