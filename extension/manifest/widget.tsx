import type { IRenderMime } from '@jupyterlab/rendermime';
import { ReactWidget } from '@jupyterlab/ui-components';
import { lazy, Suspense, type ReactElement } from 'react';
import type { ExtensionContext } from '../context.js';
import { Boundary } from '../sidebar/Boundary.js';
import type { ManifestView } from './view.js';

/** What showing a manifest takes: no notebook. */
export type ViewerContext = Pick<ExtensionContext, 'app' | 'ask' | 'trans'>;

const ManifestViewer = lazy(async () => ({ default: (await import('./ManifestViewer.js')).ManifestViewer }));

/** Shows manifests: as a document, and as the output of a cell. */
export class ManifestWidget extends ReactWidget implements IRenderMime.IRenderer {
  constructor(context: ViewerContext, mime: string) {
    super();
    this.context = context;
    this.mime = mime;
    this.addClass('jp-Espalier-manifestWidget');
  }

  /** Text of a file, or JSON of an output: of any shape. */
  async renderModel({ data }: IRenderMime.IMimeModel): Promise<void> {
    const { readManifest } = await import('./read.js');
    this.view = readManifest(parsed(data[this.mime]), this.context.trans) ?? 'unreadable';
    this.update();
    await this.renderPromise;
  }

  protected render(): ReactElement | null {
    const { trans } = this.context;
    if (this.view === undefined) return null;
    if (this.view === 'unreadable')
      return <p className="jp-Espalier-empty">{trans.__('This is no manifest of a pipeline or a run. Open it with the editor to see its text.')}</p>;
    return (
      <Boundary trans={trans} name={trans.__('The manifest')}>
        <Suspense fallback={null}>
          <ManifestViewer context={this.context} view={this.view} />
        </Suspense>
      </Boundary>
    );
  }

  private readonly context: ViewerContext;
  private readonly mime: string;
  private view: ManifestView | 'unreadable' | undefined;
}

function parsed(data: unknown): unknown {
  if (typeof data !== 'string') return data;
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}
