import type { PracticeCardName } from '../../simulator/card-processor/state.ts';
import type { GoldenStep } from './golden-account.ts';
import { officeSays } from './office-settings.ts';

/** Steps of an office that takes cards. The processor keeps 2.9 % and 0.30 of a payment, and 15.00 for a dispute. */
export function takesCards(on: string, said: Parameters<typeof officeSays>[1] = {}): GoldenStep[] {
  return [
    officeSays(on, { ...said, cards: { payPage: 'https://pay.example.com/c/', linkDays: 90, announceDays: 7 } }),
    {
      ...{ on, call: 'POST /v1/card-connections' },
      body: { name: 'Cards', entityId: '{entity}', processor: 'stripe', mode: 'test', secretName: 'stripe' },
    },
  ];
}

/** A link for what a patient owes, whose page is paid at once; the office has not heard of it yet. */
export function paysByLink(on: string, patient: string, cents: number): GoldenStep[] {
  return [
    { on, call: 'POST /v1/pay-links', as: `${patient}Link`, body: { accountId: `{${patient}.account}` } },
    { on, happens: { what: 'pays', page: `${patient}Link`, cents } },
  ];
}

/** The processor tells everything, once and in its order. */
export const hears = (on: string): GoldenStep => ({ on, happens: { what: 'events-arrive', how: 'in-order' } });

/** The day goes on until cards have been charged. */
export const dayPasses = (on: string): GoldenStep => ({ on, happens: { what: 'day-passes' } });

/** Kim may be e-mailed, and her card is on file under the name `card`. */
export function kimsCard(on: string, card: PracticeCardName = 'pm_card_visa'): GoldenStep[] {
  const contactRules = { mayEmail: true, mayText: false, mayCall: true, mayLeaveMessage: false };
  return [
    {
      ...{ on, call: 'PUT /v1/accounts/{kim.account}', version: 0 },
      body: {
        guarantor: { kind: 'patient', patientId: '{kim}' },
        preferences: { language: 'en', delivery: 'paper', email: 'kim@example.com', contactRules },
      },
    },
    {
      ...{ on, call: 'POST /v1/cards', as: 'card' },
      body: { accountId: '{kim.account}', consent: { on, form: 'signed' } },
    },
    { on, happens: { what: 'pays', page: 'card', card } },
    hears(on),
  ];
}
