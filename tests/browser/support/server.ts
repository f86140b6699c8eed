import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from './paths.js';

/** A running Jupyter server of our own. */
export interface Server {
  /** Its address, without a slash at the end. */
  readonly url: string;
  /** The folder that it shows. */
  readonly folder: string;
  readonly close: () => Promise<void>;
}

/** Starts JupyterLab as installed in `.cache/<environment>`, apart from all that the user has; `disabled` names extensions that stay out. */
export async function startServer(environment: string, disabled: readonly string[] = []): Promise<Server> {
  const parent = join(root, '.cache', 'browser');
  mkdirSync(parent, { recursive: true });
  const home = mkdtempSync(join(parent, `${environment}-`));
  const folder = join(home, 'files');
  mkdirSync(folder);
  writeSettings(join(home, 'settings'));
  disable(join(home, 'config', 'labconfig'), disabled);
  const port = await freePort();
  const log = join(home, 'server.log');
  const output = openSync(log, 'a');
  const child = spawn(join(root, '.cache', environment, 'bin', 'python'), argumentsFor(home, port), {
    cwd: folder,
    detached: true,
    stdio: ['ignore', output, output],
    env: { ...process.env, ...homeVariables(home) }
  });
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()));
  const url = `http://127.0.0.1:${port}`;
  await answers(`${url}/api/status`, () => (child.exitCode === null ? undefined : readFileSync(log, 'utf8')));
  const close = async () => {
    child.kill('SIGTERM');
    await Promise.race([ended, sleep(10_000)]);
    if (child.exitCode === null && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  };
  return { url, folder, close };
}

const argumentsFor = (home: string, port: number) => [
  '-m',
  'jupyterlab',
  `--config=${join(root, 'tests', 'browser', 'jupyter_server_config.py')}`,
  `--ServerApp.port=${port}`,
  `--ServerApp.root_dir=${join(home, 'files')}`,
  `--LabApp.user_settings_dir=${join(home, 'settings')}`,
  `--LabApp.workspaces_dir=${join(home, 'workspaces')}`
];

const homeVariables = (home: string) => ({
  HOME: home,
  JUPYTER_CONFIG_DIR: join(home, 'config'),
  JUPYTER_DATA_DIR: join(home, 'data'),
  JUPYTER_RUNTIME_DIR: join(home, 'runtime'),
  IPYTHONDIR: join(home, 'ipython'),
  MPLBACKEND: '',
  DO_NOT_TRACK: '1',
  KEDRO_DISABLE_TELEMETRY: '1'
});

/** Nothing asks, and nothing looks at the internet. */
function writeSettings(folder: string): void {
  const notifications = join(folder, '@jupyterlab', 'apputils-extension');
  mkdirSync(notifications, { recursive: true });
  writeFileSync(join(notifications, 'notification.jupyterlab-settings'), '{"fetchNews": "false", "checkForUpdates": false}');
}

function disable(folder: string, extensions: readonly string[]): void {
  mkdirSync(folder, { recursive: true });
  const disabledExtensions = Object.fromEntries(extensions.map(name => [name, true]));
  writeFileSync(join(folder, 'page_config.json'), JSON.stringify({ disabledExtensions }));
}

function freePort(): Promise<number> {
  return new Promise(resolve => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

async function answers(url: string, crash: () => string | undefined): Promise<void> {
  for (let left = 600; left > 0; left -= 1) {
    const problem = crash();
    if (problem !== undefined) throw new Error(`The server ended:\n${problem}`);
    const status = await fetch(url).then(
      ({ ok }) => ok,
      () => false
    );
    if (status) return;
    await sleep(100);
  }
  throw new Error(`No answer from ${url}`);
}
