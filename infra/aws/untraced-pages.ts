import { createHash } from 'node:crypto';
import { CfnSamplingRule } from 'aws-cdk-lib/aws-xray';
import type { Construct } from 'constructs';

/** The paths that contain tokens: pages for people, in families whose names end in `-pages`. */
const pagesWithTokens = '*/v1/*-pages/*';

/**
 * Keeps requests for these pages out of the traces. X-Ray records the whole address of a request that it traces, and
 * anybody who reads a token there could use it. The rule applies to the whole account, before all other rules.
 */
export function leavePagesUntraced(scope: Construct, stackName: string): void {
  new CfnSamplingRule(scope, 'UntracedPages', {
    samplingRule: {
      // At most 32 characters, and a different name for each stack of the account.
      ruleName: `${stackName.slice(0, 17)}-${createHash('sha256').update(stackName).digest('hex').slice(0, 8)}-pages`,
      ...{ version: 1, priority: 1, fixedRate: 0, reservoirSize: 0 },
      urlPath: pagesWithTokens,
      ...{ host: '*', httpMethod: '*', resourceArn: '*', serviceName: '*', serviceType: '*' },
    },
  });
}
