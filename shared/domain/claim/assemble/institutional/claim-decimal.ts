/** A decimal in the form of claims: without needless zeros. */
export function claimDecimal(text: string): string {
  const [whole = '', fraction = ''] = text.split('.');
  const digits = whole.replace(/^0+/, '');
  const decimals = fraction.replace(/0+$/, '');
  return decimals === '' ? digits || '0' : `${digits}.${decimals}`;
}
