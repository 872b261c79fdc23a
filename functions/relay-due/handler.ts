import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import * as z from 'zod';
import { createEdge } from '../../shared/runtime/edge.ts';
import { createQueues } from '../../shared/runtime/queues.ts';
import { relayDue } from './relay.ts';

const eventSchema = z.object({ relayForSeconds: z.int().min(0).max(55) });

const edge = createEdge('relay-due');
const queues = createQueues(edge.environment);

/** Relays due messages repeatedly until its time is over. The schedule starts it each minute, so that messages wait about a second. */
async function run(event: unknown, context: Context): Promise<{ readonly sent: number }> {
  const { relayForSeconds } = eventSchema.parse(event);
  const until = Date.now() + relayForSeconds * 1000;
  let sent = 0;
  do {
    const relayed = await relayDue({ ...edge, queues });
    sent += relayed.sent;
    const isIdle = relayed.sent === 0 || relayed.refused.size > 0;
    if (isIdle && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 1000));
  } while (Date.now() < until && context.getRemainingTimeInMillis() > 8000);
  if (sent > 0) edge.logger.info('due-relayed', { sent });
  return { sent };
}

export const handler = middy().handler(run);
