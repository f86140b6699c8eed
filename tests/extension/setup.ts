/** jsdom lacks what Lumino and JupyterLab extend or ask for while they are being loaded. Imported first. */
class Observer {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
  takeRecords(): [] {
    return [];
  }
}

const globals = globalThis as { -readonly [Key in keyof typeof globalThis]?: unknown };
globals.ResizeObserver ??= Observer;
globals.IntersectionObserver ??= Observer;
globals.DragEvent ??= class extends MouseEvent {};
globals.requestIdleCallback ??= (callback: () => void) => setTimeout(callback);
globals.matchMedia ??= () => ({ matches: false, addEventListener: () => undefined, removeEventListener: () => undefined });
