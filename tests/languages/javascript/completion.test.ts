import { createContext, runInContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { analyze } from '../../../converter/languages/javascript/analyze.js';
import { applyEdits } from '../../../converter/source/edits.js';

const context = createContext();

/** What the kernel shows. */
const value = (code: string): unknown => runInContext(`eval(${JSON.stringify(code)})`, context, { timeout: 1000 });

/** What the edited code keeps to be shown. */
function kept(code: string): unknown {
  const { completion, result } = analyze({ id: 'c', source: code, directives: [], kernel: 'deno' });
  if (result) return value(code);
  if (!completion) return undefined;
  return value(`let shown; ${applyEdits(code, completion.edits).replaceAll('·', 'shown')}\n; shown`);
}

describe('the value of the last statement', () => {
  it.each([
    'if (true) { 5 } else { 6 }',
    'if (false) 5',
    '5; if (false) {}',
    '5; {}',
    '5; { let a = 1; }',
    '"a"; "b"',
    '{ let q = 1; q + 1 }',
    'for (const x of [1, 2, 3]) x * 2',
    'for (const x of [1, 2, 3]) { if (x < 2) x }',
    'for (let i = 0; i < 2; i++) for (const y of i ? [] : [1]) y',
    'let t = 0; do { t++, t * 3 } while (t < 4)',
    'let n = 3; while (n) n--',
    'while (false) 5',
    'for (const k in { a: 1, b: 2 }) k',
    'try { null.x; 5 } catch (e) { e.name } finally { 7 }',
    'try { 5; null.x } catch {}',
    'for (const x of [1, 2]) { try { if (x === 2) throw 1; x * 2 } catch { if (x < 0) "negative" } }',
    'switch (1) { case 0: "zero"; break; case 1: "one"; case 2: "two"; default: "other" }',
    'switch (9) { case 0: "zero"; case 1: let a = 1; }',
    'out: { 3; if (true) break out; 9 }',
    'lab: for (const a of [1, 2]) { for (const b of [3, 4]) { if (b === 4) continue lab; a * b } }',
    'for (const x of [1, 2, 3, 4]) { if (x === 2) continue; if (x > 3) { "end"; break; } x }',
    'for (;;) { 1; { break; } }',
    '5; let a = 3; class C {} ;'
  ])('%s', code => {
    expect(kept(code)).toEqual(value(code));
  });

  it('of any statement is what JavaScript says', () => {
    let seed = 7;
    const random = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
    const choose = <T>(of: readonly T[]): T => of[random(of.length)] as T;
    let names = 0;
    const list = (depth: number, loops: number): string => Array.from({ length: random(4) }, () => statement(depth, loops)).join(' ');
    const leaf = (loops: number) =>
      choose([
        () => `${++names};`,
        () => `let v${++names} = 1;`,
        () => ';',
        () => (loops > 0 ? `if (${random(2)}) ${choose(['break', 'continue'])};` : `"t${++names}";`)
      ])();
    const end = (loops: number) => (loops > 0 && random(4) === 0 ? choose([' break;', ' continue;']) : '');
    const block = (depth: number, loops: number) => `{ ${list(depth, loops)}${end(loops)} }`;
    function statement(depth: number, loops: number): string {
      if (depth === 0) return leaf(loops);
      const name = `v${++names}`;
      return choose([
        () => leaf(loops),
        () => `if (${random(2)}) ${block(depth - 1, loops)}`,
        () => `if (${random(2)}) ${block(depth - 1, loops)} else ${random(2) ? block(depth - 1, loops) : `if (${random(2)}) ${++names};`}`,
        () => `for (let ${name} = 0; ${name} < ${random(3)}; ${name}++) ${block(depth - 1, loops + 1)}`,
        () => `for (const ${name} of [1, 2]) ${block(depth - 1, loops + 1)}`,
        () => `try { ${list(depth - 1, loops)} ${choose(['', 'null.x; 3;'])} } catch { ${list(depth - 1, loops)} }`,
        () => `switch (${random(3)}) { case 0: ${list(0, 0)} case 1: ${list(depth - 1, loops)} break; default: ${list(0, 0)} }`,
        () => `l${name}: { ${list(depth - 1, loops)} if (${random(2)}) break l${name}; ${list(depth - 1, loops)} }`,
        () => block(depth - 1, loops)
      ])();
    }
    for (let round = 0; round < 2000; round++) {
      const code = `${list(1, 0)} ${statement(4, 0)}`;
      expect({ code, value: kept(code) }).toEqual({ code, value: value(code) });
    }
  });
});
