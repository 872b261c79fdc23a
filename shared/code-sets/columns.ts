import type { SQLInputValue, SQLOutputValue } from 'node:sqlite';
import { invariant } from '../domain/result.ts';
import type { ArtifactColumn } from './format.ts';

/** Converts values of rows to values of SQLite, and back. A column's declared type tells a reader how to decode it. */

/** The texts that many rows share, while an artifact is being built. */
export interface Terms {
  idOf(term: string): number;
}

const declaredTypes = {
  TEXT: 'TEXT',
  INTEGER: 'INTEGER',
  BOOLEAN: 'BOOLEAN',
  DATE: 'DATE INTEGER',
  TERM: 'TERM INTEGER',
  JSON: 'JSON TEXT',
} as const satisfies Record<ArtifactColumn, string>;

export function declaredType(column: ArtifactColumn): string {
  return declaredTypes[column];
}

/** The type of a column by its declaration. @throws for a declaration that no column has */
export function columnOfDeclared(declared: string): ArtifactColumn {
  const found = Object.entries(declaredTypes).find(([, text]) => text === declared);
  invariant(found !== undefined, 'an artifact declares its columns by their types');
  return found[0] as ArtifactColumn;
}

/**
 * How a column's values are encoded. Millions of rows have the same few days, so the encoding of each day is computed
 * once.
 */
export function encoderOf(column: ArtifactColumn, terms: Terms): (value: unknown) => SQLInputValue {
  const encode = plainEncoderOf(column, terms);
  return (value) => (value === undefined || value === null ? null : encode(value));
}

function plainEncoderOf(column: ArtifactColumn, terms: Terms): (value: unknown) => SQLInputValue {
  if (column === 'BOOLEAN') return (value) => (value === true ? 1 : 0);
  if (column === 'TERM') return (value) => terms.idOf(String(value));
  if (column === 'JSON') return (value) => JSON.stringify(value);
  if (column !== 'DATE') return (value) => value as SQLInputValue;
  const days = new Map<unknown, number>();
  return (value) => {
    const known = days.get(value);
    if (known !== undefined) return known;
    const day = Number(String(value).replaceAll('-', ''));
    days.set(value, day);
    return day;
  };
}

export function decodeValue(column: ArtifactColumn, value: SQLOutputValue, termOf: (id: number) => string): unknown {
  if (value === null) return undefined;
  if (column === 'BOOLEAN') return value === 1;
  if (column === 'DATE') return dateOfNumber(Number(value));
  if (column === 'TERM') return termOf(Number(value));
  if (column === 'JSON') return JSON.parse(String(value));
  return value;
}

function dateOfNumber(value: number): string {
  const digits = String(value).padStart(8, '0');
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
}
