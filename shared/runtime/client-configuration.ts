import { present } from '../domain/present.ts';
import type { Environment } from './environment.ts';

/** How long an SDK client waits for AWS, and how often it tries. */
export interface Patience {
  readonly connectionTimeout: number;
  /** Milliseconds from the request to the beginning of its answer. */
  readonly requestTimeout: number;
  readonly maxAttempts: number;
}

/**
 * How every SDK client is made. By default the SDK waits for ever: a connection that died silently would block a request until
 * the function times out. With these figures it fails, and is tried again, within the 29 seconds that API Gateway waits.
 */
export const patience = {
  /** DynamoDB, SQS and Secrets Manager answer in milliseconds. */
  quick: { connectionTimeout: 1000, requestTimeout: 6000, maxAttempts: 4 },
  /** S3, which receives parts of 8 MiB. */
  files: { connectionTimeout: 1000, requestTimeout: 30_000, maxAttempts: 3 },
} as const satisfies Readonly<Record<string, Patience>>;

/** The configuration of a client. @param endpoint the address of a stand-in; AWS when absent */
export function clientConfiguration(
  { AWS_REGION }: Pick<Environment, 'AWS_REGION'>,
  endpoint: string | undefined,
  { connectionTimeout, requestTimeout, maxAttempts }: Patience,
) {
  return {
    region: AWS_REGION,
    maxAttempts,
    // Without `throwOnRequestTimeout`, the SDK only warns about a request that takes too long.
    requestHandler: { connectionTimeout, requestTimeout, throwOnRequestTimeout: true },
    ...present({ endpoint }),
  };
}
