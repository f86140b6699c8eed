import type { ReactElement } from 'react';
import type { Json } from '../../../converter/index.js';
import type { PartProps, Section } from '../../sidebar/parts.js';
import { ParameterField } from './ParameterField.js';

/** Values for the next run; the notebook stays as it is. */
export const parametersSection: Section = {
  id: 'parameters',
  title: trans => trans.__('Parameters'),
  rank: 45,
  component: Parameters,
  isVisible: ({ view }) => view.isTagged && view.parameters.length > 0,
  note: ({ view, run }, trans) => {
    const changed = Object.keys(run.parameters).length;
    return changed === 0 ? String(view.parameters.length) : trans.__('%1 changed', changed);
  },
  isFolded: true
};

function Parameters({ context: { trans }, pipeline, state: { view, run } }: PartProps): ReactElement {
  const set = (parameters: typeof run.parameters) => pipeline.update({ run: { ...pipeline.state.run, parameters } });
  const change = (name: string, value: Json | undefined) => {
    const others = Object.entries(run.parameters).filter(([other]) => other !== name);
    set(Object.fromEntries(value === undefined ? others : [...others, [name, value]]));
  };
  const isChanged = Object.keys(run.parameters).length > 0;
  return (
    <div className="jp-Espalier-form">
      {view.parameters.map(parameter => (
        <ParameterField key={parameter.name} parameter={parameter} value={run.parameters[parameter.name]} onChange={value => change(parameter.name, value)} />
      ))}
      <p className="jp-Espalier-aside">
        {trans.__('For the next run; the notebook stays as it is.')}{' '}
        {isChanged && (
          <button type="button" className="jp-Espalier-link" onClick={() => set({})}>
            {trans.__('Back to the notebook’s values')}
          </button>
        )}
      </p>
    </div>
  );
}
