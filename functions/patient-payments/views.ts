import type { PatientPayment } from '../../shared/domain/patient-payment/payment.ts';
import type { AnswerOf } from '../../shared/http/api.ts';
import type { patientPaymentsApi } from './api.ts';

export type PaymentView = AnswerOf<(typeof patientPaymentsApi)['getPatientPayment']>;

/** A payment in the API. The cast only drops `readonly`. */
export function paymentView(payment: PatientPayment): PaymentView {
  return payment as unknown as PaymentView;
}
