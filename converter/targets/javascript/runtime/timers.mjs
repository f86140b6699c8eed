/** Work that goes on after a cell has ended: it is waited for, as a kernel that stays alive would do it. */

/** Longest wait for what a node started and did not await, in milliseconds. */
const patience = 30_000;

const intervals = new Set();
let timeouts = 0;

/** Counts timers from now on. */
export function countTimers() {
  const { setTimeout: once, clearTimeout: cancel, setInterval: again, clearInterval: stop } = globalThis;
  const open = new Set();
  const close = timer => {
    if (open.delete(timer)) timeouts--;
    intervals.delete(timer);
  };
  globalThis.setTimeout = Object.assign(
    (code, ...others) => {
      const timer = once(
        (...args) => {
          close(timer);
          return typeof code === 'function' ? code(...args) : undefined;
        },
        ...others
      );
      timeouts++;
      open.add(timer);
      return timer;
    },
    { ...once }
  );
  globalThis.clearTimeout = timer => (close(timer), cancel(timer));
  globalThis.setInterval = (...args) => {
    const timer = again(...args);
    intervals.add(timer);
    return timer;
  };
  globalThis.clearInterval = timer => (close(timer), stop(timer));
}

/** Whether something is still to come that nobody awaited. */
export const isBusy = () => timeouts > 0 || intervals.size > 0;

/** Whether files may be under way, or processes: Deno does not tell. */
export const mayWait = () => 'Deno' in globalThis || process.getActiveResourcesInfo().some(kind => /Req|^ProcessWrap$/.test(kind));

/** Resolves once nothing is left to do; what repeats for ever is not waited for. */
export function quiet() {
  for (const timer of intervals) (timer.unref ?? globalThis.Deno?.unrefTimer)?.call(timer, timer);
  return new Promise(resolve => {
    const limit = setTimeout(resolve, patience);
    (limit.unref ?? globalThis.Deno?.unrefTimer)?.call(limit, limit);
    process.once('beforeExit', resolve);
  });
}
