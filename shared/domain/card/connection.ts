/** The supported processors. */
export const cardProcessors = ['stripe'] as const;

/** Whether cards are really charged. Payments in `test` are booked as well, so use it only in a trial office. */
export const cardModes = ['test', 'live'] as const;
export type CardMode = (typeof cardModes)[number];

/** The account of a legal entity at a card processor. */
export interface CardConnection {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  /** The legal entity that receives payments, and in whose books they are. */
  readonly entityId: string;
  readonly processor: (typeof cardProcessors)[number];
  readonly mode: CardMode;
  /** The name of the office's secret with `secretKey` and `webhookSecrets`; the secret itself is never stored here. */
  readonly secretName: string;
  readonly isOn: boolean;
}

/**
 * The connection that charges for a legal entity: its own, or the office's only one; the oldest if there are several.
 */
export function connectionFor(
  connections: readonly CardConnection[],
  entityId: string | undefined,
): CardConnection | undefined {
  const on = connections.filter(({ isOn }) => isOn).toSorted((left, right) => (left.id < right.id ? -1 : 1));
  return on.find((each) => each.entityId === entityId) ?? on[0];
}
