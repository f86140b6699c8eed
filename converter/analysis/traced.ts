import { absent, look, lookAtAll, type Change, type Container, type Trace } from './trace.js';

/** Containers that a walk is to have: with a trace such as tell it what is done with them. */
export const containers = (trace: Trace | undefined) => ({
  map: <K, V>(): Map<K, V> => (trace ? new TracedMap<K, V>(trace) : new Map<K, V>()),
  set: <T>(): Set<T> => (trace ? new TracedSet<T>(trace) : new Set<T>())
});

/** A map of which a trace knows who looks at what. */
export class TracedMap<K, V> extends Map<K, V> implements Container {
  readonly grows: boolean;
  private readonly trace: Trace;
  private readonly own: Container | undefined;

  /** `own`: how changes are made again and undone that are no single entries. */
  constructor(trace: Trace, own?: Container) {
    super();
    this.trace = trace;
    this.own = own;
    this.grows = own?.grows === true;
  }

  override get(key: K): V | undefined {
    look(this.trace, this, key);
    return super.get(key);
  }

  override has(key: K): boolean {
    look(this.trace, this, key);
    return super.has(key);
  }

  override set(key: K, value: V): this {
    const before = super.has(key) ? super.get(key) : absent;
    this.trace.changes.push({ of: this, key, after: value, before });
    return super.set(key, value);
  }

  override delete(key: K): boolean {
    look(this.trace, this, key);
    if (!super.has(key)) return false;
    this.trace.changes.push({ of: this, key, after: absent, before: [...super.entries()] });
    return super.delete(key);
  }

  override get size(): number {
    lookAtAll(this.trace, this);
    return super.size;
  }

  override entries() {
    lookAtAll(this.trace, this);
    return super.entries();
  }

  override keys() {
    lookAtAll(this.trace, this);
    return super.keys();
  }

  override values() {
    lookAtAll(this.trace, this);
    return super.values();
  }

  override [Symbol.iterator]() {
    return this.entries();
  }

  override forEach(callback: (value: V, key: K, map: Map<K, V>) => void): void {
    lookAtAll(this.trace, this);
    super.forEach(callback);
  }

  /** As `get`, `set` and `delete`, heard by nobody. */
  peek(key: K): V | undefined {
    return super.get(key);
  }

  place(key: K, value: V): void {
    super.set(key, value);
  }

  remove(key: K): void {
    super.delete(key);
  }

  redo(change: Change): void {
    if (this.own) return this.own.redo(change);
    const key = change.key as K;
    if (change.after === absent) {
      change.before = [...super.entries()];
      super.delete(key);
    } else {
      change.before = super.has(key) ? super.get(key) : absent;
      super.set(key, change.after as V);
    }
  }

  undo(change: Change): void {
    if (this.own) return this.own.undo(change);
    const { key, after, before } = change;
    if (after === absent) {
      // Where it stood among the others counts.
      super.clear();
      for (const [one, value] of before as [K, V][]) super.set(one, value);
    } else if (before === absent) super.delete(key as K);
    else super.set(key as K, before as V);
  }
}

/** A set of which a trace knows who looks at what. */
class TracedSet<T> extends Set<T> implements Container {
  private readonly trace: Trace;

  constructor(trace: Trace) {
    super();
    this.trace = trace;
  }

  override has(value: T): boolean {
    look(this.trace, this, value);
    return super.has(value);
  }

  override add(value: T): this {
    look(this.trace, this, value);
    if (super.has(value)) return this;
    this.trace.changes.push({ of: this, key: value, after: true, before: absent });
    return super.add(value);
  }

  override delete(value: T): boolean {
    look(this.trace, this, value);
    if (!super.has(value)) return false;
    this.trace.changes.push({ of: this, key: value, after: absent, before: [...super.values()] });
    return super.delete(value);
  }

  override get size(): number {
    lookAtAll(this.trace, this);
    return super.size;
  }

  override values() {
    lookAtAll(this.trace, this);
    return super.values();
  }

  override keys() {
    return this.values();
  }

  override entries() {
    lookAtAll(this.trace, this);
    return super.entries();
  }

  override [Symbol.iterator]() {
    return this.values();
  }

  override forEach(callback: (value: T, same: T, set: Set<T>) => void): void {
    lookAtAll(this.trace, this);
    super.forEach(callback);
  }

  redo(change: Change): void {
    if (change.after !== absent) super.add(change.key as T);
    else {
      change.before = [...super.values()];
      super.delete(change.key as T);
    }
  }

  undo({ key, after, before }: Change): void {
    if (after !== absent) super.delete(key as T);
    else {
      super.clear();
      for (const one of before as T[]) super.add(one);
    }
  }
}
