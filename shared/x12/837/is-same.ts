/** Whether two values of claims have the same content, in any field order. An undefined field counts as absent. */
export function isSame(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left) || Array.isArray(right)) return isSameList(left, right);
  const [one, other] = [left as Record<string, unknown>, right as Record<string, unknown>];
  let fields = 0;
  for (const name in one) {
    if (one[name] === undefined) continue;
    if (!isSame(one[name], other[name])) return false;
    fields += 1;
  }
  for (const name in other) if (other[name] !== undefined) fields -= 1;
  return fields === 0;
}

function isSameList(left: unknown, right: unknown): boolean {
  if (!Array.isArray(left) || !Array.isArray(right) || left.length !== right.length) return false;
  return left.every((item, index) => isSame(item, right[index]));
}
