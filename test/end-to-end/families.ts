import { accountsApi } from '../../functions/accounts/api.ts';
import { adjustmentsApi } from '../../functions/adjustments/api.ts';
import { bankApi } from '../../functions/bank/api.ts';
import { booksApi } from '../../functions/books/api.ts';
import { cardsApi } from '../../functions/cards/api.ts';
import { claimsApi } from '../../functions/claims/api.ts';
import { codeEntryApi } from '../../functions/code-entry/api.ts';
import { codeSetsApi } from '../../functions/code-sets/api.ts';
import { codesApi } from '../../functions/codes/api.ts';
import { codingAidsApi } from '../../functions/coding-aids/api.ts';
import { codingRulesApi } from '../../functions/coding-rules/api.ts';
import { codingWorkApi } from '../../functions/coding-work/api.ts';
import { collectionsApi } from '../../functions/collections/api.ts';
import { connectionsApi } from '../../functions/connections/api.ts';
import { contractsApi } from '../../functions/contracts/api.ts';
import { correspondenceApi } from '../../functions/correspondence/api.ts';
import { denialsApi } from '../../functions/denials/api.ts';
import { estimatesApi } from '../../functions/estimates/api.ts';
import { exceptionsApi } from '../../functions/exceptions/api.ts';
import { feesApi } from '../../functions/fees/api.ts';
import { inquiriesApi } from '../../functions/inquiries/api.ts';
import { intakeApi } from '../../functions/intake/api.ts';
import { paperApi } from '../../functions/paper/api.ts';
import { patientPaymentsApi } from '../../functions/patient-payments/api.ts';
import { patientsApi } from '../../functions/patients/api.ts';
import { postingRulesApi } from '../../functions/posting-rules/api.ts';
import { practiceApi } from '../../functions/practice/api.ts';
import { refundsApi } from '../../functions/refunds/api.ts';
import { remittancesApi } from '../../functions/remittances/api.ts';
import { reportsApi } from '../../functions/reports/api.ts';
import { selfAuditApi } from '../../functions/self-audit/api.ts';
import { statementsApi } from '../../functions/statements/api.ts';

/** Every API that requires a signed-in person. */
export const families = [
  ...[accountsApi, bankApi, booksApi, claimsApi, codeEntryApi, codeSetsApi, codesApi, codingAidsApi, codingRulesApi],
  ...[codingWorkApi, inquiriesApi, intakeApi, connectionsApi, correspondenceApi, denialsApi, exceptionsApi],
  adjustmentsApi,
  cardsApi,
  collectionsApi,
  refundsApi,
  contractsApi,
  ...[
    estimatesApi,
    feesApi,
    paperApi,
    patientPaymentsApi,
    patientsApi,
    postingRulesApi,
    practiceApi,
    remittancesApi,
    reportsApi,
    selfAuditApi,
    statementsApi,
  ],
];
