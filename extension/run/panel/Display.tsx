import type { NotebookPanel } from '@jupyterlab/notebook';
import { MimeModel } from '@jupyterlab/rendermime';
import { Widget } from '@lumino/widgets';
import { useLayoutEffect, useRef, useState, type ReactElement } from 'react';
import type { ExtensionContext } from '../../context.js';

interface DisplayProps {
  readonly context: ExtensionContext;
  readonly panel: NotebookPanel;
  readonly mime: string;
  /** The file, as the server has it. */
  readonly path: string;
}

/** A figure, a table or a text that a node showed, drawn as the notebook draws outputs of others: nothing in it is run. */
export function Display({ context, panel, mime, path }: DisplayProps): ReactElement {
  const host = useRef<HTMLDivElement>(null);
  const [failure, setFailure] = useState('');
  // While the element is still there: whatever is attached to it has to be taken off before it goes.
  useLayoutEffect(() => {
    let widget: Widget | undefined;
    const wanted = new AbortController();
    const place = () => (wanted.signal.aborted ? null : host.current);
    const show = async () => {
      const format = mime.startsWith('image/') && mime !== 'image/svg+xml' ? 'base64' : 'text';
      const file = await context.app.serviceManager.contents.get(path, { type: 'file', format, content: true });
      if (!place()) return;
      const renderer = panel.content.rendermime.createRenderer(mime);
      widget = renderer;
      await renderer.renderModel(new MimeModel({ data: { [mime]: String(file.content) }, trusted: false }));
      const target = place();
      if (target) Widget.attach(renderer, target);
    };
    show().catch((error: unknown) => setFailure(error instanceof Error ? error.message : String(error)));
    return () => {
      wanted.abort();
      if (widget?.isAttached) Widget.detach(widget);
      widget?.dispose();
    };
  }, [context, panel, mime, path]);
  if (failure !== '') return <p className="jp-Espalier-aside">{context.trans.__('%1 cannot be shown: %2', path.replace(/^.*\//s, ''), failure)}</p>;
  return <div ref={host} className="jp-Espalier-display" data-mime={mime} />;
}
