import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const takeBackReferencesAsPayersWriteThem: GoldenLedger = {
  name: 'take back references as payers write them',
  reasoning: `
    Five claims are paid (80.00, 50.00, 30.00, 30.00, 40.00) and reversed; what is to be taken back is held, each under a reference: nothing is paid. The third payment (C, 300.00)
    collects them under other forms of these. A: held under the claim number, collected under the number, spaces and the member id, as Medicare writes it: 80.00. B: the
    other way round, 50.00. F: the number cut off, and no other begins like it: 40.00. All three are settled. The 30.00 under a number cut off so far that D and E
    both begin with it could be either: it stands under its own reference, and an exception asks. 300.00 - 200.00 = 100.00 comes. Deposits 230.00 + 0 +
    100.00; 230.00 is owed again; of what was held 60.00 is still to be collected and 30.00 was taken that nobody can place: 30.00 credit.`,
  claims: {
    A: { payers: ['medicare'], lines: [8000] },
    B: { payers: ['medicare'], lines: [5000] },
    C: { payers: ['medicare'], lines: [30000] },
    D: { payers: ['medicare'], lines: [3000] },
    E: { payers: ['medicare'], lines: [3000] },
    F: { payers: ['medicare'], lines: [4000] },
  },
  remittances: [
    remittanceText(
      'medicare',
      { amount: '230', trace: 'TRACE7601' },
      `
      CLP*{A}*1*80*80*0*MB*ICN7601000001*11*1
      SVC*HC:99213*80*80**1
      CLP*{B}*1*50*50*0*MB*ICN7602000002*11*1
      SVC*HC:99212*50*50**1
      CLP*{D}*1*30*30*0*MB*ICN76030000041*11*1
      SVC*HC:99211*30*30**1
      CLP*{E}*1*30*30*0*MB*ICN76030000042*11*1
      SVC*HC:99211*30*30**1
      CLP*{F}*1*40*40*0*MB*ICN7604000000099*11*1
      SVC*HC:99211*40*40**1`,
    ),
    remittanceText(
      'medicare',
      { amount: '0', trace: 'TRACE7602', date: '20261109' },
      `
      CLP*{A}*22*-80*-80*0*MB*ICN7601000001*11*1
      SVC*HC:99213*-80*-80**1
      CLP*{B}*22*-50*-50*0*MB*ICN7602000002*11*1
      SVC*HC:99212*-50*-50**1
      CLP*{D}*22*-30*-30*0*MB*ICN76030000041*11*1
      SVC*HC:99211*-30*-30**1
      CLP*{E}*22*-30*-30*0*MB*ICN76030000042*11*1
      SVC*HC:99211*-30*-30**1
      CLP*{F}*22*-40*-40*0*MB*ICN7604000000099*11*1
      SVC*HC:99211*-40*-40**1
      PLB*1234567893*20261231*WO:ICN7601000001*-80*WO:ICN7602000002 1EG4TE5MK73*-50*WO:ICN76030000041*-30
      PLB*1234567893*20261231*WO:ICN76030000042*-30*WO:ICN7604000000099*-40`,
    ),
    remittanceText(
      'medicare',
      { amount: '100', trace: 'TRACE7603', date: '20261116' },
      `
      CLP*{C}*1*300*300*0*MB*ICN7605000005*11*1
      SVC*HC:99215*300*300**1
      PLB*1234567893*20261231*WO:ICN7601000001      1EG4TE5MK72*80*WO:ICN7602000002*50*WO:ICN76040000*40
      PLB*1234567893*20261231*WO:ICN7603000004*30`,
    ),
  ],
  expected: {
    accounts: {
      'deposits-in-transit': 33000,
      'insurance-receivable': 23000,
      'payer-recoupments-payable': -3000,
      charges: -53000,
    },
    payers: {
      medicare: {
        'deposits-in-transit': 33000,
        'insurance-receivable': 23000,
        'payer-recoupments-payable': -3000,
      },
    },
    claims: {
      A: { state: 'reversed', payerCents: [8000], patientCents: 0 },
      B: { state: 'reversed', payerCents: [5000], patientCents: 0 },
      C: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
      D: { state: 'reversed', payerCents: [3000], patientCents: 0 },
      E: { state: 'reversed', payerCents: [3000], patientCents: 0 },
      F: { state: 'reversed', payerCents: [4000], patientCents: 0 },
    },
    exceptions: ['unresolved-take-back'],
    recoupments: {
      ICN7601000001: 0,
      'ICN7602000002 1EG4TE5MK73': 0,
      ICN76030000041: 3000,
      ICN76030000042: 3000,
      ICN7604000000099: 0,
      ICN7603000004: -3000,
    },
    quarantined: [],
  },
};
