import { HTMLSelect } from '@jupyterlab/ui-components';
import { useEffect, useState, type ReactElement } from 'react';
import type { Json } from '../../../converter/index.js';
import { setNotebookSetting } from '../../model/notebookSettings.js';
import type { TargetInfo } from '../../worker/protocol.js';
import { OptionField } from '../OptionField.js';
import type { PartProps, Section } from '../parts.js';

/** What the pipeline is written for, and how: stored in the notebook. */
export const targetSection: Section = {
  id: 'target',
  title: trans => trans.__('Target'),
  rank: 70,
  component: TargetPicker,
  note: ({ view }) => view.target,
  isVisible: ({ view }) => view.isTagged,
  isFolded: true
};

function TargetPicker({ context: { ask, trans }, pipeline, state }: PartProps): ReactElement | null {
  const [targets, setTargets] = useState<readonly TargetInfo[]>([]);
  useEffect(() => void ask('targets', {}).then(setTargets), [ask]);
  const { target, targetOptions, runner } = state.view;
  // A runner is called as the language that it runs.
  const fitting = targets.filter(({ id, languages }) => id === target || languages.includes(runner));
  const chosen = targets.find(({ id }) => id === target);
  const set = (option: string, value: Json | undefined) => {
    const options = Object.fromEntries(Object.entries({ ...targetOptions, [option]: value }).filter(([, each]) => each !== undefined));
    setNotebookSetting(pipeline.shared, 'targetOptions', Object.keys(options).length > 0 ? options : undefined);
  };
  if (targets.length === 0) return null;
  return (
    <div className="jp-Espalier-form">
      <label>
        <span>{trans.__('Engine')}</span>
        <HTMLSelect value={target} onChange={event => setNotebookSetting(pipeline.shared, 'target', event.target.value)}>
          {fitting.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
          {!chosen && <option value={target}>{trans.__('%1 (unknown)', target)}</option>}
        </HTMLSelect>
      </label>
      {chosen && <p className="jp-Espalier-aside">{chosen.description}</p>}
      {chosen?.options.map(option => (
        <OptionField
          key={`${chosen.id} ${option.name}`}
          option={option}
          value={targetOptions[option.name]}
          onChange={value => set(option.name, value)}
          trans={trans}
        />
      ))}
    </div>
  );
}
