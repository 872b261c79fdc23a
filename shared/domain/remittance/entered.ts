/** How a payment was seen, when it was not by an 835 of the payer: a person entered what it says. */
export const enteredChannels = ['paper', 'portal', 'card'] as const;

export type EnteredChannel = (typeof enteredChannels)[number];
