import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { root } from './paths.js';
import type { Server } from './server.js';

const types: { readonly [extension: string]: string } = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.ipynb': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2'
};

/** Builds a JupyterLite site that holds the examples, and serves it as any web server does. */
export async function startLite(): Promise<Server> {
  const parent = join(root, '.cache', 'browser');
  mkdirSync(parent, { recursive: true });
  const home = mkdtempSync(join(parent, 'lite-'));
  const folder = join(home, 'site');
  cpSync(join(root, 'examples'), join(home, 'files'), { recursive: true });
  writeFileSync(join(home, 'jupyter-lite.json'), '{"jupyter-lite-schema-version": 0, "jupyter-config-data": {"exposeAppInBrowser": true}}');
  build(home, folder);
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://site').pathname)).replace(/\/$/, '/index.html');
    readFile(join(folder, path)).then(
      content => response.writeHead(200, { 'Content-Type': types[extname(path)] ?? 'application/octet-stream' }).end(content),
      () => response.writeHead(404).end()
    );
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    server.closeAllConnections();
    rmSync(home, { recursive: true, force: true });
    return new Promise<void>(resolve => server.close(() => resolve()));
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, folder, close };
}

function build(home: string, output: string): void {
  const python = join(root, '.cache', 'lite', 'bin', 'python');
  const { status, stderr } = spawnSync(python, ['-m', 'jupyterlite_core', 'build', '--contents', 'files', '--output-dir', output], {
    cwd: home,
    encoding: 'utf8',
    env: { ...process.env, HOME: home }
  });
  if (status !== 0) throw new Error(stderr);
}
