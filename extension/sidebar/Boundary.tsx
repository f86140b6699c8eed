import type { TranslationBundle } from '@jupyterlab/translation';
import { Component, type ReactNode } from 'react';

interface BoundaryProps {
  readonly trans: TranslationBundle;
  /** What failed, in words. */
  readonly name: string;
  readonly children: ReactNode;
}

interface BoundaryState {
  readonly error?: Error | undefined;
}

/** Keeps an error in one part from taking the others with it. */
export class Boundary extends Component<BoundaryProps, BoundaryState> {
  static getDerivedStateFromError(error: unknown): BoundaryState {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override state: BoundaryState = {};

  override render(): ReactNode {
    const { trans, name, children } = this.props;
    const { error } = this.state;
    if (!error) return children;
    return (
      <div className="jp-Espalier-failure" role="alert">
        <p>{trans.__('%1 cannot be shown: %2', name, error.message)}</p>
        <button className="jp-Button jp-mod-styled jp-mod-minimal" onClick={() => this.setState({ error: undefined })}>
          {trans.__('Try again')}
        </button>
      </div>
    );
  }
}
