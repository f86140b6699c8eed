import { ReactWidget } from '@jupyterlab/ui-components';
import { lazy, Suspense, type ReactElement } from 'react';
import type { ExtensionContext } from '../context.js';
import { espalierIcon } from '../icons.js';
import { Boundary } from './Boundary.js';

/** Comes when the panel is shown for the first time. */
const Sidebar = lazy(async () => ({ default: (await import('./Sidebar.js')).Sidebar }));

/** The panel in the right sidebar. */
export class PipelinePanel extends ReactWidget {
  static readonly id = 'espalier-panel';

  constructor(context: ExtensionContext) {
    super();
    this.context = context;
    this.id = PipelinePanel.id;
    this.addClass('jp-Espalier-panel');
    this.title.icon = espalierIcon;
    this.title.caption = context.trans.__('Pipeline');
    this.node.tabIndex = -1;
    this.node.setAttribute('role', 'region');
    this.node.setAttribute('aria-label', context.trans.__('Pipeline'));
  }

  /** Who opens the panel by key goes on from there. */
  protected override onActivateRequest(): void {
    if (!this.node.contains(document.activeElement)) this.node.focus();
  }

  protected render(): ReactElement {
    const { trans } = this.context;
    return (
      <Boundary trans={trans} name={trans.__('The pipeline')}>
        <Suspense fallback={null}>
          <Sidebar context={this.context} />
        </Suspense>
      </Boundary>
    );
  }

  private readonly context: ExtensionContext;
}
