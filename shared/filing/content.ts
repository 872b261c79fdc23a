import { assembleClaim } from '../domain/claim/assemble/assemble-claim.ts';
import { type AssemblyInput, billedCoverage } from '../domain/claim/assemble/input.ts';
import type { Claim } from '../domain/claim/claim.ts';
import type { FilingContent } from '../domain/claim/filing-document.ts';
import { paperLaneOf } from '../domain/claim/paper-batch.ts';
import type { Submitter } from '../domain/claim/party.ts';
import type { Provider } from '../domain/practice/practice.ts';
import { present } from '../domain/present.ts';
import { fail, invariant, ok, type Result } from '../domain/result.ts';
import { laneOf } from '../store/claims.ts';
import { reasonOfFinding, scrubClaim } from '../x12/837/scrub/scrub-claim.ts';

/**
 * What a filing is to send, or why it cannot be sent (codes of `holdReasons`; after `claim-has-errors` also what the scrub
 * found, and where). What the file's writer or the payer would refuse is held now, by itself, rather than found while a file with others is written.
 */
export function contentOf(input: AssemblyInput): Result<FilingContent, readonly string[]> {
  const assembled = assembleClaim(input);
  return assembled.ok ? contentOfClaim(assembled.value, input) : assembled;
}

/** What a filing is to send of an assembled claim, once it was scrubbed. */
export function contentOfClaim(
  claim: Claim,
  input: Pick<AssemblyInput, 'billingProvider' | 'coverages' | 'payerPosition'>,
): Result<FilingContent, readonly string[]> {
  const { billingProvider } = input;
  const { payer } = billedCoverage(input);
  invariant(payer !== undefined && billingProvider?.billing !== undefined, 'an assembled claim has its parties');
  const { receiver } = payer;
  const content: FilingContent = {
    claim,
    submitter: submitterOf(billingProvider, billingProvider.billing),
    receiver: { id: receiver.id, name: { kind: 'organization', name: receiver.name } },
    lane:
      payer.filesOn === 'paper'
        ? paperLaneOf(payer.id)
        : laneOf(claim.kind, receiver.id, billingProvider.billing.submitter.id),
  };
  const errors = errorReasons(content);
  return errors.length === 0 ? ok(content) : fail(errors);
}

/** As many of a claim's errors as a filing keeps: the first ones are mended first. */
const errorsKept = 5;

/** Why a claim is held when it is scrubbed; none when it may leave. */
export function errorReasons(content: FilingContent): readonly string[] {
  const findings = scrubClaim(content);
  return findings.length === 0 ? [] : ['claim-has-errors', ...findings.slice(0, errorsKept).map(reasonOfFinding)];
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
