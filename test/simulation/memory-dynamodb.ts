import {
  type AttributeValue,
  BatchGetItemCommand,
  GetItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import type { Sender } from '../../shared/store/table.ts';

type Attributes = Record<string, AttributeValue>;
type Names = Readonly<Record<string, string>> | undefined;
type Values = Readonly<Record<string, AttributeValue>> | undefined;
type Action = NonNullable<TransactWriteItemsCommand['input']['TransactItems']>[number];

/** A stand-in of DynamoDB in memory: the four commands of the store, with the expressions that the store writes and no others. */
export interface MemoryDynamodb extends Sender {
  /** Every item, for judging a run. */
  items(): Attributes[];
}

class Unsupported extends Error {}

const textOf = (value: AttributeValue | undefined): string => value?.S ?? '';

/** Two values are equal when they say the same: numbers by value, maps without regard to order. */
function canonical(value: AttributeValue | undefined): string {
  if (value === undefined) return '';
  if (value.N !== undefined) return `N${Number(value.N)}`;
  if (value.M !== undefined) {
    const members = Object.entries(value.M).sort(([left], [right]) => (left < right ? -1 : 1));
    return `M{${members.map(([name, each]) => `${JSON.stringify(name)}:${canonical(each)}`).join(',')}}`;
  }
  if (value.L !== undefined) return `L[${value.L.map(canonical).join(',')}]`;
  return JSON.stringify(value);
}

function holds(expression: string | undefined, item: Attributes | undefined, names: Names, values: Values): boolean {
  if (expression === undefined) return true;
  const attribute = (name: string): AttributeValue | undefined => item?.[names?.[name] ?? name];
  return expression.split(' AND ').every((term) => {
    const absent = /^attribute_not_exists\((#?\w+)\)$/.exec(term);
    if (absent) return attribute(absent[1] as string) === undefined;
    const exists = /^attribute_exists\((#?\w+)\)$/.exec(term);
    if (exists) return attribute(exists[1] as string) !== undefined;
    const equals = /^(#\w+) = (:\w+)$/.exec(term);
    if (!equals) throw new Unsupported(term);
    return canonical(attribute(equals[1] as string)) === canonical(values?.[equals[2] as string]);
  });
}

/** The item after an update expression of SET, ADD and REMOVE clauses. */
function updated(expression: string | undefined, item: Attributes, names: Names, values: Values): Attributes {
  const next = { ...item };
  for (const clause of (expression ?? '').split(/ (?=ADD |REMOVE )/).filter((each) => each !== '')) {
    const verb = clause.slice(0, clause.indexOf(' '));
    for (const part of clause.slice(verb.length + 1).split(', ')) applyPart(verb, part, next, names, values);
  }
  return next;
}

function applyPart(verb: string, part: string, next: Attributes, names: Names, values: Values): void {
  const [slot = '', ...rest] = part.split(' ');
  const name = names?.[slot] as string;
  const value = values?.[rest.at(-1) ?? ''];
  if (verb === 'SET') next[name] = value as AttributeValue;
  else if (verb === 'ADD') next[name] = { N: String(Number(next[name]?.N ?? 0) + Number(value?.N)) };
  else if (verb === 'REMOVE') delete next[name];
  else throw new Unsupported(verb);
}

function cancelled(reasons: readonly { readonly Code: string; readonly Item?: Attributes }[]): Error {
  const error = new Error('cancelled');
  return Object.assign(error, { name: 'TransactionCanceledException', CancellationReasons: reasons });
}

/** Makes an empty table. */
export function memoryDynamodb(): MemoryDynamodb {
  const items = new Map<string, Attributes>();
  const keyOf = (key: Attributes): string => `${textOf(key.pk)}\n${textOf(key.sk)}`;

  const transact = ({ TransactItems = [] }: TransactWriteItemsCommand['input']) => {
    const planned = TransactItems.map((action) => planOf(action));
    const keys = planned.map((plan) => plan.key);
    if (new Set(keys).size < keys.length || planned.length > 100) throw new Unsupported('one item twice, or over 100');
    const reasons = planned.map(({ key, condition, names, values }) => {
      const found = items.get(key);
      if (holds(condition, found, names, values)) return { Code: 'None' };
      return { Code: 'ConditionalCheckFailed', ...(found === undefined ? {} : { Item: found }) };
    });
    if (reasons.some(({ Code }) => Code !== 'None')) throw cancelled(reasons);
    for (const { key, next } of planned) {
      const item = next(items.get(key));
      if (item === undefined) items.delete(key);
      else items.set(key, item);
    }
    return {};
  };

  const planOf = (action: Action) => {
    const { Put, Update, Delete, ConditionCheck } = action;
    const one = Put ?? Update ?? Delete ?? ConditionCheck;
    const facts = {
      condition: one?.ConditionExpression,
      names: one?.ExpressionAttributeNames,
      values: one?.ExpressionAttributeValues,
    };
    if (Put) return { ...facts, key: keyOf(Put.Item as Attributes), next: () => Put.Item as Attributes };
    const key = (one as { Key: Attributes }).Key;
    const next = (found: Attributes | undefined): Attributes | undefined => {
      if (Delete) return undefined;
      if (!Update) return found;
      return updated(Update.UpdateExpression, found ?? { ...key }, facts.names, facts.values);
    };
    return { ...facts, key: keyOf(key), next };
  };

  const query = (input: QueryCommand['input']) => {
    const [pk, sk] = input.IndexName === undefined ? ['pk', 'sk'] : ['g1pk', 'g1sk'];
    const values = input.ExpressionAttributeValues as Attributes;
    const bound = textOf(values[':s']);
    const inRange = (sort: string): boolean => {
      if (input.KeyConditionExpression?.includes('begins_with')) return sort.startsWith(bound);
      return input.KeyConditionExpression?.includes('<=') ? sort <= bound : true;
    };
    const found = [...items.values()]
      .filter(
        (item) => textOf(item[pk]) === textOf(values[':p']) && item[sk] !== undefined && inRange(textOf(item[sk])),
      )
      .sort((left, right) => compare(orderOf(left, sk), orderOf(right, sk)));
    if (input.ScanIndexForward === false) found.reverse();
    const from = input.ExclusiveStartKey;
    const start = from === undefined ? 0 : found.findIndex((item) => keyOf(item) === keyOf(from)) + 1;
    const end = Math.min(found.length, start + (input.Limit ?? 1000));
    const page = found.slice(start, end);
    const last = end < found.length ? page.at(-1) : undefined;
    const shown = input.IndexName === undefined ? page : page.map((item) => pick(item, ['pk', 'sk', 'g1pk', 'g1sk']));
    const position = input.IndexName === undefined ? ['pk', 'sk'] : ['pk', 'sk', 'g1pk', 'g1sk'];
    return { Items: shown, ...(last === undefined ? {} : { LastEvaluatedKey: pick(last, position) }) };
  };

  const send = async (command: unknown): Promise<unknown> => {
    if (command instanceof TransactWriteItemsCommand) return transact(command.input);
    if (command instanceof QueryCommand) return query(command.input);
    if (command instanceof GetItemCommand) {
      const item = items.get(keyOf(command.input.Key as Attributes));
      return item === undefined ? {} : { Item: item };
    }
    if (!(command instanceof BatchGetItemCommand)) throw new Unsupported('command');
    const [[tableName, request] = ['', { Keys: [] }]] = Object.entries(command.input.RequestItems ?? {});
    const found = (request.Keys ?? []).map((key) => items.get(keyOf(key))).filter((item) => item !== undefined);
    return { Responses: { [tableName]: found } };
  };

  return { send, items: () => [...items.values()] };
}

function pick(item: Attributes, names: readonly string[]): Attributes {
  return Object.fromEntries(names.flatMap((name) => (item[name] === undefined ? [] : [[name, item[name]]])));
}

function orderOf(item: Attributes, sk: string): readonly string[] {
  return [textOf(item[sk]), textOf(item.pk), textOf(item.sk)];
}

function compare(left: readonly string[], right: readonly string[]): number {
  for (const [index, text] of left.entries()) {
    const other = right[index] as string;
    if (text !== other) return text < other ? -1 : 1;
  }
  return 0;
}
