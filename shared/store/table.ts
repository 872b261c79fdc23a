import {
  type AttributeValue,
  BatchGetItemCommand,
  type CancellationReason,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { fail, invariant, ok, type Result } from '../domain/result.ts';
import { type Key, tableDefinition } from './keys/table.ts';

/** An item as plain values. Every item has its key, `type` and `schemaVersion`. */
export type Item = Record<string, unknown> & Key;

/** The only interface to DynamoDB: every call goes through `send`, so that tests can inject faults in one place. */
export interface Sender {
  // biome-ignore lint/suspicious/noExplicitAny: the SDK's overloads per command do not fit a plain function type
  send(command: any, options?: { readonly abortSignal?: AbortSignal }): Promise<any>;
}

/** The condition of a write. */
export interface Condition {
  /** The item does not exist. */
  readonly absent?: true;
  /** The item exists. */
  readonly exists?: true;
  /** These attributes have these values. */
  readonly equals?: Readonly<Record<string, unknown>>;
  /** These attributes do not exist. */
  readonly without?: readonly string[];
}

/** One action of a transaction. `orElse` is the failure when its condition does not hold; it is returned as it is. */
export type Write<Failure = unknown> = { readonly condition?: Condition; readonly orElse?: Failure } & (
  | { readonly put: Item }
  | {
      readonly update: Key;
      readonly set?: Readonly<Record<string, unknown>>;
      readonly add?: Readonly<Record<string, number>>;
      readonly remove?: readonly string[];
    }
  | { readonly delete: Key }
  | { readonly check: Key }
);

/** A write that only changes attributes of an item. */
export type Addition<Failure = unknown> = Extract<Write<Failure>, { readonly update: Key }>;

/** The condition that an item is in a version; 0: that it does not exist. */
export function standsAt(version: number): Condition {
  return version === 0 ? { absent: true } : { equals: { version } };
}

/** The condition that did not hold, with the current item (if there is one). */
export interface ConditionFailure {
  readonly kind: 'condition-failed';
  readonly index: number;
  readonly write: Write;
  readonly found: Item | undefined;
}

export interface Page {
  readonly items: readonly Item[];
  /** The key to continue after, or undefined at the end. */
  readonly next: Readonly<Record<string, string>> | undefined;
}

export interface QueryRequest {
  readonly partition: string;
  /** Only sort keys with this prefix. */
  readonly prefix?: string;
  /** Only sort keys up to this one (without `prefix`). */
  readonly upTo?: string;
  /** Reads the first index, or the second one, instead of the table. */
  readonly index?: true | 'second';
  readonly limit?: number;
  readonly after?: Readonly<Record<string, string>> | undefined;
  readonly newestFirst?: boolean;
  readonly consistent?: boolean;
}

export interface Table {
  get(key: Key): Promise<Item | undefined>;
  /** Reads any number of keys, in the given order; missing items are undefined. */
  batchGet(keys: readonly Key[]): Promise<(Item | undefined)[]>;
  query(request: QueryRequest): Promise<Page>;
  /** Reads all pages of a query. Only for partitions of bounded size. */
  queryAll(request: QueryRequest): Promise<Item[]>;
  /**
   * Writes all or nothing: at most 100 actions on different items. Conflicts with other writers are tried again. A single write without
   * condition or addition is a plain write, at half the price.
   */
  transact(writes: readonly Write[]): Promise<Result<undefined, ConditionFailure>>;
}

const passingReasons = new Set([
  'TransactionConflict',
  'ThrottlingError',
  'ProvisionedThroughputExceeded',
  'ThrottlingException',
]);
/** How often a write is tried when other writers conflict with it. */
const attemptsAtMost = 8;
const marshallOptions = { removeUndefinedValues: true } as const;

function conditionExpression(
  condition: Condition,
  names: Record<string, string>,
  values: Record<string, unknown>,
): string {
  const parts: string[] = [];
  if (condition.absent) parts.push('attribute_not_exists(pk)');
  if (condition.exists) parts.push('attribute_exists(pk)');
  for (const [name, value] of Object.entries(condition.equals ?? {})) {
    const slot = Object.keys(names).length;
    names[`#c${slot}`] = name;
    values[`:c${slot}`] = value;
    parts.push(`#c${slot} = :c${slot}`);
  }
  for (const name of condition.without ?? []) {
    const slot = Object.keys(names).length;
    names[`#c${slot}`] = name;
    parts.push(`attribute_not_exists(#c${slot})`);
  }
  return parts.join(' AND ');
}

function updateExpression(
  write: Extract<Write, { update: Key }>,
  names: Record<string, string>,
  values: Record<string, unknown>,
): string {
  const slotFor = (name: string, value?: unknown): string => {
    const slot = Object.keys(names).length;
    names[`#u${slot}`] = name;
    if (value !== undefined) values[`:u${slot}`] = value;
    return String(slot);
  };
  const clauses: string[] = [];
  const set = Object.entries(write.set ?? {}).filter(([, value]) => value !== undefined);
  if (set.length > 0) {
    clauses.push(
      `SET ${set
        .map(([name, value]) => slotFor(name, value))
        .map((slot) => `#u${slot} = :u${slot}`)
        .join(', ')}`,
    );
  }
  const add = Object.entries(write.add ?? {});
  if (add.length > 0) {
    clauses.push(
      `ADD ${add
        .map(([name, value]) => slotFor(name, value))
        .map((slot) => `#u${slot} :u${slot}`)
        .join(', ')}`,
    );
  }
  if (write.remove !== undefined && write.remove.length > 0) {
    clauses.push(`REMOVE ${write.remove.map((name) => `#u${slotFor(name)}`).join(', ')}`);
  }
  return clauses.join(' ');
}

function transactItem(tableName: string, write: Write): TransactWriteItem {
  const names: Record<string, string> = {};
  const values: Record<string, unknown> = {};
  const update = 'update' in write ? updateExpression(write, names, values) : undefined;
  const condition = write.condition === undefined ? '' : conditionExpression(write.condition, names, values);
  const common = {
    TableName: tableName,
    ...(condition === ''
      ? {}
      : { ConditionExpression: condition, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const }),
    ...(Object.keys(names).length === 0 ? {} : { ExpressionAttributeNames: names }),
    ...(Object.keys(values).length === 0 ? {} : { ExpressionAttributeValues: marshall(values, marshallOptions) }),
  };
  if ('put' in write) return { Put: { ...common, Item: marshall(write.put, marshallOptions) } };
  if ('delete' in write) return { Delete: { ...common, Key: keyAttributes(write.delete) } };
  if ('check' in write)
    return { ConditionCheck: { ...common, ConditionExpression: condition, Key: keyAttributes(write.check) } };
  return {
    Update: {
      ...common,
      Key: keyAttributes(write.update),
      ...(update === '' ? {} : { UpdateExpression: update as string }),
    } as NonNullable<TransactWriteItem['Update']>,
  };
}

/**
 * A single write that has the same result when it is repeated. It needs no transaction, which would cost double. A
 * write with a condition or an addition does need a transaction: the transaction's token tells a repetition by the SDK
 * from a second write.
 */
function repeatableCommand({ Put, Delete, Update }: TransactWriteItem): Command | undefined {
  if (Put !== undefined && Put.ConditionExpression === undefined) return new PutItemCommand(Put);
  if (Delete !== undefined && Delete.ConditionExpression === undefined) return new DeleteItemCommand(Delete);
  if (Update === undefined || Update.ConditionExpression !== undefined) return undefined;
  return /^(?:SET|REMOVE) /.test(Update.UpdateExpression ?? '') && !/\bADD #/.test(Update.UpdateExpression ?? '')
    ? new UpdateItemCommand(Update)
    : undefined;
}

type Command = PutItemCommand | DeleteItemCommand | UpdateItemCommand;

function keyAttributes(key: Key): Record<string, AttributeValue> {
  return { pk: { S: key.pk }, sk: { S: key.sk } };
}

const keyText = (key: Key): string => `${key.pk}\n${key.sk}`;

interface Cancelled {
  readonly name: string;
  readonly CancellationReasons?: readonly CancellationReason[];
}

function isCancelled(error: unknown): error is Cancelled {
  return error instanceof Error && error.name === 'TransactionCanceledException';
}

/**
 * Makes the business table over `send`.
 * @param pause waits between attempts; the number is the attempt, from 1
 */
export function createTable(
  sender: Sender,
  tableName: string,
  pause: (attempt: number) => Promise<void> = backOff,
): Table {
  const get = async (key: Key): Promise<Item | undefined> => {
    const answer = await sender.send(
      new GetItemCommand({ TableName: tableName, Key: keyAttributes(key), ConsistentRead: true }),
    );
    return answer.Item === undefined ? undefined : (unmarshall(answer.Item) as Item);
  };

  const batchGet = async (keys: readonly Key[]): Promise<(Item | undefined)[]> => {
    const found = new Map<string, Item>();
    const distinct = [...new Map(keys.map((key) => [keyText(key), key])).values()];
    for (let start = 0; start < distinct.length; start += 100) {
      let wanted: Record<string, AttributeValue>[] = distinct.slice(start, start + 100).map(keyAttributes);
      for (let attempt = 1; wanted.length > 0; attempt += 1) {
        const answer = await sender.send(
          new BatchGetItemCommand({ RequestItems: { [tableName]: { Keys: wanted, ConsistentRead: true } } }),
        );
        for (const raw of answer.Responses?.[tableName] ?? []) {
          const item = unmarshall(raw) as Item;
          found.set(keyText(item), item);
        }
        wanted = answer.UnprocessedKeys?.[tableName]?.Keys ?? [];
        if (wanted.length > 0) await pause(attempt);
      }
    }
    return keys.map((key) => found.get(keyText(key)));
  };

  const query = async (request: QueryRequest): Promise<Page> => {
    const index = request.index && tableDefinition.indexes[request.index === 'second' ? 'second' : 'first'];
    const [partitionName, sortName] = index ? [index.partitionKey, index.sortKey] : ['pk', 'sk'];
    const range =
      request.prefix !== undefined ? ' AND begins_with(#s, :s)' : request.upTo !== undefined ? ' AND #s <= :s' : '';
    const bound = request.prefix ?? request.upTo;
    const answer = await sender.send(
      new QueryCommand({
        TableName: tableName,
        ...(index ? { IndexName: index.name } : { ConsistentRead: request.consistent ?? true }),
        KeyConditionExpression: `#p = :p${range}`,
        ExpressionAttributeNames: { '#p': partitionName, ...(range === '' ? {} : { '#s': sortName }) },
        ExpressionAttributeValues: marshall({ ':p': request.partition, ...(range === '' ? {} : { ':s': bound }) }),
        ScanIndexForward: request.newestFirst !== true,
        Limit: request.limit,
        ExclusiveStartKey: request.after && marshall(request.after),
      }),
    );
    return {
      items: (answer.Items ?? []).map((raw: Record<string, AttributeValue>) => unmarshall(raw) as Item),
      next:
        answer.LastEvaluatedKey === undefined
          ? undefined
          : (unmarshall(answer.LastEvaluatedKey) as Record<string, string>),
    };
  };

  const queryAll = async (request: QueryRequest): Promise<Item[]> => {
    const items: Item[] = [];
    let after = request.after;
    do {
      const page = await query({ ...request, after });
      items.push(...page.items);
      after = page.next;
    } while (after !== undefined);
    return items;
  };

  const writeAlone = async (command: Command): Promise<Result<undefined, never>> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await sender.send(command);
        return ok(undefined);
      } catch (error) {
        const isConflict = error instanceof Error && error.name === 'TransactionConflictException';
        if (!isConflict || attempt >= attemptsAtMost) throw error;
        await pause(attempt);
      }
    }
  };

  const transact = async (writes: readonly Write[]): Promise<Result<undefined, ConditionFailure>> => {
    invariant(writes.length > 0 && writes.length <= 100, 'a transaction has 1 to 100 actions');
    const TransactItems = writes.map((write) => transactItem(tableName, write));
    const [first, ...others] = TransactItems;
    const alone = others.length > 0 || first === undefined ? undefined : repeatableCommand(first);
    if (alone !== undefined) return writeAlone(alone);
    for (let attempt = 1; ; attempt += 1) {
      try {
        await sender.send(new TransactWriteItemsCommand({ TransactItems }));
        return ok(undefined);
      } catch (error) {
        if (!isCancelled(error)) throw error;
        const reasons = error.CancellationReasons ?? [];
        const index = reasons.findIndex((reason) => reason.Code === 'ConditionalCheckFailed');
        if (index >= 0) {
          const old = reasons[index]?.Item;
          const found = old === undefined || Object.keys(old).length === 0 ? undefined : (unmarshall(old) as Item);
          return fail({ kind: 'condition-failed', index, write: writes[index] as Write, found });
        }
        const passing = reasons.some((reason) => passingReasons.has(reason.Code ?? ''));
        if (!passing || attempt >= attemptsAtMost) throw error;
        await pause(attempt);
      }
    }
  };

  return { get, batchGet, query, queryAll, transact };
}

async function backOff(attempt: number): Promise<void> {
  const ceiling = Math.min(1000, 10 * 2 ** attempt);
  await new Promise((resolve) => setTimeout(resolve, Math.random() * ceiling));
}
