import type { TranslationBundle } from '@jupyterlab/translation';
import { useEffect, useState, type FocusEvent, type KeyboardEvent, type MouseEvent, type ReactElement } from 'react';
import type { NodeRun } from '../model/state.js';
import type { GraphBox, NodeView } from '../model/view.js';
import { StatusMark } from './StatusMark.js';
import { boxText, durationText, statusWord } from './words.js';

interface GraphNodeProps {
  readonly box: GraphBox;
  readonly node: NodeView | undefined;
  readonly run: NodeRun | undefined;
  readonly isSelected: boolean;
  readonly isDim: boolean;
  readonly isTabStop: boolean;
  readonly trans: TranslationBundle;
  readonly onClick: (event: MouseEvent) => void;
  readonly onHover: (isOver: boolean) => void;
  readonly onFocus: (event: FocusEvent) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** A box of the graph: a node, or a file that nobody makes. */
export function GraphNode({ box, node, run, isSelected, isDim, isTabStop, trans, ...handlers }: GraphNodeProps): ReactElement {
  const { x, y, width, height, kind, detail } = box;
  const label = writtenLabel(box, node);
  const elapsed = useElapsed(run);
  const below = run ? (elapsed === undefined || run.status === 'failed' ? statusWord(run, trans) : durationText(elapsed)) : detail;
  const about = node?.description ?? node?.title;
  const status = run?.status ?? node?.worst;
  const classes = [
    'jp-Espalier-box',
    `jp-mod-${kind}`,
    ...(node ? [`jp-Espalier-colour-${node.colour}`] : []),
    ...(isSelected ? ['jp-mod-selected'] : []),
    ...(isDim ? ['jp-mod-dim'] : []),
    ...(run ? [`jp-mod-${run.status}`] : [])
  ];
  return (
    <g
      className={classes.join(' ')}
      style={{ transform: `translate(${x}px, ${y}px)` }}
      role="button"
      tabIndex={isTabStop ? 0 : -1}
      aria-label={boxText(box, node, run, trans)}
      aria-pressed={isSelected}
      data-box={box.id}
      onClick={handlers.onClick}
      onPointerEnter={() => handlers.onHover(true)}
      onPointerLeave={() => handlers.onHover(false)}
      onFocus={handlers.onFocus}
      onKeyDown={handlers.onKeyDown}
    >
      {kind === 'joined' && <rect className="jp-Espalier-outline" x={-width / 2 - 3} y={-height / 2 - 3} width={width + 6} height={height + 6} rx={8} />}
      <rect className="jp-Espalier-plate" x={-width / 2} y={-height / 2} width={width} height={height} rx={kind === 'file' ? 1 : 5} />
      {node && <rect className="jp-Espalier-bar" x={-width / 2} y={-height / 2} width={4} height={height} rx={2} />}
      <text className="jp-Espalier-label" y={below === '' ? 4.5 : -2}>
        {label}
      </text>
      {below !== '' && (
        <text className="jp-Espalier-detail" y={13}>
          {below}
        </text>
      )}
      {status && (
        <g transform={`translate(${width / 2 - 2} ${-height / 2 + 2})`}>
          <StatusMark status={status} />
        </g>
      )}
      {about !== undefined && <title>{about}</title>}
    </g>
  );
}

/** The name as the author wrote it, which may be no identifier; there is room for as many letters as the plan's name has. */
function writtenLabel({ label }: GraphBox, node: NodeView | undefined): string {
  const [authored, ...others] = node?.authored ?? [];
  return authored !== undefined && others.length === 0 && authored.length <= label.length ? authored : label;
}

/** Milliseconds that a node has run so far, or ran; told again every second. */
function useElapsed(run: NodeRun | undefined): number | undefined {
  const startedAt = run?.status === 'running' ? run.startedAt : undefined;
  const isRunning = startedAt !== undefined;
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!isRunning) return undefined;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [isRunning]);
  return startedAt === undefined ? run?.duration : Math.max(0, now - startedAt);
}
