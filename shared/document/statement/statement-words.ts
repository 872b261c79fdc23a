import type { Age } from '../../domain/account/ageing.ts';
import type { moneyMoves, StatementLanguage } from '../../domain/statement/statement.ts';

/** The texts of statements, letters and bills in one language, in short words that patients know. */
export interface StatementWords {
  readonly statement: string;
  readonly account: string;
  readonly date: string;
  readonly dueBy: string;
  readonly amountDue: string;
  readonly nothingDue: string;
  readonly to: string;
  readonly from: string;
  readonly questions: string;
  readonly previous: string;
  readonly visitOn: string;
  readonly charge: string;
  readonly insurancePaid: string;
  readonly adjusted: string;
  readonly others: string;
  readonly youPaid: string;
  readonly withInsurance: string;
  readonly youOwe: string;
  readonly credit: string;
  readonly why: string;
  readonly payments: string;
  readonly noPayments: string;
  readonly method: string;
  readonly amount: string;
  readonly summary: string;
  readonly owedOfVisits: string;
  readonly credits: string;
  readonly unapplied: string;
  readonly fees: string;
  readonly plan: string;
  readonly planMissed: string;
  readonly planNext: string;
  readonly planLater: string;
  readonly agencyHasVisits: string;
  readonly returnedCheck: string;
  readonly ageing: string;
  readonly howToPay: string;
  readonly byPhone: string;
  readonly byMail: string;
  readonly online: string;
  readonly rights: string;
  readonly aid: string;
  readonly aidAt: string;
  readonly dispute: string;
  readonly itemized: string;
  readonly synthetic: string;
  readonly months: readonly string[];
  readonly ages: Readonly<Record<Age, string>>;
  readonly methods: Readonly<Record<string, string>>;
  /** Words for why money left a payment again. */
  readonly left: Readonly<Record<(typeof moneyMoves)[number], string>>;
  readonly reasons: Readonly<Record<string, string>>;
  readonly otherReason: string;
}

const en: StatementWords = {
  statement: 'Statement',
  account: 'Account',
  date: 'Date',
  dueBy: 'Please pay by',
  amountDue: 'Amount due',
  nothingDue: 'Nothing to pay',
  to: 'To',
  from: 'From',
  questions: 'Questions? Call',
  previous: 'The one before',
  visitOn: 'Visit on',
  charge: 'Charge',
  insurancePaid: 'Insurance paid',
  adjusted: 'Adjusted',
  others: 'Others pay',
  youPaid: 'You paid',
  withInsurance: 'With insurance',
  youOwe: 'You owe',
  credit: 'Your credit',
  why: 'Why:',
  payments: 'Payments since your last statement',
  noPayments: 'We have received no payment since your last statement.',
  method: 'How',
  amount: 'Amount',
  summary: 'What you owe in all',
  owedOfVisits: 'Your share of visits',
  credits: 'Less your credits',
  unapplied: 'Less paid ahead',
  fees: 'Fees',
  plan: 'Your payment plan: still to be paid',
  planMissed: 'Past due of it:',
  planNext: 'The next installment is due on',
  planLater: 'Less due later by your plan',
  agencyHasVisits:
    'A collection agency has what you owe for other visits. It is not on this statement. Please pay that part to the agency, or call us.',
  returnedCheck: 'Fee for a check that the bank returned, charged on',
  ageing: 'Owed for',
  howToPay: 'How to pay',
  byPhone: 'By phone: call',
  byMail: 'By mail: send a check to the address above, with your account number',
  online: 'Online: scan the code with your phone, or open',
  rights: 'Help and your rights',
  aid: 'If you cannot pay, ask us about financial assistance, a discount or a payment plan. Asking costs nothing.',
  aidAt: 'Ask at',
  dispute:
    'If you think that something is wrong, tell us or write to us. We will not ask you to pay the amount in question until we have answered. You may also ask your insurance why it paid what it paid.',
  itemized: 'You may have an itemized bill of every service, free of charge.',
  synthetic: 'Contains protected health information.',
  months: [
    ...['January', 'February', 'March', 'April', 'May', 'June', 'July'],
    ...['August', 'September', 'October', 'November', 'December'],
  ],
  ages: {
    '0-30': '0 to 30 days',
    '31-60': '31 to 60 days',
    '61-90': '61 to 90 days',
    '91-120': '91 to 120 days',
    'over-120': 'over 120 days',
  },
  methods: {
    ...{ cash: 'Cash', check: 'Check', card: 'Card', ach: 'Bank transfer', other: 'Other' },
    transfer: 'From another account',
  },
  left: {
    voided: 'entered by mistake, taken off',
    returned: 'returned by the bank',
    'charged-back': 'taken back by the card’s bank',
    refunded: 'refunded to you',
    'refund-returned': 'refund that did not reach you',
  },
  reasons: {
    'no-insurance': 'no insurance is billed for this visit',
    'taken-over': 'open before we changed our billing system',
    interest: 'interest on what was not paid',
    decided: 'moved to you after your insurance had decided',
    'carc-1': 'your deductible: what you pay yourself in a year before your plan pays',
    'carc-2': 'your coinsurance: your percentage of the price that your plan allows',
    'carc-3': 'your copayment: the fixed amount of your plan for such a visit',
    'carc-26': 'the visit was before your coverage began',
    'carc-27': 'the visit was after your coverage ended',
    'carc-31': 'your plan does not have you as a member',
    'carc-35': 'you have reached your plan’s lifetime maximum',
    'carc-49': 'your plan does not cover routine or preventive care of this kind',
    'carc-50': 'your plan does not consider it medically necessary',
    'carc-66': 'your blood deductible',
    'carc-96': 'your plan does not cover it',
    'carc-119': 'you have reached your plan’s maximum for this period',
    'carc-149': 'you have reached your plan’s lifetime maximum for this service',
    'carc-177': 'your plan does not consider you eligible for it',
    'carc-204': 'your plan does not cover this service, equipment or drug',
  },
  otherReason: 'your plan leaves it to you, reason {code} of the plan',
};

