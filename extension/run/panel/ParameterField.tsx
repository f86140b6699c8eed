import { useId, useState, type ReactElement } from 'react';
import type { Json } from '../../../converter/index.js';
import type { ParameterView } from '../../model/view.js';

interface ParameterFieldProps {
  readonly parameter: ParameterView;
  readonly value: Json | undefined;
  /** Undefined: as the notebook has it. */
  readonly onChange: (value: Json | undefined) => void;
}

/** A field for one parameter, of the kind that the notebook's value has. */
export function ParameterField({ parameter, value, onChange }: ParameterFieldProps): ReactElement {
  const { name, value: usual, type, comment } = parameter;
  const id = useId();
  const [isWrong, setWrong] = useState(false);
  const now = value ?? usual;
  if (typeof usual === 'boolean')
    return (
      <label className="jp-mod-check" title={comment}>
        <input type="checkbox" checked={now === true} onChange={event => onChange(event.target.checked === usual ? undefined : event.target.checked)} />
        <span>{name}</span>
      </label>
    );
  const text = typeof now === 'string' ? now : JSON.stringify(now);
  const commit = (typed: string) => {
    const read = readValue(typed, usual, type);
    setWrong(read === undefined);
    if (read !== undefined) onChange(JSON.stringify(read) === JSON.stringify(usual) ? undefined : read);
  };
  return (
    <label htmlFor={id} title={comment}>
      <span>{name}</span>
      <input
        id={id}
        key={text}
        className={`jp-mod-styled${value === undefined ? '' : ' jp-mod-set'}`}
        type={typeof usual === 'number' ? 'number' : 'text'}
        step={type === 'int' ? 1 : 'any'}
        defaultValue={text}
        aria-invalid={isWrong}
        spellCheck={false}
        onBlur={event => commit(event.target.value)}
        onKeyDown={event => {
          if (event.key === 'Enter') commit(event.currentTarget.value);
        }}
      />
    </label>
  );
}

/** Undefined where the text is no value of the kind that is wanted. */
function readValue(typed: string, usual: Json, type: string): Json | undefined {
  if (typeof usual === 'string') return typed;
  if (typed.trim() === '') return usual;
  try {
    const read = JSON.parse(typed) as Json;
    if (usual === null) return read;
    if (typeof read !== typeof usual || read === null || Array.isArray(read) !== Array.isArray(usual)) return undefined;
    return type === 'int' && !Number.isInteger(read) ? undefined : read;
  } catch {
    return undefined;
  }
}
