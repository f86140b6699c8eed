import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { planNotebook } from '../../converter/convert.js';
import { proposal, type Proposal } from '../../converter/plan/propose.js';
import { runCases } from '../support/cases.js';
import { notebookDocument, type TestCell } from '../support/notebook.js';

/** Notebooks without nodes, and what is proposed. A line `# %%` begins each cell; behind it `[markdown]`, or tags. */
const folder = fileURLToPath(new URL('suggested/', import.meta.url));

for (const name of readdirSync(folder).sort()) {
  runCases(folder + name, 'proposal', ({ blocks }) => {
    const [, ...parts] = (blocks.find(({ language }) => language === 'python')?.text ?? '').split(/^# %% ?(.*)\n/m);
    const cells = parts.flatMap((source, at): TestCell[] => {
      if (at % 2 === 0) return [];
      const mark = parts[at - 1] ?? '';
      if (mark === '[markdown]') return [{ kind: 'markdown', source: source.replace(/^# ?/gm, '').trim() }];
      return [{ source: source.replace(/\n$/, ''), tags: mark.split(' ').filter(Boolean) }];
    });
    const { notebook, analysis, plan } = planNotebook(notebookDocument(cells), { name: 'case', auto: true });
    if (!analysis || !plan) throw new Error('no plan');
    return linesOf(proposal(notebook, analysis, plan)).join('\n');
  });
}

function linesOf({ nodes, cells, literals }: Proposal): readonly string[] {
  const others = cells.filter(({ role }) => role !== 'node');
  return [
    ...nodes.map(({ name, rung, title, cells: own, takes, gives }) =>
      [
        `node ${name} ${rung} ${own.join(' ')}`,
        ...(title === undefined ? [] : [`title ${title}`]),
        `takes ${takes.join(' ')}`,
        `gives ${gives.join(' ')}`
      ].join('; ')
    ),
    ...others.map(({ role, index }) => `${role} ${index}`),
    `tagged ${cells.flatMap(({ node, index }) => (node === undefined ? [] : [`${index}:${node}`])).join(' ')}`,
    ...literals.map(({ name, value, cell, of }) => `literal ${name} = ${JSON.stringify(value)} in ${cell}${of === undefined ? '' : ` for ${of}`}`)
  ];
}
