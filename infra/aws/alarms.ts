import { Aws, CfnCondition, type CfnParameter, Duration, Fn } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { FunctionRow } from '../function-row.ts';
import { loggedEvents } from './logged-events.ts';
import { deadLettersName, functionName, pascalCase, queueName } from './names.ts';

/**
 * What the alarms watch. Functions, queues and API are found by their names, so that stacks need not pass anything to
 * each other.
 */
export interface Watched {
  readonly stackName: string;
  readonly stageName: string;
  readonly key: IKey;
  readonly rows: readonly FunctionRow[];
  readonly tableName: string;
  /** The address that alarms go to; may be empty. */
  readonly email: CfnParameter;
}

const fiveMinutes = Duration.minutes(5);
/** Any work that has waited for an hour is late. */
const lateAfterSeconds = 3600;
/** The limit for the slowest hundredth of requests; API Gateway gives up at 29 seconds. */
const slowMilliseconds = 5000;

/** One alarm: it goes off when the value is above `threshold` for `periods` periods. Missing data counts as good. */
interface Watch {
  readonly id: string;
  readonly says: string;
  readonly metric: cloudwatch.IMetric;
  readonly threshold: number;
  readonly periods?: number;
}

/** Alarms for everything that a person must look at. All of them go to one encrypted topic. */
export function addAlarms(scope: Construct, watched: Watched): sns.Topic {
  const topic = addTopic(scope, watched);
  const action = new SnsAction(topic);
  for (const watch of [...watched.rows.flatMap((row) => rowWatches(row, watched)), ...edgeWatches(watched)]) {
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
      alarmDescription: `${name} has not run for ${silentMinutes} minutes: due messages are not sent.`,
      metric: lambdaMetric(watched, name, 'Invocations', Duration.minutes(silentMinutes)),
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

/** What is watched for each function, its queue and its dead letters. */
function rowWatches(row: FunctionRow, watched: Watched): Watch[] {
  const { name, trigger } = row;
  const { stackName } = watched;
  const id = pascalCase(name);
  const watches: Watch[] = loggedEvents(row).map(({ metricName, says, threshold }) => ({
    id: metricName,
    says,
    metric: new cloudwatch.Metric({ namespace: stackName, metricName, period: fiveMinutes, statistic: 'Sum' }),
    threshold,
  }));
  watches.push({
    id: `${id}Throttles`,
    says: `${name} was refused by Lambda: its concurrency, or the account's, is used up.`,
    metric: lambdaMetric(watched, name, 'Throttles'),
    threshold: 0,
  });
  if (trigger.kind !== 'authorizer') {
    watches.push({
      id: `${id}Errors`,
      says: `${name} failed unexpectedly.`,
      metric: lambdaMetric(watched, name, 'Errors'),
      threshold: 0,
    });
  }
  if (trigger.kind === 'queue' || trigger.kind === 'schedule') {
    watches.push({
      id: `${id}DeadLetters`,
      says: `${name} gave up on a message. Read it, correct the cause, and send it back.`,
      metric: queueMetric(deadLettersName(stackName, name), 'ApproximateNumberOfMessagesVisible'),
      threshold: 0,
    });
  }
  if (trigger.kind === 'queue') {
    watches.push({
      id: `${id}Late`,
      says: `The oldest message of ${name} has waited for over an hour.`,
      metric: queueMetric(queueName(stackName, name), 'ApproximateAgeOfOldestMessage'),
      threshold: lateAfterSeconds,
    });
  }
  return watches;
}

function edgeWatches({ stackName, stageName, tableName }: Watched): Watch[] {
  const api = (metricName: string, statistic: string) =>
    new cloudwatch.Metric({
      namespace: 'AWS/ApiGateway',
      metricName,
      dimensionsMap: { ApiName: stackName, Stage: stageName },
      period: fiveMinutes,
      statistic,
    });
  const throttled = (metricName: string) =>
    new cloudwatch.Metric({
      namespace: 'AWS/DynamoDB',
      metricName,
      dimensionsMap: { TableName: tableName },
      period: fiveMinutes,
      statistic: 'Sum',
    });
  return [
    {
      id: 'ApiServerErrors',
      says: 'The API answered 5xx more than twice in five minutes.',
      metric: api('5XXError', 'Sum'),
      threshold: 2,
    },
    {
      id: 'ApiSlow',
      says: 'For fifteen minutes, one request in a hundred took over five seconds.',
      metric: api('Latency', 'p99'),
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

function lambdaMetric({ stackName }: Watched, name: string, metricName: string, period = fiveMinutes) {
  return new cloudwatch.Metric({
    namespace: 'AWS/Lambda',
    metricName,
    dimensionsMap: { FunctionName: functionName(stackName, name) },
    period,
    statistic: 'Sum',
  });
}

function queueMetric(name: string, metricName: string): cloudwatch.Metric {
  return new cloudwatch.Metric({
    namespace: 'AWS/SQS',
    metricName,
    dimensionsMap: { QueueName: name },
    period: fiveMinutes,
    statistic: 'Maximum',
  });
}
