import type { LocalDate } from '../time/local-date.ts';
import type { StatementLanguage } from './statement.ts';

/**
 * A text that the law of a state, or of all states, requires on statements, or that tells patients of a right there.
 */
export interface StateText {
  /** The postal code of the state, two letters; `US` for all. */
  readonly state: string;
  readonly from: LocalDate;
  /** The last day on which the text is in force. */
  readonly to?: LocalDate;
  readonly source: string;
  readonly text: Readonly<Record<StatementLanguage, string>>;
}

const day = (text: string): LocalDate => text as LocalDate;

/** The legal texts of statements by state and day, as data. An office should have its counsel check them. */
const stateTexts: readonly StateText[] = [
  {
    state: 'US',
    from: day('2022-01-01'),
    source: '45 CFR 149.620',
    text: {
      en: 'If you have no insurance or did not use it, and this bill is at least $400 more than the good faith estimate that you were given, you may start a dispute within 120 days of the first bill: www.cms.gov/nosurprises or 1-800-985-3059.',
      es: 'Si no tiene seguro o no lo usó, y esta factura supera en $400 o más el presupuesto de buena fe que recibió, puede iniciar una disputa dentro de los 120 días de la primera factura: www.cms.gov/nosurprises o 1-800-985-3059.',
    },
  },
  {
    state: 'CO',
    from: day('2023-08-07'),
    source: 'Colorado HB23-1126',
    text: {
      en: 'In Colorado, medical debt is not reported to consumer credit reporting agencies.',
      es: 'En Colorado, las deudas médicas no se informan a las agencias de crédito.',
    },
  },
  {
    state: 'NY',
    from: day('2023-12-13'),
    source: 'New York Public Health Law, Fair Medical Debt Reporting Act',
    text: {
      en: 'In New York, medical debt is not reported to consumer credit reporting agencies.',
      es: 'En Nueva York, las deudas médicas no se informan a las agencias de crédito.',
    },
  },
  {
    state: 'NJ',
    from: day('2024-07-22'),
    source: 'New Jersey, Louisa Carman Medical Debt Relief Act',
    text: {
      en: 'In New Jersey, medical debt is not reported to consumer credit reporting agencies.',
      es: 'En Nueva Jersey, las deudas médicas no se informan a las agencias de crédito.',
    },
  },
  {
    state: 'IL',
    from: day('2025-01-01'),
    source: 'Illinois, 815 ILCS 505 (Public Act 103-0648)',
    text: {
      en: 'In Illinois, medical debt is not reported to consumer credit reporting agencies.',
      es: 'En Illinois, las deudas médicas no se informan a las agencias de crédito.',
    },
  },
  {
    state: 'CA',
    from: day('2025-01-01'),
    source: 'California Civil Code 1785.27',
    text: {
      en: 'In California, medical debt is not reported to consumer credit reporting agencies.',
      es: 'En California, las deudas médicas no se informan a las agencias de crédito.',
    },
  },
];

/** The texts of a statement: those for every state, then the guarantor's state, as of its day. */
export function textsFor(state: string | undefined, on: LocalDate): readonly StateText[] {
  return stateTexts.filter(
    (each) =>
      (each.state === 'US' || each.state === state) && each.from <= on && (each.to === undefined || on <= each.to),
  );
}
