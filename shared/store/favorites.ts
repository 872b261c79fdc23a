import { modifierSet } from '../domain/fees/modifier-set.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import { favoritesKey, favoriteUsesKey } from './keys/coding-aids.ts';
import { type Item, standsAt, type Table, type Write } from './table.ts';

/** A code that a provider uses often, with its details. */
export interface Favorite {
  readonly kind: 'procedure' | 'diagnosis';
  readonly code: string;
  readonly modifiers: readonly string[];
  /** The provider's name for it. */
  readonly label?: string;
}

/** The favourites of a provider: groups in order, and in each group its favourites in order. */
export interface Favorites {
  readonly providerId: string;
  /** Rises with each change; 0 while there are none. */
  readonly version: number;
  readonly groups: readonly { readonly name: string; readonly favorites: readonly Favorite[] }[];
}

/** The identity of a favourite: a code with its modifiers. */
export function favoriteName({ kind, code, modifiers }: Favorite): string {
  return `${kind} ${code} ${modifierSet(modifiers)}`.trim();
}

/** How often favourites were used, by their names. */
export type FavoriteUses = ReadonlyMap<string, number>;

export async function readFavorites(
  table: Table,
  tenant: TenantId,
  providerId: string,
): Promise<{ readonly favorites: Favorites; readonly uses: FavoriteUses }> {
  const [item, uses] = await table.batchGet([favoritesKey(tenant, providerId), favoriteUsesKey(tenant, providerId)]);
  const favorites = item === undefined ? { providerId, version: 0, groups: [] } : documentOfItem<Favorites>(item);
  return { favorites, uses: usesOf(uses) };
}

const usePrefix = 'used ';

function usesOf(item: Item | undefined): FavoriteUses {
  const counts = Object.entries(item ?? {}).filter(([name]) => name.startsWith(usePrefix));
  return new Map(counts.map(([name, count]) => [name.slice(usePrefix.length), count as number]));
}

/** Replaces the favourites. */
export function favoritesWrite(tenant: TenantId, favorites: Favorites): Write<never> {
  const before = favorites.version - 1;
  return {
    put: entityItem(favoritesKey(tenant, favorites.providerId), 'favorites', favorites),
    condition: standsAt(before),
  };
}

/** Counts one use, together with simultaneous counts of others. */
export function favoriteUseWrite(tenant: TenantId, providerId: string, favorite: Favorite): Write<never> {
  return {
    update: favoriteUsesKey(tenant, providerId),
    set: { type: 'favorite-uses', schemaVersion: 1 },
    add: { [`${usePrefix}${favoriteName(favorite)}`]: 1 },
  };
}
