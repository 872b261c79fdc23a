import {
  accountQualifierWords,
  adjustmentGroupWords,
  adjustmentReasonWords,
  amountWords,
  bankQualifierWords,
  type CodeWords,
  claimPartyWords,
  claimStatusWords,
  contactFunctionWords,
  contactNumberWords,
  creditDebitWords,
  dateWords,
  deliveryWords,
  entityTypeWords,
  filingIndicatorWords,
  frequencyWords,
  handlingWords,
  identifierWords,
  partyWords,
  paymentFormatWords,
  paymentMethodWords,
  procedureQualifierWords,
  providerAdjustmentWords,
  quantityWords,
  referenceWords,
  remarkListWords,
  remarkWords,
  traceTypeWords,
  wordsOf,
  yesNoWords,
} from '../../domain/remittance/shown/code-words.ts';

/** What an element of the 835 holds, in words. */
export interface ElementWords {
  readonly name: string;
  readonly form?: 'amount' | 'date';
  /** The meaning of a value; undefined when there are no words for it. */
  readonly meaning?: (value: string) => string | undefined;
  /** The components of a composite element. */
  readonly components?: readonly ElementWords[];
}

/** A segment of the 835, in words. */
export interface SegmentWords {
  readonly name: string;
  readonly elements: readonly ElementWords[];
  /** Elements that repeat after `elements`, up to the segment's end. */
  readonly repeated?: readonly ElementWords[];
}

const text = (name: string): ElementWords => ({ name });
const amount = (name: string): ElementWords => ({ name, form: 'amount' });
const date = (name: string): ElementWords => ({ name, form: 'date' });
const code = (name: string, words: CodeWords): ElementWords => ({ name, meaning: (value) => wordsOf(words, value) });
const remark = (name = 'remark code'): ElementWords => ({ name, meaning: remarkWords });

/** The four elements of a bank account. */
const account = (whose: string): readonly ElementWords[] => [
  code(`${whose} bank number, kind`, bankQualifierWords),
  text(`${whose} bank number`),
  code(`${whose} account, kind`, accountQualifierWords),
  text(`${whose} account number`),
];

const procedure = (name: string): ElementWords => ({
  name,
  components: [
    code('kind of code', procedureQualifierWords),
    text('code'),
    text('modifier 1'),
    text('modifier 2'),
    text('modifier 3'),
    text('modifier 4'),
    text('description'),
    text('end of a range of codes'),
  ],
});

const number = (): readonly ElementWords[] => [code('kind of number', contactNumberWords), text('number')];

const names = (roles: CodeWords): readonly ElementWords[] => [
  code('who this is', roles),
  code('kind of party', entityTypeWords),
  text('last name or organization'),
  text('first name'),
  text('middle name'),
  text('name prefix'),
  text('name suffix'),
  code('kind of identifier', identifierWords),
  text('identifier'),
];

