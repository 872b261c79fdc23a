import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { Stage } from 'aws-cdk-lib/aws-apigateway';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import * as wafv2 from 'aws-cdk-lib/aws-wafv2';
import type { Construct } from 'constructs';
import { uniqueName } from './names.ts';

/**
 * Families whose bodies may be longer than the 8 KB of AWS's common rules: claim content, encounters' documentation and
 * notes, fee schedules with hundreds of codes, opening claims, remittances entered by hand, posting rules,
 * documentation for code suggestions, queries to physicians with quotes, rates of reviews, mappings of files, typical
 * minutes and levels of specialties for the self-audit, agencies' remittances, state laws, card processors' events.
 * Each function still limits its own bodies.
 */
export const familiesWithLongBodies = [
  'agency-remits',
  'billing-settings',
  'card-webhooks',
  'claims',
  'encounters',
  'evaluation-codes',
  'favorites',
  'fee-schedules',
  'opening-claims',
  'paper-remittances',
  'posting-rules',
  'coding-rules',
  'coding-settings',
  'coding-work',
  'codes',
  'intake-mappings',
  'physician-queries',
  'self-audit-settings',
  'specialty-levels',
] as const;

/** AWS's rule only counts bodies over 8 KB here, and puts this label on them. */
const longBodyLabel = 'awswaf:managed:aws:core-rule-set:SizeRestrictions_Body';

export interface FirewallSettings {
  readonly key: IKey;
  /** Requests from one address in five minutes. */
  readonly requestsPerAddress: number;
}

/** The firewall in front of the stage: AWS's common rules, known bad inputs, addresses of bad repute, a rate limit. It logs what it blocks. */
export function addFirewall(scope: Construct, stage: Stage, { key, requestsPerAddress }: FirewallSettings): void {
  const acl = new wafv2.CfnWebACL(scope, 'Firewall', {
    scope: 'REGIONAL',
    defaultAction: { allow: {} },
    visibilityConfig: visibility('Firewall'),
    rules: [
      managed(0, 'AWSManagedRulesAmazonIpReputationList'),
      {
        name: 'RateLimit',
        priority: 1,
        action: { block: {} },
        statement: { rateBasedStatement: { limit: requestsPerAddress, aggregateKeyType: 'IP' } },
        visibilityConfig: visibility('RateLimit'),
      },
      managed(2, 'AWSManagedRulesCommonRuleSet', ['SizeRestrictions_BODY']),
      longBodies(3),
      managed(4, 'AWSManagedRulesKnownBadInputsRuleSet'),
    ],
  });
  new wafv2.CfnWebACLAssociation(scope, 'FirewallOfStage', { resourceArn: stage.stageArn, webAclArn: acl.attrArn });
  addLog(scope, acl, key);
}

/** Blocks a body that AWS's rule found too long, unless its family allows long bodies. */
function longBodies(priority: number): wafv2.CfnWebACL.RuleProperty {
  const mayBeLong: wafv2.CfnWebACL.StatementProperty = {
    regexMatchStatement: {
      fieldToMatch: { uriPath: {} },
      // The path begins with the stage's name, unless the API has a domain of its own.
      regexString: `^(/[a-z0-9-]+)?/v1/(${familiesWithLongBodies.join('|')})(/|$)`,
      textTransformations: [{ priority: 0, type: 'NONE' }],
    },
  };
  return {
    name: 'LongBodies',
    priority,
    action: { block: {} },
    statement: {
      andStatement: {
        statements: [
          { labelMatchStatement: { scope: 'LABEL', key: longBodyLabel } },
          { notStatement: { statement: mayBeLong } },
        ],
      },
    },
    visibilityConfig: visibility('LongBodies'),
  };
}

function managed(priority: number, name: string, countOnly: readonly string[] = []): wafv2.CfnWebACL.RuleProperty {
  return {
    name,
    priority,
    overrideAction: { none: {} },
    statement: {
      managedRuleGroupStatement: {
        vendorName: 'AWS',
        name,
        ruleActionOverrides: countOnly.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
      },
    },
    visibilityConfig: visibility(name),
  };
}

// Sampled requests would show whole headers and query strings to everybody who opens the console.
function visibility(metricName: string): wafv2.CfnWebACL.VisibilityConfigProperty {
  return { cloudWatchMetricsEnabled: true, sampledRequestsEnabled: false, metricName };
}

/** The log of blocked requests, without tokens, paths and queries. WAF requires a name that begins with `aws-waf-logs-`. */
function addLog(scope: Construct, acl: wafv2.CfnWebACL, key: IKey): void {
  const stack = Stack.of(scope);
  const logGroup = new LogGroup(scope, 'FirewallLogs', {
    logGroupName: `aws-waf-logs-${uniqueName(stack)}`,
    encryptionKey: key,
    retention: RetentionDays.ONE_YEAR,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  new wafv2.CfnLoggingConfiguration(scope, 'FirewallLogging', {
    resourceArn: acl.attrArn,
    logDestinationConfigs: [
      stack.formatArn({
        service: 'logs',
        resource: 'log-group',
        resourceName: logGroup.logGroupName,
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      }),
    ],
    redactedFields: [
      { singleHeader: { Name: 'authorization' } },
      { singleHeader: { Name: 'cookie' } },
      { singleHeader: { Name: 'idempotency-key' } },
      { queryString: {} },
      // Paths are left out because the paths of pages for people contain tokens.
      { uriPath: {} },
    ],
    loggingFilter: {
      DefaultBehavior: 'DROP',
      Filters: [
        {
          Behavior: 'KEEP',
          Requirement: 'MEETS_ANY',
          Conditions: [{ ActionCondition: { Action: 'BLOCK' } }],
        },
      ],
    },
  });
}