const es: StatementWords = {
  statement: 'Estado de cuenta',
  account: 'Cuenta',
  date: 'Fecha',
  dueBy: 'Pague antes del',
  amountDue: 'Total a pagar',
  nothingDue: 'Nada que pagar',
  to: 'Para',
  from: 'De',
  questions: '¿Preguntas? Llame al',
  previous: 'El anterior',
  visitOn: 'Visita del',
  charge: 'Cargo',
  insurancePaid: 'Pagó el seguro',
  adjusted: 'Ajuste',
  others: 'Pagan otros',
  youPaid: 'Usted pagó',
  withInsurance: 'Con el seguro',
  youOwe: 'Usted debe',
  credit: 'Su crédito',
  why: 'Por qué:',
  payments: 'Pagos desde su último estado de cuenta',
  noPayments: 'No hemos recibido ningún pago desde su último estado de cuenta.',
  method: 'Cómo',
  amount: 'Importe',
  summary: 'Lo que debe en total',
  owedOfVisits: 'Su parte de visitas',
  credits: 'Menos sus créditos',
  unapplied: 'Menos lo adelantado',
  fees: 'Cargos',
  plan: 'Su plan de pagos: quedan por pagar',
  planMissed: 'De ello está vencido:',
  planNext: 'La próxima cuota vence el',
  planLater: 'Menos lo que vence después según su plan',
  agencyHasVisits:
    'Una agencia de cobros tiene lo que usted debe por otras visitas. No está en este estado de cuenta. Pague esa parte a la agencia, o llámenos.',
  returnedCheck: 'Cargo por un cheque que el banco devolvió, del',
  ageing: 'Se debe desde hace',
  howToPay: 'Cómo pagar',
  byPhone: 'Por teléfono: llame al',
  byMail: 'Por correo: envíe un cheque a la dirección de arriba, con su número de cuenta',
  online: 'En línea: escanee el código con su teléfono o abra',
  rights: 'Ayuda y sus derechos',
  aid: 'Si no puede pagar, pregúntenos por asistencia financiera, un descuento o un plan de pagos. Preguntar no cuesta nada.',
  aidAt: 'Pregunte en',
  dispute:
    'Si cree que algo está mal, díganoslo o escríbanos. No le exigiremos el importe en cuestión hasta haberle respondido. También puede preguntar a su seguro por qué pagó lo que pagó.',
  itemized: 'Puede pedir gratis una factura detallada de cada servicio.',
  synthetic: 'Contiene información médica protegida.',
  months: [
    ...['enero', 'febrero', 'marzo', 'abril', 'mayo', 'junio', 'julio'],
    ...['agosto', 'septiembre', 'octubre', 'noviembre', 'diciembre'],
  ],
  ages: {
    '0-30': '0 a 30 días',
    '31-60': '31 a 60 días',
    '61-90': '61 a 90 días',
    '91-120': '91 a 120 días',
    'over-120': 'más de 120 días',
  },
  methods: {
    ...{ cash: 'Efectivo', check: 'Cheque', card: 'Tarjeta', ach: 'Transferencia bancaria', other: 'Otro' },
    transfer: 'De otra cuenta',
  },
  left: {
    voided: 'registrado por error, anulado',
    returned: 'devuelto por el banco',
    'charged-back': 'retirado por el banco de la tarjeta',
    refunded: 'reembolsado a usted',
    'refund-returned': 'reembolso que no le llegó',
  },
  reasons: {
    'no-insurance': 'no se factura a ningún seguro por esta visita',
    'taken-over': 'abierto antes de cambiar nuestro sistema de facturación',
    interest: 'intereses sobre lo que no se pagó',
    decided: 'pasó a usted después de que el seguro decidió',
    'carc-1': 'su deducible: lo que usted paga en un año antes de que pague su plan',
    'carc-2': 'su coaseguro: su porcentaje del precio que permite su plan',
    'carc-3': 'su copago: el importe fijo de su plan para una visita así',
    'carc-26': 'la visita fue antes del comienzo de su cobertura',
    'carc-27': 'la visita fue después del fin de su cobertura',
    'carc-31': 'su plan no le conoce como miembro',
    'carc-35': 'alcanzó el máximo vitalicio de su plan',
    'carc-49': 'su plan no cubre este tipo de atención preventiva o de rutina',
    'carc-50': 'su plan no lo considera médicamente necesario',
    'carc-66': 'su deducible de sangre',
    'carc-96': 'su plan no lo cubre',
    'carc-119': 'alcanzó el máximo de su plan para este período',
    'carc-149': 'alcanzó el máximo vitalicio de su plan para este servicio',
    'carc-177': 'su plan no le considera con derecho a ello',
    'carc-204': 'su plan no cubre este servicio, equipo o medicamento',
  },
  otherReason: 'su plan se lo deja a usted, motivo {code} del plan',
};

export const statementWords: Readonly<Record<StatementLanguage, StatementWords>> = { en, es };
