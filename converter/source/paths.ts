/** A path without `.` and `..`; `undefined` where it leads out of the folder that it is relative to. */
export function normalPath(path: string): string | undefined {
  const parts: string[] = [];
  if (path.startsWith('/')) return undefined;
  for (const part of path.split('/')) {
    if (part === '..' && parts.pop() === undefined) return undefined;
    if (part !== '.' && part !== '..' && part !== '') parts.push(part);
  }
  return parts.length === 0 ? undefined : parts.join('/');
}
