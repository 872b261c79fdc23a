import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const secondCoverageWithOnePayerDenied: GoldenLedger = {
  name: 'second coverage with one payer denied',
  reasoning: `
    Two coverages with Blue Cross, answered in two payments. Charge 200.00: it pays 120.00 as the primary, with CO-45 50.00, and PR-1 30.00 moves
    to its second share. Its second answer has status 4, which names no place in the order of payers: OA-23 170.00 and CO-29 30.00. The
    first share has been answered and with other figures, so the second one is meant: 30.00 are denied there, and stay there.`,
  claims: {
    A: { payers: ['bluecross', 'bluecross'], lines: [20000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '120', trace: 'TRACE8501' },
      `
      CLP*{A}*1*200*120*30*12*ICN8501*11*1
      SVC*HC:99213*200*120**1
      CAS*CO*45*50
      CAS*PR*1*30`,
    ),
    remittanceText(
      'bluecross',
      { amount: '0', trace: 'TRACE8502', date: '20261109' },
      `
      CLP*{A}*4*200*0*0*12*ICN8502*11*1
      SVC*HC:99213*200*0**1
      CAS*OA*23*170
      CAS*CO*29*30`,
    ),
  ],
  expected: {
    accounts: {
      'deposits-in-transit': 12000,
      'contractual-adjustments': 5000,
      'insurance-receivable': 3000,
      charges: -20000,
    },
    payers: {
      bluecross: { 'deposits-in-transit': 12000, 'contractual-adjustments': 5000, 'insurance-receivable': 3000 },
    },
    claims: { A: { state: 'adjudicated', outcome: 'denied', payerCents: [0, 3000], patientCents: 0 } },
    exceptions: [],
    recoupments: {},
    quarantined: [],
    denials: [{ reasons: ['CO-29'], cents: 3000, mayBillNextPayer: false }],
  },
};
