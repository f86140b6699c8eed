import { useEffect, useState, type KeyboardEvent, type ReactElement } from 'react';
import { setNotebookSetting } from '../model/notebookSettings.js';
import { HealthChip } from './HealthChip.js';
import type { PartProps } from './parts.js';

/** The pipeline's name, which can be edited, and how it is. */
export function Header({ context: { trans }, panel, pipeline, state }: PartProps): ReactElement {
  const { name } = state.view;
  const [text, setText] = useState(name);
  useEffect(() => setText(name), [name]);
  const commit = () => {
    const wanted = text.trim();
    if (wanted === name) setText(name);
    else setNotebookSetting(pipeline.shared, 'name', wanted === '' ? undefined : wanted);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') event.currentTarget.blur();
    if (event.key === 'Escape') {
      setText(name);
      event.currentTarget.value = name;
    }
  };
  return (
    <div className="jp-Espalier-header">
      <input
        className="jp-Espalier-name"
        value={text}
        spellCheck={false}
        aria-label={trans.__('Name of the pipeline')}
        title={trans.__('Name of the pipeline')}
        onChange={event => setText(event.target.value)}
        onBlur={commit}
        onKeyDown={onKeyDown}
      />
      <div className="jp-Espalier-subtitle">
        <span className="jp-Espalier-path" title={panel.context.path}>
          {panel.title.label}
        </span>
        <HealthChip state={state} trans={trans} />
      </div>
    </div>
  );
}
