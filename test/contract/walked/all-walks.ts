import { cards } from './cards.ts';
import { claims } from './claims.ts';
import { inquiries } from './inquiries.ts';
import { moreClaims } from './more-claims.ts';
import { moreMoney } from './more-money.ts';
import { moreWork } from './more-work.ts';
import { officeWork } from './office-work.ts';
import { patients } from './patients.ts';
import { payers } from './payers.ts';
import { statements } from './statements.ts';

/** A way out of each state. */
export const firstWalks = [patients, cards, officeWork, claims, payers, inquiries, statements];

/** The other operations that the table names for a state. */
export const otherWalks = [moreClaims, moreMoney, moreWork];
