import type { Item } from '../../shared/store/table.ts';
import type { Chance } from '../../simulator/chance.ts';

/** What the office's people, and holders of pay links, see when they decide what to do. */
export interface Seen {
  readonly items: readonly Item[];
  readonly accounts: readonly string[];
  readonly claims: readonly string[];
  readonly patients: readonly string[];
  readonly providerId: string;
  readonly employerId: string;
  readonly entityId: string;
  readonly agencyId: string;
  /** How the agency remits: what it collects less its fee, or all of it. */
  readonly remits: string;
  /** The pay pages of the links that were given out. */
  readonly payPages: readonly string[];
  readonly today: string;
  /** Different from that of every other action in the run. */
  readonly number: number;
}

/** One request by one of them. */
export interface Deed {
  readonly name: string;
  readonly method: 'POST' | 'PUT';
  readonly path: string;
  readonly body?: object;
  readonly version?: number;
  /** The text of a file that is uploaded before: a lockbox file. */
  readonly file?: string;
  /** Some actions need a second person; `public` is anybody who has a link. */
  readonly by: 'biller' | 'manager' | 'public';
}

export type Document = Item & { readonly id: string; readonly version: number };

/** What is needed to draw an action at random. */
export interface Drawing {
  readonly chance: Chance;
  readonly seen: Seen;
  one(type: string, holds?: (item: Document) => boolean): Document | undefined;
  amount(): number;
}

export type DrawDeed = (drawing: Drawing) => Deed | undefined;

export const any = (chance: Chance, ids: readonly string[]) => ids[chance.below(ids.length)] as string;

export const reason = 'Simulated';

export const deed = (name: string, path: string, more: Partial<Deed> = {}): Deed => ({
  ...{ name, method: 'POST', path, by: 'manager' },
  ...more,
});

/** An action on something that exists, in the version that a person saw. */
export const on = (name: string, family: string, item: Document | undefined, more: Partial<Deed> = {}) =>
  item && deed(name, `/v1/${family}/${item.id}/${name}`, { version: item.version, body: { reason }, ...more });
