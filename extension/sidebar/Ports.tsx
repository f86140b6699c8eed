import type { TranslationBundle } from '@jupyterlab/translation';
import type { ReactElement } from 'react';
import type { PortView } from '../model/view.js';

interface PortsProps {
  readonly ports: readonly PortView[];
  readonly trans: TranslationBundle;
  /** Absent where nothing can be pinned. */
  readonly onToggle?: (port: PortView) => void;
  /** What stands where there is nothing. */
  readonly nothing: string;
}

/** Chips for what goes in or out: inferred ones grey, pinned by a click; contradicted ones marked. */
export function Ports({ ports, trans, onToggle, nothing }: PortsProps): ReactElement {
  if (ports.length === 0) return <span className="jp-Espalier-nothing">{nothing}</span>;
  return (
    <ul className="jp-Espalier-ports">
      {ports.map(port => (
        <li key={`${port.kind} ${port.name}`}>
          <Port port={port} trans={trans} onToggle={onToggle} />
        </li>
      ))}
    </ul>
  );
}

function Port({
  port,
  trans,
  onToggle
}: {
  readonly port: PortView;
  readonly trans: TranslationBundle;
  readonly onToggle: PortsProps['onToggle'];
}): ReactElement {
  const { name, kind, standing } = port;
  const classes = `jp-Espalier-port jp-mod-${kind} jp-mod-${standing}`;
  const title = titleOf(port, trans, onToggle !== undefined && kind === 'value');
  if (!onToggle || kind !== 'value')
    return (
      <span className={classes} title={title}>
        {name}
      </span>
    );
  return (
    <button type="button" className={classes} title={title} aria-pressed={standing === 'declared'} onClick={() => onToggle(port)}>
      {name}
    </button>
  );
}

function titleOf({ kind, standing, others, type }: PortView, trans: TranslationBundle, canPin: boolean): string {
  const kinds = {
    value: trans.__('value'),
    parameter: trans.__('parameter'),
    file: trans.__('file'),
    state: trans.__('hidden state'),
    order: trans.__('order')
  };
  const standings = {
    inferred: canPin ? trans.__('inferred from the code; click to declare it') : trans.__('inferred from the code'),
    declared: canPin ? trans.__('declared; click to leave it to the code') : trans.__('declared'),
    contradicted: trans.__('the declaration and the code disagree; click to settle it')
  };
  return [kinds[kind], ...(type === undefined ? [] : [type]), standings[standing], ...(others.length > 0 ? [`↔ ${others.join(', ')}`] : [])].join('\n');
}
