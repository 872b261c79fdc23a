import type { ClaimKind } from '../../../domain/claim/claim.ts';

/** The guides' numbers of the loops, by the names in the loop rules. */

const ofAllForms = {
  transaction: 'header',
  submitter: '1000A',
  receiver: '1000B',
  'billing provider level': '2000A',
  'billing provider': '2010AA',
  'pay-to provider': '2010AB',
  'pay-to plan': '2010AC',
  subscriber: '2000B',
  'subscriber name': '2010BA',
  payer: '2010BB',
  dependent: '2000C',
  patient: '2010CA',
  claim: '2300',
  'other coverage': '2320',
  'other subscriber': '2330A',
  'other payer': '2330B',
  // Version 4010 had the patient's numbers at another payer here.
  'other payer patient': '2330C',
  'service line': '2400',
  drug: '2410',
  'line adjudication': '2430',
  form: '2440',
} as const;

const ofForm: { readonly [Kind in ClaimKind]: Readonly<Record<string, string>> } = {
  professional: {
    'referring provider': '2310A',
    'referring primary care provider': '2310A',
    'rendering provider': '2310B',
    'service facility': '2310C',
    'supervising provider': '2310D',
    'ambulance pick-up': '2310E',
    'ambulance drop-off': '2310F',
    'other payer provider DN': '2330C',
    'other payer provider 82': '2330D',
    'other payer provider 77': '2330E',
    'other payer provider DQ': '2330F',
    'other payer provider 85': '2330G',
    'line rendering provider': '2420A',
    'purchased service provider': '2420B',
    'line service facility': '2420C',
    'line supervising provider': '2420D',
    'ordering provider': '2420E',
    'line referring provider': '2420F',
    'line primary care provider': '2420F',
    'line ambulance pick-up': '2420G',
    'line ambulance drop-off': '2420H',
  },
  institutional: {
    'attending provider': '2310A',
    'operating provider': '2310B',
    'other operating provider': '2310C',
    'rendering provider': '2310D',
    'service facility': '2310E',
    'referring provider': '2310F',
    'other payer provider 71': '2330C',
    'other payer provider 72': '2330D',
    'other payer provider ZZ': '2330E',
    'other payer provider 77': '2330F',
    'other payer provider 82': '2330G',
    'other payer provider DN': '2330H',
    'other payer provider 85': '2330I',
    'line operating provider': '2420A',
    'line other operating provider': '2420B',
    'line rendering provider': '2420C',
    'line referring provider': '2420D',
  },
  dental: {
    'referring provider': '2310A',
    'referring primary care provider': '2310A',
    'rendering provider': '2310B',
    'service facility': '2310C',
    'assistant surgeon': '2310D',
    'supervising provider': '2310E',
    'other payer provider DN': '2330C',
    'other payer provider 82': '2330D',
    'other payer provider DQ': '2330E',
    'other payer provider 85': '2330F',
    'other payer provider 77': '2330G',
    'other payer provider DD': '2330H',
    'line rendering provider': '2420A',
    'line assistant surgeon': '2420B',
    'line supervising provider': '2420C',
    'line service facility': '2420D',
  },
};

/**
 * The number of a loop; `isInLine` when it is inside a service line. Undefined for a loop that the table does not have.
 */
export function loopId(kind: ClaimKind, name: string, isInLine: boolean): string | undefined {
  const own = ofForm[kind];
  const lineName = name.startsWith('line ') ? name : `line ${name}`;
  return (isInLine ? own[lineName] : undefined) ?? own[name] ?? (ofAllForms as Readonly<Record<string, string>>)[name];
}
