// Cells of notebooks for Deno, to measure with.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';

export const javascriptKernel = {
  kernelspec: { name: 'deno', display_name: 'Deno', language: 'typescript' },
  language_info: { name: 'typescript', file_extension: '.ts', mimetype: 'text/x.typescript' }
};

let pool;

/** Cells of the example one after the other, then again: later rounds declare the same names anew, in nodes of their own. */
export function realCell(index) {
  if (!pool) {
    const { cells } = JSON.parse(readFileSync(join(root, 'examples', 'earthquakes', 'notebook.ipynb'), 'utf8'));
    pool = cells
      .filter(({ cell_type }) => cell_type === 'code')
      .map(({ source }, at) => ({ source: [source].flat().join(''), node: `quakes_${Math.floor(at / 2)}` }));
  }
  const { source, node } = pool[index % pool.length];
  return { source, node: `${node}_${Math.floor(index / pool.length)}` };
}

const makers = [
  k =>
    `interface Row${k} {\n  id: number;\n  value: number;\n  kind: string;\n}\n\nconst rows${k}: Row${k}[] = Array.from({ length: 100 }, (_, id) => ({ id, value: id * ${k + 1}, kind: "ab"[id % 2] }));\nrows${k}.length`,
  k =>
    `/** Without what is missing. */\nfunction clean${k}(rows: Row${k}[], column: keyof Row${k} = "value"): Row${k}[] {\n  return rows.filter((row) => row[column] !== undefined).map((row) => ({ ...row, value: Number(row.value) }));\n}`,
  k => `const cleaned${k} = clean${k}(rows${k});\ncleaned${k}.forEach((row) => (row.value = Math.log1p(row.value)));\nconsole.log(cleaned${k}.length, "rows");`,
  k =>
    `const totals${k} = new Map<string, number>();\nfor (const [kind, part] of Map.groupBy(cleaned${k}, (row) => row.kind)) {\n  if (part.length > 3) totals${k}.set(kind, part.reduce((sum, { value }) => sum + value, 0));\n  else totals${k}.set(kind, 0);\n}`,
  k =>
    `class Scale${k} {\n  readonly seen: number[] = [];\n\n  constructor(private readonly factor: number) {}\n\n  apply(values: number[]): number[] {\n    this.seen.push(values.length);\n    return values.map((value) => value * this.factor);\n  }\n}\n\nconst scale${k} = new Scale${k}(0.5);`,
  k =>
    `const scaled${k} = scale${k}.apply(cleaned${k}.map(({ value }) => value));\nconst largest${k} = Math.max(...scaled${k}, 0);\nif (largest${k} < 0) throw new RangeError(\`negative: \${largest${k}}\`);`,
  k => `await Deno.writeTextFile("summary${k}.txt", [...totals${k}].map(([kind, total]) => \`\${kind}: \${total.toFixed(2)}\`).join("\\n"));`,
  k =>
    `let ratio${k}: number | null = null;\ntry {\n  ratio${k} = totals${k}.get("a")! / totals${k}.get("b")!;\n} catch (error) {\n  console.error("no ratio:", error);\n}`,
  k => `const { largest: top${k}, ...rest${k} } = { largest: largest${k}, ratio: ratio${k}, seen: scale${k}.seen.length };\n({ top${k}, ...rest${k} })`
];

export const generatedCell = index => ({ source: makers[index % makers.length](Math.floor(index / makers.length)), node: `step_${Math.floor(index / 2)}` });
