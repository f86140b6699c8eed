import type { TranslationBundle } from '@jupyterlab/translation';
import { statusWord } from '../graph/words.js';
import { problemsOf } from '../model/count.js';
import type { NodeRun, NotebookState, Proposal } from '../model/state.js';
import type { CellView, NodeView, Problem } from '../model/view.js';

/** How a cell looks, as data: equal looks are not painted twice. */
export interface CellLook {
  readonly colour?: number;
  /** `joined`: an untagged cell that belongs to the node above. */
  readonly kind: 'node' | 'joined' | 'setup' | 'parameters' | 'skip' | 'plain';
  readonly isProposed: boolean;
  readonly isDim: boolean;
  readonly name: string;
  /** `df → model`, on the first cell of a node. */
  readonly flow: string;
  readonly run?: NodeRun['status'];
  readonly status: string;
  readonly problem?: 'error' | 'warning';
  /** What the problems say, one a line. */
  readonly problems: string;
}

const plain: CellLook = { kind: 'plain', isProposed: false, isDim: false, name: '', flow: '', status: '', problems: '' };

/** The looks of all cells, by id. */
export function cellLooks(state: NotebookState, trans: TranslationBundle, cone: ReadonlySet<string> | undefined): ReadonlyMap<string, CellLook> {
  const { view, proposal, run } = state;
  if (proposal) return proposedLooks(proposal, trans);
  const nodes = new Map(view.nodes.map(node => [node.name, node]));
  const problems = view.isTagged ? byCell(problemsOf(state)) : new Map<string, readonly Problem[]>();
  return new Map(
    view.cells.map(cell => {
      const node = nodes.get(cell.runsIn ?? '');
      const own = problems.get(cell.id) ?? [];
      const look = view.isTagged || cell.role !== undefined ? lookOf(cell, node, run.nodes.get(cell.runsIn ?? ''), trans) : plain;
      const worst = own.some(({ severity }) => severity === 'error') ? 'error' : 'warning';
      return [
        cell.id,
        {
          ...look,
          isDim: cone !== undefined && cell.runsIn !== undefined && !cone.has(cell.runsIn),
          ...(own.length > 0 && { problem: worst, problems: own.map(({ message }) => message).join('\n') })
        }
      ];
    })
  );
}

function lookOf(cell: CellView, node: NodeView | undefined, run: NodeRun | undefined, trans: TranslationBundle): CellLook {
  const { role, node: name = '', isFirst, colour } = cell;
  const roles = { setup: trans.__('setup'), parameters: trans.__('parameters'), skip: trans.__('not in the pipeline') };
  if (cell.kind !== 'code') return plain;
  if (role === 'setup' || role === 'parameters' || role === 'skip') {
    return { ...plain, kind: role, name: roles[role], ...(colour !== undefined && { colour }) };
  }
  if (name === '') return cell.isSetup ? { ...plain, kind: 'setup', name: roles.setup, ...(colour !== undefined && { colour }) } : plain;
  const names = (ports: NodeView['inputs'] = []) => ports.filter(({ kind }) => kind === 'value' || kind === 'parameter').map(port => port.name);
  return {
    ...plain,
    kind: role === 'node' ? 'node' : 'joined',
    name,
    flow: isFirst && node ? flow(names(node.inputs), names(node.outputs)) : '',
    ...(colour !== undefined && { colour }),
    ...(run && { run: run.status, status: statusWord(run, trans) })
  };
}

/** At most so many names on either side. */
const most = 4;

function flow(inputs: readonly string[], outputs: readonly string[]): string {
  const few = (names: readonly string[]) => (names.length > most ? `${names.slice(0, most).join(', ')}, …` : names.join(', '));
  if (inputs.length === 0 && outputs.length === 0) return '';
  return `${few(inputs)} → ${few(outputs)}`.trim();
}

function proposedLooks(proposal: Proposal, trans: TranslationBundle): ReadonlyMap<string, CellLook> {
  const colours = new Map<string, number>();
  return new Map(
    proposal.cells.map(({ id, role, node }): [string, CellLook] => {
      if (node === undefined)
        return [
          id,
          { ...plain, kind: role === 'parameters' ? role : 'setup', isProposed: true, name: role === 'parameters' ? trans.__('parameters') : trans.__('setup') }
        ];
      if (!colours.has(node)) colours.set(node, colours.size % 8);
      const isRefused = proposal.refused.has(node);
      return [id, isRefused ? plain : { ...plain, kind: 'node', isProposed: true, name: node, colour: colours.get(node) ?? 0 }];
    })
  );
}

function byCell(problems: readonly Problem[]): ReadonlyMap<string, readonly Problem[]> {
  const found = new Map<string, Problem[]>();
  for (const problem of problems) {
    if (!problem.at || problem.severity === 'info') continue;
    const own = found.get(problem.at.cell) ?? [];
    own.push(problem);
    found.set(problem.at.cell, own);
  }
  return found;
}
