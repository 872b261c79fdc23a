import { assembleClaim } from '../domain/claim/assemble/assemble-claim.ts';
import { type AssemblyInput, billedCoverage } from '../domain/claim/assemble/input.ts';
import type { FilingContent } from '../domain/claim/filing-document.ts';
import type { Submitter } from '../domain/claim/party.ts';
import type { Provider } from '../domain/practice/practice.ts';
import { present } from '../domain/present.ts';
import { fail, invariant, ok, type Result } from '../domain/result.ts';
import { laneOf } from '../store/claims.ts';
import { claimWriteProblems } from '../x12/837/submission-file.ts';

/**
 * What a filing is to send, or why it cannot be sent (codes of `holdReasons`; after `not-writable` also what the file's writer found, and
 * where). The writer is asked too: what it would refuse is held now, by itself, rather than found while a file with others is written.
 */
export function contentOf(input: AssemblyInput): Result<FilingContent, readonly string[]> {
  const assembled = assembleClaim(input);
  if (!assembled.ok) return assembled;
  const { billingProvider } = input;
  const { payer } = billedCoverage(input);
  invariant(payer !== undefined && billingProvider?.billing !== undefined, 'an assembled claim has its parties');
  const { receiver } = payer;
  const content: FilingContent = {
    claim: assembled.value,
    submitter: submitterOf(billingProvider, billingProvider.billing),
    receiver: { id: receiver.id, name: { kind: 'organization', name: receiver.name } },
    lane: laneOf(assembled.value.kind, receiver.id, billingProvider.billing.submitter.id),
  };
  const problems = claimWriteProblems(content);
  return problems.length === 0 ? ok(content) : fail(['not-writable', ...problems]);
}

function submitterOf(provider: Provider, billing: NonNullable<Provider['billing']>): Submitter {
  const { name } = provider;
  const { id, contactName, phone } = billing.submitter;
  return {
    id,
    name:
      name.kind === 'organization'
        ? { kind: 'organization', name: name.organizationName }
        : { kind: 'person', last: name.lastName, ...present({ first: name.firstName }) },
    contacts: [{ name: contactName, numbers: [{ kind: 'TE', value: phone }] }],
  };
}
