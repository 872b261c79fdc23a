import type { Item } from '../../shared/store/table.ts';
import type { Chance } from '../../simulator/chance.ts';

/** What people of the office, and whoever has a pay link, see when they decide what to do. */
export interface Seen {
  readonly items: readonly Item[];
  readonly accounts: readonly string[];
  readonly claims: readonly string[];
  readonly patients: readonly string[];
  readonly providerId: string;
  readonly employerId: string;
  readonly entityId: string;
  readonly agencyId: string;
  /** How the agency remits: its money less its fee, or all of it. */
  readonly remits: string;
  /** Where somebody can pay, as far as links were given out. */
  readonly payPages: readonly string[];
  readonly today: string;
  /** Unlike any other of the run. */
  readonly number: number;
}

/** One request of one of them. */
export interface Deed {
  readonly name: string;
  readonly method: 'POST' | 'PUT';
  readonly path: string;
  readonly body?: object;
  readonly version?: number;
  /** Some things two people do together; `public` is whoever has a link. */
  readonly by: 'biller' | 'manager' | 'public';
}

export type Document = Item & { readonly id: string; readonly version: number };

/** What a deed is drawn from. */
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

/** A deed about something that is there, in the version that somebody saw. */
export const on = (name: string, family: string, item: Document | undefined, more: Partial<Deed> = {}) =>
  item && deed(name, `/v1/${family}/${item.id}/${name}`, { version: item.version, body: { reason }, ...more });
