import { Aws, CfnCondition, type CfnParameter, Duration, Fn } from 'aws-cdk-lib';
import type { RestApi } from 'aws-cdk-lib/aws-apigateway';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import * as sns from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { FunctionRow } from '../functions.ts';
import { pascalCase } from './names.ts';
import type { Queues } from './queues.ts';
import type { Storage } from './storage.ts';

export interface Watched {
  readonly key: IKey;
  readonly rows: readonly FunctionRow[];
  readonly functions: ReadonlyMap<string, LambdaFunction>;
  readonly queues: Queues;
  readonly storage: Storage;
  readonly api: RestApi;
  /** Who is told; may be empty. */
  readonly email: CfnParameter;
}

const fiveMinutes = Duration.minutes(5);
/** Work that has waited an hour is late, whatever it is. */
const lateAfterSeconds = 3600;
/** The slowest hundredth of requests; API Gateway gives up at 29 seconds. */
const slowMilliseconds = 5000;

/** One alarm: above `threshold` for `periods` times its period. Silence is fine unless `silenceIsBad`. */
interface Watch {
  readonly id: string;
  readonly says: string;
  readonly metric: cloudwatch.IMetric;
  readonly threshold: number;
  readonly periods?: number;
}

/** Alarms on what a person must look at, all to one encrypted topic. */
export function addAlarms(scope: Construct, watched: Watched): sns.Topic {
  const topic = addTopic(scope, watched);
  const action = new SnsAction(topic);
  const watches = [...queueWatches(watched), ...functionWatches(watched), ...edgeWatches(watched)];
  for (const watch of [...watches, ...connectionWatches(scope, watched)]) {
    new cloudwatch.Alarm(scope, `${watch.id}Alarm`, {
      alarmDescription: watch.says,
      metric: watch.metric,
      threshold: watch.threshold,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: watch.periods ?? 1,
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    }).addAlarmAction(action);
  }
  for (const { name, trigger } of watched.rows) {
    if (trigger.kind !== 'schedule') continue;
    const silentMinutes = Math.max(5, trigger.everyMinutes * 3);
    new cloudwatch.Alarm(scope, `${pascalCase(name)}StoppedAlarm`, {
      alarmDescription: `${name} has not run for ${silentMinutes} minutes: nothing that falls due is done.`,
      metric: functionOf(watched, name).metricInvocations({
        period: Duration.minutes(silentMinutes),
        statistic: 'Sum',
      }),
      threshold: 1,
      comparisonOperator: cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: cloudwatch.TreatMissingData.BREACHING,
    }).addAlarmAction(action);
  }
  return topic;
}

function addTopic(scope: Construct, { key, email }: Watched): sns.Topic {
  const topic = new sns.Topic(scope, 'Operations', { displayName: 'Superbill', masterKey: key, enforceSSL: true });
  topic.addToResourcePolicy(
    new PolicyStatement({
      sid: 'AlarmsOfThisAccount',
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
    }),
  );
  const subscription = new sns.CfnSubscription(scope, 'OperationsByEmail', {
    topicArn: topic.topicArn,
    protocol: 'email',
    endpoint: email.valueAsString,
  });
  subscription.cfnOptions.condition = new CfnCondition(scope, 'HasOperationsEmail', {
    expression: Fn.conditionNot(Fn.conditionEquals(email.valueAsString, '')),
  });
  return topic;
}

function queueWatches({ queues }: Watched): Watch[] {
  const dead = [...queues.deadLetters].map(([name, queue]) => ({
    id: `${pascalCase(name)}DeadLetters`,
    says: `${name} gave a message up. Read it, mend the cause, and send it back.`,
    metric: queue.metricApproximateNumberOfMessagesVisible({ period: fiveMinutes, statistic: 'Maximum' }),
    threshold: 0,
  }));
  const late = [...queues.work].map(([name, queue]) => ({
    id: `${pascalCase(name)}Late`,
    says: `The oldest message of ${name} has waited for over an hour.`,
    metric: queue.metricApproximateAgeOfOldestMessage({ period: fiveMinutes, statistic: 'Maximum' }),
    threshold: lateAfterSeconds,
  }));
  return [...dead, ...late];
}

function functionWatches({ functions }: Watched): Watch[] {
  return [...functions].flatMap(([name, made]) => [
    {
      id: `${pascalCase(name)}Errors`,
      says: `${name} failed in a way that it does not expect.`,
      metric: made.metricErrors({ period: fiveMinutes, statistic: 'Sum' }),
      threshold: 0,
    },
    {
      id: `${pascalCase(name)}Throttles`,
      says: `${name} was refused by Lambda: the account's concurrency is used up.`,
      metric: made.metricThrottles({ period: fiveMinutes, statistic: 'Sum' }),
      threshold: 0,
    },
  ]);
}

function edgeWatches({ api, storage }: Watched): Watch[] {
  const dimensionsMap = { TableName: storage.table.tableName };
  const throttled = (metricName: string) =>
    new cloudwatch.Metric({
      namespace: 'AWS/DynamoDB',
      metricName,
      dimensionsMap,
      period: fiveMinutes,
      statistic: 'Sum',
    });
  return [
    {
      id: 'ApiServerErrors',
      says: 'The API answered 5xx more than twice in five minutes.',
      metric: api.deploymentStage.metricServerError({ period: fiveMinutes, statistic: 'Sum' }),
      threshold: 2,
    },
    {
      id: 'ApiSlow',
      says: 'For fifteen minutes, one request in a hundred took over five seconds.',
      metric: api.deploymentStage.metricLatency({ period: fiveMinutes, statistic: 'p99' }),
      threshold: slowMilliseconds,
      periods: 3,
    },
    {
      id: 'TableThrottles',
      says: 'DynamoDB refused reads or writes: a hot key, or a burst beyond what the table grows to.',
      metric: new cloudwatch.MathExpression({
        expression: 'reads + writes',
        usingMetrics: { reads: throttled('ReadThrottleEvents'), writes: throttled('WriteThrottleEvents') },
        period: fiveMinutes,
      }),
      threshold: 0,
    },
  ];
}

/** What `run-connection` says in its log when somebody has to look: an exception tells the office, these tell operations. */
function connectionWatches(scope: Construct, watched: Watched): Watch[] {
  if (!watched.functions.has('run-connection')) return [];
  const { logGroup } = functionOf(watched, 'run-connection');
  const says = {
    'connection-quiet': 'A connection of an office has brought no new file for longer than the office expects.',
    'connection-failing': 'A connection of an office cannot be used: its exception says why.',
  };
  return Object.entries(says).map(([event, text]) => ({
    id: pascalCase(event),
    says: text,
    metric: new MetricFilter(scope, `${pascalCase(event)}Events`, {
      logGroup,
      filterPattern: FilterPattern.allTerms(event),
      metricNamespace: watched.key.stack.stackName,
      metricName: pascalCase(event),
      defaultValue: 0,
    }).metric({ period: fiveMinutes, statistic: 'Sum' }),
    threshold: 0,
  }));
}

function functionOf({ functions }: Watched, name: string): LambdaFunction {
  const found = functions.get(name);
  if (found === undefined) throw new Error(`No function named ${name}`);
  return found;
}
