import type { TranslationBundle } from '@jupyterlab/translation';
import type { NodeRun } from '../model/state.js';
import type { GraphBox, NodeView } from '../model/view.js';

/** State of a node in a run, as one word. */
export function statusWord({ status, startedAt }: NodeRun, trans: TranslationBundle): string {
  const words = {
    queued: trans.__('queued'),
    running: trans.__('running'),
    done: trans.__('done'),
    cached: trans.__('cached'),
    failed: trans.__('failed'),
    skipped: trans.__('skipped'),
    // It was at it when the run ended, or never began.
    aborted: startedAt === undefined ? trans.__('not run') : trans.__('stopped')
  };
  return words[status];
}

/** `850 ms`, `12.3 s`, `2:05 min`. */
export function durationText(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')} min`;
}

/** A box of the graph for those who do not see it. */
export function boxText(box: GraphBox, node: NodeView | undefined, run: NodeRun | undefined, trans: TranslationBundle): string {
  if (!node) return trans.__('File %1', box.label);
  const parts = [
    box.label,
    box.detail,
    ...(node.rung === 'function' ? [] : [node.rung === 'script' ? trans.__('a script') : trans.__('joined')]),
    ...(run ? [statusWord(run, trans)] : []),
    trans.__('inputs %1, outputs %2', node.inputs.length, node.outputs.length),
    ...(node.worst === 'error' ? [trans.__('has errors')] : node.worst === 'warning' ? [trans.__('has warnings')] : [])
  ];
  return parts.join(', ');
}
