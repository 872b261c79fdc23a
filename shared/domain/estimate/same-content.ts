/** Whether two documents have the same content, in any field order. */
export function sameContent(left: object, right: object): boolean {
  return textOf(left) === textOf(right);
}

function textOf(document: object): string {
  return JSON.stringify(document, (_name, value: unknown) => {
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject
      ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
      : value;
  });
}
