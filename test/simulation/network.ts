import {
  BatchGetItemCommand,
  type BatchGetItemCommandOutput,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import type { Sender } from '../../shared/store/table.ts';
import type { Chance } from '../../simulator/chance.ts';

/** One simulated worker at the seam: it continues when it is its turn, and its requests may go wrong. */
export interface Worker {
  readonly wrap: (sender: Sender) => Sender;
}

/** What the network did to requests, by kind. A run in which nothing went wrong proves nothing. */
export type FaultCounts = Map<string, number>;

class Fault extends Error {}

function named(name: string, more: object = {}): Error {
  return Object.assign(new Fault(name), { name, ...more });
}

/**
 * Runs tasks so that only one is active at a time, from one of its requests to the next; which one is drawn at random.
 * Each request may fail before it takes effect, take effect and lose its answer, meet a conflict, be answered in part,
 * or be the last one before its worker dies.
 */
export function network(chance: Chance, faultPercent: number) {
  const counts: FaultCounts = new Map();
  const waiting = new Map<number, () => void>();
  let alive = 0;
  let last = 0;
  let budget = 40;

  const moveOne = (): void => {
    if (alive === 0 || waiting.size < alive) return;
    const all = [...waiting.keys()];
    const next = waiting.has(last) && chance.percent(60) ? last : (all[chance.below(all.length)] as number);
    const go = waiting.get(next);
    waiting.delete(next);
    last = next;
    go?.();
  };

  const drawFault = (): string | undefined => {
    if (budget === 0 || !chance.percent(faultPercent)) return undefined;
    budget -= 1;
    return chance.pick(['before', 'after', 'conflict', 'throttled', 'partly', 'crash']);
  };

  const faulty = async (sender: Sender, command: unknown, die: () => void): Promise<unknown> => {
    const fault = drawFault();
    if (fault === undefined) return sender.send(command);
    counts.set(fault, (counts.get(fault) ?? 0) + 1);
    if (fault === 'conflict' && command instanceof TransactWriteItemsCommand) {
      const reasons = (command.input.TransactItems ?? []).map((_, index) => ({
        Code: index === 0 ? 'TransactionConflict' : 'None',
      }));
      throw named('TransactionCanceledException', { CancellationReasons: reasons });
    }
    if (fault === 'partly' && command instanceof BatchGetItemCommand) return partly(sender, command);
    if (fault === 'throttled') throw named('ProvisionedThroughputExceededException');
    if (fault === 'after' || fault === 'crash') await sender.send(command);
    if (fault === 'crash') die();
    throw named('TimeoutError');
  };

  const worker = (index: number): Worker & { stop(): void } => {
    let isDead = false;
    let before: Promise<unknown> = Promise.resolve();
    const stop = (): void => {
      isDead = true;
    };
    const inTurn = async (sender: Sender, command: unknown): Promise<unknown> => {
      if (isDead) throw named('Crashed');
      await new Promise<void>((resolve) => {
        waiting.set(index, resolve);
        moveOne();
      });
      return faulty(sender, command, stop);
    };
    const wrap = (sender: Sender): Sender => ({
      // Requests that a worker sends in parallel are answered one by one, in the order in which they were sent.
      send: (command) => {
        const answer = before.then(() => inTurn(sender, command));
        before = answer.catch(() => undefined);
        return answer;
      },
    });
    return { wrap, stop };
  };

  /** Runs tasks in parallel. Returns for each whether it ended without an error. */
  const run = async (tasks: readonly ((worker: Worker) => Promise<void>)[]): Promise<boolean[]> => {
    alive = tasks.length;
    return Promise.all(
      tasks.map(async (task, index) => {
        const own = worker(index);
        try {
          await task(own);
          return true;
        } catch (error) {
          if (error instanceof Fault || isPassing(error)) return false;
          throw error;
        } finally {
          // Requests that the task sent without waiting for them are not carried out any more.
          own.stop();
          waiting.delete(index);
          alive -= 1;
          moveOne();
        }
      }),
    );
  };

  return { run, counts };
}

/** Errors of the product after which the message is simply delivered again. */
function isPassing(error: unknown): boolean {
  return error instanceof Error && ['ClaimIsBusy', 'MessagesNotSent'].includes(error.name);
}

/** Answers for the first half of the keys and leaves the others unprocessed. */
async function partly(sender: Sender, command: BatchGetItemCommand): Promise<unknown> {
  const [[tableName, request] = ['', { Keys: [] }]] = Object.entries(command.input.RequestItems ?? {});
  const keys = request.Keys ?? [];
  const half = Math.ceil(keys.length / 2);
  const answered = new BatchGetItemCommand({
    RequestItems: { [tableName]: { ...request, Keys: keys.slice(0, half) } },
  });
  const answer = (await sender.send(answered)) as BatchGetItemCommandOutput;
  const rest = keys.slice(half);
  return rest.length === 0 ? answer : { ...answer, UnprocessedKeys: { [tableName]: { ...request, Keys: rest } } };
}
