import { providerText, tenDigits } from '../practice/name-text.ts';
import type { Provider } from '../practice/practice.ts';
import { present } from '../present.ts';
import type { StatementContent } from './statement.ts';

/** The sender of letters to patients when the office names none: the provider, at the address for payments. */
export function senderOfProvider(provider: Provider | undefined): StatementContent['sender'] {
  const billing = provider?.billing;
  const address = billing?.payToAddress ?? billing?.address;
  return { name: providerText(provider), ...present({ address, phone: tenDigits(billing?.submitter.phone) }) };
}
