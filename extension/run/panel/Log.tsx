import { useEffect, useRef, useState, type ReactElement } from 'react';
import type { ExtensionContext } from '../../context.js';

/** So much of a log is shown; the rest is in the file. */
const mostText = 20_000;

interface LogProps {
  readonly context: ExtensionContext;
  /** What is known from following the run. */
  readonly text: string;
  /** The file, as the server has it. */
  readonly path: string | undefined;
}

/** What a node wrote: as it writes, and later from the file. */
export function Log({ context, text, path }: LogProps): ReactElement | null {
  const [read, setRead] = useState('');
  const box = useRef<HTMLPreElement>(null);
  useEffect(() => {
    let isWanted = text === '' && path !== undefined;
    if (isWanted) void readLog(context, path ?? '').then(found => isWanted && setRead(found));
    return () => {
      isWanted = false;
    };
  }, [context, text, path]);
  useEffect(() => {
    if (box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [text, read]);
  const shown = text === '' ? read : text;
  if (shown === '') return null;
  return (
    <pre ref={box} className="jp-Espalier-log" tabIndex={0} aria-label={context.trans.__('Output of the node')}>
      {shown}
    </pre>
  );
}

/** Standard output, then standard error. */
async function readLog({ app }: ExtensionContext, path: string): Promise<string> {
  const { contents } = app.serviceManager;
  const texts = await Promise.all(
    [path, path.replace(/\.out$/, '.err')].map(each =>
      contents.get(each, { type: 'file', format: 'text', content: true }).then(
        ({ content }) => String(content),
        () => ''
      )
    )
  );
  return texts.join('').slice(-mostText);
}
