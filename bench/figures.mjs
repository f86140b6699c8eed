// How figures are taken and shown.
import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import process from 'node:process';

export const median = values => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** Milliseconds of each of `count` calls, in order. */
export function timed(count, call) {
  return Array.from({ length: count }, (_, index) => {
    const started = performance.now();
    call(index);
    return performance.now() - started;
  });
}

/** Milliseconds from the start of a process to its end; throws where it fails. */
export function timeProcess(command, args, options = {}) {
  const started = performance.now();
  const { status, stderr, stdout, error } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 2 ** 28, ...options });
  const ms = performance.now() - started;
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${error?.message ?? `${stdout}${stderr}`.slice(-2000)}`);
  return ms;
}

/** A Markdown table; the first row is its head, and numbers stand to the right. */
export function table(title, [head, ...rows]) {
  const line = cells => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, column) => (rows.every(row => /^[\d–-]/.test(String(row[column] ?? '–'))) ? '--:' : ':--'));
  process.stdout.write(`\n### ${title}\n\n${[line(head), line(rule), ...rows.map(line)].join('\n')}\n`);
}

export const ms = value => (value < 10 ? value.toFixed(1) : value.toFixed(0)) + ' ms';
export const kilobytes = value => `${(value / 1000).toFixed(0)} kB`;
