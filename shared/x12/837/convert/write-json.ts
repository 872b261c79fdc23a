import type { ClaimKind } from '../../../domain/claim/claim.ts';
import type { ClaimParties } from '../all-forms/claim-tree.ts';
import type { ClaimFields, ClaimSink } from './claim-document.ts';
import { Utf8Pieces } from './utf8-pieces.ts';

/** The lists that can be open, from the outermost on. */
const lists = ['interchanges', 'groups', 'transactions', 'claims'] as const;

/**
 * Writes a file of claims as one JSON value, a claim to a line, holding one claim and the parties of the last one.
 * @param put takes the next piece as UTF-8, which is valid during the call only
 */
export function openJsonSink(put: (piece: Uint8Array) => void): ClaimSink {
  const text = new Utf8Pieces(put);
  text.add('{"interchanges":[');
  let depth = 0;
  /** Whether the list at each level has an item. */
  const isBegun = [false, false, false, false];
  let kind: ClaimKind = 'professional';
  const last: { -readonly [Name in keyof ClaimParties]?: { readonly of: unknown; readonly text: string } } = {};

  /** The text of a party, which many claims share. */
  const party = (name: keyof ClaimParties, value: unknown): string => {
    const known = last[name];
    if (known !== undefined && known.of === value) return known.text;
    const made = `"${name}":${JSON.stringify(value)},`;
    last[name] = { of: value, text: made };
    return made;
  };

  const close = (to: number): void => {
    for (; depth > to; depth -= 1) text.add('\n]}');
  };

  /** Begins an item of the list at `level`, with the list that it holds. */
  const open = (level: number, header: object): void => {
    close(level);
    text.add(`${isBegun[level] === true ? ',' : ''}\n${JSON.stringify(header).slice(0, -1)},"${lists[level + 1]}":[`);
    depth = level + 1;
    isBegun[level] = true;
    isBegun.fill(false, level + 1);
  };

  return {
    interchange: (header) => open(0, header),
    group: (header) => open(1, header),
    transaction(header) {
      kind = header.kind;
      open(2, header);
    },
    claim(parties: ClaimParties, fields: ClaimFields) {
      const { billingProvider, subscriber, payer, dependent } = parties;
      const named = `${party('billingProvider', billingProvider)}${party('subscriber', subscriber)}${party('payer', payer)}`;
      const all = dependent === undefined ? named : named + party('dependent', dependent);
      // One text for all: each one that is added is a call of the system.
      text.add(`${isBegun[3] === true ? ',' : ''}\n{"kind":"${kind}",${all}${JSON.stringify(fields).slice(1)}`);
      isBegun[3] = true;
    },
    end() {
      close(0);
      text.add('\n]}\n');
      text.handOn();
    },
  };
}
