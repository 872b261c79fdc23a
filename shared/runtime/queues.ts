import { SQSClient } from '@aws-sdk/client-sqs';
import { type MessageBody, type QueueSender, sendAll } from '../queue/sender.ts';
import { clientConfiguration, patience } from './client-configuration.ts';
import type { Environment } from './environment.ts';

/** Sends messages by the name of the function that receives them. */
export interface Queues {
  send(queue: string, bodies: readonly MessageBody[]): Promise<void>;
}

export function createQueues(environment: Environment, sender: QueueSender = sqsClient(environment)): Queues {
  return { send: (queue, bodies) => sendAll(sender, environment.queueUrl(queue), bodies) };
}

export function sqsClient(environment: Environment): SQSClient {
  return new SQSClient(clientConfiguration(environment, environment.SQS_ENDPOINT, patience.quick));
}
