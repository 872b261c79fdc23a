import type { components } from 'superbill-api';

type Problem = components['schemas']['Problem'];

/** Reads an answer. @throws with the problem's kind when it is one */
export function answered<Data>({ data, error }: { data?: Data; error?: Problem }): Data {
  if (error !== undefined || data === undefined)
    throw new Error(`refused: ${error?.type} ${JSON.stringify(error?.errors)}`);
  return data;
}
