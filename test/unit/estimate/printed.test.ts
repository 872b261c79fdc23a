import { describe, expect, it } from 'vitest';
import { estimateDocument } from '../../../shared/document/estimate/estimate-document.ts';
import { textPages } from '../../../shared/document/text-pages.ts';
import type { EstimatedItem, FormerEstimate } from '../../../shared/domain/estimate/estimate.ts';
import { cents } from '../../../shared/domain/money/cents.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';

const day = (text: string) => text as LocalDate;

const item = (diagnoses: readonly string[]): EstimatedItem => ({
  ...{ description: 'Counselling', procedure: 'G0447', modifiers: [], units: '1' as EstimatedItem['units'], diagnoses },
  ...{ from: 'fee-schedule', chargeCents: cents(125_00) },
});

const printed = (diagnoses: readonly string[], ofItems: readonly (readonly string[])[]) => {
  const provider = { role: 'convening', name: 'Synthetic Clinic', states: ['OH'], places: ['COLUMBUS, OH'] } as const;
  const items = ofItems.map(item);
  const totalCents = cents(125_00 * items.length);
  const estimate = {
    ...{ kind: 'self-pay', patientId: 'pat_1', primaryService: 'Counselling', serviceOn: day('2026-12-10'), diagnoses },
    ...{ billingProviderId: 'prv_1', services: [], separately: [], edition: 1, madeOn: day('2026-11-20'), totalCents },
    patient: { name: 'Ann Example', birthDate: day('1984-03-02') },
    contact: { name: 'Pat Billing', phone: '6145550100' },
    providers: [{ ...provider, items, totalCents }],
  } as unknown as FormerEstimate;
  return textPages(estimateDocument('est_1', estimate, 'en'));
};

describe('an estimate as the patient reads it', () => {
  it('has diagnosis codes with their point', () => {
    expect(printed(['E669', 'I10'], [['E669']])).toMatch(/Diagnosis codes\s+E66\.9, I10/);
  });

  it('has the codes of its services at its head, each once, where the visit has none of its own', () => {
    expect(printed([], [['E669'], ['E669', 'Z0000']])).toMatch(/Diagnosis codes\s+E66\.9, Z00\.00/);
  });
});
