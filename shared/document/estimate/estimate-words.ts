import type { ShareDoubt } from '../../domain/estimate/patient-share.ts';

/**
 * All texts of an estimate in one language. They include the statements that 45 CFR 149.610(c)(1) requires, in our
 * words.
 */
export interface EstimateWords {
  readonly name: string;
  readonly title: string;
  readonly shareTitle: string;
  readonly patient: string;
  readonly birthDate: string;
  readonly madeOn: string;
  readonly edition: string;
  readonly primaryService: string;
  readonly serviceOn: string;
  readonly notScheduled: string;
  readonly recurrence: (words: string, until: string) => string;
  readonly diagnoses: string;
  readonly total: string;
  readonly npi: string;
  readonly taxId: string;
  readonly states: string;
  readonly places: string;
  readonly roles: Readonly<Record<'convening' | 'co-provider', string>>;
  readonly columns: readonly [item: string, code: string, date: string, units: string, charge: string];
  readonly renderedBy: (name: string, npi: string | undefined) => string;
  readonly discount: (standard: string) => string;
  readonly subtotal: string;
  readonly awaited: string;
  readonly separately: string;
  readonly separatelyDisclaimer: (contact: string) => string;
  readonly disclaimers: string;
  readonly selfPay: readonly string[];
  readonly insured: readonly string[];
  readonly share: {
    readonly heading: string;
    readonly charges: string;
    readonly allowed: string;
    readonly deductible: string;
    readonly copay: string;
    readonly coinsurance: string;
    readonly aboveLimit: string;
    readonly payer: string;
    readonly patient: string;
    readonly answeredOn: string;
    readonly doubts: Readonly<Record<ShareDoubt, string>>;
  };
}

const english: EstimateWords = {
  name: 'Estimate',
  title: 'Good faith estimate of expected charges',
  shareTitle: 'Estimate of your share',
  patient: 'Patient',
  birthDate: 'Date of birth',
  madeOn: 'Date of estimate',
  edition: 'Edition',
  primaryService: 'Primary service',
  serviceOn: 'Scheduled for',
  notScheduled: 'Not scheduled yet',
  recurrence: (words, until) => `This estimate covers recurring services: ${words}, until ${until}.`,
  diagnoses: 'Diagnosis codes',
  total: 'Total expected charges',
  npi: 'NPI',
  taxId: 'Tax ID (TIN)',
  states: 'State',
  places: 'Where',
  roles: { convening: 'Scheduling provider', 'co-provider': 'Other provider' },
  columns: ['Item or service', 'Code', 'Date', 'Quantity', 'Expected charge ($)'],
  renderedBy: (name, npi) => `Given by ${name}${npi === undefined ? '' : `, NPI ${npi}`}`,
  discount: (standard) => `Usual charge ${standard}; your discount is taken off`,
  subtotal: 'Total of this provider',
  awaited: 'This provider has not told us its expected charges yet. You will get a new estimate when it does.',
  separately: 'Services that will be scheduled separately',
  separatelyDisclaimer: (contact) =>
    `For the items below you will get separate good faith estimates when they are scheduled, or when you ask for them. Diagnosis codes, service codes, expected charges and provider identifiers are not listed here, because those estimates will have them. To get such an estimate, ask ${contact}.`,
  disclaimers: 'What you should know',
  selfPay: [
    'This is only an estimate of what we expected on the day on which it was made. The actual items, services or charges may be different.',
    'We may recommend further items or services as part of your care. They must be scheduled or requested separately, and are not in this estimate.',
    'If you are billed at least $400 more than this estimate by a provider or facility that is listed here, you have the right to dispute the bill. You may ask the provider to correct the bill to the estimate, to negotiate it, or whether financial assistance is available. You may also begin a patient-provider dispute resolution process with the U.S. Department of Health and Human Services, within 120 calendar days after you received the first bill. There is a small fee.',
    'To learn how to begin a dispute, go to www.cms.gov/nosurprises or call 1-800-985-3059. Beginning one will not affect the quality of the care that you are given.',
    'This estimate is not a contract. It does not oblige you to get the items or services from any provider or facility that is listed here.',
    'Keep this estimate. You may need it if you are billed more.',
  ],
  insured: [
    'This is only an estimate. It is not a bill, and not a promise of your plan to pay.',
    'It is based on what your plan told us about your benefits on the day that is shown. Claims that reach the plan before this one change what is left of your deductible. Your plan decides what you owe when it receives the claim.',
    'Other providers, such as laboratories or anesthesiologists, bill by themselves and are not in your share above.',
  ],
  share: {
    heading: 'Your share, according to your plan',
    charges: 'Expected charges',
    allowed: 'Expected to be allowed by your plan',
    deductible: 'Deductible',
    copay: 'Copay',
    coinsurance: 'Coinsurance',
    aboveLimit: 'Above your yearly limit',
    payer: 'Expected to be paid by your plan',
    patient: 'Your estimated share',
    answeredOn: 'Benefits as of',
    doubts: {
      'not-covered': 'Your plan says that a service is not covered. All of it is counted as your share.',
      contradicted: 'Your plan’s answer contradicts itself. Ask your plan before you rely on this estimate.',
      'deductible-unknown': 'Your plan did not say what is left of your deductible. None is counted.',
      'cost-sharing-unknown': 'Your plan did not name a copay or coinsurance for a service. None is counted.',
      'network-unknown': 'Your plan did not say whether these benefits apply in its network.',
    },
  },
};

