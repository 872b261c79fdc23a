/** A discount that the office gives by rule. Rates are in hundredths of a percent. */
export interface DiscountSettings {
  /** Of what a patient owes of a visit for which no payer is billed. None while it is zero. */
  readonly selfPayRate: number;
  /**
   * Of a patient's share that is paid, less the discount, within so many days from when it first stood with him. None while the rate is zero.
   * `isAutomatic`: it is given by itself when the rest is paid, and taken back when that comes back.
   */
  readonly promptPay: { readonly rate: number; readonly withinDays: number; readonly isAutomatic?: boolean };
}

/** Whether a discount for prompt payment is given by itself. */
export function isPromptPayAutomatic({ promptPay }: DiscountSettings): boolean {
  return promptPay.isAutomatic === true && promptPay.rate > 0;
}

/** What holds until an office says something. */
export const usualDiscountSettings: DiscountSettings = { selfPayRate: 0, promptPay: { rate: 0, withinDays: 0 } };
