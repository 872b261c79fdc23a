import type { ClaimFile, CommonClaim } from '../../../domain/claim/common-claim.ts';
import type { BillingProvider, Dependent, Payer, Subscriber } from '../../../domain/claim/party.ts';

/*
 * A claim file is a tree (billing provider, subscriber, dependent, claims); the domain's claims are a flat list. This code makes the list
 * from the tree, for claims of any form.
 */

/** A claim without the parties that its place in the tree gives. */
type ClaimNode = Omit<CommonClaim, 'billingProvider' | 'subscriber' | 'payer' | 'dependent'>;

interface DependentNode extends Dependent {
  readonly claims?: ClaimNode[];
}

export interface SubscriberNode extends Subscriber {
  readonly isPatient?: true;
  readonly payer: Payer;
  readonly claims?: ClaimNode[];
  readonly dependents?: DependentNode[];
}

interface BillingNode extends BillingProvider {
  readonly subscribers?: SubscriberNode[];
}

/** The transaction as its loops hold it. */
export interface TransactionNode extends Omit<ClaimFile<CommonClaim>, 'claims'> {
  readonly billingProviders?: BillingNode[];
}

/** A claim with its node in the tree. */
export interface PlacedClaim {
  readonly claim: CommonClaim;
  readonly node: object;
  /** Whether the file states that the subscriber is the patient. */
  readonly subscriberIsPatient: boolean;
}

/** The parties that the levels above a claim give it. */
export interface ClaimParties {
  readonly billingProvider: BillingProvider;
  readonly subscriber: Subscriber;
  readonly payer: Payer;
  readonly dependent?: Dependent;
}

/** The levels above a claim, as their loops hold them. */
export interface ClaimLevelNodes {
  readonly billing: BillingNode;
  readonly subscriber: SubscriberNode;
  readonly dependent: DependentNode | undefined;
}

export function partiesOf(levels: ClaimLevelNodes): ClaimParties {
  const { subscribers: _subscribers, ...billingProvider } = levels.billing;
  return partiesBelow(billingProvider, levels);
}

/** The parties that the levels above a claim give it, if its billing provider is already known. */
export function partiesBelow(
  billingProvider: BillingProvider,
  { subscriber: level, dependent: person }: ClaimLevelNodes,
): ClaimParties {
  const { isPatient: _isPatient, payer, claims: _claims, dependents: _dependents, ...subscriber } = level;
  if (person === undefined) return { billingProvider, subscriber, payer };
  const { claims: _theirs, ...dependent } = person;
  return { billingProvider, subscriber, payer, dependent };
}

/** The claims of a transaction in file order. */
export function flatten(tree: TransactionNode): {
  readonly header: Omit<ClaimFile<CommonClaim>, 'claims'>;
  readonly claims: PlacedClaim[];
} {
  const placed: PlacedClaim[] = [];
  const { billingProviders = [], ...header } = tree;
  const place = (levels: ClaimLevelNodes, nodes: readonly ClaimNode[] = []): void => {
    if (nodes.length === 0) return;
    const parties = partiesOf(levels);
    const subscriberIsPatient = levels.subscriber.isPatient ?? false;
    for (const node of nodes) placed.push({ claim: { ...parties, ...node }, node, subscriberIsPatient });
  };
  for (const billing of billingProviders) {
    for (const subscriber of billing.subscribers ?? []) {
      place({ billing, subscriber, dependent: undefined }, subscriber.claims);
      for (const dependent of subscriber.dependents ?? []) place({ billing, subscriber, dependent }, dependent.claims);
    }
  }
  return { header, claims: placed };
}
