/** What the office may want to do about a guarantor's balance. */
export const deeds = {
  statement: { meaning: 'Send a statement, a bill or an invoice.' },
  reminder: { meaning: 'Send a reminder, a dunning letter or a notice by e-mail or text.' },
  'card-charge': { meaning: 'Charge a card on file, or an instalment.' },
  placement: { meaning: 'Place it with a collection agency.' },
  interest: { meaning: 'Add interest or a late fee.' },
} as const;

export type Deed = keyof typeof deeds;
