import { type Document, type DrawDeed, type Drawing, deed, reason } from './patients-drawing.ts';

/* Actions of people on many items at once. The result must be the same as if each were done alone. */

/** Several items of a type, each once; their versions may have changed by the time of the request. */
function several({ one, chance }: Drawing, type: string, holds: (item: Document) => boolean) {
  const drawn = Array.from({ length: 2 + chance.below(3) }, () => one(type, holds));
  const items = new Map(drawn.flatMap((item) => (item === undefined ? [] : [[item.id, item.version] as const])));
  return [...items].map(([id, version]) => ({ id, version }));
}

const bulk =
  (
    family: string,
    type: string,
    deeds: readonly [string, ...string[]],
    holds: (item: Document) => boolean = () => true,
  ): DrawDeed =>
  (drawing) => {
    const items = several(drawing, type, holds);
    const action = { do: drawing.chance.pick(deeds), reason };
    return items.length === 0
      ? undefined
      : deed(`many ${type}s`, `/v1/${family}/bulk-actions`, { body: { items, action } });
  };

export const bulkDeeds: readonly DrawDeed[] = [
  bulk('adjustments', 'adjustment', ['approve', 'decline'], ({ state }) => state === 'waiting'),
  bulk('adjustments', 'adjustment', ['reverse']),
  bulk('refunds', 'refund', ['approve', 'decline'], ({ state }) => state === 'requested' || state === 'approved'),
  bulk('collection-cases', 'collection-case', ['recall'], ({ state }) => state === 'placed' || state === 'returned'),
];
