import { Duration } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { FunctionRow } from '../function-row.ts';
import { deadLettersName, pascalCase, queueName } from './names.ts';

/** The queues between senders and workers, by the name of the worker. */
export interface Queues {
  readonly work: ReadonlyMap<string, sqs.Queue>;
  /** Dead letters of queues, and events that a scheduled function could not handle. */
  readonly deadLetters: ReadonlyMap<string, sqs.Queue>;
}

/**
 * Each queue row gets a queue with dead letters; each schedule row gets only dead letters. Messages contain only ids,
 * and are encrypted.
 */
export function addQueues(
  scope: Construct,
  rows: readonly FunctionRow[],
  { key, stackName }: { readonly key: IKey; readonly stackName: string },
): Queues {
  const work = new Map<string, sqs.Queue>();
  const deadLetters = new Map<string, sqs.Queue>();
  const closed = { encryption: sqs.QueueEncryption.KMS, encryptionMasterKey: key, enforceSSL: true } as const;
  for (const { name, trigger, timeoutSeconds } of rows) {
    if (trigger.kind !== 'queue' && trigger.kind !== 'schedule') continue;
    const dead = new sqs.Queue(scope, `${pascalCase(name)}DeadLetters`, {
      ...closed,
      queueName: deadLettersName(stackName, name),
      retentionPeriod: Duration.days(14),
    });
    deadLetters.set(name, dead);
    if (trigger.kind === 'schedule') continue;
    const queue = new sqs.Queue(scope, `${pascalCase(name)}Queue`, {
      ...closed,
      queueName: queueName(stackName, name),
      // Lambda allows no less than the function's timeout; this is a minute more. If a function dies, its messages come
      // again after this time; failed messages come again after seconds (shared/runtime/queue-handler.ts). AWS advises
      // six times the timeout, for functions that are throttled while they hold messages. Here the concurrency of the
      // event sources is limited instead.
      visibilityTimeout: Duration.seconds(timeoutSeconds + 60),
      retentionPeriod: Duration.days(14),
      deadLetterQueue: { queue: dead, maxReceiveCount: trigger.maximumReceives },
    });
    work.set(name, queue);
  }
  return { work, deadLetters };
}
