import type { FacilityName, PayerName, ProviderName } from './practice.ts';

/** SYNTHETIC: all people and visits are made up, and so are the codes that begin with X9. */

export interface Person {
  readonly last: string;
  readonly first: string;
  readonly born: string;
  readonly sex: 'F' | 'M' | 'U';
}

export interface Insurance {
  readonly payer: PayerName;
  readonly memberId: string;
  /** The member id that the desk typed at first, where it differs from the card. */
  readonly mistyped?: string;
  /** The relative who is insured, when it is not the patient. */
  readonly through?: Person & { readonly relationship: '01' | '19' };
}

export interface Line {
  readonly procedure: string;
  readonly modifiers?: readonly string[];
  /** Positions in the visit's diagnoses; the first one unless given. */
  readonly pointers?: readonly number[];
  readonly units?: number;
  /** In cents; the fee schedule's price unless given. */
  readonly charge?: number;
  readonly place?: string;
  readonly note?: string;
  /** The revenue code, for a hospital. */
  readonly revenue?: string;
  /** The tooth, for a dentist. */
  readonly tooth?: { readonly tooth: string; readonly surfaces: readonly string[] };
  /** Describes the service or drug when the code alone does not. */
  readonly description?: string;
}

/** A query to the physician: words of the note, a question with options, and the right option. */
export interface Unclear {
  readonly quote: string;
  readonly question: string;
  readonly options: readonly string[];
  readonly answer: number;
}

export interface Visit {
  /** A physician's visit unless given. */
  readonly kind?: 'outpatient-facility' | 'dental';
  readonly who: Person;
  /** In billing order; none when the patient has no insurance. */
  readonly insurances: readonly Insurance[];
  readonly daysAgo: number;
  readonly documentation: string;
  readonly diagnoses: readonly string[];
  readonly lines: readonly Line[];
  readonly billing?: ProviderName;
  readonly rendering?: ProviderName;
  readonly referring?: ProviderName;
  readonly facility?: FacilityName;
  readonly priorAuthorization?: string;
  readonly claimNote?: string;
  /** The patient pays, insured or not. */
  readonly selfPay?: true;
  /** What the note leaves unclear. The coder asks about it before coding the visit. */
  readonly unclear?: Unclear;
  /**
   * The coder's first mistake, which an edit finds: missing diagnosis pointers, or a diagnosis that excludes another
   * one.
   */
  readonly codedFirst?: 'without-pointers' | { readonly also: string };
}

const person = (last: string, first: string, born: string, sex: Person['sex']): Person => ({ last, first, born, sex });
const line = (procedure: string, more: Omit<Line, 'procedure'> = {}): Line => ({ procedure, ...more });
const evergreen = (memberId: string): Insurance => ({ payer: 'evergreen', memberId });
const harbor = (memberId: string): Insurance => ({ payer: 'harbor', memberId });
const medicaid = (memberId: string): Insurance => ({ payer: 'medicaid', memberId });
const medicare = (memberId: string): Insurance => ({ payer: 'medicare', memberId });

/**
 * Twenty for the clinic (Evergreen, Harbor, Medicaid and Medicare), three for the therapy group, two self-pay, one of a
 * hospital, one of a dentist.
 */
