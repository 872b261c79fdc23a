import { appendFileSync } from 'node:fs';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { ChangeMessageVisibilityCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';

const table = new DynamoDBClient({ endpoint: process.env.DYNAMODB_ENDPOINT ?? '' });

const queues = new SQSClient({ endpoint: process.env.SQS_ENDPOINT ?? '' });

/** Puts an item for each message; `fail` fails for ever, `fail-once` the first time, `hang` never ends. */
export async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  const batchItemFailures: { itemIdentifier: string }[] = [];
  for (const { messageId, body, attributes, receiptHandle } of event.Records) {
    const message = JSON.parse(body) as { id: string; do?: string; trace?: string };
    const receives = Number(attributes.ApproximateReceiveCount);
    if (message.trace) appendFileSync(message.trace, `${message.id} ${receives}\n`);
    if (message.do === 'hang') await new Promise(() => setInterval(() => undefined, 1000));
    if (message.do === 'fail' || (message.do === 'fail-once' && receives === 1)) {
      const QueueUrl = process.env.QUEUE_URL_WORKER;
      const again = { QueueUrl, ReceiptHandle: receiptHandle, VisibilityTimeout: 1 };
      await queues.send(new ChangeMessageVisibilityCommand(again));
      batchItemFailures.push({ itemIdentifier: messageId });
      continue;
    }
    const Item = { pk: { S: 'worked' }, sk: { S: message.id }, receives: { N: String(receives) } };
    await table.send(new PutItemCommand({ TableName: process.env.TABLE_NAME, Item }));
  }
  return { batchItemFailures };
}
