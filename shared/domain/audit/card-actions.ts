import type { AuditActionMeaning } from './meaning.ts';

/** The actions about cards. */
export const cardActions = {
  'card-connection-created': {
    trail: 'card connection',
    meaning: 'The account of a legal entity at a card processor was added.',
  },
  'card-connection-replaced': {
    trail: 'card connection',
    meaning: 'Such an account was changed, or switched on or off.',
  },
  'card-event-received': { trail: 'card connection', meaning: 'A signed event of the card processor was taken.' },
  'pay-link-created': { trail: 'pay link', meaning: 'An address was made at which somebody can pay.' },
  'pay-link-revoked': { trail: 'pay link', meaning: 'It was taken back.' },
  'pay-link-read': { trail: 'pay link', meaning: 'A pay link was read.' },
  'pay-links-read': { trail: '`pay-links`', meaning: 'A list of pay links was read.' },
  'pay-link-used': { trail: 'pay link', meaning: 'Somebody who has it went to the processor’s page.' },
  'card-requested': { trail: 'card', meaning: 'A guarantor agreed that a card is kept; its page was opened.' },
  'card-stored': { trail: 'card', meaning: 'The card was entered, and can be charged.' },
  'card-lapsed': { trail: 'card', meaning: 'No card was entered while the page was open.' },
  'card-removed': { trail: 'card', meaning: 'A card was removed: the processor has forgotten it.' },
  'card-read': { trail: 'card', meaning: 'A card on file was read.' },
  'cards-read': { trail: '`cards`', meaning: 'A list of cards on file was read.' },
  'card-charge-asked': { trail: 'card charge', meaning: 'Somebody asked that a card on file be charged.' },
  'card-charge-announced': { trail: 'card charge', meaning: 'The guarantor was told of a charge to come.' },
  'card-charge-withdrawn': {
    trail: 'card charge',
    meaning: 'The guarantor objected to a charge, or the office dropped it.',
  },
  'card-charge-retried': { trail: 'card charge', meaning: 'A card that was declined is tried again.' },
  'card-charge-settled': { trail: 'card charge', meaning: 'A card was charged, and the payment booked.' },
  'card-charge-declined': { trail: 'card charge', meaning: 'A card was declined, or could not be charged.' },
  'card-charge-lapsed': { trail: 'card charge', meaning: 'Nobody paid on a page while it was open.' },
  'card-dispute-absorbed': {
    trail: 'card charge',
    meaning: 'A manager had the office bear what a dispute took beyond what was left of the payment.',
  },
  'card-charge-disputed': {
    trail: 'card charge',
    meaning: 'A cardholder disputes a payment, or such a dispute ended.',
  },
  'card-charge-read': { trail: 'card charge', meaning: 'A charge was read.' },
  'card-charges-read': { trail: '`card-charges`', meaning: 'A list of charges was read.' },
} as const satisfies Readonly<Record<string, AuditActionMeaning>>;
