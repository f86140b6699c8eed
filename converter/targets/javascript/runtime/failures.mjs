/** Where an error happened, in the words of the notebook: cell and line, without the frames of the runtime. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { GuardError } from './errors.mjs';
import { projectFolder } from './facts.mjs';

/** The lines of a cell that a line of the node's file came from. */
const spanAt = (node, line) => node.map?.find(({ from, to }) => from <= line && line <= to);

/** Lines of the node's own file in a stack, innermost first. */
export function linesIn(node, stack) {
  const path = join(projectFolder, node.file);
  const names = [pathToFileURL(path).href, path];
  return String(stack)
    .split('\n')
    .flatMap(frame => {
      const name = names.find(each => frame.includes(`${each}:`) || frame.includes(`${each}?`));
      const match = name === undefined ? null : /:(\d+)(?::\d+)?\)?\s*$/.exec(frame);
      return match ? [Number(match[1])] : [];
    });
}

/** The `error` of a journal event. */
export function describe(error, node, kind, dataset) {
  const isObject = typeof error === 'object' && error !== null;
  const stack = isObject && typeof error.stack === 'string' ? error.stack : '';
  const line = (isObject && error.line) || linesIn(node, stack).find(each => spanAt(node, each));
  const span = line === undefined ? undefined : spanAt(node, line);
  const type = isObject ? String(error.name ?? error.constructor?.name ?? 'Error') : typeof error;
  const message = isObject ? String(error.message ?? '') : String(error);
  return {
    kind: error instanceof GuardError ? 'guard' : kind,
    type,
    message,
    traceback: text({ node, span, line, stack, said: `${type}: ${message}` }),
    cell: span?.cell ?? node.cells[0]?.id ?? null,
    line: span ? span.line + line - span.from : null,
    ...(dataset && (kind === 'load' || kind === 'save') && { dataset })
  };
}

/** The traceback as a notebook would show it, beginning with the cell. */
function text({ node, span, line, stack, said }) {
  const head = span ? `Cell ${span.index + 1}, line ${span.line + line - span.from} (node '${node.name}')` : `node '${node.name}'`;
  const frames = stack.split('\n').filter(each => /^\s+at /.test(each));
  const words = stack.includes('\n    at ') ? stack.slice(0, stack.indexOf('\n    at ')) : said;
  return [head, words, ...frames.flatMap(frame => clean(frame, node))].join('\n');
}

function clean(frame, node) {
  const [line] = linesIn(node, frame);
  const span = line === undefined ? undefined : spanAt(node, line);
  const name = /at (?:async )?(?:([\w.$<>]+) )?/.exec(frame)?.[1];
  const calls = name === undefined || name === node.function ? '' : `${name}, `;
  if (span) return [`    at ${calls}cell ${span.index + 1}, line ${span.line + line - span.from}`];
  return /[\\/]runtime[\\/]\w+\.mjs|node:internal|ext:/.test(frame) || line !== undefined ? [] : [frame];
}
