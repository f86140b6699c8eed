import type { TranslationBundle } from '@jupyterlab/translation';
import { durationText } from '../../graph/words.js';
import type { Activity, NodeRun, RunState } from '../../model/state.js';

/** What is being done, in words. */
export function activityText({ kind }: Activity, trans: TranslationBundle): string {
  const words = {
    starting: trans.__('Starting a kernel for the pipeline …'),
    compiling: trans.__('Compiling …'),
    installing: trans.__('Installing what the project needs …'),
    running: trans.__('Running …'),
    stopping: trans.__('Stopping …')
  };
  return words[kind];
}

/** How many nodes are in one of the states. */
export const countNodes = ({ nodes }: RunState, ...statuses: readonly NodeRun['status'][]): number =>
  [...nodes.values()].filter(({ status }) => statuses.includes(status)).length;

/** How a run ended, in one line. */
export function outcomeText(run: RunState, trans: TranslationBundle): string {
  const { record } = run;
  if (!record) return '';
  const words = { running: trans.__('Running'), succeeded: trans.__('Done'), failed: trans.__('Failed'), aborted: trans.__('Stopped') };
  const stopped = [...run.nodes.values()].filter(({ status, startedAt }) => status === 'aborted' && startedAt !== undefined).length;
  const parts = [
    [countNodes(run, 'done'), trans.__('run')],
    [countNodes(run, 'cached'), trans.__('unchanged')],
    [countNodes(run, 'failed'), trans.__('failed')],
    [stopped, trans.__('stopped')],
    [countNodes(run, 'skipped', 'queued', 'aborted') - stopped, trans.__('not run')]
  ] as const;
  const told = parts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  const took = tookOf(record);
  return `${words[record.status]}${took === undefined ? '' : ` ${trans.__('in %1', durationText(took))}`}: ${told.join(', ')}`;
}

/** Wall time of a run that has ended, in milliseconds. */
export function tookOf({ started, ended }: { readonly started: string; readonly ended?: string | null }): number | undefined {
  const took = Date.parse(ended ?? '') - Date.parse(started);
  return Number.isFinite(took) ? took : undefined;
}

/** When a run began: of today's the time, with seconds; of others the day as well. */
export function timeText({ started }: { readonly started: string }): string {
  const time = new Date(started);
  if (time.toDateString() === new Date().toDateString()) return time.toLocaleTimeString();
  return time.toLocaleString(undefined, { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' });
}

/** Beside the section's title. */
export function runNote({ activity, record, obstacle }: RunState, trans: TranslationBundle): string {
  if (activity) return activity.kind === 'stopping' ? trans.__('stopping') : trans.__('under way');
  if (obstacle) return trans.__('did not run');
  if (!record) return '';
  return { running: trans.__('under way'), succeeded: trans.__('done'), failed: trans.__('failed'), aborted: trans.__('stopped') }[record.status];
}

/** `1.2 MB`. */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const units = ['kB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${units[power - 1] ?? ''}`;
}
