import {
  BatchGetItemCommand,
  GetItemCommand,
  QueryCommand,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import type { Sender } from '../../shared/store/table.ts';
import { type Attributes, indexUnits, itemSize, readUnits, writeUnits } from '../support/item-size.ts';
import { aloneOf } from '../support/memory-dynamodb.ts';

/** What one kind of item cost to write. */
export interface WrittenKind {
  writes: number;
  units: number;
  indexUnits: number;
  /** Bytes of the largest item. */
  largestBytes: number;
}

interface Metered {
  readonly before: Attributes | undefined;
  readonly after: Attributes | undefined;
  readonly action: TransactWriteItem | undefined;
  readonly price: 1 | 2;
}

/** The units and bytes of requests, by the rules of DynamoDB and S3. */
export interface Meter {
  /** By the item's type. */
  readonly written: Map<string, WrittenKind>;
  /** Requests by command. */
  readonly requests: Map<string, number>;
  readUnits: number;
  /** Wraps a table's sender. */
  readonly table: (sender: Sender) => Sender;
  /** Wraps a bucket's sender. */
  readonly bucket: (sender: Sender) => Sender;
}

/** Meters every request: a failed condition costs as much as a write. */
export function costMeter(): Meter {
  const written = new Map<string, WrittenKind>();
  const requests = new Map<string, number>();
  const count = (name: string) => requests.set(name, (requests.get(name) ?? 0) + 1);

  const table = (sender: Sender): Sender => {
    const stored = async (key: Attributes): Promise<Attributes | undefined> =>
      (await sender.send(new GetItemCommand({ TableName: 'table', Key: { ...key } }))).Item;

    /** @param price 2 in a transaction, 1 for a write by itself */
    const write = async (command: unknown, actions: readonly TransactWriteItem[], price: 1 | 2) => {
      const keys = actions.map(keyOf);
      const before = await Promise.all(keys.map(stored));
      try {
        return await sender.send(command);
      } finally {
        const after = await Promise.all(keys.map(stored));
        for (const [index, item] of before.entries())
          addWrite({ before: item, after: after[index], action: actions[index], price });
      }
    };

    const addWrite = ({ before, after, action, price }: Metered) => {
      const item = after ?? before ?? action?.Put?.Item ?? {};
      const type = item.type?.S ?? 'other';
      const kind = written.get(type) ?? { writes: 0, units: 0, indexUnits: 0, largestBytes: 0 };
      kind.writes += 1;
      kind.units += price * writeUnits(before, after ?? action?.Put?.Item);
      kind.indexUnits += indexUnits(before, after);
      kind.largestBytes = Math.max(kind.largestBytes, itemSize(item));
      written.set(type, kind);
    };

    return {
      send: async (command, options) => {
        count(command.constructor.name);
        if (command instanceof TransactWriteItemsCommand) return write(command, command.input.TransactItems ?? [], 2);
        const alone = aloneOf(command);
        if (alone !== undefined) return write(command, [alone], 1);
        const answer = await sender.send(command, options);
        meter.readUnits += unitsOfRead(command, answer);
        return answer;
      },
    };
  };

  const bucket = (sender: Sender): Sender => ({
    send: (command, options) => {
      if (command instanceof GetObjectCommand || command instanceof PutObjectCommand) count(command.constructor.name);
      return sender.send(command, options);
    },
  });

  const meter: Meter = { written, requests, readUnits: 0, table, bucket };
  return meter;
}

function keyOf({ Put, Update, Delete, ConditionCheck }: TransactWriteItem): Attributes {
  const { pk, sk } = Put?.Item ?? (Update ?? Delete ?? ConditionCheck)?.Key ?? {};
  if (pk === undefined || sk === undefined) throw new Error('a write names its item');
  return { pk, sk };
}

// biome-ignore lint/suspicious/noExplicitAny: an answer's shape depends on its command
function unitsOfRead(command: unknown, answer: any): number {
  if (command instanceof GetItemCommand) {
    return readUnits(answer.Item === undefined ? 0 : itemSize(answer.Item), command.input.ConsistentRead === true);
  }
  if (command instanceof BatchGetItemCommand) {
    const [request] = Object.values(command.input.RequestItems ?? {});
    const items = Object.values(answer.Responses ?? {}).flat() as Attributes[];
    const missing = (request?.Keys?.length ?? 0) - items.length;
    const isConsistent = request?.ConsistentRead === true;
    const found = items.reduce((sum, item) => sum + readUnits(itemSize(item), isConsistent), 0);
    return found + missing * readUnits(0, isConsistent);
  }
  if (command instanceof QueryCommand) {
    const bytes = (answer.Items ?? []).reduce((sum: number, item: Attributes) => sum + itemSize(item), 0);
    return readUnits(bytes, command.input.ConsistentRead === true);
  }
  throw new Error('the meter does not know this command');
}
