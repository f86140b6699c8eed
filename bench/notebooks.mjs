// Notebooks of any length to measure with: made of the examples' cells, or generated with names of their own.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedCell as generatedScript, javascriptKernel, realCell as realScript } from './javascript.mjs';
import { root } from './paths.mjs';

const examples = ['fraud', 'movies', 'penguins'];

const pythonKernel = { kernelspec: { name: 'python3', display_name: 'Python 3', language: 'python' }, language_info: { name: 'python', version: '3.11' } };

const kinds = {
  real: { makes: index => realCell(index), metadata: pythonKernel },
  generated: { makes: index => generatedCell(index), metadata: pythonKernel },
  'real TypeScript': { makes: realScript, metadata: javascriptKernel },
  'generated TypeScript': { makes: generatedScript, metadata: javascriptKernel }
};

/** A notebook of `count` code cells, as JSON text. `kind`: `real` repeats the cells of the examples, `generated` makes up new ones. */
export function notebookOf(kind, count) {
  const { makes, metadata } = kinds[kind];
  const cells = Array.from({ length: count }, (_, index) => makes(index));
  return JSON.stringify({
    nbformat: 4,
    nbformat_minor: 5,
    metadata,
    cells: cells.map(({ source, node }, index) => ({
      cell_type: 'code',
      id: `cell-${index}`,
      metadata: { tags: node ? [`node:${node}`] : [] },
      execution_count: null,
      outputs: [],
      source
    }))
  });
}

/** Lines that are being written in a cell: another value each time, and another name. */
export const edits = {
  value: (count, isPython) => (isPython ? `edited = ${count}` : `var edited = ${count};`),
  name: (count, isPython) => (isPython ? `edited_${count} = 1` : `var edited_${count} = 1;`)
};

/** The notebook with one more line in one of its cells: what an editor sends after a key was pressed. */
export function withEdit(text, at, line) {
  const document = JSON.parse(text);
  document.cells[at].source += `${isPython(document) ? '' : ';'}\n${line}`;
  return document;
}

export const isPython = ({ metadata }) => metadata.kernelspec.language === 'python';

let pool;

/** Cells of the examples one after the other, then again: later rounds bind the same names anew, in nodes of their own. */
function realCell(index) {
  pool ??= examples.flatMap(example => {
    const { cells } = JSON.parse(readFileSync(join(root, 'examples', example, 'notebook.ipynb'), 'utf8'));
    const sources = cells.filter(({ cell_type }) => cell_type === 'code').map(({ source }) => [source].flat().join(''));
    return sources.map((source, at) => ({ source: source.replace(/^(#\||%%).*\n/gm, ''), node: `${example}_${Math.floor(at / 2)}` }));
  });
  const { source, node } = pool[index % pool.length];
  const round = Math.floor(index / pool.length);
  return { source, node: `${node}_${round}` };
}

const makers = [
  k =>
    `import numpy as np\nimport pandas as pd\n\nrows_${k} = [{"id": i, "value": i * ${k + 1}, "kind": "ab"[i % 2]} for i in range(100)]\ntable_${k} = pd.DataFrame(rows_${k})\ntable_${k}.head()`,
  k =>
    `def clean_${k}(frame, column="value"):\n    """Without what is missing."""\n    kept = frame.dropna(subset=[column]).copy()\n    kept[column] = kept[column].astype(float)\n    return kept`,
  k => `clean_table_${k} = clean_${k}(table_${k})\nclean_table_${k}["log"] = np.log1p(clean_table_${k}["value"])\nprint(len(clean_table_${k}), "rows")`,
  k =>
    `totals_${k} = {}\nfor kind, part in clean_table_${k}.groupby("kind"):\n    if len(part) > 3:\n        totals_${k}[kind] = part["value"].sum()\n    else:\n        totals_${k}.setdefault(kind, 0.0)`,
  k =>
    `class Scale_${k}:\n    def __init__(self, factor):\n        self.factor = factor\n        self.seen = []\n\n    def apply(self, values):\n        self.seen.append(len(values))\n        return [value * self.factor for value in values]\n\nscale_${k} = Scale_${k}(0.5)`,
  k =>
    `scaled_${k} = scale_${k}.apply(list(clean_table_${k}["value"]))\nlargest_${k} = max(scaled_${k}, default=0)\nassert largest_${k} >= 0, f"negative: {largest_${k}}"`,
  k =>
    `import matplotlib.pyplot as plt\n\nfig, ax = plt.subplots()\nax.plot(scaled_${k}, label="scaled")\nax.set_title(f"largest {largest_${k}:.1f}")\nax.legend()\nplt.show()`,
  k => `with open("summary_${k}.txt", "w") as file:\n    for kind, total in sorted(totals_${k}.items()):\n        file.write(f"{kind}: {total}\\n")`,
  k =>
    `try:\n    ratio_${k} = totals_${k}["a"] / totals_${k}["b"]\nexcept (KeyError, ZeroDivisionError) as error:\n    ratio_${k} = None\n    print("no ratio:", error)`,
  k => `summary_${k} = clean_table_${k}.describe().T\nsummary_${k}.loc["log", "ratio"] = ratio_${k}\nsummary_${k}`
];

const generatedCell = index => ({ source: makers[index % makers.length](Math.floor(index / makers.length)), node: `step_${Math.floor(index / 2)}` });
