import {
  type AttributeValue,
  BatchGetItemCommand,
  type CancellationReason,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { tableDefinition } from '../../shared/store/keys/table.ts';
import type { Sender } from '../../shared/store/table.ts';
import { holds, Unsupported, updated } from './dynamodb-expressions.ts';
import { type Attributes, itemSize } from './item-size.ts';
import {
  compareBytes,
  keyTextOf,
  type MemoryItems,
  memoryItems,
  type PartitionKind,
  type Position,
  placeIn,
} from './memory-items.ts';

type Action = NonNullable<TransactWriteItemsCommand['input']['TransactItems']>[number];

/**
 * A stand-in for DynamoDB in memory: the commands of the store, the expressions that the store writes, and DynamoDB's
 * limits. It throws at anything that it does not know. `test/contract/memory-dynamodb.test.ts` compares it with the
 * embedded database.
 */
export interface MemoryDynamodb extends Sender {
  /** Every item, for checks at the end of a run. */
  items(): Attributes[];
}

/** DynamoDB's limits: two counts, and the others in bytes. */
const limits = {
  item: 400 * 1024,
  partitionKey: 2048,
  sortKey: 1024,
  actions: 100,
  transaction: 4 * 1024 * 1024,
  keysRead: 100,
  batchAnswer: 16 * 1024 * 1024,
  page: 1024 * 1024,
} as const;

const { partitionKey, sortKey, indexes } = tableDefinition;
const keyNames: readonly string[] = [partitionKey, sortKey];
const indexNames: readonly string[] = Object.values(indexes).flatMap((index) => [index.partitionKey, index.sortKey]);
/** The index that a query names, with its key; the table's own if it names none. */
const indexOf = (
  name: string | undefined,
): { readonly of: PartitionKind; readonly names: readonly string[]; readonly sortName: string } => {
  if (name === undefined) return { of: 'table', names: keyNames, sortName: sortKey };
  const of = name === indexes.first.name ? 'first' : name === indexes.second.name ? 'second' : undefined;
  if (of === undefined) throw new Unsupported(name);
  const { partitionKey: partition, sortKey: sort } = indexes[of];
  return { of, names: [...keyNames, partition, sort], sortName: sort };
};

/** Makes an empty table. */
export function memoryDynamodb(): MemoryDynamodb {
  const items = memoryItems();
  const send = async (command: unknown): Promise<unknown> => {
    if (command instanceof TransactWriteItemsCommand) return transact(items, command.input);
    const alone = aloneOf(command);
    if (alone !== undefined) return writeAlone(items, alone);
    if (command instanceof QueryCommand) return query(items, command.input);
    if (command instanceof BatchGetItemCommand) return batchGet(items, command.input);
    if (!(command instanceof GetItemCommand)) throw new Unsupported('command');
    const found = items.get(checkedKey(command.input.Key));
    return found === undefined ? {} : { Item: found.item };
  };
  return { send, items: () => items.all() };
}

/** A single write, as the only action of a transaction: without conditions both do the same. */
export function aloneOf(command: unknown): Action | undefined {
  const action =
    command instanceof PutItemCommand
      ? { Put: command.input }
      : command instanceof UpdateItemCommand
        ? { Update: command.input }
        : command instanceof DeleteItemCommand
          ? { Delete: command.input }
          : undefined;
  if (Object.values(action ?? {}).some(({ ConditionExpression }) => ConditionExpression !== undefined)) {
    throw new Unsupported('a condition without a transaction');
  }
  return action as Action | undefined;
}

/**
 * A write without a transaction. If the item cannot be stored, the request itself is refused, because there is no
 * transaction to cancel.
 */
function writeAlone(items: MemoryItems, action: Action): object {
  try {
    return transact(items, { TransactItems: [action] });
  } catch (error) {
    if (error instanceof Error && error.name === 'TransactionCanceledException') throw refused('cannot be stored');
    throw error;
  }
}

function refused(message: string, name = 'ValidationException'): Error {
  return Object.assign(new Error(message), { name });
}

/** The text of a key, if DynamoDB accepts the key. */
function checkedKey(key: Attributes | undefined): string {
  for (const name of keyNames) {
    if (key?.[name]?.S === undefined || key[name].S === '') throw refused(`no key: ${name}`);
  }
  if (Object.keys(key ?? {}).length > keyNames.length) throw refused('more than the key');
  return keyTextOf(key ?? {});
}

/** All or nothing. DynamoDB checks first the request, then every condition, then what would be stored. */
function transact(items: MemoryItems, { TransactItems = [] }: TransactWriteItemsCommand['input']): object {
  if (TransactItems.length === 0 || TransactItems.length > limits.actions) throw refused('1 to 100 actions');
  const plans = TransactItems.map((action) => planOf(items, action));
  if (new Set(plans.map(({ key }) => key)).size < plans.length) throw refused('one item twice');
  const bytes = plans.reduce((sum, plan) => sum + plan.bytes, 0);
  if (bytes > limits.transaction) throw refused('a transaction over 4 MB');
  const reasons = plans.map(({ reason }) => reason);
  if (reasons.some(({ Code }) => Code !== 'None')) {
    throw Object.assign(refused('cancelled', 'TransactionCanceledException'), { CancellationReasons: reasons });
  }
  for (const { key, next, nextBytes = 0 } of plans) {
    if (next === undefined) items.delete(key);
    else if (next !== items.get(key)?.item) items.put(inOtherOrder(next), nextBytes);
  }
  return {};
}

/**
 * DynamoDB does not keep the order of attributes, nor of a map's fields. Reversing it exposes code that relies on it.
 */
function inOtherOrder(attributes: Attributes): Attributes {
  const names = Object.keys(attributes).sort();
  return Object.fromEntries(
    names.reverse().map((name) => [name, valueInOtherOrder(attributes[name] as AttributeValue)]),
  );
}

function valueInOtherOrder(value: AttributeValue): AttributeValue {
  if (value.M !== undefined) return { M: inOtherOrder(value.M) };
  return value.L === undefined ? value : { L: value.L.map(valueInOtherOrder) };
}

interface Plan {
  readonly key: string;
  /** The bytes that the action adds to its transaction. */
  readonly bytes: number;
  readonly reason: CancellationReason;
  /** The item afterwards; undefined when it no longer exists. */
  readonly next?: Attributes | undefined;
  /** The size of the written item. */
  readonly nextBytes?: number;
}

function planOf(items: MemoryItems, action: Action): Plan {
  const { Put, Update, Delete, ConditionCheck } = action;
  const one = Put ?? Update ?? Delete ?? ConditionCheck;
  if (one === undefined) throw refused('an action that does nothing');
  // Texts are sent as UTF-8, which has no half of a surrogate pair.
  if (!isWellFormed(one)) throw refused('a lone surrogate', 'SerializationException');
  const bytes = itemSize((Put ? Put.Item : Update?.ExpressionAttributeValues) ?? {});
  if (Put) checkItem(Put.Item ?? {}, bytes);
  const key = checkedKey(Put ? keyOf(Put.Item) : (Update ?? Delete ?? ConditionCheck)?.Key);
  const found = items.get(key)?.item;
  if (!holds(one.ConditionExpression, found, one)) {
    const shows = one.ReturnValuesOnConditionCheckFailure === 'ALL_OLD' && found !== undefined;
    return { key, bytes, reason: { Code: 'ConditionalCheckFailed', ...(shows ? { Item: found } : {}) } };
  }
  if (Delete) return { key, bytes, reason: { Code: 'None' } };
  if (ConditionCheck) return { key, bytes, reason: { Code: 'None' }, next: found };
  const next = Put ? Put.Item : updated(Update?.UpdateExpression ?? '', found ?? { ...Update?.Key }, one);
  const nextBytes = Put ? bytes : itemSize(next ?? {});
  return { key, bytes, reason: { Code: isStorable(next, nextBytes) ? 'None' : 'ValidationError' }, next, nextBytes };
}

function keyOf(item: Attributes | undefined): Attributes {
  return pick(item ?? {}, keyNames);
}

/** DynamoDB checks an item to be put before it checks any condition. */
function checkItem(item: Attributes, bytes: number): void {
  if (bytes > limits.item) throw refused('an item over 400 KB');
  if (indexNames.some((name) => item[name]?.S === '')) throw refused('an empty key of the index');
}

function isWellFormed(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return true;
  for (const [name, each] of Object.entries(value)) if (!name.isWellFormed() || !isWellFormed(each)) return false;
  return true;
}

/**
 * Whether DynamoDB would store such an item: its size, the sizes of its keys, and whether keys of the index are texts.
 */
function isStorable(item: Attributes | undefined, bytes: number): boolean {
  if (item === undefined || bytes > limits.item) return false;
  const sizeOf = (name: string): number => Buffer.byteLength(item[name]?.S ?? '');
  const keysFit = sizeOf(partitionKey) <= limits.partitionKey && sizeOf(sortKey) <= limits.sortKey;
  return keysFit && indexNames.every((name) => item[name] === undefined || (item[name].S ?? '') !== '');
}

function batchGet(items: MemoryItems, { RequestItems = {} }: BatchGetItemCommand['input']): object {
  const [[tableName, { Keys = [] }] = ['', {}], ...others] = Object.entries(RequestItems);
  if (others.length > 0) throw new Unsupported('several tables');
  const keys = Keys.map(checkedKey);
  if (keys.length === 0 || keys.length > limits.keysRead) throw refused('1 to 100 keys');
  if (new Set(keys).size < keys.length) throw refused('one key twice');
  const found: Attributes[] = [];
  let bytes = 0;
  for (const [place, key] of keys.entries()) {
    const stored = items.get(key);
    bytes += stored?.bytes ?? 0;
    if (bytes > limits.batchAnswer) {
      return { Responses: { [tableName]: found }, UnprocessedKeys: { [tableName]: { Keys: Keys.slice(place) } } };
    }
    if (stored !== undefined) found.push(stored.item);
  }
  return { Responses: { [tableName]: found }, UnprocessedKeys: {} };
}

function query(items: MemoryItems, input: QueryCommand['input']): object {
  const isIndex = input.IndexName !== undefined;
  if (isIndex && input.ConsistentRead) throw refused('an index is never read consistently');
  if (input.Limit === 0) throw refused('at least one item');
  const { names } = indexOf(input.IndexName);
  const rows = rowsOf(items, input);
  const page: Attributes[] = [];
  let bytes = 0;
  for (const { key } of rows) {
    const stored = items.get(key);
    if (stored === undefined) throw new Error('a row without its item');
    const shown = isIndex ? pick(stored.item, names) : stored.item;
    bytes += isIndex ? itemSize(shown) : stored.bytes;
    if (bytes > limits.page && page.length > 0) return pageWithMore(page, names);
    page.push(shown);
    // A page that reaches its limit names its last item, whether or not more follow.
    if (page.length === input.Limit) return pageWithMore(page, names);
  }
  return { Items: page };
}

function pageWithMore(page: readonly Attributes[], names: readonly string[]): object {
  return { Items: page, LastEvaluatedKey: pick(page.at(-1) as Attributes, names) };
}

/** The rows of a query's partition within its range and after its start, in its order. */
function rowsOf(items: MemoryItems, input: QueryCommand['input']): readonly Position[] {
  const { KeyConditionExpression = '', ExpressionAttributeValues: values = {}, ExclusiveStartKey: start } = input;
  const { of, sortName } = indexOf(input.IndexName);
  const rows = items.partition(of, values[':p']?.S ?? '');
  const bound = values[':s']?.S ?? '';
  const isInRange = rangeOf(KeyConditionExpression, bound);
  const isForward = input.ScanIndexForward !== false;
  const from = start === undefined ? undefined : startOf(start, sortName);
  const place = from === undefined ? undefined : placeIn(rows, from);
  const isThere = place !== undefined && rows[place]?.key === from?.key;
  const after = isForward ? rows.slice(place === undefined ? 0 : place + (isThere ? 1 : 0)) : rows.slice(0, place);
  const found = after.filter(({ sort }) => isInRange(sort));
  return isForward ? found : found.reverse();
}

function rangeOf(condition: string, bound: string): (sort: string) => boolean {
  const range = condition.slice('#p = :p'.length);
  if (range === '') return () => true;
  if (range === ' AND begins_with(#s, :s)') return (sort) => sort.startsWith(bound);
  if (range === ' AND #s <= :s') return (sort) => compareBytes(sort, bound) <= 0;
  throw new Unsupported(condition);
}

function startOf(start: Attributes, sortName: string): Position {
  const sort = start[sortName]?.S;
  if (sort === undefined || keyNames.some((name) => start[name]?.S === undefined))
    throw refused('no place to start at');
  return { sort, key: keyTextOf(start) };
}

function pick(item: Attributes, names: readonly string[]): Record<string, AttributeValue> {
  return Object.fromEntries(names.flatMap((name) => (item[name] === undefined ? [] : [[name, item[name]]])));
}
