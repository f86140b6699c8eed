/** The first place where two values differ; the order of maps and sets counts. Functions are not compared. */
export function differenceOf(a: unknown, b: unknown, path = ''): string | undefined {
  if (a === b || (typeof a === 'function' && typeof b === 'function')) return undefined;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return `${path}: ${String(a)} and ${String(b)}`;
  const [one, other] = [entriesOf(a), entriesOf(b)];
  if (one.length !== other.length) return `${path}: ${one.map(([key]) => String(key)).join()} and ${other.map(([key]) => String(key)).join()}`;
  for (const [index, [key, value]] of one.entries()) {
    const [otherKey, otherValue] = other[index] ?? [];
    const found = differenceOf(key, otherKey, `${path} key`) ?? differenceOf(value, otherValue, `${path}.${String(key)}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

function entriesOf(value: object): readonly (readonly [unknown, unknown])[] {
  if (value instanceof Map) return [...value.entries()];
  if (value instanceof Set) return [...value].map(one => [one, one]);
  return Object.entries(value)
    .filter(([, held]) => held !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1));
}
