import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { fail, invalid, ok } from '../../shared/domain/result.ts';
import {
  type Favorite,
  type Favorites,
  type FavoriteUses,
  favoriteName,
  favoritesWrite,
  favoriteUseWrite,
  readFavorites,
} from '../../shared/store/favorites.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import type { Table } from '../../shared/store/table.ts';
import type { FavoritesView } from './api.ts';
import type { CodingAidsOperations } from './context.ts';

/** All favourites of a provider are one item, and an item holds at most 400 KB. */
const mostBytes = 350_000;

export const favoriteOperations: CodingAidsOperations<'getFavorites' | 'replaceFavorites' | 'useFavorite'> = {
  getFavorites: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { providerId } = request.params;
    if (!(await isProvider(table, tenantId, providerId))) return fail({ kind: 'not-found' });
    const { favorites, uses } = await readFavorites(table, tenantId, providerId);
    return ok({ body: viewOf(favorites, uses), version: favorites.version });
  },

  replaceFavorites: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { providerId } = request.params;
    if (!(await isProvider(table, tenantId, providerId))) return fail({ kind: 'not-found' });
    const { favorites: before, uses } = await readFavorites(table, tenantId, providerId);
    if (before.version !== request.expectedVersion) return fail({ kind: 'version-changed' });
    const groups = request.body.groups.map(({ name, favorites }) => ({ name, favorites: favorites.map(withoutUse) }));
    const twice = repeated(groups);
    if (twice !== undefined) {
      const errors = [{ pointer: twice, detail: 'this code with the same modifiers is in the group already' }];
      return fail({ kind: 'request-invalid', errors });
    }
    if (Buffer.byteLength(JSON.stringify(groups)) > mostBytes) {
      const detail = `together they are larger than ${mostBytes} bytes: shorten labels, or remove some favourites`;
      return invalid('/groups', detail);
    }
    const next: Favorites = { providerId, version: before.version + 1, groups };
    return ok({
      body: viewOf(next, uses),
      version: next.version,
      writes: [{ ...favoritesWrite(tenantId, next), orElse: { kind: 'version-changed' } }],
      audit: { action: 'favorites-replaced', entityId: providerId, facts: { version: next.version } },
    });
  },

  useFavorite: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { providerId } = request.params;
    const { favorites, uses } = await readFavorites(table, tenantId, providerId);
    const name = favoriteName(request.body);
    const all = favorites.groups.flatMap((group) => group.favorites);
    const favorite = all.find((each) => favoriteName(each) === name);
    if (favorite === undefined) return fail({ kind: 'not-found' });
    return ok({
      body: usedView(favorite, (uses.get(name) ?? 0) + 1),
      writes: [favoriteUseWrite(tenantId, providerId, favorite)],
      audit: { action: 'favorite-used', entityId: providerId },
    });
  },
};

async function isProvider(table: Table, tenant: TenantId, providerId: string): Promise<boolean> {
  return (await table.get(entityKey(tenant, 'PROVIDER', providerId))) !== undefined;
}

function withoutUse({ used: _used, ...favorite }: Favorite & { readonly used?: unknown }): Favorite {
  return favorite;
}

/** Finds a favourite that occurs twice in its group. It may occur in several groups. */
function repeated(groups: Favorites['groups']): string | undefined {
  const places = groups.flatMap(({ favorites }, group) => {
    const names = favorites.map(favoriteName);
    return names.flatMap((name, index) =>
      names.indexOf(name) === index ? [] : [`/groups/${group}/favorites/${index}/code`],
    );
  });
  return places[0];
}

function viewOf({ providerId, version, groups }: Favorites, uses: FavoriteUses): FavoritesView {
  return {
    ...{ providerId, version },
    groups: groups.map(({ name, favorites }) => ({
      name,
      favorites: favorites.map((favorite) => usedView(favorite, uses.get(favoriteName(favorite)) ?? 0)),
    })),
  };
}

function usedView(favorite: Favorite, used: number) {
  return { ...favorite, modifiers: [...favorite.modifiers], used };
}
