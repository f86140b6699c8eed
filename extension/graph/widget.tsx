import { ReactWidget } from '@jupyterlab/ui-components';
import { lazy, Suspense, type ReactElement } from 'react';
import type { ExtensionContext } from '../context.js';
import type { OpenNotebook } from '../pipelines.js';
import { Boundary } from '../sidebar/Boundary.js';

const LargeGraph = lazy(async () => ({ default: (await import('./LargeGraph.js')).LargeGraph }));

/** The graph of one notebook in the main area. */
export class GraphWidget extends ReactWidget {
  constructor(context: ExtensionContext, opened: OpenNotebook) {
    super();
    this.context = context;
    this.opened = opened;
    this.addClass('jp-Espalier-graphWidget');
  }

  protected render(): ReactElement {
    const { trans } = this.context;
    return (
      <Boundary trans={trans} name={trans.__('The graph')}>
        <Suspense fallback={null}>
          <LargeGraph context={this.context} opened={this.opened} />
        </Suspense>
      </Boundary>
    );
  }

  private readonly context: ExtensionContext;
  private readonly opened: OpenNotebook;
}
