/** Ids that nbformat allows; anything else could not be written into files safely. */
const legal = /^[A-Za-z0-9_-]{1,64}$/;

/** An id for every cell, unique: its own where it has a legal one that no cell above has, else one made from its place, `cell-3` for the third. */
export function cellIds(given: readonly unknown[]): readonly string[] {
  const taken = new Set<string>();
  const own = given.map(id => {
    if (typeof id !== 'string' || !legal.test(id) || taken.has(id)) return undefined;
    taken.add(id);
    return id;
  });
  return own.map((id, index) => id ?? madeUp(index + 1, taken));
}

function madeUp(place: number, taken: Set<string>): string {
  let id = `cell-${place}`;
  for (let number = 2; taken.has(id); number++) id = `cell-${place}-${number}`;
  taken.add(id);
  return id;
}
