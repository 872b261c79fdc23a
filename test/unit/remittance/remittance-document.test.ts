import { describe, expect, it } from 'vitest';
import type { Block, Document } from '../../../shared/document/document.ts';
import { remittanceDocument } from '../../../shared/document/remittance-document.ts';
import { exactTotal, totalText } from '../../../shared/document/shown-total.ts';
import { cents } from '../../../shared/domain/money/cents.ts';
import type { ProviderAdjustment, RemittanceClaim } from '../../../shared/domain/remittance/remittance.ts';
import {
  adjustmentReasonWords,
  providerAdjustmentWords,
  remarkWords,
} from '../../../shared/domain/remittance/shown/code-words.ts';
import type { ShownRemittance } from '../../../shared/domain/remittance/shown/shown-remittance.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';
import { adjustments, line, payment, statement } from './statements.ts';

const day = (text: string) => text as LocalDate;
const claim = statement('1', [line(10000, 8000, 'CO-45 2000')], { patientControlNumber: 'CLAIM1' });

function laidOut(...remittances: Partial<ShownRemittance>[]): Document {
  return remittanceDocument(
    remittances.map((one) => ({ payment: payment(8000), claims: [claim], remarks: [], ...one })),
  );
}

const blocks = (...input: Parameters<typeof laidOut>) => laidOut(...input).blocks;
type Of<Kind extends Block['kind']> = Extract<Block, { kind: Kind }>;
const all = <Kind extends Block['kind']>(kind: Kind, of: readonly Block[]) =>
  of.filter((block): block is Of<Kind> => block.kind === kind);
/** Facts as `label: value`, over all columns. */
const facts = (of: readonly Block[]) =>
  all('facts', of).flatMap(({ columns }) => columns.flat().map(({ label, value }) => `${label}: ${value}`));
const rows = (of: readonly Block[]) =>
  all('table', of).flatMap((table) => table.rows.map(({ cells }) => cells.join('|')));
const texts = (of: readonly Block[]) => all('text', of).map(({ text }) => text);

function adjustment(reasonCode: string, amount: number, reference?: string): ProviderAdjustment {
  const named = reference === undefined ? {} : { reference };
  return { providerId: '1', reasonCode, cents: cents(amount), byteOffset: 0, byteLength: 0, ...named };
}

const nothingElse = { references: [], dates: [], amounts: [], quantities: [], remarks: [] };
const detailOf = (more: object) =>
  ({ ...nothingElse, parties: [], contacts: [], unread: [], ...more }) as unknown as NonNullable<
    RemittanceClaim['detail']
  >;

