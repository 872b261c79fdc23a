import { openPayer } from '../../simulator/payer.ts';
import type { PlayedFile } from '../../simulator/play-scenario.ts';
import type { Scenario } from '../../simulator/scenario.ts';

/**
 * What a payer without any history answers to a file: its remittances, and apart from them its acknowledgements and
 * questions.
 */
export function answersTo(bytes: Uint8Array, seed: string, scenario?: Scenario) {
  const received = openPayer(seed, scenario).receive(bytes);
  if (!received.ok) throw new Error(received.failure.kind);
  const isAcknowledgement = ({ name }: PlayedFile) => /^00-\d\.(?:ta1|999|277ca)$/.test(name);
  const { files, unused } = received.value;
  return {
    remittances: files.filter((file) => !isAcknowledgement(file) && !file.name.endsWith('.277')),
    acknowledgements: files.filter(isAcknowledgement),
    unused,
  };
}
