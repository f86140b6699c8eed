/** Whether a version meets a specifier such as `>=3` or `>=2,<3`: release numbers only, which is all that plans assume. */
export function satisfies(version: string, specifier: string): boolean {
  const found = numbers(version);
  return specifier.split(',').every(part => {
    const match = /^\s*(>=|<=|==|!=|<|>|~=)\s*([\d.]+)/.exec(part);
    if (!match) return true;
    const order = compare(found, numbers(match[2] ?? ''));
    switch (match[1]) {
      case '>=':
        return order >= 0;
      case '<=':
        return order <= 0;
      case '<':
        return order < 0;
      case '>':
        return order > 0;
      case '!=':
        return order !== 0;
      case '~=':
        return order >= 0 && found[0] === numbers(match[2] ?? '')[0];
      default:
        return order === 0;
    }
  });
}

const numbers = (version: string): readonly number[] =>
  (/^[\d.]+/.exec(version)?.[0] ?? '')
    .split('.')
    .filter(part => part !== '')
    .map(Number);

function compare(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
