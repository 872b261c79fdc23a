import { createHash } from 'node:crypto';
import { CfnSamplingRule } from 'aws-cdk-lib/aws-xray';
import type { Construct } from 'constructs';

/** Where the token stands in the path: families of pages for people, whose names end in `-pages`. */
const pagesWithTokens = '*/v1/*-pages/*';

/**
 * Keeps such requests out of the traces: X-Ray records the whole address of what it traces, and whoever reads a token can
 * use it. The rule holds for the whole account, and comes before the others.
 */
export function leavePagesUntraced(scope: Construct, stackName: string): void {
  new CfnSamplingRule(scope, 'UntracedPages', {
    samplingRule: {
      // At most 32 characters, and another name for each stack of the account.
      ruleName: `${stackName.slice(0, 17)}-${createHash('sha256').update(stackName).digest('hex').slice(0, 8)}-pages`,
      ...{ version: 1, priority: 1, fixedRate: 0, reservoirSize: 0 },
      urlPath: pagesWithTokens,
      ...{ host: '*', httpMethod: '*', resourceArn: '*', serviceName: '*', serviceType: '*' },
    },
  });
}
