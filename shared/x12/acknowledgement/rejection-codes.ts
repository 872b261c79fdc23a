import { openInterchangePass } from '../read-interchanges.ts';
import type { AcknowledgedTransaction } from './functional-acknowledgement.ts';

/**
 * The codes with which a TA1, 997 or 999 rejects the file that it is about: `TA1 006`, `999 5`, `NM1 at 8, element 9: 7`.
 * None when the bytes reject nothing. Values that a 999 repeats are left out.
 */
export function rejectionCodes(bytes: Uint8Array): readonly string[] {
  const codes: string[] = [];
  const pass = openInterchangePass({
    interchangeAcknowledgement: ({ outcome, note }) => {
      if (outcome === 'rejected') codes.push(`TA1 ${note}`);
    },
    transactionEnd: ({ content }) => {
      if (content.kind !== 'functional-acknowledgement') return;
      const own = content.transactions.filter(({ outcome }) => outcome === 'rejected');
      if (content.outcome !== 'rejected' && own.length === 0) return;
      codes.push(...content.codes.map((code) => `group ${code}`), ...own.flatMap(transactionCodes));
      if (codes.length === 0) codes.push('999 R');
    },
  });
  pass.push(bytes);
  pass.finish();
  return codes;
}

function transactionCodes({ codes, errors }: AcknowledgedTransaction): string[] {
  return [...codes.map((code) => `999 ${code}`), ...segmentCodes(errors)];
}

/** Where the errors of a transaction are, and their codes. */
export function segmentCodes(errors: AcknowledgedTransaction['errors']): string[] {
  return errors.flatMap(({ segment, position, code, elements }) => {
    const place = `${segment} at ${position}`;
    if (elements.length === 0) return [`${place}: ${code ?? '?'}`];
    return elements.map(({ element, component, code: elementCode }) => {
      const part = component === undefined ? `${element}` : `${element}-${component}`;
      return `${place}, element ${part}: ${elementCode}`;
    });
  });
}
