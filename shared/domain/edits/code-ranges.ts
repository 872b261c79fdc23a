/** Whether a procedure is in a list of codes, ranges and prefixes, such as `G0438`, `X9001-X9005`, or `J*`. */
export function procedureIsIn(procedure: string, list: readonly string[]): boolean {
  return list.some((entry) => {
    if (entry.endsWith('*')) return procedure.startsWith(entry.slice(0, -1));
    const [from = '', to = from] = entry.split('-');
    return procedure >= from && procedure <= to;
  });
}
