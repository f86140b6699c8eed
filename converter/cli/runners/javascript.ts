import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { Manifest } from '../../project/project.js';
import { kernelNamed } from '../../targets/javascript/kernels.js';
import { launchRunner, quietEnvironment } from '../launch.js';
import { installFailed, noRuntime } from '../messages.js';
import { isExecutable } from '../python.js';
import type { Installation, Wanted } from './runner.js';

/** The runtime of the notebook's kernel: Deno, or Node with what it needs. */
export function findJavaScriptInstallation(wanted: Wanted): Installation {
  const { id } = kernelNamed(wanted.kernel);
  const program = finders[id](wanted);
  return installationOf(id, program, wanted);
}

type KernelId = ReturnType<typeof kernelNamed>['id'];

/** Where the program of a kernel lies; Node itself runs this one. */
const finders: Readonly<Record<KernelId, (wanted: Wanted) => string | undefined>> = {
  deno: wanted => inFolders('deno', wanted) ?? onPath('deno', wanted) ?? ourOwn('deno', 'deno'),
  tslab: wanted => resolvedFrom(modulesAbove(wanted), 'tsx') ?? ourOwn('tsx'),
  ijavascript: () => process.execPath
};

function installationOf(id: KernelId, program: string | undefined, wanted: Wanted): Installation {
  const { folder, terminal } = wanted;
  return {
    versions: {},
    ...(program === undefined ? {} : { program }),
    prepare: () => Promise.resolve(prepared(id, program, wanted)),
    relevant: manifest => ({ ...packageVersions(manifest, wanted), ...runtimeVersions(id, program) }),
    launch: (_, run) =>
      launchRunner(
        { command: process.execPath, args: [join('src', 'runtime', 'launch.mjs'), '--request', join(run, 'request.json')], project: folder, run },
        quietEnvironment(terminal.env)
      )
  };
}

function prepared(id: KernelId, program: string | undefined, wanted: Wanted): Installation | Diagnostic {
  if (program !== undefined) return installationOf(id, program, wanted);
  if (wanted.install !== true) return noRuntime(id);
  const failed = install(wanted);
  const installed = finders[id](wanted);
  return failed ?? (installed === undefined ? installFailed(`npm did not install what ${id} needs`) : installationOf(id, installed, wanted));
}

function install({ folder, terminal }: Wanted): Diagnostic | undefined {
  terminal.err(`Installing into ${folder} with npm …\n`);
  const { status, stderr } = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    env: terminal.env,
    encoding: 'utf8',
    shell: process.platform === 'win32'
  });
  return status === 0 ? undefined : installFailed(`npm could not install what package.json names: ${stderr.trim().split('\n').at(-1) ?? ''}`);
}

/** Folders with packages that the notebook can import, nearest first: the project's, and those above the notebook. */
function modulesAbove({ folder, source }: Pick<Wanted, 'folder' | 'source'>): readonly string[] {
  const above: string[] = [];
  for (let at = source.folder; ; at = dirname(at)) {
    above.push(at);
    if (dirname(at) === at) break;
  }
  return [folder, ...above];
}

const endings = process.platform === 'win32' ? ['.exe', '.cmd'] : [''];

function inFolders(name: string, wanted: Wanted): string | undefined {
  const places = modulesAbove(wanted).flatMap(folder => endings.map(ending => join(folder, 'node_modules', '.bin', name + ending)));
  return places.find(isExecutable);
}

function onPath(name: string, { terminal }: Wanted): string | undefined {
  const folders = (terminal.env['PATH'] ?? '').split(delimiter).filter(folder => folder !== '');
  return folders.flatMap(folder => endings.map(ending => join(folder, name + ending))).find(isExecutable);
}

/** What a package's name leads to from the first of the folders that has it. */
function resolvedFrom(folders: readonly string[], name: string): string | undefined {
  for (const folder of folders) {
    if (!existsSync(join(folder, 'node_modules', name))) continue;
    try {
      return createRequire(join(folder, 'package.json')).resolve(name);
    } catch {
      // It cannot be loaded from there.
    }
  }
  return undefined;
}

/** From the packages that were installed with this program: the package itself, or a program of it. */
function ourOwn(name: string, program?: string): string | undefined {
  try {
    const require = createRequire(import.meta.url);
    if (program === undefined) return require.resolve(name);
    const place = join(dirname(require.resolve(`${name}/package.json`)), '..', '.bin', program);
    return endings.map(ending => place + ending).find(isExecutable);
  } catch {
    return undefined;
  }
}

/** Installed versions of what the notebook imports. */
function packageVersions({ requirements }: Manifest, wanted: Wanted): { readonly [name: string]: string } {
  const folders = modulesAbove(wanted);
  const versions = requirements.flatMap(({ distribution }) => {
    const file = folders.map(folder => join(folder, 'node_modules', distribution, 'package.json')).find(existsSync);
    const version = file === undefined ? undefined : versionIn(file);
    return version === undefined ? [] : [[distribution, version] as const];
  });
  return Object.fromEntries(versions);
}

function versionIn(file: string): string | undefined {
  try {
    const { version } = JSON.parse(readFileSync(file, 'utf8')) as { readonly version?: unknown };
    return typeof version === 'string' ? version : undefined;
  } catch {
    return undefined;
  }
}

function runtimeVersions(id: KernelId, program: string | undefined): { readonly [name: string]: string } {
  if (id !== 'deno' || program === undefined) return { node: process.versions.node };
  const { stdout } = spawnSync(program, ['--version'], { encoding: 'utf8', timeout: 20_000, env: { ...process.env, NO_COLOR: '1' } });
  return { deno: /^deno (\S+)/.exec(stdout)?.[1] ?? '' };
}
