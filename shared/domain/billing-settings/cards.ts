/** How cards are charged. */
export interface CardSettings {
  /** The page on which patients start to pay: its address, to which the office's id and a link's token are added. */
  readonly payPage?: string;
  /** For how many days a link can be used. */
  readonly linkDays: number;
  /** How many days in advance a charge of a card on file is announced. */
  readonly announceDays: number;
}

/** The defaults. */
export const usualCardSettings: CardSettings = { linkDays: 90, announceDays: 7 };
