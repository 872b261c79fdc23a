/**
 * Value codes that say why Medicare pays second, with the earlier payer's amount; each is also the insurance type of
 * professional claims: 12 working aged, 13 kidney disease, 14 no-fault, 15 workers' compensation, 16 public health, 41 black lung,
 * 42 veterans, 43 disabled, 47 liability (NUBC; Medicare Secondary Payer Manual, chapter 5, 40.8).
 */
const secondaryValues: ReadonlySet<string> = new Set(['12', '13', '14', '15', '16', '41', '42', '43', '47']);

export function isSecondaryValue(code: string): boolean {
  return secondaryValues.has(code);
}
