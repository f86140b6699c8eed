import type { JournalEvent, OutputRecord } from '../run/journal.js';
import type { RunPlan } from '../run/plan.js';
import { painter, type Terminal } from './terminal.js';
import { count, describeOutput, duration } from './words.js';

type State = 'waiting' | 'load' | 'run' | 'save' | 'done' | 'cached' | 'failed' | 'stopped' | 'skipped';

interface Line {
  readonly name: string;
  state: State;
  since: number;
  ms: number;
  outputs: readonly OutputRecord[];
}

export interface Progress {
  readonly tell: (events: readonly JournalEvent[]) => void;
  /** Draws the last state and leaves it on the screen. */
  readonly end: () => void;
}

const marks: Record<State, string> = { waiting: '·', load: '›', run: '›', save: '›', done: '✓', cached: '=', failed: '✗', stopped: '■', skipped: '-' };
const said: Record<State, string> = {
  waiting: '',
  load: 'loading',
  run: 'running',
  save: 'saving',
  done: '',
  cached: 'cached',
  failed: 'failed',
  stopped: 'stopped',
  skipped: 'not asked for'
};

/** Shows how a run goes: one line per node that is drawn again on a terminal, a line per ended node elsewhere. Datasets that are `hidden` are not worth telling. */
export function showProgress(plan: RunPlan, terminal: Terminal, hidden: ReadonlySet<string> = new Set(), now: () => number = Date.now): Progress {
  const lines = new Map(
    plan.nodes.map(({ name, action, earlier }): [string, Line] => [
      name,
      {
        name,
        state: action === 'run' ? 'waiting' : action === 'cached' ? 'cached' : 'skipped',
        since: now(),
        ms: earlier?.ms ?? 0,
        outputs: action === 'cached' ? (earlier?.outputs ?? []) : []
      }
    ])
  );
  const width = Math.max(0, ...[...lines.keys()].map(name => name.length));
  const text = (line: Line) => lineText({ ...line, outputs: line.outputs.filter(({ dataset }) => !hidden.has(dataset)) }, { width, terminal, now: now() });
  const screen = terminal.live ? liveScreen([...lines.values()], text, terminal) : plainScreen([...lines.values()], text, terminal);
  return {
    tell: events => {
      for (const event of events) {
        const line = 'node' in event ? lines.get(event.node) : undefined;
        if (line && advance(line, event, now())) screen.ended(line);
      }
    },
    end: () => {
      for (const line of lines.values()) if (['waiting', 'load', 'run', 'save'].includes(line.state)) line.state = 'stopped';
      screen.close();
    }
  };
}

/** Whether the node has ended. */
function advance(line: Line, event: JournalEvent, now: number): boolean {
  if (line.state === 'cached' || line.state === 'skipped') return false;
  if (event.event === 'node.started') Object.assign(line, { state: 'load', since: now, outputs: [] });
  if (event.event === 'node.phase') line.state = event.phase;
  if (event.event === 'node.output') line.outputs = [...line.outputs, event];
  if (event.event === 'node.succeeded') Object.assign(line, { state: 'done', ms: event.ms });
  if (event.event === 'node.failed') Object.assign(line, { state: 'failed', ms: now - line.since });
  return line.state === 'done' || line.state === 'failed';
}

function lineText(
  { name, state, since, ms, outputs }: Line,
  { width, terminal, now }: { readonly width: number; readonly terminal: Terminal; readonly now: number }
): string {
  const paint = painter(terminal);
  const colours: Record<State, (text: string) => string> = {
    waiting: paint.dim,
    load: paint.cyan,
    run: paint.cyan,
    save: paint.cyan,
    done: paint.green,
    cached: paint.dim,
    failed: paint.red,
    stopped: paint.yellow,
    skipped: paint.dim
  };
  const time = state === 'done' || state === 'failed' ? duration(ms) : state === 'load' || state === 'run' || state === 'save' ? duration(now - since) : '';
  const given =
    state === 'done' || state === 'cached'
      ? outputs
          .filter(({ type }) => type !== undefined)
          .map(describeOutput)
          .join(', ')
      : '';
  const words = `${name.padEnd(width)}  ${[said[state], time]
    .filter(word => word !== '')
    .join(' ')
    .padEnd(9)}  `;
  const room = Math.max(0, terminal.width - words.length - 3);
  const rest = terminal.live && given.length > room ? `${given.slice(0, Math.max(0, room - 1))}…` : given;
  return `${colours[state](marks[state])} ${words}${rest === '' ? '' : paint.dim(rest)}`.trimEnd();
}

interface Screen {
  readonly ended: (line: Line) => void;
  readonly close: () => void;
}

/** More lines than this do not fit on a screen that is drawn again. */
const mostLive = 40;

function liveScreen(lines: readonly Line[], text: (line: Line) => string, terminal: Terminal): Screen {
  if (lines.length > mostLive) return plainScreen(lines, text, terminal);
  let drawn = '';
  const draw = () => {
    const picture = lines.map(line => `\u001B[2K${text(line)}\n`).join('');
    if (picture === drawn) return;
    terminal.err(`${drawn === '' ? '' : `\u001B[${lines.length}A`}${picture}`);
    drawn = picture;
  };
  draw();
  const timer = setInterval(draw, 100);
  return {
    ended: () => undefined,
    close: () => {
      clearInterval(timer);
      draw();
    }
  };
}

function plainScreen(lines: readonly Line[], text: (line: Line) => string, terminal: Terminal): Screen {
  const cached = lines.filter(({ state }) => state === 'cached');
  if (cached.length > 0) terminal.err(`${count(cached.length, 'node')} cached: ${cached.map(({ name }) => name).join(', ')}\n`);
  return { ended: line => terminal.err(`${text(line)}\n`), close: () => undefined };
}
