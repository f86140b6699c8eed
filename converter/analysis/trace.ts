/** Something that the walk keeps from cell to cell: it tells a trace what is looked at in it and changed, and makes changes again or takes them back. */
export interface Container {
  /** Its changes add to what is there, and replace nothing. */
  readonly grows?: boolean | undefined;
  redo(change: Change): void;
  undo(change: Change): void;
}

/** In place of a value that a container does not have. */
export const absent = Symbol('absent');

/** One change of one entry of a container. */
export interface Change {
  readonly of: Container;
  readonly key: unknown;
  /** What is there afterwards. */
  readonly after: unknown;
  /** What was there: as much as it takes to undo the change. */
  before: unknown;
}

/** What a cell looked at in one container: some keys, or all that is in it. */
interface Look {
  keys: Set<unknown> | undefined;
  whole: boolean;
}

/** What the walk of one cell looked at and changed, of all that it keeps from cell to cell. */
export interface Traced {
  readonly looks: ReadonlyMap<Container, Readonly<Look>>;
  readonly changes: readonly Change[];
}

/** Listens to a walk, cell by cell. */
export interface Trace {
  /** What is looked at counts for the present cell. */
  isOn: boolean;
  looks: Map<Container, Look>;
  changes: Change[];
}

export const newTrace = (): Trace => ({ isOn: false, looks: new Map(), changes: [] });

/** A cell begins. */
export function startCell(trace: Trace): void {
  trace.isOn = true;
  trace.looks = new Map();
  trace.changes = [];
}

function lookAt({ looks }: Trace, container: Container): Look {
  const known = looks.get(container);
  if (known) return known;
  const look: Look = { keys: undefined, whole: false };
  looks.set(container, look);
  return look;
}

/** A key is looked at. */
export function look(trace: Trace, container: Container, key: unknown): void {
  if (trace.isOn) (lookAt(trace, container).keys ??= new Set()).add(key);
}

/** All that is in a container is looked at. */
export function lookAtAll(trace: Trace, container: Container): void {
  if (trace.isOn) lookAt(trace, container).whole = true;
}
