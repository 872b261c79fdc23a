import { present } from '../domain/present.ts';
import type { Environment } from './environment.ts';

/** How long an SDK client waits for AWS, and how often it asks. */
export interface Patience {
  readonly connectionTimeout: number;
  /** Milliseconds from the request to the beginning of its answer. */
  readonly requestTimeout: number;
  readonly maxAttempts: number;
}

/**
 * How every SDK client is made. The SDK itself waits for ever: a connection that died without a word would hold a request until
 * the function's time is over. With these figures it fails, and is tried again, within the 29 seconds that API Gateway waits.
 */
export const patience = {
  /** DynamoDB, SQS and Secrets Manager answer in milliseconds. */
  quick: { connectionTimeout: 1000, requestTimeout: 6000, maxAttempts: 4 },
  /** S3, to which parts of 8 MiB travel. */
  files: { connectionTimeout: 1000, requestTimeout: 30_000, maxAttempts: 3 },
} as const satisfies Readonly<Record<string, Patience>>;

/** What a client is made with. @param endpoint where a stand-in answers; AWS when absent */
export function clientConfiguration(
  { AWS_REGION }: Pick<Environment, 'AWS_REGION'>,
  endpoint: string | undefined,
  { connectionTimeout, requestTimeout, maxAttempts }: Patience,
) {
  return {
    region: AWS_REGION,
    maxAttempts,
    // Without the third of these the SDK only warns of a request that takes too long.
    requestHandler: { connectionTimeout, requestTimeout, throwOnRequestTimeout: true },
    ...present({ endpoint }),
  };
}
