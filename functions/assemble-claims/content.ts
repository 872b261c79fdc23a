import { type AssemblyInput, assembleClaim } from '../../shared/domain/claim/assemble.ts';
import type { AssembledContent, CompleteContent } from '../../shared/domain/claim/document.ts';
import type { Submitter } from '../../shared/domain/claim/party.ts';
import type { Provider } from '../../shared/domain/practice/practice.ts';
import { invariant } from '../../shared/domain/result.ts';
import { laneOf } from '../../shared/store/claims.ts';
import { claimWriteProblems } from '../../shared/x12/837/submission-file.ts';

/**
 * What a claim is to be sent as, or why it cannot be sent. The file's writer is asked too: what it would refuse is held now,
 * by itself, rather than found while a file with others is written.
 */
export function contentOf(input: AssemblyInput): Exclude<AssembledContent, { kind: 'self-pay' }> {
  const assembled = assembleClaim(input);
  if (!assembled.ok) return { kind: 'incomplete', reasons: assembled.failure };
  const { payer, billingProvider } = input;
  invariant(payer !== undefined && billingProvider?.billing !== undefined, 'an assembled claim has its parties');
  const { receiver } = payer;
  const content: CompleteContent = {
    kind: 'complete',
    claim: assembled.value,
    submitter: submitterOf(billingProvider, billingProvider.billing),
    receiver: { id: receiver.id, name: { kind: 'organization', name: receiver.name } },
    lane: laneOf(receiver.id, billingProvider.billing.submitter.id),
  };
  const problems = claimWriteProblems(content);
  return problems.length === 0 ? content : { kind: 'incomplete', reasons: ['not-writable', ...problems] };
}

function submitterOf(provider: Provider, billing: NonNullable<Provider['billing']>): Submitter {
  const { name } = provider;
  const { id, contactName, phone } = billing.submitter;
  return {
    id,
    name:
      name.kind === 'organization'
        ? { kind: 'organization', name: name.organizationName }
        : { kind: 'person', last: name.lastName, first: name.firstName },
    contacts: [{ name: contactName, numbers: [{ kind: 'TE', value: phone }] }],
  };
}
