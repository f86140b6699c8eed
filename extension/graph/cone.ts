interface Arrow {
  readonly from: string;
  readonly to: string;
}

/** A box, all that it needs and all that needs it. */
export function coneOf(name: string, arrows: readonly Arrow[]): ReadonlySet<string> {
  return new Set([...reach(name, arrows, 'to', 'from'), ...reach(name, arrows, 'from', 'to')]);
}

function reach(name: string, arrows: readonly Arrow[], near: keyof Arrow, far: keyof Arrow): ReadonlySet<string> {
  const found = new Set([name]);
  for (const each of found) for (const arrow of arrows) if (arrow[near] === each) found.add(arrow[far]);
  return found;
}
