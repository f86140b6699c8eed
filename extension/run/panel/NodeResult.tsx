import type { ReactElement } from 'react';
import type { NodeError, NodeRecord, OutputRecord } from '../../../converter/index.js';
import { PlaceLink } from '../../sidebar/PlaceLink.js';
import type { PartProps } from '../../sidebar/parts.js';
import { jobOf } from '../job.js';
import { Display } from './Display.js';
import { Log } from './Log.js';
import { plain } from '../plain.js';
import { sizeText } from './words.js';

/** Nobody reads more, and a page may not hold all that a program can say. */
const mostTraceback = 20_000;
const mostMessage = 2000;

/** One node of a run: why it failed, what it showed, wrote and left. */
export function NodeResult(props: PartProps & { readonly node: NodeRecord; readonly log: string }): ReactElement {
  const { context, panel, pipeline, node, log } = props;
  const { folder } = jobOf(context, panel, pipeline);
  const values = node.outputs.filter(output => typeof output.type === 'string' && output.type !== '' && !isOrder(output, node.name));
  const metrics = Object.entries(node.metrics);
  return (
    <div className="jp-Espalier-result">
      {node.error && <Failure {...props} error={node.error} />}
      {shownOnce(node).map(({ mime, path }) => (
        <Display key={path} context={context} panel={panel} mime={mime} path={`${folder}/${path}`} />
      ))}
      {metrics.length > 0 && (
        <dl className="jp-Espalier-metrics">
          {metrics.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{typeof value === 'number' ? String(Number(value.toPrecision(6))) : JSON.stringify(value)}</dd>
            </div>
          ))}
        </dl>
      )}
      <Log context={context} text={log} path={node.log === undefined ? undefined : `${folder}/${node.log}`} />
      {values.length > 0 && (
        <ul className="jp-Espalier-values">
          {values.map(output => (
            <li key={output.dataset}>
              <Value output={output} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** A display has its text beside its figure or table: the richest of them is shown. */
function shownOnce({ displays }: NodeRecord): NodeRecord['displays'] {
  const rank = (mime: string) => ['image/png', 'image/svg+xml', 'text/html', 'text/markdown', 'text/plain'].indexOf(mime);
  const stem = (path: string) => path.replace(/\.[^./]*$/, '');
  const best = new Map<string, NodeRecord['displays'][number]>();
  for (const display of displays) {
    const before = best.get(stem(display.path));
    if (!before || rank(display.mime) < rank(before.mime)) best.set(stem(display.path), display);
  }
  return [...best.values()];
}

/** What only says that a node has run, and with which files. */
const isOrder = ({ dataset, type }: OutputRecord, node: string): boolean =>
  (dataset === `${node}_done` || dataset === `${node}_files`) && (type === 'dict' || type === 'Object');

function Value({ output: { dataset, type, shape, bytes, preview } }: { readonly output: OutputRecord }): ReactElement {
  const size = [shape?.join(' × '), typeof bytes === 'number' ? sizeText(bytes) : ''].filter(text => text !== undefined && text !== '').join(', ');
  const head = (
    <>
      <code>{dataset}</code> <span className="jp-Espalier-aside">{type?.replace(/^.*\./, '')}</span> <span className="jp-Espalier-aside">{size}</span>
    </>
  );
  if (typeof preview !== 'string' || preview === '') return head;
  return (
    <details>
      <summary>{head}</summary>
      <pre>{preview}</pre>
    </details>
  );
}

function Failure({ context: { trans }, panel, state, error }: PartProps & { readonly error: NodeError }): ReactElement {
  const index = state.view.cells.findIndex(({ id }) => id === error.cell);
  const problem = state.run.problems.find(({ at, code }) => code.startsWith('node-') && at?.cell === error.cell);
  return (
    <div className="jp-Espalier-obstacle">
      <p>
        {error.kind !== 'guard' && <strong>{error.type}: </strong>}
        {plain(error.message).slice(0, mostMessage)}
      </p>
      {problem?.at && (
        <p>
          <PlaceLink panel={panel} place={problem.at}>
            {typeof error.line === 'number' ? trans.__('Cell %1, line %2', index + 1, error.line) : trans.__('Cell %1', index + 1)}
          </PlaceLink>
        </p>
      )}
      {error.traceback !== undefined && error.traceback !== '' && (
        <details>
          <summary>{trans.__('Traceback')}</summary>
          <pre>{plain(error.traceback).slice(-mostTraceback)}</pre>
        </details>
      )}
    </div>
  );
}
