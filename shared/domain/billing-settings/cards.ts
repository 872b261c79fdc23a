/** How cards are charged. */
export interface CardSettings {
  /** The page on which patients begin to pay: its address, to which the office's id and the token of a link are added. */
  readonly payPage?: string;
  /** How many days a link can be used. */
  readonly linkDays: number;
  /** A charge of a card on file is announced so many days before. */
  readonly announceDays: number;
}

/** What holds until an office says something. */
export const usualCardSettings: CardSettings = { linkDays: 90, announceDays: 7 };
