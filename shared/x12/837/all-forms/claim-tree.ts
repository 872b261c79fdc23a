import type { ClaimFile, CommonClaim } from '../../../domain/claim/common-claim.ts';
import type { BillingProvider, Dependent, Payer, Subscriber } from '../../../domain/claim/party.ts';
import type { Fields } from '../../loops/element-rules.ts';

/*
 * A claim file is a tree (billing provider, subscriber, dependent, claims); the domain's claims are a flat list. This code converts
 * between the two, for claims of any form.
 */

/** A claim without the parties that its place in the tree gives. */
type ClaimNode = Omit<CommonClaim, 'billingProvider' | 'subscriber' | 'payer' | 'dependent'>;

interface DependentNode extends Dependent {
  readonly claims?: ClaimNode[];
}

interface SubscriberNode extends Subscriber {
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
  /** Whether the subscriber is said to be the patient. */
  readonly subscriberIsPatient: boolean;
}

function placeClaim(
  node: ClaimNode,
  billingProvider: BillingProvider,
  level: SubscriberNode,
  dependent: Dependent | undefined,
): PlacedClaim {
  const { isPatient = false, payer, claims: _claims, dependents: _dependents, ...subscriber } = level;
  const who = dependent === undefined ? {} : { dependent };
  return { claim: { billingProvider, subscriber, payer, ...who, ...node }, node, subscriberIsPatient: isPatient };
}

/** The claims of a transaction in file order. */
export function flatten(tree: TransactionNode): {
  readonly header: Omit<ClaimFile<CommonClaim>, 'claims'>;
  readonly claims: PlacedClaim[];
} {
  const placed: PlacedClaim[] = [];
  const { billingProviders = [], ...header } = tree;
  for (const { subscribers = [], ...billingProvider } of billingProviders) {
    for (const level of subscribers) {
      for (const node of level.claims ?? []) placed.push(placeClaim(node, billingProvider, level, undefined));
      for (const { claims = [], ...dependent } of level.dependents ?? []) {
        for (const node of claims) placed.push(placeClaim(node, billingProvider, level, dependent));
      }
    }
  }
  return { header, claims: placed };
}

/** Whether two values say the same, whatever the order of their fields. */
function isSame(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const names = Object.keys(left);
  const [one, other] = [left as Fields, right as Fields];
  return names.length === Object.keys(right).length && names.every((name) => isSame(one[name], other[name]));
}

/** The guide allows at most this many claims of one patient in one place; further ones get another place. */
const claimsPerPatient = 100;

/** Whether two claims are of one subscriber with one payer, and both or neither of a dependent. */
function isSameInsured(before: CommonClaim | undefined, claim: CommonClaim): boolean {
  if (before === undefined || (before.dependent === undefined) !== (claim.dependent === undefined)) return false;
  return isSame(before.subscriber, claim.subscriber) && isSame(before.payer, claim.payer);
}

/**
 * Puts claims into the tree. A claim shares the levels of the claim before it if they are equal. `places` says, for each
 * node, where its values are in the given file.
 */
export function unflatten(file: ClaimFile<CommonClaim>): {
  readonly tree: TransactionNode;
  readonly places: Map<object, string>;
} {
  const { claims, ...header } = file;
  const billingProviders: (BillingNode & { subscribers: SubscriberNode[] })[] = [];
  const places = new Map<object, string>();
  let before: CommonClaim | undefined;
  for (const [index, claim] of claims.entries()) {
    const { billingProvider, subscriber, payer, dependent, ...node } = claim;
    const at = `/claims/${index}`;
    places.set(node, at);
    const sharesBilling = before !== undefined && isSame(before.billingProvider, billingProvider);
    if (!sharesBilling) {
      const level = { ...billingProvider, subscribers: [] };
      places.set(level, `${at}/billingProvider`);
      billingProviders.push(level);
    }
    const { subscribers } = billingProviders.at(-1) as { subscribers: SubscriberNode[] };
    const previous = subscribers.at(-1);
    const isFull =
      (dependent === undefined ? previous?.claims : previous?.dependents?.at(-1)?.claims)?.length === claimsPerPatient;
    const sharesSubscriber = sharesBilling && isSameInsured(before, claim);
    if (!sharesSubscriber || (isFull && dependent === undefined)) {
      const level = dependent === undefined ? { isPatient: true as const, claims: [] } : { dependents: [] };
      const made = { ...subscriber, ...level, payer };
      places.set(made, `${at}/subscriber`).set(payer, `${at}/payer`);
      subscribers.push(made);
    }
    const holder = subscribers.at(-1) as SubscriberNode;
    const sharesDependent = sharesSubscriber && isSame(before?.dependent, dependent);
    if (dependent !== undefined && (!sharesDependent || isFull)) {
      const made = { ...dependent, claims: [] };
      places.set(made, `${at}/dependent`);
      holder.dependents?.push(made);
    }
    before = claim;
    (dependent === undefined ? holder.claims : holder.dependents?.at(-1)?.claims)?.push(node);
  }
  return { tree: { ...header, billingProviders }, places };
}