const spanish: EstimateWords = {
  name: 'Estimación',
  title: 'Estimación de buena fe de los cargos',
  shareTitle: 'Estimación de su parte',
  patient: 'Paciente',
  birthDate: 'Fecha de nacimiento',
  madeOn: 'Fecha de la estimación',
  edition: 'Edición',
  primaryService: 'Servicio principal',
  serviceOn: 'Programado para',
  notScheduled: 'Todavía sin fecha',
  recurrence: (words, until) => `Esta estimación cubre servicios que se repiten: ${words}, hasta el ${until}.`,
  diagnoses: 'Códigos de diagnóstico',
  total: 'Total de cargos esperados',
  npi: 'NPI',
  taxId: 'Número fiscal (TIN)',
  states: 'Estado',
  places: 'Lugar',
  roles: { convening: 'Proveedor que programa', 'co-provider': 'Otro proveedor' },
  columns: ['Artículo o servicio', 'Código', 'Fecha', 'Cantidad', 'Cargo esperado ($)'],
  renderedBy: (name, npi) => `A cargo de ${name}${npi === undefined ? '' : `, NPI ${npi}`}`,
  discount: (standard) => `Cargo habitual ${standard}; su descuento ya está restado`,
  subtotal: 'Total de este proveedor',
  awaited:
    'Este proveedor todavía no nos ha informado de sus cargos. Usted recibirá una nueva estimación cuando lo haga.',
  separately: 'Servicios que se programarán por separado',
  separatelyDisclaimer: (contact) =>
    `Para lo que sigue, usted recibirá estimaciones de buena fe separadas cuando se programe o cuando las pida. Aquí no figuran códigos de diagnóstico ni de servicio, cargos esperados ni identificadores de proveedores, porque esas estimaciones los tendrán. Para pedir una, diríjase a ${contact}.`,
  disclaimers: 'Lo que usted debe saber',
  selfPay: [
    'Esto es solo una estimación de lo que esperábamos el día en que se hizo. Los artículos, servicios o cargos reales pueden ser distintos.',
    'Es posible que le recomendemos otros artículos o servicios como parte de su atención. Deben programarse o pedirse por separado y no están en esta estimación.',
    'Si un proveedor o centro que figura aquí le cobra al menos $400 más que esta estimación, usted tiene derecho a disputar la factura. Puede pedir al proveedor que corrija la factura según la estimación, que la negocie, o preguntar si hay ayuda económica. También puede iniciar un proceso de resolución de disputas entre pacientes y proveedores ante el Departamento de Salud y Servicios Humanos de EE. UU., dentro de los 120 días calendario después de recibir la primera factura. Hay una pequeña tarifa.',
    'Para saber cómo iniciar una disputa, visite www.cms.gov/nosurprises o llame al 1-800-985-3059. Iniciarla no afectará la calidad de la atención que usted recibe.',
    'Esta estimación no es un contrato. No le obliga a recibir los artículos o servicios de ninguno de los proveedores o centros que figuran aquí.',
    'Guarde esta estimación. Puede necesitarla si le cobran más.',
  ],
  insured: [
    'Esto es solo una estimación. No es una factura ni una promesa de pago de su plan.',
    'Se basa en lo que su plan nos dijo de sus beneficios en la fecha indicada. Las reclamaciones que lleguen antes al plan cambian lo que queda de su deducible. Su plan decide lo que usted debe cuando tiene la reclamación.',
    'Otros proveedores, como laboratorios o anestesiólogos, facturan por su cuenta y no están incluidos en su parte.',
  ],
  share: {
    heading: 'Su parte, según lo que nos dijo su plan',
    charges: 'Cargos esperados',
    allowed: 'Lo que se espera que su plan permita',
    deductible: 'Deducible',
    copay: 'Copago',
    coinsurance: 'Coseguro',
    aboveLimit: 'Por encima de su límite del año',
    payer: 'Lo que se espera que pague su plan',
    patient: 'Su parte estimada',
    answeredOn: 'Beneficios al',
    doubts: {
      'not-covered': 'Su plan dice que un servicio no está cubierto. Se cuenta por completo como suyo.',
      contradicted: 'La respuesta de su plan se contradice. Pregunte a su plan antes de confiar en esta estimación.',
      'deductible-unknown': 'Su plan no dijo cuánto queda de su deducible. No se cuenta ninguno.',
      'cost-sharing-unknown': 'Su plan no indicó copago ni coseguro para un servicio. No se cuenta ninguno.',
      'network-unknown': 'Su plan no dijo si estos beneficios valen dentro de su red.',
    },
  },
};

export const estimateWords: Readonly<Record<'en' | 'es', EstimateWords>> = { en: english, es: spanish };
