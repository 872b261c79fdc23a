import type { Intake, IntakeFault } from '../../shared/domain/intake/intake.ts';
import { parseCents } from '../../shared/domain/money/cents.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import { hl7Candidate } from './hl7.ts';
import { valuesOf } from './row-values.ts';
import type { SourceRead } from './source-read.ts';

const whole = (detail: string): SourceRead => fail([{ pointer: '', detail }]);

/** Reads one record of a file. */
export function candidateOf(
  { format, mapping, defaults }: Pick<Intake, 'format' | 'mapping' | 'defaults'>,
  text: string,
  header: readonly string[],
): SourceRead {
  if (text.includes('\uFFFD')) return whole('is not valid text in UTF-8');
  if (/[^\P{Cc}\t\r\n]/u.test(text)) return whole('has a control character: remove it');
  const read =
    format === 'json-lines'
      ? jsonCandidate(text)
      : format === 'hl7'
        ? hl7Candidate(text, defaults.kind)
        : csvCandidate(text, header, mapping);
  if (!read.ok) return read;
  return ok({ ...read.value, body: { ...defaults, ...read.value.body } });
}

function jsonCandidate(text: string): SourceRead {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) {
      return ok({ body: body as Record<string, unknown>, sources: new Map() });
    }
  } catch {
    return whole('is not JSON: expected an object, { }, on one line');
  }
  return whole('expected an object, { }');
}

function csvCandidate(text: string, header: readonly string[], mapping: Intake['mapping']): SourceRead {
  const body: Record<string, unknown> = {};
  const sources = new Map<string, string>();
  const faults: IntakeFault[] = [];
  const rows = rowsOf(text);
  // Sorted in file order: a stored mapping has no order.
  const pointers = new Map(Object.entries(mapping?.columns ?? {}));
  const lines = rows.map(({ line }) => line);
  const bad = (index: number, detail: string): SourceRead =>
    fail([{ pointer: '', detail, ...present({ line: lines[index] }) }]);
  for (const [index, { row }] of rows.entries()) {
    const values = valuesOf(row);
    if (values === undefined) return bad(index, 'has a quotation mark too few or too many');
    // Spreadsheets write blank cells after the last one.
    const isWhole = values.length >= header.length && values.slice(header.length).every((value) => value === '');
    if (!isWhole) return bad(index, 'the row has fewer or more values than the header');
    for (const [position, column] of header.entries()) {
      const [pointer, value = ''] = [pointers.get(column), values[position]];
      if (pointer === undefined || value === '') continue;
      const place = pointer.replace('/lines/-/', `/lines/${index}/`);
      const typed = typedValue(pointer, value, mapping?.dates ?? 'YYYY-MM-DD');
      if (typed === undefined)
        faults.push({
          ...{ pointer: place, detail: wordsFor(pointer, mapping?.dates ?? 'YYYY-MM-DD'), source: column },
          ...present({ line: lines[index] }),
        });
      else put(body, place, typed);
      sources.set(place, column);
    }
  }
  return faults.length === 0 ? ok({ body, sources, lines }) : fail(faults);
}

/** The rows of a visit, each with the line on which it begins, from 0. */
function rowsOf(text: string): readonly { readonly row: string; readonly line: number }[] {
  const rows: { readonly row: string; readonly line: number }[] = [];
  const parts = text.split(/(?<=\n)/);
  let row = '';
  let line = 0;
  for (const [number, part] of parts.entries()) {
    row += part;
    const isOpen = (row.split('"').length - 1) % 2 === 1;
    if (isOpen && number < parts.length - 1) continue;
    if (row.trim() !== '') rows.push({ row, line });
    row = '';
    line = number + 1;
  }
  return rows;
}

const listFields = ['modifiers', 'diagnoses', 'diagnosisPointers', 'tags'];

/** A value in its field's type; undefined when it cannot be read. The schema judges its content. */
function typedValue(pointer: string, value: string, dates: NonNullable<Intake['mapping']>['dates']): unknown {
  const field = pointer.slice(pointer.lastIndexOf('/') + 1);
  if (listFields.includes(field)) {
    const parts = value.split(/[\s,;|^]+/).filter((part) => part !== '');
    return field === 'diagnosisPointers' ? parts.map(Number) : parts;
  }
  if (field.endsWith('Cents')) {
    const amount = parseCents(value.replace(/[$,\s]/g, ''));
    return amount.ok ? amount.value : undefined;
  }
  if (field === 'units') return Number.isFinite(Number(value)) ? Number(value) : undefined;
  if (/(?:On|To|From|Date|Begin|End|date)$/.test(field)) return isoDate(value, dates);
  if (field === 'selfPay') return /^(?:y|yes|true|1)$/i.test(value) ? true : undefined;
  return value;
}

function wordsFor(pointer: string, dates: string): string {
  if (pointer.endsWith('Cents')) return 'expected an amount, such as 125.50';
  if (pointer.endsWith('units')) return 'expected a number';
  return pointer.endsWith('selfPay') ? 'expected Y, or nothing' : `expected a day as ${dates}`;
}

function isoDate(value: string, dates: string): string | undefined {
  const [form, order] =
    dates === 'MM/DD/YYYY'
      ? ([/^(\d{1,2})\/(\d{1,2})\/(\d{4})$/, [3, 1, 2]] as const)
      : ([dates === 'YYYYMMDD' ? /^(\d{4})(\d{2})(\d{2})$/ : /^(\d{4})-(\d{2})-(\d{2})$/, [1, 2, 3]] as const);
  const found = form.exec(value);
  return found === null ? undefined : order.map((part) => String(found[part]).padStart(2, '0')).join('-');
}

/** Puts a value at a JSON pointer. The pointers come from a checked mapping. */
function put(body: Record<string, unknown>, pointer: string, value: unknown): void {
  const parts = pointer.slice(1).split('/');
  let place: Record<string, unknown> = body;
  for (const [index, part] of parts.slice(0, -1).entries()) {
    place[part] ??= /^\d+$/.test(parts[index + 1] as string) ? [] : {};
    place = place[part] as Record<string, unknown>;
  }
  place[parts.at(-1) as string] = value;
}
