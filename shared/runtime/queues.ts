import { SQSClient } from '@aws-sdk/client-sqs';
import { type QueueSender, sendAll } from '../queue/sender.ts';
import type { Environment } from './environment.ts';

/** Sends messages to queues by the name of the function that works them off. */
export interface Queues {
  send(queue: string, bodies: readonly Readonly<Record<string, unknown>>[]): Promise<void>;
}

export function createQueues(environment: Environment, sender: QueueSender = sqsClient(environment)): Queues {
  return { send: (queue, bodies) => sendAll(sender, environment.queueUrl(queue), bodies) };
}

function sqsClient(environment: Environment): SQSClient {
  return new SQSClient({
    region: environment.AWS_REGION,
    ...(environment.SQS_ENDPOINT === undefined ? {} : { endpoint: environment.SQS_ENDPOINT }),
  });
}
