import type { InvokeFunction } from './function-pool.ts';

/** The authorizer's decision. `unauthorized`: no usable token. `failed`: the authorizer itself failed. */
type Decision =
  | { readonly kind: 'allowed'; readonly principalId: string; readonly context: Readonly<Record<string, string>> }
  | { readonly kind: 'denied' }
  | { readonly kind: 'unauthorized' }
  | { readonly kind: 'failed' };

interface Policy {
  readonly principalId: string;
  readonly statements: readonly { readonly allows: boolean; readonly resources: readonly string[] }[];
  readonly context: Readonly<Record<string, string>>;
}

export interface AuthorizerCacheSettings {
  readonly invoke: InvokeFunction;
  /** How long a policy is used for the same Authorization header; 300 on AWS unless set. */
  readonly secondsToLive: number;
  readonly now: () => number;
}

/** Decides whether a request is allowed, by its header that identifies the caller. */
export type Authorize = (authorization: string | undefined, event: { readonly methodArn: string }) => Promise<Decision>;

const most = 1000;

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

/** Reads the authorizer's answer as API Gateway does: a policy, and context values that are not objects. */
function readPolicy(result: unknown): Policy | undefined {
  if (typeof result !== 'object' || result === null) return undefined;
  const { principalId, policyDocument, context = {} } = result as Record<string, unknown>;
  if (typeof principalId !== 'string' || typeof policyDocument !== 'object' || policyDocument === null)
    return undefined;
  if (typeof context !== 'object' || context === null) return undefined;
  const values = Object.entries(context);
  if (values.some(([, value]) => typeof value === 'object')) return undefined;
  const statements = list((policyDocument as { Statement?: unknown }).Statement).map((statement) => {
    const { Effect, Resource } = statement as { Effect?: unknown; Resource?: unknown };
    return { allows: Effect === 'Allow', resources: list(Resource).map(String) };
  });
  return { principalId, statements, context: Object.fromEntries(values.map(([name, value]) => [name, String(value)])) };
}

/** Whether a resource of a policy covers an ARN: `*` stands for any text, `?` for one character. */
export function matchesResource(pattern: string, arn: string): boolean {
  const escaped = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${escaped}$`).test(arn);
}

function decide(policy: Policy, methodArn: string): Decision {
  const matching = policy.statements.filter(({ resources }) =>
    resources.some((resource) => matchesResource(resource, methodArn)),
  );
  const isAllowed = matching.length > 0 && matching.every(({ allows }) => allows);
  return isAllowed ? { kind: 'allowed', principalId: policy.principalId, context: policy.context } : { kind: 'denied' };
}

/**
 * Calls the authorizer function once per Authorization header and caches its policy. The cached policy is applied to each
 * method, so that a policy for one method refuses the others, as on AWS.
 */
export function createAuthorizerCache({ invoke, secondsToLive, now }: AuthorizerCacheSettings): Authorize {
  const cache = new Map<string, { readonly policy: Policy; readonly until: number }>();
  return async (authorization, event) => {
    // The gateway itself refuses a request without the header.
    if (authorization === undefined || authorization === '') return { kind: 'unauthorized' };
    const cached = cache.get(authorization);
    if (cached !== undefined && cached.until > now()) return decide(cached.policy, event.methodArn);
    cache.delete(authorization);
    const outcome = await invoke(event);
    if (outcome.kind === 'failed' && outcome.errorMessage === 'Unauthorized') return { kind: 'unauthorized' };
    const policy = outcome.kind === 'succeeded' ? readPolicy(outcome.result) : undefined;
    if (policy === undefined) return { kind: 'failed' };
    if (cache.size >= most) cache.delete(cache.keys().next().value as string);
    cache.set(authorization, { policy, until: now() + secondsToLive * 1000 });
    return decide(policy, event.methodArn);
  };
}