export const visits: readonly Visit[] = [
  {
    who: person('ALDER', 'ANN', '1984-03-02', 'F'),
    insurances: [evergreen('EVG0000001')],
    daysAgo: 41,
    documentation: 'Synthetic note: cough for ten days, clear lungs, rest advised.',
    diagnoses: ['J209'],
    lines: [line('X9003')],
  },
  {
    who: person('BIRCH', 'BEN', '2016-08-19', 'M'),
    insurances: [
      {
        ...evergreen('EVG0000002'),
        through: { ...person('BIRCH', 'BRENDA', '1987-01-30', 'F'), relationship: '19' },
      },
    ],
    daysAgo: 40,
    documentation: 'Synthetic note: ear ache, left side.',
    diagnoses: ['H6690', 'R509'],
    lines: [line('X9002', { pointers: [1, 2] }), line('X9020', { pointers: [2] })],
  },
  {
    who: person('CEDAR', 'CAL', '1979-11-11', 'M'),
    insurances: [
      {
        ...evergreen('EVG0000003'),
        through: { ...person('CEDAR', 'CHRIS', '1980-05-14', 'F'), relationship: '01' },
      },
    ],
    daysAgo: 39,
    documentation: 'Synthetic note: knee pain after a fall, injection given the same day.',
    unclear: {
      quote: 'knee pain after a fall',
      question: 'Which knee was treated?',
      options: ['Right knee', 'Left knee'],
      answer: 1,
    },
    diagnoses: ['M25561', 'W19XXXA'],
    lines: [
      line('X9003', { modifiers: ['25'], pointers: [1] }),
      line('X9010', { modifiers: ['RT'], pointers: [1, 2] }),
      line('J3301', { units: 4, pointers: [1], description: 'TRIAMCINOLONE ACETONIDE' }),
    ],
  },
  {
    who: person('DOGWOOD', 'DEE', '1965-07-21', 'F'),
    insurances: [evergreen('EVG0000004'), medicaid('MCD0000004')],
    daysAgo: 38,
    documentation: 'Synthetic note: diabetes, long standing; foot checked; medication reviewed.',
    diagnoses: ['E1165', 'E1140', 'I10', 'E785'],
    codedFirst: { also: 'R739' },
    lines: [
      line('X9004', { pointers: [1, 2, 3, 4] }),
      line('X9021', { pointers: [1] }),
      line('X9022', { pointers: [4] }),
    ],
  },
  {
    who: person('ELM', 'ELI', '1958-02-27', 'M'),
    insurances: [evergreen('EVG0000005')],
    daysAgo: 37,
    documentation: 'Synthetic note: yearly review of everything; twelve problems listed.',
    diagnoses: ['E119', 'I10', 'E785', 'E669', 'G4733', 'K219', 'M1711', 'F411', 'J449', 'N400', 'H6121', 'Z79899'],
    lines: [
      line('X9005', { pointers: [1, 2, 3, 4] }),
      line('X9020', { pointers: [5] }),
      line('X9021', { pointers: [6, 7] }),
      line('X9022', { pointers: [8, 9, 10, 11] }),
      line('G0008', { pointers: [12] }),
    ],
  },
  {
    who: person('FIR', 'FAY', '1991-12-05', 'F'),
    insurances: [evergreen('EVG0000006')],
    daysAgo: 36,
    documentation: 'Synthetic note: imaging of the back in hospital, asked for by Dr Fields, approved in advance.',
    diagnoses: ['M5416'],
    lines: [line('X9031', { modifiers: ['26'] })],
    rendering: 'doctorStone',
    referring: 'doctorFields',
    facility: 'hospital',
    priorAuthorization: 'SYNAUTH0006',
  },
  {
    who: person('GUM', 'GIL', '1972-04-16', 'M'),
    insurances: [evergreen('EVG0000007')],
    daysAgo: 35,
    documentation: 'Synthetic note: small wound closed, supplies used.',
    diagnoses: ['S61210A'],
    lines: [
      line('X9012', { note: 'TWO LAYERS' }),
      line('A4550'),
      line('J1885', { units: 2 }),
      line('X9020', { modifiers: ['59'] }),
    ],
    claimNote: 'INJURY AT HOME',
  },
  {
    who: person('HAZEL', 'HOPE', '2001-09-09', 'F'),
    insurances: [evergreen('EVG0000008')],
    daysAgo: 34,
    documentation: 'Synthetic note: anxiety, first visit.',
    diagnoses: ['F419', 'G4700'],
    lines: [line('X9004', { pointers: [1, 2] })],
    codedFirst: 'without-pointers',
  },
  {
    who: person('IVY', 'IAN', '1949-06-30', 'M'),
    insurances: [evergreen('EVG0000009')],
    daysAgo: 33,
    documentation: 'Synthetic note: ankle sprain, brace fitted.',
    diagnoses: ['S93401A'],
    lines: [line('X9002'), line('L1902', { modifiers: ['RT'], charge: 9_999 }), line('X9030')],
  },
  {
    who: person('JUNIPER', 'JO', '1988-10-23', 'U'),
    insurances: [evergreen('EVG0000010')],
    daysAgo: 32,
    documentation: 'Synthetic note: migraine, talked about triggers by video.',
    diagnoses: ['G43909'],
    lines: [line('X9003', { modifiers: ['95'], place: '10' })],
    rendering: 'doctorStone',
  },
  {
    who: person('KAPOK', 'KIM', '1969-01-17', 'F'),
    insurances: [{ ...harbor('HBM0000011'), mistyped: 'HBM0000101' }],
    daysAgo: 31,
    documentation: 'Synthetic note: reflux, better.',
    diagnoses: ['K219'],
    lines: [line('X9002')],
  },
  {
    who: person('LARCH', 'LEE', '1977-03-28', 'M'),
    insurances: [harbor('HBM0000012'), evergreen('EVG0000012')],
    daysAgo: 30,
    documentation: 'Synthetic note: shoulder pain, two small procedures.',
    diagnoses: ['M25511', 'M7710'],
    lines: [
      line('X9010', { modifiers: ['RT'] }),
      line('X9011', { modifiers: ['RT', '59'], pointers: [2] }),
      line('J1885', { units: 3, pointers: [1] }),
    ],
    priorAuthorization: 'SYNAUTH0012',
  },
  {
    who: person('MAPLE', 'MIA', '2019-05-05', 'F'),
    insurances: [
      {
        ...harbor('HBM0000013'),
        through: { ...person('MAPLE', 'MAX', '1990-08-08', 'M'), relationship: '19' },
      },
    ],
    daysAgo: 29,
    documentation: 'Synthetic note: well child.',
    diagnoses: ['Z139'],
    lines: [line('X9003'), line('G0008')],
  },
  {
    who: person('NUTMEG', 'NED', '1962-12-12', 'M'),
    insurances: [harbor('HBM0000014')],
    daysAgo: 28,
    documentation: 'Synthetic note: stay in hospital, seen on two days.',
    diagnoses: ['J189', 'J449'],
    lines: [
      line('X9004', { place: '22', pointers: [1, 2] }),
      line('X9003', { place: '22', pointers: [1] }),
      line('X9030', { place: '22', modifiers: ['26'], pointers: [1] }),
    ],
    facility: 'hospital',
  },
  {
    who: person('OAK', 'OLA', '1995-02-14', 'F'),
    insurances: [medicaid('MCD0000015')],
    daysAgo: 27,
    documentation: 'Synthetic note: urinary infection.',
    diagnoses: ['N390', 'R300'],
    lines: [line('X9002', { pointers: [1, 2] }), line('X9020', { pointers: [2] })],
  },
  {
    who: person('PINE', 'PAT', '1999-07-07', 'F'),
    insurances: [medicaid('MCD0000016')],
    daysAgo: 26,
    documentation: 'Synthetic note: back pain, no red flags.',
    diagnoses: ['M5450'],
    lines: [line('X9003')],
    referring: 'doctorFields',
  },
  {
    who: person('QUINCE', 'QUINN', '2008-11-01', 'M'),
    insurances: [medicaid('MCD0000017')],
    daysAgo: 25,
    documentation: 'Synthetic note: acne, review.',
    diagnoses: ['L700'],
    lines: [line('X9001')],
  },
  {
    who: person('ROWAN', 'RAY', '1944-04-04', 'M'),
    insurances: [medicare('SYN4MB00018')],
    daysAgo: 24,
    documentation: 'Synthetic note: yearly wellness visit, and heart rhythm looked at.',
    diagnoses: ['Z0000', 'I4891'],
    lines: [line('G0439'), line('X9003', { modifiers: ['25'], pointers: [2] })],
  },
  {
    who: person('SPRUCE', 'SUE', '1939-09-19', 'F'),
    insurances: [medicare('SYN4MB00019'), evergreen('EVG0000019')],
    daysAgo: 23,
    documentation: 'Synthetic note: chest pain, tests normal.',
    diagnoses: ['R079', 'I2510'],
    lines: [line('X9005', { pointers: [1, 2] }), line('X9022', { pointers: [2] }), line('X9030', { pointers: [1] })],
  },
  {
    who: person('TEAK', 'TOM', '1951-10-10', 'M'),
    insurances: [medicare('SYN4MB00020'), medicaid('MCD0000020')],
    daysAgo: 22,
    documentation: 'Synthetic note: blood pressure, medication changed.',
    diagnoses: ['I10'],
    lines: [line('X9003'), line('X9021')],
  },
  {
    who: person('UPAS', 'UMA', '1986-06-16', 'F'),
    insurances: [evergreen('EVG0000021')],
    daysAgo: 21,
    documentation: 'Synthetic note: therapy of the neck, first of six.',
    diagnoses: ['M542'],
    lines: [line('X9013', { charge: 7_500, units: 3 }), line('X9014', { charge: 5_025, modifiers: ['GP'] })],
    billing: 'therapy',
    rendering: 'therapistWood',
    referring: 'doctorFields',
  },
  {
    who: person('VIBURNUM', 'VAL', '1993-01-25', 'F'),
    insurances: [evergreen('EVG0000022')],
    daysAgo: 20,
    documentation: 'Synthetic note: therapy of the knee.',
    diagnoses: ['S83511A'],
    lines: [line('X9013', { charge: 10_000, units: 4, modifiers: ['GP'] })],
    billing: 'therapy',
    rendering: 'therapistWood',
  },
  {
    who: person('WILLOW', 'WES', '1948-08-28', 'M'),
    insurances: [medicare('SYN4MB00023')],
    daysAgo: 19,
    documentation: 'Synthetic note: balance training.',
    diagnoses: ['R42', 'R531'],
    lines: [line('X9014', { charge: 6_150, units: 2, modifiers: ['GP'], pointers: [1, 2] })],
    billing: 'therapy',
    rendering: 'therapistWood',
  },
  {
    who: person('XYLEM', 'XAN', '1997-03-13', 'M'),
    insurances: [],
    selfPay: true,
    daysAgo: 18,
    documentation: 'Synthetic note: sore throat; no insurance.',
    diagnoses: ['J029'],
    lines: [line('X9002'), line('X9020')],
  },
  {
    who: person('YEW', 'YARA', '1974-05-24', 'F'),
    insurances: [harbor('HBM0000025')],
    daysAgo: 17,
    documentation: 'Synthetic note: wishes that no payer is told.',
    diagnoses: ['F329'],
    lines: [line('X9004', { pointers: [1] })],
    selfPay: true,
  },
  {
    kind: 'outpatient-facility',
    who: person('ZELKOVA', 'ZOE', '1960-11-29', 'F'),
    insurances: [evergreen('EVG0000026'), medicaid('MCD0000026')],
    daysAgo: 16,
    documentation: 'Synthetic note: seen in the hospital’s clinic, imaging of the chest.',
    diagnoses: ['J189'],
    lines: [
      line('X9003', { revenue: '0510', charge: 18_050 }),
      line('X9030', { revenue: '0324', charge: 31_425 }),
      line('J1885', { revenue: '0636', units: 2, charge: 4_960 }),
    ],
    billing: 'hospital',
    rendering: 'doctorStone',
  },
  {
    kind: 'dental',
    who: person('ACACIA', 'ABE', '1990-03-08', 'M'),
    insurances: [evergreen('EVG0000027')],
    daysAgo: 15,
    documentation: 'Synthetic note: filling of a molar, two surfaces.',
    diagnoses: [],
    lines: [line('X9011', { tooth: { tooth: '14', surfaces: ['M', 'O'] }, charge: 19_500 }), line('X9020')],
    rendering: 'dentistVale',
  },
];
