import { countWords, dayWords, fieldWords } from './field-words.ts';

type Json = { [name: string]: unknown };

/** Texts for fields whose schema gives no example and no form. */
const texts: Readonly<Record<string, string>> = {
  account: 'insurance-receivable',
  city: 'COLUMBUS',
  code: 'claim-unknown',
  firstName: 'JANE',
  host: 'sftp.example.com',
  lastName: 'DOE',
  line1: '100 EXAMPLE AVE',
  name: 'EXAMPLE HEALTH',
  organizationName: 'EXAMPLE FAMILY CLINIC',
  memberId: 'M000123',
  claimPayerId: '99999',
  traceNumber: '12345678',
  cron: '0 6 * * *',
  timeZone: 'America/New_York',
  reason: 'Agreed with the payer by telephone',
  period: '2026-03',
};

/**
 * Example numbers that must agree with those of neighbouring fields: the part of a claim that a payer owes is not owed
 * by the patient.
 */
const numbers: Readonly<Record<string, number>> = { patientCents: 0 };

/** Optional fields that an example includes, because most requests are refused without them. */
const shownAlways: readonly string[] = ['npi', 'memberId'];

/** Adds a description to every field of a schema that has none, from the table of field names. */
export function withWords(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withWords);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      if (name !== 'properties' || typeof inner !== 'object' || inner === null) return [name, withWords(inner)];
      const fields = Object.entries(inner as Json).map(([field, schema]) => [
        field,
        describedField(field, withWords(schema) as Json),
      ]);
      return [name, Object.fromEntries(fields)];
    }),
  );
}

function describedField(field: string, schema: Json): Json {
  if (schema.description !== undefined) return schema;
  const counted = schema.type === 'integer' ? countWords[field] : undefined;
  const dated = schema.format === 'date' ? dayWords[field] : undefined;
  const description = counted ?? dated ?? fieldWords[field];
  return description === undefined ? schema : { description, ...schema };
}

function nameOfRef(schema: Json): string {
  return String(schema.$ref ?? '')
    .split('/')
    .pop() as string;
}

/** An example of a schema: its required fields and some others, each with its own example. If the schema has an example itself, its first one. */
export function exampleOf(schema: Json, components: ReadonlyMap<string, Json>, field = ''): unknown {
  if (Array.isArray(schema.examples)) return schema.examples[0];
  if (schema.$ref !== undefined) return exampleOf(components.get(nameOfRef(schema)) as Json, components, field);
  if (schema.const !== undefined) return schema.const;
  if (Array.isArray(schema.enum)) return schema.enum[0];
  const branches = (schema.anyOf ?? schema.oneOf) as readonly Json[] | undefined;
  if (branches?.[0] !== undefined) return exampleOf(branches[0], components, field);
  switch (schema.type) {
    case 'object':
      return exampleObject(schema, components);
    case 'array':
      return [exampleOf(schema.items as Json, components, field)];
    case 'boolean':
      return true;
    case 'integer':
    case 'number':
      return exampleNumber(schema, field);
    default:
      return exampleText(schema, field);
  }
}

function exampleObject({ properties = {}, required = [] }: Json, components: ReadonlyMap<string, Json>): Json {
  const names = required as readonly string[];
  const shown = Object.entries(properties as Record<string, Json>).filter(
    ([name]) => names.includes(name) || shownAlways.includes(name),
  );
  return Object.fromEntries(shown.map(([name, schema]) => [name, exampleOf(schema, components, name)]));
}

function exampleNumber({ minimum, maximum }: Json, field: string): number {
  const usual = numbers[field] ?? (/cents$/i.test(field) ? 12_550 : 1);
  return Math.min(Math.max(usual, Number(minimum ?? usual)), Number(maximum ?? usual));
}

function exampleText({ format, maxLength }: Json, field: string): string {
  if (format === 'date') return '2026-03-31';
  if (format === 'date-time') return '2026-03-31T14:05:06.789Z';
  return (texts[field] ?? 'EXAMPLE').slice(0, Number(maxLength ?? 100));
}
