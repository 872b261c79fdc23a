import type { GoldenPayer } from './golden-ledger.ts';

/** The payers of the golden ledgers, as their remittances name them. All made up. */
export const goldenPayers: Readonly<Record<GoldenPayer, { name: string; traceOriginator: string; payerId: string }>> = {
  medicare: { name: 'EXAMPLE MEDICARE', traceOriginator: '1111111111', payerId: 'GOLDMCR' },
  medicaid: { name: 'EXAMPLE MEDICAID', traceOriginator: '1222222222', payerId: 'GOLDMCD' },
  bluecross: { name: 'EXAMPLE BLUE CROSS', traceOriginator: '1333333333', payerId: 'GOLDBCB' },
};

/** The billing provider of the golden ledgers. */
export const goldenPayee = { name: 'EXAMPLE CLINIC', npi: '1234567893', taxId: '123456789' } as const;

/**
 * One 835 file with one payment. The golden ledger writes the body (CLP to PLB), one segment per line; the envelope is
 * always the same and is added here.
 */
export function remittanceText(
  payer: GoldenPayer,
  payment: { readonly amount: string; readonly trace: string; readonly date?: string; readonly debit?: true },
  body: string,
): string {
  const { name, traceOriginator, payerId } = goldenPayers[payer];
  const { amount, trace, date = '20261102', debit } = payment;
  const isPaid = !/^0+(\.0+)?$/.test(amount);
  const transaction = [
    'ST*835*0001',
    isPaid
      ? `BPR*I*${amount}*${debit ? 'D' : 'C'}*ACH*CCP*01*011000015*DA*1111*${traceOriginator}**01*021000021*DA*2222*${date}`
      : `BPR*H*0*C*NON************${date}`,
    `TRN*1*${trace}*${traceOriginator}`,
    `DTM*405*${date}`,
    `N1*PR*${name}*PI*${payerId}`,
    'N3*1 PAYER WAY',
    'N4*COLUMBUS*OH*43215',
    'PER*BL*SERVICE DESK*TE*8005550100',
    `N1*PE*${goldenPayee.name}*XX*${goldenPayee.npi}`,
    `REF*TJ*${goldenPayee.taxId}`,
    'LX*1',
    ...body
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  ];
  const segments = [
    `ISA*00*          *00*          *ZZ*${payerId.padEnd(15)}*ZZ*${'CLINIC'.padEnd(15)}*${date.slice(2)}*1200*^*00501*000000001*0*T*:`,
    `GS*HP*${payerId}*CLINIC*${date}*1200*1*X*005010X221A1`,
    ...transaction,
    `SE*${transaction.length + 1}*0001`,
    'GE*1*1',
    'IEA*1*000000001',
  ];
  return `${segments.join('~\n')}~\n`;
}
