import { bankEntities } from './entities/bank.ts';
import { booksEntities } from './entities/books.ts';
import { claimsEntities } from './entities/claims.ts';
import { codeSetsEntities } from './entities/code-sets.ts';
import { codingEntities } from './entities/coding.ts';
import { collectionsEntities } from './entities/collections.ts';
import { connectionsEntities } from './entities/connections.ts';
import { correspondenceEntities } from './entities/correspondence.ts';
import { inquiriesEntities } from './entities/inquiries.ts';
import { intakeEntities } from './entities/intake.ts';
import { machineryEntities } from './entities/machinery.ts';
import { patientMoneyEntities } from './entities/patient-money.ts';
import { practiceEntities } from './entities/practice.ts';
import { pricesEntities } from './entities/prices.ts';
import { remittancesEntities } from './entities/remittances.ts';
import { selfAuditEntities } from './entities/self-audit.ts';

/** Every entity of the table, by area: the one closed list. `docs/data-model.md` is generated from it. */
export const entities = [
  { title: 'The practice and its patients', entities: practiceEntities },
  { title: 'Fees and contracts with payers', entities: pricesEntities },
  { title: 'Encounters and their coding', entities: codingEntities },
  { title: 'The self-audit', entities: selfAuditEntities },
  { title: 'From the encounter to the claim file', entities: claimsEntities },
  { title: 'Connections, acknowledgements and deliveries', entities: connectionsEntities },
  { title: 'From the remittance to its answers', entities: remittancesEntities },
  { title: 'The books and their reports', entities: booksEntities },
  { title: 'From the bank to the books', entities: bankEntities },
  { title: 'Accounts, payments and statements', entities: patientMoneyEntities },
  { title: 'Collections', entities: collectionsEntities },
  { title: 'Correspondence, tasks and notes', entities: correspondenceEntities },
  { title: 'Inquiries, authorisations and attachments', entities: inquiriesEntities },
  { title: 'Files of other programs', entities: intakeEntities },
  { title: 'The official code sets', entities: codeSetsEntities },
  { title: 'Audit, repeated requests and messages', entities: machineryEntities },
] as const;
