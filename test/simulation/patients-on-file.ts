import type { CardOnFile } from '../../shared/domain/card/card-on-file.ts';
import type { CardCharge } from '../../shared/domain/card/charge.ts';
import type { PatientPayment } from '../../shared/domain/patient-payment/payment.ts';
import { documentOfItem } from '../../shared/store/entity-items.ts';
import { announceDays, type PatientsOffice } from './patients-office.ts';

/** The office's day: it is in New York. */
const dayOf = (at: string | number): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'America/New_York' }).format(new Date(at));
const daysAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

/**
 * What cards on file were charged. In the guarantor's absence: never more than the guarantor agreed to, only after an
 * announcement, and on its day or later. While nobody else did anything, no more than was owed.
 * @param quietFrom from when on nobody else did anything, in milliseconds
 */
export function onFileFaults({ items, processor }: PatientsOffice, quietFrom: number): string[] {
  const stored = items();
  const of = <Value>(wanted: string) =>
    stored.filter(({ type }) => type === wanted).map((item) => documentOfItem<Value>(item));
  const [charges, cards, payments] = [
    of<CardCharge>('card-charge'),
    of<CardOnFile>('card'),
    of<PatientPayment>('patient-payment'),
  ];
  return [...processor.state.payments.values()].flatMap(({ id, cents, status, paidAt }) => {
    const booked = payments.find(({ method, reference }) => method === 'card' && reference === id);
    const charge = charges.find((each) => each.id === booked?.card?.chargeId);
    if (status !== 'succeeded' || paidAt === undefined || charge?.cardId === undefined) return [];
    const most = cards.find((card) => card.id === charge.cardId)?.consent.mostCents ?? Number.POSITIVE_INFINITY;
    const { announced, chargeOn = '9999-12-31', way, createdAt } = charge;
    const paidOn = dayOf(paidAt * 1000);
    const isTold = announced !== undefined && chargeOn >= daysAfter(dayOf(createdAt), announceDays);
    const isInTime = way === 'present' || (isTold && chargeOn <= paidOn);
    const isMore = paidAt * 1000 >= quietFrom && booked?.reversed === undefined && Number(booked?.unappliedCents) > 0;
    return [
      ...(way === 'present' || cents <= most ? [] : [`${charge.id} took ${cents}, and ${most} were agreed to`]),
      ...(isInTime ? [] : [`${charge.id} was charged on ${paidOn}, and announced for ${chargeOn}`]),
      ...(isMore ? [`${charge.id} took ${cents}, of which ${booked?.unappliedCents} were not owed`] : []),
    ];
  });
}
