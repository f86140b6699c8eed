import type { TranslationBundle } from '@jupyterlab/translation';
import type { ReactElement } from 'react';
import type { KernelValue } from '../model/kernel.js';
import type { NotebookState } from '../model/state.js';
import { sizeText } from './size.js';

interface KernelValuesProps {
  readonly state: NotebookState;
  /** The cells that make the values. */
  readonly cells: readonly { readonly id: string }[];
  readonly names: readonly string[];
  readonly trans: TranslationBundle;
}

/** What the kernel has of the values: type and size, as these cells left them when they ran last. */
export function KernelValues({ state, cells, names, trans }: KernelValuesProps): ReactElement | null {
  const seen = new Map<string, KernelValue>(cells.flatMap(({ id }) => (state.kernel.values.get(id) ?? []).map(value => [value.name, value] as const)));
  const values = names.flatMap(name => seen.get(name) ?? []);
  if (values.length === 0) return null;
  return (
    <section className="jp-Espalier-kernel" aria-label={trans.__('In the kernel')}>
      <h5>{trans.__('In the kernel')}</h5>
      <ul>
        {values.map(value => (
          <li key={value.name}>
            <code>{value.name}</code> <span>{[value.type, ...sizeText(value, trans)].join(' · ')}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
