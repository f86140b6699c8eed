import type { ISharedCell, ISharedNotebook } from '@jupyter/ydoc';
import type { TranslationBundle } from '@jupyterlab/translation';
import { setSource } from './apply.js';
import type { NotebookPipeline } from './pipeline.js';
import type { Fix } from './view.js';

/** What a fix does, for its button. */
export function fixLabel(fix: Fix, trans: TranslationBundle): string {
  switch (fix.kind) {
    case 'declare':
      return trans.__('Declare %1', fix.name);
    case 'undeclare':
      return trans.__('Remove %1', fix.name);
    case 'undeclare-all':
      return trans.__('Infer all');
    case 'join':
      return trans.__('Make it one node');
    case 'tag':
      return trans.__('Tag %1', fix.node);
    case 'role':
      return fix.role === 'skip' ? trans.__('Skip the cell') : fix.role === 'setup' ? trans.__('Make it setup') : trans.__('Make it parameters');
    case 'parameter':
      return trans.__('Make %1 a parameter', fix.name);
    case 'convert':
      return fix.isComment ? trans.__('Make it a comment') : trans.__('Make it plain code');
    case 'retag':
      return trans.__('Keep the first');
    case 'suggest':
      return trans.__('Suggest nodes');
    default:
      return fix satisfies never;
  }
}

/** Carries a fix out, as one step that can be undone. */
export async function applyFix(fix: Fix, pipeline: NotebookPipeline): Promise<void> {
  switch (fix.kind) {
    case 'declare':
    case 'undeclare':
      await pipeline.change({ kind: fix.kind, node: fix.node, field: fix.field, names: [fix.name] });
      return;
    case 'undeclare-all':
      await pipeline.change({ kind: fix.kind, node: fix.node, field: fix.field });
      return;
    case 'join':
      await pipeline.change({ kind: 'rename', from: fix.nodes, to: fix.name });
      return;
    case 'tag':
      await pipeline.change({ kind: 'mark', marks: fix.cells.map(cell => ({ cell, role: 'node', node: fix.node })) });
      return;
    case 'role':
      await pipeline.change({ kind: 'mark', marks: fix.cells.map(cell => ({ cell, role: fix.role })) });
      return;
    case 'retag': {
      const cell = pipeline.state.view.cells.find(({ id }) => id === fix.cell);
      if (cell?.role) await pipeline.change({ kind: 'rewrite', cell: fix.cell, role: cell.role, ...(cell.node !== undefined && { node: cell.node }) });
      return;
    }
    case 'parameter':
      makeParameter(pipeline.shared, fix, pipeline.state.view.cells.find(({ role }) => role === 'parameters')?.id);
      return;
    case 'convert': {
      const cell = pipeline.shared.cells.find(({ id }) => id === fix.cell);
      if (cell) pipeline.shared.transact(() => setSource(cell, cell.getSource().slice(0, fix.from) + fix.text + cell.getSource().slice(fix.to)));
      return;
    }
    case 'suggest':
      await pipeline.suggest();
      return;
    default:
      fix satisfies never;
  }
}

/** Moves a line to the cell of parameters as a literal; makes that cell where there is none. A cell that held nothing else goes, or becomes it. */
function makeParameter(notebook: ISharedNotebook, fix: Extract<Fix, { kind: 'parameter' }>, parameters: string | undefined): void {
  const cells = notebook.cells;
  const cell = cells.find(({ id }) => id === fix.cell);
  const home = cells.find(({ id }) => id === parameters);
  const line = `${fix.name} = ${fix.value}`;
  const rest = cell ? cell.getSource().slice(0, fix.from) + cell.getSource().slice(fix.to + 1) : '';
  const isSpent = cell !== undefined && cell !== home && rest.trim() === '';
  notebook.transact(() => {
    if (isSpent && !home) {
      setSource(cell, line);
      tagAsParameters(cell);
      return;
    }
    if (cell && !isSpent) setSource(cell, rest);
    if (home) setSource(home, `${home.getSource().replace(/\n*$/, '')}\n${line}`);
    else {
      const first = cells.findIndex(({ cell_type }) => cell_type === 'code');
      notebook.insertCell(Math.max(0, first), { cell_type: 'code', source: line, metadata: { espalier: { role: 'parameters' } } });
    }
    if (isSpent) notebook.deleteCell(cells.indexOf(cell));
  });
}

function tagAsParameters(cell: ISharedCell): void {
  const tags: unknown = cell.getMetadata('tags');
  if (Array.isArray(tags))
    cell.setMetadata(
      'tags',
      tags.filter(tag => !/^(?:node|step|block):/.test(String(tag)))
    );
  cell.setMetadata('espalier', { role: 'parameters' });
}
