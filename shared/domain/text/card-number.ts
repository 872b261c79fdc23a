/** Whether the last digit is the right check digit (Luhn). */
function hasCheckDigit(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}

/** The prefixes and lengths of card numbers of the usual networks. */
const networks =
  /^(?:4\d{15}|5[1-5]\d{14}|2[2-7]\d{14}|3[47]\d{13}|6(?:011|5\d{2}|4[4-9]\d)\d{12}|3(?:0[0-5]|[68]\d)\d{11})$/;

/** Whether a text contains the number of a payment card, with or without blanks and hyphens between the digits. */
export function hasCardNumber(text: string): boolean {
  for (const [run] of text.matchAll(/\d(?:[ -]?\d){13,18}/g)) {
    const digits = run.replace(/[ -]/g, '');
    for (const length of [14, 15, 16]) {
      for (let start = 0; start + length <= digits.length; start += 1) {
        const part = digits.slice(start, start + length);
        if (networks.test(part) && hasCheckDigit(part)) return true;
      }
    }
  }
  return false;
}
