import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { invariant } from '../domain/result.ts';

/** An item, or a part of one, as DynamoDB has it. */
export type Attributes = Readonly<Record<string, AttributeValue>>;

/*
 * DynamoDB's attribute values and the plain values that they stand for. Every read and every write goes through here. The SDK's own
 * converter, which tells kinds of values apart by the names of their classes, takes several times as long.
 */

/**
 * The plain values of an item.
 * @throws for a number that is not exact, and for a set, of which the store has none
 */
export function plainOf(attributes: Attributes): Record<string, unknown> {
  const plain: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(attributes)) plain[name] = plainValue(value);
  return plain;
}

function plainValue(value: AttributeValue): unknown {
  if (value.S !== undefined) return value.S;
  if (value.N !== undefined) return exactNumber(Number(value.N));
  if (value.M !== undefined) return plainOf(value.M);
  if (value.L !== undefined) return value.L.map(plainValue);
  if (value.BOOL !== undefined) return value.BOOL;
  if (value.B !== undefined) return value.B;
  invariant(value.NULL !== undefined, 'the store has no sets');
  return null;
}

/**
 * An item of plain values. What is undefined is left out.
 * @throws for a number that is not exact, and for an object with a class of its own other than bytes
 */
export function attributesOf(plain: Readonly<Record<string, unknown>>): Record<string, AttributeValue> {
  const attributes: Record<string, AttributeValue> = {};
  for (const [name, value] of Object.entries(plain)) {
    if (value !== undefined) attributes[name] = attributeValue(value);
  }
  return attributes;
}

function attributeValue(value: unknown): AttributeValue {
  switch (typeof value) {
    case 'string':
      return { S: value };
    case 'number':
      return { N: String(exactNumber(value)) };
    case 'boolean':
      return { BOOL: value };
    default:
      return compoundValue(value);
  }
}

function compoundValue(value: unknown): AttributeValue {
  if (value === null) return { NULL: true };
  if (Array.isArray(value)) return { L: value.filter((each) => each !== undefined).map(attributeValue) };
  if (value instanceof Uint8Array) return { B: value };
  invariant(isPlainObject(value), 'an item holds texts, numbers, truth values, bytes, and lists and objects of these');
  return { M: attributesOf(value) };
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** DynamoDB keeps 38 digits; a number of ours that is no longer exact would be a wrong amount. */
function exactNumber(number: number): number {
  invariant(Math.abs(number) <= Number.MAX_SAFE_INTEGER, 'a number in the store is exact');
  return number;
}