describe('a remittance for people', () => {
  it('is named by its trace and never by a person, and is marked as confidential', () => {
    expect(laidOut({}).name).toBe('Remittance advice, trace TRACE1. Contains protected health information.');
    expect(laidOut({}, {}, {}).name).toContain('trace TRACE1 and 2 more.');
    const unread = { payment: { problem: 'no amount' } };
    expect(laidOut(unread).name).toBe('Remittance advice. Contains protected health information.');
    expect(laidOut(unread, {}).name).toContain('trace TRACE1.');
  });

  it('shows first what was paid, by whom, to whom and how', () => {
    expect(blocks({})[0]).toEqual({ kind: 'title', text: 'Remittance advice', right: '$80.00' });
    const right = (more: object) => blocks({ payment: { ...payment(8000), ...more } })[0];
    expect(right({ creditDebit: 'D' })).toMatchObject({ right: 'taken from the provider: $80.00' });
    expect(right({ method: 'NON' })).toMatchObject({ right: 'no payment' });
    expect(facts(blocks({})).slice(0, 9)).toEqual([
      'Payer: EXAMPLE PAYER',
      'Check or EFT number: TRACE1',
      'Method: electronic funds transfer (ACH)',
      'Payment date: 2026-11-02',
      'Payer’s company number: 1111111111',
      'Handling: remittance information and payment together',
      'Payee: EXAMPLE CLINIC',
      'NPI: 1234567893',
      'Claims: 1',
    ]);
  });

  it('names parties by all that the payer states, a bank account by its last four characters', () => {
    const detail = {
      payer: {
        address: { lines: ['1 MAIN ST', ''], city: 'TOWN', state: 'OH', postalCode: '43210' },
        contacts: [
          {
            function: 'CX',
            name: 'DESK',
            numbers: [
              { qualifier: 'TE', value: '555' },
              { qualifier: 'EM', value: 'a@b' },
            ],
          },
          { function: 'ZZ', numbers: [{ qualifier: 'QQ', value: '1' }] },
        ],
        deliveries: [],
      },
      payee: { address: { lines: [], city: '', state: 'OH' }, contacts: [], deliveries: [] },
      payeeAccount: { accountNumber: '9876543210' },
      currency: { entity: 'PR', currency: 'CAD' },
    };
    const shown = {
      ...payment(8000),
      method: 'XYZ',
      handlingCode: 'Q',
      productionDate: day('2026-11-03'),
      payer: {
        name: '',
        idQualifier: 'FI',
        id: '9',
        references: [
          { qualifier: '1L', value: 'G1' },
          { qualifier: 'Q1', value: 'X' },
        ],
      },
      payee: { name: 'CLINIC', id: '7', references: [] },
      detail: detail as never,
    };
    expect(facts(blocks({ payment: shown })).slice(0, 19)).toEqual([
      'Payer: not named',
      ': 1 MAIN ST',
      ': TOWN, OH 43210',
      'Tax number: 9',
      'Group or policy number: G1',
      'Number (Q1): X',
      'Claims office: DESK, 555, e-mail a@b',
      'Number (ZZ): QQ 1',
      'Check or EFT number: TRACE1',
      'Method: XYZ',
      'Payment date: 2026-11-02',
      'Produced: 2026-11-03',
      'To the account ending: 3210',
      'Payer’s company number: 1111111111',
      'Currency: CAD',
      'Handling: Q',
      'Payee: CLINIC',
      ': OH',
      'Number (): 7',
    ]);
    expect(JSON.stringify(laidOut({ payment: shown }))).not.toContain('9876543210');
  });

  it('adds up: charges, adjustments by group, payments, what is withheld, and the payment', () => {
    const other = statement('1', [line(5000, 4000, 'PR-1 700', 'CO-45 300')], {
      adjustments: adjustments('CO-253 100'),
    });
    const providerAdjustments = [adjustment('WO', 900, 'ICN1'), adjustment('L6', -100), adjustment('ZZ', 0)];
    const found = blocks({ payment: payment(11100, { providerAdjustments }), claims: [claim, other] });
    expect(facts(found).slice(8, 15)).toEqual([
      'Claims: 2',
      'Charged: 150.00',
      'Adjusted, CO: -24.00',
      'Adjusted, PR: -7.00',
      'Paid on claims: 119.00',
      'Provider adjustments: -8.00',
      'Payment: 111.00',
    ]);
    expect(facts(found).join()).not.toContain('add up');
    expect(rows(found).slice(0, 3)).toEqual([
      `WO|${providerAdjustmentWords('WO')}|ICN1|9.00|`,
      `L6|${providerAdjustmentWords('L6')}|-||1.00`,
      'ZZ|no words for this code|-|0.00|',
    ]);
    expect(all('heading', found)[0]?.text).toBe('Outside the claims (provider adjustments)');
    expect(texts(found)).toEqual(['CO by contract; not the patient’s; PR the patient’s or the next payer’s share.']);
  });

  it('shows by how much it does not add up, and what could not be read', () => {
    const found = blocks({
      payment: payment(9000),
      claims: [claim, { problem: 'an amount is no number' }],
      remarks: ['odd'],
    });
    expect(facts(found)).toContain('Claims: 2 (1 cannot be read)');
    expect(facts(found)).toContain('Out of balance by: 10.00');
    expect(found).toContainEqual({ kind: 'text', text: 'odd', tone: 'warning' });
    expect(found).toContainEqual({ kind: 'heading', text: '2. A claim that cannot be read' });
    expect(found).toContainEqual({ kind: 'text', text: 'an amount is no number', tone: 'warning' });
    const strong = all('facts', found).flatMap(({ columns }) => columns.flat().filter(({ tone }) => tone === 'strong'));
    expect(strong.map(({ label, isAmount }) => [label, isAmount])).toEqual([
      ['Payer', undefined],
      ['Check or EFT number', undefined],
      ['Payee', undefined],
      ['Payment', true],
      ['Out of balance by', true],
      ['Claim number', undefined],
    ]);
  });

  it('shows claims of a payment that cannot be read, below the reason', () => {
    const found = blocks({ payment: { problem: 'no trace number' }, remarks: ['odd'] }, {});
    expect(found[0]).toEqual({ kind: 'title', text: 'Remittance advice' });
    expect(found.slice(1, 3)).toEqual([
      { kind: 'text', text: 'The payment: no trace number', tone: 'warning' },
      { kind: 'text', text: 'odd', tone: 'warning' },
    ]);
    expect(rows(found.slice(0, 8))).toContain('Claim total|||100.00||20.00|80.00');
    expect(all('title', found).map(({ startsPage }) => startsPage)).toEqual([undefined, true]);
  });

  it('has no table of what is beside the claims, and no legend, where they would be empty', () => {
    const found = blocks({ claims: [] });
    expect(found.map(({ kind }) => kind)).toEqual(['title', 'facts', 'facts']);
    expect(facts(found)).toContain('Out of balance by: 80.00');
    expect(facts(found).join()).not.toContain('Provider adjustments');
  });

  it('reports figures that are too large to add up, instead of a wrong sum', () => {
    const most = { ...claim, paidCents: cents(Number.MAX_SAFE_INTEGER) };
    const found = facts(blocks({ claims: [most, most] }));
    expect(found).toContain('Paid on claims: too large to add up');
    expect(found).toContain('Out of balance by: too large to add up');
    expect(exactTotal([cents(5), cents(-5)])).toBe(0);
    expect([totalText(undefined), totalText(cents(150))]).toEqual(['too large to add up', '1.50']);
  });
});

