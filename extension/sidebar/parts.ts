import type { NotebookPanel } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { ComponentType } from 'react';
import type { ExtensionContext } from '../context.js';
import type { NotebookPipeline } from '../model/pipeline.js';
import type { NotebookState } from '../model/state.js';

/** What every section and action is given. */
export interface PartProps {
  readonly context: ExtensionContext;
  readonly panel: NotebookPanel;
  readonly pipeline: NotebookPipeline;
  readonly state: NotebookState;
}

/** A part of the sidebar that can be folded. It shows the state it is given, and computes nothing. */
export interface Section {
  /** Stable: the folded ones are remembered by it. */
  readonly id: string;
  readonly title: (trans: TranslationBundle) => string;
  /** From the top to the bottom. */
  readonly rank: number;
  readonly component: ComponentType<PartProps>;
  /** Always shown where absent. */
  readonly isVisible?: (state: NotebookState) => boolean;
  /** A short text beside the title, for example a count. */
  readonly note?: (state: NotebookState, trans: TranslationBundle) => string;
  /** Folded until its user opens it. */
  readonly isFolded?: boolean;
}

/** A button (or a group of them) in the row below the sidebar's header. */
export interface Action {
  readonly id: string;
  /** From the left to the right. */
  readonly rank: number;
  readonly component: ComponentType<PartProps>;
}
