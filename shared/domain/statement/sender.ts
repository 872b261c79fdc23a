import { providerText, tenDigits } from '../practice/name-text.ts';
import type { Provider } from '../practice/practice.ts';
import { present } from '../present.ts';
import type { StatementContent } from './statement.ts';

/** Who writes to a patient for a provider, where the office names no sender of its own: the provider, at the address that payments go to. */
export function senderOfProvider(provider: Provider | undefined): StatementContent['sender'] {
  const billing = provider?.billing;
  const address = billing?.payToAddress ?? billing?.address;
  return { name: providerText(provider), ...present({ address, phone: tenDigits(billing?.submitter.phone) }) };
}
