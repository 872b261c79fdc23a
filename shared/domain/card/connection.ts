/** The processors that can be asked. */
export const cardProcessors = ['stripe'] as const;

/** Whether cards are really charged. What is paid in `test` is booked as well: use it in an office that tries things. */
export const cardModes = ['test', 'live'] as const;
export type CardMode = (typeof cardModes)[number];

/** The account of a legal entity at a card processor. */
export interface CardConnection {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  /** Whose money it is: payments are in its books. */
  readonly entityId: string;
  readonly processor: (typeof cardProcessors)[number];
  readonly mode: CardMode;
  /** The name of the office's secret with `secretKey` and `webhookSecrets`; the secret itself is never here. */
  readonly secretName: string;
  readonly isOn: boolean;
}

/** The connection that charges for a legal entity: its own, or the office's only one; the oldest where there are several. */
export function connectionFor(
  connections: readonly CardConnection[],
  entityId: string | undefined,
): CardConnection | undefined {
  const on = connections.filter(({ isOn }) => isOn).toSorted((left, right) => (left.id < right.id ? -1 : 1));
  return on.find((each) => each.entityId === entityId) ?? on[0];
}
