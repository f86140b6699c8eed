import type { TranslationBundle } from '@jupyterlab/translation';
import { useId, type ReactElement } from 'react';
import type { Json, TargetOption } from '../../converter/index.js';

interface OptionFieldProps {
  readonly option: TargetOption;
  readonly value: Json | undefined;
  readonly trans: TranslationBundle;
  /** Undefined: as the target has it. */
  readonly onChange: (value: Json | undefined) => void;
}

/** A field for one option, made from the target's own data. */
export function OptionField({ option, value, trans, onChange }: OptionFieldProps): ReactElement {
  const { name, type, description } = option;
  const id = useId();
  const now = value ?? option.default;
  const text = typeof now === 'string' || typeof now === 'number' ? String(now) : '';
  if (type === 'boolean')
    return (
      <label title={description} className="jp-mod-check">
        <input
          type="checkbox"
          checked={now === true}
          onChange={event => onChange(event.target.checked === option.default ? undefined : event.target.checked)}
        />
        <span>{spaced(name)}</span>
      </label>
    );
  const commit = (typed: string) => {
    const read: Json = type === 'number' ? Number(typed) : typed;
    const isUnusable = typed.trim() === '' || (typeof read === 'number' && !Number.isFinite(read));
    onChange(isUnusable || read === option.default ? undefined : read);
  };
  return (
    <label title={description} htmlFor={id}>
      <span>{spaced(name)}</span>
      <input
        id={id}
        key={text}
        className="jp-mod-styled"
        type={type === 'number' ? 'number' : 'text'}
        defaultValue={text}
        placeholder={trans.__('as the engine has it')}
        onBlur={event => commit(event.target.value)}
        onKeyDown={event => {
          if (event.key === 'Enter') commit(event.currentTarget.value);
        }}
      />
    </label>
  );
}

/** `maxWorkers` → `max workers`. */
const spaced = (name: string): string =>
  name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll(/[-_]/g, ' ')
    .toLowerCase();
