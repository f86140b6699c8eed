import type { ISignal } from '@lumino/signaling';
import { useCallback, useSyncExternalStore } from 'react';
import type { ExtensionContext } from './context.js';
import type { NotebookPipeline } from './model/pipeline.js';
import type { NotebookState } from './model/state.js';
import type { OpenNotebook } from './pipelines.js';

/** A value that is another object whenever it changed, and the signal that tells. */
function useValue<Value>(changed: ISignal<unknown, unknown>, read: () => Value): Value {
  const subscribe = useCallback(
    (notify: () => void) => {
      changed.connect(notify);
      return () => void changed.disconnect(notify);
    },
    [changed]
  );
  return useSyncExternalStore(subscribe, read);
}

export const useNotebookState = (pipeline: NotebookPipeline): NotebookState => useValue(pipeline.changed, () => pipeline.state);

export const useCurrentNotebook = ({ pipelines }: ExtensionContext): OpenNotebook | undefined => useValue(pipelines.currentChanged, () => pipelines.current);
