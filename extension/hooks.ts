import type { ISignal } from '@lumino/signaling';
import { useCallback, useRef, useSyncExternalStore } from 'react';
import type { ExtensionContext } from './context.js';
import type { NotebookPipeline } from './model/pipeline.js';
import { looksLike, type NotebookState } from './model/state.js';
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

/** The state of a notebook; the same object as long as all that is shown of it is the same. */
export function useNotebookState(pipeline: NotebookPipeline): NotebookState {
  const shown = useRef(pipeline.state);
  return useValue(pipeline.changed, () => {
    if (!looksLike(shown.current, pipeline.state)) shown.current = pipeline.state;
    return shown.current;
  });
}

export const useCurrentNotebook = ({ pipelines }: ExtensionContext): OpenNotebook | undefined => useValue(pipelines.currentChanged, () => pipelines.current);
