import { expect, it } from 'vitest';
import { recordOfField } from '../../../shared/domain/acknowledgement/status-places.ts';

it.each([
  ['/serviceLines/1/quantity', 'encounter'],
  ['/diagnoses/0/code', 'encounter'],
  ['/placeOfService', 'encounter'],
  ['/billingProvider/npi', 'provider'],
  ['/billingProvider/payTo/address', 'provider'],
  ['/serviceLines/0/renderingProvider/npi', 'provider'],
  ['/serviceLines/0/orderingProvider/npi', 'provider'],
  ['/serviceFacility/name', 'facility'],
  ['/subscriber/memberId', 'coverage'],
  ['/dependent/name', 'patient'],
  ['/payer/id', 'payer'],
  ['/otherCoverages/0/payer/id', 'payer'],
  ['/otherCoverages/0/subscriber/memberId', 'coverage'],
  // Fields that the product derives from answers and filings: people have no record in which to correct them.
  ['/otherCoverages/0/paidCents', undefined],
  ['/serviceLines/0/adjudications/0/paidCents', undefined],
  ['/payerClaimControlNumber', undefined],
  ['', undefined],
])('the field %s of a claim is corrected in the record: %s', (pointer, record) => {
  expect(recordOfField(pointer)).toBe(record);
});
