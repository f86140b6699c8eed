import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { MimeDocumentFactory, type DocumentRegistry } from '@jupyterlab/docregistry';
import { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { espalierIcon } from '../icons.js';
import type { Ask } from '../worker/protocol.js';
import { ManifestWidget } from './widget.js';

/** Manifests in outputs of cells. */
const mime = 'application/vnd.espalier.manifest+json';

/** Shows `*.manifest.json` files, and the same in outputs, as graph and tables. */
export const manifestPlugin = (ask: Ask): JupyterFrontEndPlugin<void> => ({
  id: 'espalier:manifest',
  description: 'Shows manifests of pipelines and of their runs.',
  autoStart: true,
  requires: [IRenderMimeRegistry],
  optional: [ITranslator],
  activate: (app: JupyterFrontEnd, rendermime: IRenderMimeRegistry, translator: ITranslator | null) => {
    const trans = (translator ?? nullTranslator).load('espalier');
    rendermime.addFactory({ safe: true, mimeTypes: [mime], createRenderer: () => new ManifestWidget({ app, ask, trans }, mime) }, 0);
    app.docRegistry.addFileType({
      name: 'espalier-manifest',
      displayName: trans.__('Pipeline Manifest'),
      extensions: ['.manifest.json'],
      mimeTypes: [mime],
      fileFormat: 'text',
      contentType: 'file',
      icon: espalierIcon
    });
    const factory: unknown = new MimeDocumentFactory({
      name: 'Pipeline Manifest',
      label: trans.__('Pipeline Manifest'),
      primaryFileType: app.docRegistry.getFileType('espalier-manifest'),
      fileTypes: ['espalier-manifest'],
      defaultFor: ['espalier-manifest'],
      rendermime,
      dataType: 'string'
    });
    // Its own declaration disagrees with itself about what is optional.
    app.docRegistry.addWidgetFactory(factory as DocumentRegistry.WidgetFactory);
  }
});
