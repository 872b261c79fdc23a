import { assembleClaim } from '../domain/claim/assemble/assemble-claim.ts';
import { type AssemblyInput, billedCoverage } from '../domain/claim/assemble/input.ts';
import type { Claim } from '../domain/claim/claim.ts';
import type { FilingContent } from '../domain/claim/filing-document.ts';
import { isPaperLane, paperLaneOf } from '../domain/claim/paper-batch.ts';
import type { Submitter } from '../domain/claim/party.ts';
import type { Provider } from '../domain/practice/practice.ts';
import { present } from '../domain/present.ts';
import { fail, invariant, ok, type Result } from '../domain/result.ts';
import { laneOf } from '../store/claims.ts';
import { reasonOfFinding, scrubClaim } from '../x12/837/scrub/scrub-claim.ts';

/**
 * A filing's content, or why it cannot be sent (codes of `holdReasons`; after `claim-has-errors` also the scrub's
 * findings and their places). A claim that the file's writer or the payer would refuse is held here, on its own, before
 * it can stop a file with other claims.
 */
export function contentOf(input: AssemblyInput): Result<FilingContent, readonly string[]> {
  const assembled = assembleClaim(input);
  return assembled.ok ? contentOfClaim(assembled.value, input) : assembled;
}

/** The content of a filing from an assembled claim, after the scrub. */
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

/** At most this many of a claim's errors are kept: people correct the first ones first. */
const errorsKept = 5;

/** Why the scrub holds a claim; none when it may be sent. */
export function errorReasons(content: FilingContent): readonly string[] {
  const findings = findingsOf(content);
  return findings.length === 0 ? [] : ['claim-has-errors', ...findings.slice(0, errorsKept).map(reasonOfFinding)];
}

/** What the scrub finds in a claim for a file or for paper. */
export function findingsOf(content: FilingContent): ReturnType<typeof scrubClaim> {
  return scrubClaim(isPaperLane(content.lane) ? { ...content, claim: asFiled(content.claim) } : content);
}

/** A printed claim without the facts that only paper forms ask for: the guides of files have no place for them. */
function asFiled(claim: Claim): Claim {
  const { otherCoverages } = claim;
  if (otherCoverages === undefined) return claim;
  return { ...claim, otherCoverages: otherCoverages.map(({ demographics: _printed, ...filed }) => filed) };
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
