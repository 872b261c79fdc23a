import type { Delimiters } from '../envelope.ts';
import { readSegments } from '../segments.ts';

/** The people of a claim, as the payer states them. */
export interface ClaimParties {
  /** Member ids of subscriber, patient and the corrected insured, each once. */
  readonly memberIds: readonly string[];
  readonly patientLastName?: string;
}

/** NM101 of the 835's loop 2100: patient, subscriber, corrected patient or insured. */
const parties: readonly string[] = ['QC', 'IL', '74'];

/**
 * Reads the people of one remittance claim from its bytes. They help people to find our claim. Posting does not use
 * them. Never throws.
 */
export function readClaimParties(bytes: Uint8Array, delimiters: Delimiters): ClaimParties {
  const memberIds = new Set<string>();
  let patientLastName: string | undefined;
  for (const { id, elements } of readSegments(bytes, delimiters)) {
    if (id === 'SVC') break;
    if (id !== 'NM1' || !parties.includes(elements[1] ?? '')) continue;
    const memberId = elements[9] ?? '';
    if (memberId !== '') memberIds.add(memberId);
    if (elements[1] === 'QC' && elements[3]) patientLastName = elements[3];
  }
  return { memberIds: [...memberIds], ...(patientLastName === undefined ? {} : { patientLastName }) };
}
