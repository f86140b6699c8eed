import type { NotebookPanel } from '@jupyterlab/notebook';
import { MimeModel } from '@jupyterlab/rendermime';
import { Widget } from '@lumino/widgets';
import { useEffect, useLayoutEffect, useRef, useState, type ReactElement } from 'react';
import type { ExtensionContext } from '../../context.js';

interface DisplayProps {
  readonly context: ExtensionContext;
  readonly panel: NotebookPanel;
  readonly mime: string;
  /** The file, as the server has it. */
  readonly path: string;
}

/** A figure, a table or a text that a node showed. Nothing in it is run. */
export function Display(props: DisplayProps): ReactElement {
  return props.mime === 'image/svg+xml' ? <Drawing {...props} /> : <Rendered {...props} />;
}

/** A drawing as an image: JupyterLab would not draw it inside the page, where it could run scripts. */
function Drawing({ context, mime, path }: DisplayProps): ReactElement {
  const [source, setSource] = useState('');
  const [failure, setFailure] = useState('');
  useEffect(() => {
    let isWanted = true;
    readFile(context, path, 'text').then(
      text => isWanted && setSource(`data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`),
      (error: unknown) => isWanted && setFailure(error instanceof Error ? error.message : String(error))
    );
    return () => {
      isWanted = false;
    };
  }, [context, path]);
  if (failure !== '') return <Undrawn context={context} path={path} why={failure} />;
  return (
    <div className="jp-Espalier-display" data-mime={mime}>
      {source !== '' && <img src={source} alt={context.trans.__('Drawing of the node')} />}
    </div>
  );
}

/** As the notebook draws outputs of others. */
function Rendered({ context, panel, mime, path }: DisplayProps): ReactElement {
  const host = useRef<HTMLDivElement>(null);
  const [failure, setFailure] = useState('');
  // While the element is still there: whatever is attached to it has to be taken off before it goes.
  useLayoutEffect(() => {
    let widget: Widget | undefined;
    const wanted = new AbortController();
    const place = () => (wanted.signal.aborted ? null : host.current);
    const show = async () => {
      const format = mime.startsWith('image/') && mime !== 'image/svg+xml' ? 'base64' : 'text';
      const content = await readFile(context, path, format);
      if (!place()) return;
      const renderer = panel.content.rendermime.createRenderer(mime);
      widget = renderer;
      await renderer.renderModel(new MimeModel({ data: { [mime]: content }, trusted: false }));
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
  if (failure !== '') return <Undrawn context={context} path={path} why={failure} />;
  return <div ref={host} className="jp-Espalier-display" data-mime={mime} />;
}

function Undrawn({ context: { trans }, path, why }: Pick<DisplayProps, 'context' | 'path'> & { readonly why: string }): ReactElement {
  return <p className="jp-Espalier-aside">{trans.__('%1 cannot be shown: %2', path.replace(/^.*\//s, ''), why)}</p>;
}

async function readFile({ app }: ExtensionContext, path: string, format: 'text' | 'base64'): Promise<string> {
  const file = await app.serviceManager.contents.get(path, { type: 'file', format, content: true });
  return String(file.content);
}