/** The segments of the 835 (005010X221A1) and their elements, in the order of their positions. */
export const segmentWords: ReadonlyMap<string, SegmentWords> = new Map<string, SegmentWords>(
  Object.entries({
    ST: {
      name: 'start of a remittance',
      elements: [text('transaction type'), text('control number'), text('guide')],
    },
    BPR: {
      name: 'payment',
      elements: [
        code('handling', handlingWords),
        amount('amount paid'),
        code('credit or debit', creditDebitWords),
        code('method of payment', paymentMethodWords),
        code('form of the electronic payment', paymentFormatWords),
        ...account('payer’s'),
        text('payer’s company number at its bank'),
        text('payer’s supplementary number'),
        ...account('payee’s'),
        date('date of the payment'),
        text('business function'),
        ...account('return'),
      ],
    },
    TRN: {
      name: 'trace number, which the bank repeats',
      elements: [
        code('kind of trace', traceTypeWords),
        text('check or EFT number'),
        text('payer’s company number'),
        text('payer’s supplementary number'),
      ],
    },
    CUR: {
      name: 'currency',
      elements: [code('whose currency', partyWords), text('currency'), text('exchange rate')],
    },
    REF: {
      name: 'identifier',
      elements: [code('kind of identifier', referenceWords), text('identifier'), text('description')],
    },
    DTM: { name: 'date', elements: [code('which date', dateWords), date('date')] },
    N1: {
      name: 'payer or payee',
      elements: [
        code('who this is', partyWords),
        text('name'),
        code('kind of identifier', identifierWords),
        text('identifier'),
      ],
    },
    N3: { name: 'street address', elements: [text('line 1'), text('line 2')] },
    N4: {
      name: 'city, state and postal code',
      elements: [
        text('city'),
        text('state'),
        text('postal code'),
        text('country'),
        text('kind of location'),
        text('location'),
        text('subdivision of the country'),
      ],
    },
    PER: {
      name: 'whom to ask',
      elements: [code('department', contactFunctionWords), text('name'), ...number(), ...number(), ...number()],
    },
    RDM: {
      name: 'how the remittance is delivered',
      elements: [code('way of delivery', deliveryWords), text('name'), text('address or number')],
    },
    LX: { name: 'group of claims', elements: [text('number of the group')] },
    TS3: {
      name: 'what the payer sums up over a provider’s claims',
      elements: [
        text('provider'),
        text('facility type'),
        date('end of the fiscal period'),
        text('claims'),
        amount('charges'),
        amount('covered charges'),
        amount('charges not covered'),
        amount('charges denied'),
        amount('paid to the provider'),
        amount('interest'),
        amount('contractual adjustments'),
        amount('deficit reduction'),
        amount('paid by payers that come before Medicare'),
        amount('blood deductible'),
        amount('charges other than laboratory'),
        amount('coinsurance'),
        amount('procedure charges reported'),
        amount('procedure amounts payable'),
        amount('deductible'),
        amount('professional component'),
        amount('patient liability met by payers before Medicare'),
        amount('reimbursed to patients'),
        text('claims under periodic interim payment'),
        amount('adjustment of periodic interim payment'),
      ],
    },
    TS2: {
      name: 'what the payer sums up over inpatient stays',
      elements: [
        amount('diagnosis related groups'),
        amount('federal specific part'),
        amount('hospital specific part'),
        amount('disproportionate share'),
        amount('capital'),
        amount('indirect medical education'),
        text('outlier days'),
        amount('day outliers'),
        amount('cost outliers'),
        text('average length of stay'),
        text('discharges'),
        text('cost report days'),
        text('covered days'),
        text('days not covered'),
        amount('passed through by payers before Medicare'),
        text('average weight of the groups'),
        amount('capital, federal specific part'),
        amount('capital, hospital specific part'),
        amount('diagnosis related groups, payers before Medicare'),
      ],
    },
    CLP: {
      name: 'claim',
      elements: [
        text('patient control number (the provider’s claim number)'),
        code('status', claimStatusWords),
        amount('charge'),
        amount('paid'),
        amount('patient’s share'),
        code('kind of plan', filingIndicatorWords),
        text('payer’s claim number'),
        text('place of service, or type of bill'),
        code('frequency of the claim', frequencyWords),
        text('patient status'),
        text('diagnosis related group'),
        text('weight of the group'),
        text('discharge fraction'),
        code('patient’s authorization', yesNoWords),
      ],
    },
    CAS: {
      name: 'adjustment: why the payment is not the charge',
      elements: [code('group', adjustmentGroupWords)],
      repeated: [{ name: 'reason', meaning: adjustmentReasonWords }, amount('amount'), text('quantity')],
    },
    NM1: { name: 'name', elements: names(claimPartyWords) },
    MIA: {
      name: 'how an inpatient claim was priced',
      elements: [
        text('covered days or visits'),
        amount('operating outlier'),
        text('lifetime psychiatric days'),
        amount('diagnosis related group'),
        remark('remark code 1'),
        amount('disproportionate share'),
        amount('passed through by payers before Medicare'),
        amount('capital'),
        amount('capital, federal specific part'),
        amount('capital, hospital specific part'),
        amount('capital, disproportionate share'),
        amount('old capital'),
        amount('capital, indirect medical education'),
        amount('operating, hospital specific part'),
        text('cost report days'),
        amount('operating, federal specific part'),
        amount('capital outlier'),
        amount('indirect teaching'),
        amount('professional component not paid'),
        remark('remark code 2'),
        remark('remark code 3'),
        remark('remark code 4'),
        remark('remark code 5'),
        amount('capital exception'),
      ],
    },
    MOA: {
      name: 'how an outpatient claim was priced',
      elements: [
        text('rate of reimbursement'),
        amount('procedure amount payable'),
        remark('remark code 1'),
        remark('remark code 2'),
        remark('remark code 3'),
        remark('remark code 4'),
        remark('remark code 5'),
        amount('renal disease payment'),
        amount('professional component not paid'),
      ],
    },
    AMT: {
      name: 'amount for information, not part of any sum',
      elements: [code('which amount', amountWords), amount('amount')],
    },
    QTY: { name: 'quantity', elements: [code('which quantity', quantityWords), text('quantity')] },
    SVC: {
      name: 'service line',
      elements: [
        procedure('procedure that was paid for'),
        amount('charge'),
        amount('paid'),
        text('revenue code'),
        text('units paid for'),
        procedure('procedure as it was submitted'),
        text('units as they were submitted'),
      ],
    },
    LQ: { name: 'remark', elements: [code('list of codes', remarkListWords), remark('code')] },
    PLB: {
      name: 'provider-level adjustment: money that no claim of this remittance explains',
      elements: [text('provider'), date('end of the fiscal period')],
      repeated: [
        {
          name: 'reason',
          components: [{ name: 'reason', meaning: providerAdjustmentWords }, text('what it refers to')],
        },
        amount('amount (positive takes money from the provider)'),
      ],
    },
    SE: { name: 'end of the remittance', elements: [text('number of segments'), text('control number')] },
  } satisfies Record<string, SegmentWords>),
);