describe('a claim of a remittance for people', () => {
  const shown = (more: Partial<RemittanceClaim>) => blocks({ claims: [{ ...claim, ...more }] });

  it('has patient, status, numbers and share at its head', () => {
    const found = shown({
      statusCode: '2',
      payerClaimNumber: '',
      statementFrom: day('2026-10-05'),
      statementTo: day('2026-10-07'),
      receivedOn: day('2026-10-20'),
      filingIndicator: 'MA',
      drgCode: '470',
      frequencyCode: '7',
      patientResponsibilityCents: cents(1250),
      detail: detailOf({
        drgWeight: '1.5',
        parties: [
          { role: 'patient', roleCode: 'QC', name: 'DOE', firstName: 'JANE', middleName: 'Q', id: 'M1' },
          { role: 'insured', roleCode: 'IL', name: 'DOE', firstName: 'JOHN', id: 'M2' },
          { role: 'corrected-insured', roleCode: '74', name: 'DOH', id: 'M3' },
          { role: 'rendering-provider', roleCode: '82', name: 'HOUSE', firstName: 'G', suffix: 'MD', id: '1' },
          { role: 'crossover-payer', roleCode: 'TT', name: 'OTHER PAYER' },
        ],
      }),
    });
    expect(all('heading', found)[0]).toEqual({
      kind: 'heading',
      text: '1. DOE, JANE Q',
      right: 'Processed as secondary',
    });
    expect(facts(found).slice(-12)).toEqual([
      'Payer’s claim number: missing',
      'Member number: M1',
      'Insured: DOE, JOHN',
      'As corrected by the payer: DOH, M3',
      'Period: 2026-10-05 to 2026-10-07',
      'Received: 2026-10-20',
      'Plan: Medicare Part A',
      'Rendering provider: HOUSE, G MD, 1',
      'Forwarded to: OTHER PAYER',
      'Group (DRG): 470, weight 1.5',
      'Frequency: replacement of an earlier claim',
      'Patient’s share: 12.50',
    ]);
    expect(texts(found)).toHaveLength(1);
  });

  it('leaves out what is not stated, and shows codes without words as they are', () => {
    const plain = shown({});
    expect(all('heading', plain)[0]?.text).toBe('1. Patient not named');
    expect(facts(plain).slice(-3)).toEqual([
      'Claim number: CLAIM1',
      'Payer’s claim number: ICN1',
      'Patient’s share: 0.00',
    ]);
    const odd = shown({
      statusCode: '99',
      filingIndicator: 'QQ',
      frequencyCode: 'X',
      statementTo: day('2026-10-07'),
      crossoverPayer: { name: 'NEXT', references: [] },
      detail: detailOf({ parties: [{ role: 'insured', roleCode: 'IL', firstName: 'JOHN', id: 'M2' }], drgWeight: '2' }),
    });
    expect(all('heading', odd)[0]?.right).toBe('Status 99');
    expect(facts(odd).slice(-9)).toEqual([
      'Payer’s claim number: ICN1',
      'Member number: M2',
      'Insured: JOHN',
      'Period: 2026-10-07',
      'Plan: QQ',
      'Forwarded to: NEXT',
      'Group (DRG): weight 2',
      'Frequency: X',
      'Patient’s share: 0.00',
    ]);
    const oneDay = { statementFrom: day('2026-10-05'), statementTo: day('2026-10-05'), frequencyCode: '1' };
    expect(facts(shown(oneDay)).slice(-2)).toEqual(['Period: 2026-10-05', 'Patient’s share: 0.00']);
  });

  it('is a table of its lines, each with its adjustments and other statements, and a total', () => {
    const found = shown({
      adjustments: adjustments('OA-23 500'),
      remarkCodes: ['N781', 'MA01'],
      lines: [
        {
          ...line(6000, 4000, 'CO-45 2000'),
          procedure: { qualifier: 'HC', code: '99213', modifiers: ['25', 'GT'], description: 'VISIT' },
          revenueCode: '0450',
          units: '2',
          serviceFrom: day('2026-10-05'),
          serviceTo: day('2026-10-06'),
          allowedCents: cents(4500),
          submittedProcedure: { qualifier: 'HC', code: '99214', modifiers: [] },
          submittedUnits: '3',
          remarkCodes: ['N830', 'M1'],
          detail: {
            ...nothingElse,
            references: [
              { qualifier: '6R', value: 'L1' },
              { qualifier: '1L', value: 'G1' },
            ],
            amounts: [
              { qualifier: 'B6', cents: cents(4500) },
              { qualifier: 'KH', cents: cents(10) },
            ],
            quantities: [{ qualifier: 'ZK', quantity: '4' }],
          },
        } as never,
        {
          ...line(4000, 4000),
          procedure: { qualifier: 'N4', code: '0001', modifiers: [] },
          serviceTo: day('2026-10-07'),
          adjustments: [{ group: 'PI', carc: '999', cents: cents(-5), quantity: '1' }],
        } as never,
        { ...line(0, 0), procedure: { qualifier: '', code: '', modifiers: [] } },
      ],
    });
    const [table] = all('table', found);
    expect(table?.columns.map(({ label }) => label)).toEqual([
      'Service date',
      'Procedure',
      'Units',
      'Charged',
      'Allowed',
      'Adjusted',
      'Paid',
    ]);
    expect(rows(found)).toEqual([
      '2026-10-05|99213-25-GT, revenue code 0450, VISIT|2|60.00|45.00|20.00|40.00',
      `|CO-45 ${adjustmentReasonWords('45')}||||20.00|`,
      '|service to 2026-10-06|||||',
      '|submitted as 99214|||||',
      '|submitted units 3|||||',
      `|remarks N830 (${remarkWords('N830')}); M1|||||`,
      '|group or policy number G1; deduction for filing late 0.10; Medicare or Medicaid quantity, category 1 4|||||',
      '2026-10-07|drug (NDC) 0001||40.00||-0.05|40.00',
      '|PI-999 (quantity 1)||||-0.05|',
      '|service to 2026-10-07|||||',
      '|||0.00||0.00|0.00',
      `Claim|OA-23 ${adjustmentReasonWords('23')}||||5.00|`,
      'Claim total|||100.00|45.00|24.95|80.00',
    ]);
    expect(table?.rows.map(({ tone }) => tone).filter((tone) => tone === 'quiet')).toHaveLength(9);
    expect(table?.rows.at(-1)?.tone).toBe('total');
    expect(texts(found)[0]).toBe(`Remarks on the claim: N781 (${remarkWords('N781')}); MA01.`);
  });

  it('shows other statements in one sentence, a social security number by its last four digits', () => {
    const found = shown({
      detail: detailOf({
        references: [
          { qualifier: 'SY', value: '123456789' },
          { qualifier: 'Q1', value: 'X' },
        ],
        amounts: [{ qualifier: 'I', cents: cents(-100) }],
        parties: [
          { role: 'other', roleCode: 'GB', name: 'DOE', firstName: 'JIM', id: '5' },
          { role: 'other', roleCode: 'Q9', id: '6' },
        ],
        contacts: [{ function: 'CX', name: 'DESK', numbers: [{ qualifier: 'TE', value: '555' }] }],
        unread: [{ segment: 'ZZ', position: 1, value: 'x', byteOffset: 0 }],
      }),
    });
    const [sentence] = texts(found);
    expect(sentence).toMatch(
      /^Also stated: .* ending 6789; code Q1 X; interest -1\.00; other subscriber DOE, JIM, 5; party Q9 6; ask DESK 555; 1 elements .*\.$/,
    );
    expect(sentence).not.toContain('123456789');
    expect(texts(shown({ detail: detailOf({}) })).join()).not.toContain('Also stated');
  });
});
