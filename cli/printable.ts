/** Text from a file, safe for a terminal. */
export function printable(text: string): string {
  return text.replace(/[^\x20-\x7e\u00a0-\ud7ff\ue000-\uffff]/g, '?');
}
