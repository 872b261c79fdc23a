/** Discounts that the office gives by rule. Rates are in hundredths of a percent. */
export interface DiscountSettings {
  /** The rate on a patient's balance for a visit that is billed to no payer. No discount while it is zero. */
  readonly selfPayRate: number;
  /**
   * The rate on a patient's share when the rest is paid within this many days of the day it became the patient's. No
   * discount while it is zero. `isAutomatic`: it is given automatically when the rest is paid, and reversed when that
   * payment is returned.
   */
  readonly promptPay: { readonly rate: number; readonly withinDays: number; readonly isAutomatic?: boolean };
}

/** Whether the prompt-pay discount is given automatically. */
export function isPromptPayAutomatic({ promptPay }: DiscountSettings): boolean {
  return promptPay.isAutomatic === true && promptPay.rate > 0;
}

/** The defaults. */
export const usualDiscountSettings: DiscountSettings = { selfPayRate: 0, promptPay: { rate: 0, withinDays: 0 } };
