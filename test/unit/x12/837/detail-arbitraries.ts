import fc, { type Arbitrary } from 'fast-check';
import type {
  Attachment,
  Contract,
  Diagnosis,
  Drug,
  PayerNumber,
  Repricing,
} from '../../../../shared/domain/claim/claim-detail.ts';
import { amount, code, decimal, list, objects, text } from './party-arbitraries.ts';

/* Details that several forms of claims have. */

export const attachment = objects<Attachment>(
  { reportType: text(2, 2), transmission: text(2), controlNumber: text(80, 2) },
  ['reportType', 'transmission'],
);

export const contract = objects<Contract>(
  {
    type: text(2, 2),
    amountCents: amount,
    percent: decimal,
    code: text(50),
    discountPercent: decimal,
    version: text(30),
  },
  ['type'],
);

export const conditions = fc.record({ applies: fc.boolean(), codes: list(text(3), 5) });

export const repricing = objects<Repricing>(
  {
    methodology: text(2, 2),
    allowedCents: amount,
    savingsCents: amount,
    repricerId: text(50),
    perDiemRate: decimal,
    approvedGroup: text(50),
    approvedGroupCents: amount,
    approvedProcedureKind: text(2),
    approvedProcedure: text(48),
    approvedUnit: text(2),
    approvedQuantity: decimal,
    rejectReason: text(2),
    policyCompliance: text(2),
    exception: text(2),
  },
  ['methodology', 'allowedCents'],
);

export const drug = objects<Drug>(
  {
    kind: code('N4'),
    code: text(48),
    quantity: decimal,
    unit: text(2, 2),
    prescriptionNumber: text(50),
    linkNumber: text(50),
  },
  ['kind', 'code'],
);

export const payerNumbers = list(objects<PayerNumber>({ number: text(50), payerId: text(50) }, ['number']), 5);

export const diagnosis: Arbitrary<Diagnosis> = fc.record({
  codeSet: fc.constantFrom('icd-10-cm' as const, 'icd-9-cm' as const),
  code: fc.stringMatching(/^[A-Z0-9]{3,7}$/),
});

export const note = (...kinds: readonly string[]) => fc.record({ kind: code(...kinds), text: text(80) });
