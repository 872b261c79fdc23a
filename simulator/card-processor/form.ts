/** A value of a form with nested names: `metadata[a]=1&items[0][b]=2`. */
export type FormValue = string | FormFields;

/** Fields by name; list items by number. */
export interface FormFields {
  [name: string]: FormValue;
}

/** Reads a form with nested names. */
export function readForm(text: string): FormFields {
  const fields: FormFields = {};
  for (const [name, value] of new URLSearchParams(text)) {
    const path = name.replaceAll(']', '').split('[');
    let place = fields;
    for (const step of path.slice(0, -1)) {
      const inner = place[step];
      const next: FormFields = typeof inner === 'object' ? inner : {};
      place[step] = next;
      place = next;
    }
    place[path.at(-1) as string] = value;
  }
  return fields;
}

/** The text at a path; undefined when there is none. */
export function textAt(fields: FormFields, ...path: readonly string[]): string | undefined {
  let value: FormValue | undefined = fields;
  for (const step of path) value = typeof value === 'object' ? value[step] : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** The fields at a path; none when there are none. */
export function fieldsAt(fields: FormFields, ...path: readonly string[]): FormFields {
  let value: FormValue | undefined = fields;
  for (const step of path) value = typeof value === 'object' ? value[step] : undefined;
  return typeof value === 'object' ? value : {};
}
