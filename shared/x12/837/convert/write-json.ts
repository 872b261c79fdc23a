import type { ClaimKind } from '../../../domain/claim/claim.ts';
import type { ClaimParties } from '../all-forms/claim-tree.ts';
import type { ClaimFields, ClaimSink } from './claim-document.ts';
import { JsonBytes, type JsonPlace } from './json-bytes.ts';

/** The possible open lists, from the outermost on. */
const lists = ['interchanges', 'groups', 'transactions', 'claims'] as const;

/** The level of transactions. */
const transactionLevel = lists.indexOf('transactions');

/** A sink of JSON, some of whose transactions may be written by other sinks. */
interface JsonSink extends ClaimSink {
  /** Adds a transaction without its text, which a sink of one transaction writes, and hands on everything before it. */
  transactionElsewhere(): void;
}

/**
 * Writes a file of claims as one JSON value, one claim per line, holding one claim and the parties of the last one.
 * @param put takes the next piece as UTF-8, which is valid only during the call
 */
export function openJsonSink(put: (piece: Uint8Array) => void): JsonSink {
  return openSink(new JsonBytes(put), 'file');
}

/**
 * Writes the JSON of a single transaction in the same way.
 * @param json where to write; the transactions of a thread, one after the other, use the same memory
 */
export function openTransactionSink(json: JsonBytes): JsonSink {
  return openSink(json, 'transaction');
}

function openSink(json: JsonBytes, part: 'file' | 'transaction'): JsonSink {
  const outermost = part === 'file' ? 0 : transactionLevel;
  if (part === 'file') json.raw('{"interchanges":[');
  let depth = outermost;
  /** Whether the list at each level has an item. */
  const isBegun = [false, false, false, false];
  let kind: ClaimKind = 'professional';
  const last: {
    -readonly [Name in keyof ClaimParties]?: { readonly of: unknown; readonly from: JsonPlace; readonly to: JsonPlace };
  } = {};

  /** A party, which many claims share. */
  const party = (name: keyof ClaimParties, value: unknown): void => {
    const known = last[name];
    const from = json.place;
    if (known === undefined || known.of !== value || !json.again(known.from, known.to)) json.member(name, value);
    last[name] = { of: value, from, to: json.place };
  };

  const close = (to: number): void => {
    for (; depth > to; depth -= 1) json.raw('\n]}');
  };

  /** Starts an item of the list at `level`, with the list inside it. */
  const open = (level: number, header: object): void => {
    close(level);
    json.raw(`${isBegun[level] === true ? ',' : ''}\n${JSON.stringify(header).slice(0, -1)},"${lists[level + 1]}":[`);
    depth = level + 1;
    isBegun[level] = true;
    isBegun.fill(false, level + 1);
  };

  return {
    interchange: (header) => open(0, header),
    group: (header) => open(1, header),
    transaction(header) {
      kind = header.kind;
      open(transactionLevel, header);
    },
    transactionElsewhere() {
      close(transactionLevel);
      if (isBegun[transactionLevel] === true) json.raw(',');
      isBegun[transactionLevel] = true;
      json.handOn(0);
    },
    claim({ billingProvider, subscriber, payer, dependent }: ClaimParties, fields: ClaimFields) {
      json.ascii(isBegun[3] === true ? ',\n{"kind":"' : '\n{"kind":"');
      json.ascii(kind);
      json.ascii('"');
      party('billingProvider', billingProvider);
      party('subscriber', subscriber);
      party('payer', payer);
      if (dependent !== undefined) party('dependent', dependent);
      json.members(fields);
      json.ascii('}');
      json.handOn();
      isBegun[3] = true;
    },
    end() {
      close(outermost);
      if (part === 'file') json.raw('\n]}\n');
      json.handOn(0);
    },
  };
}
