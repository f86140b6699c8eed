import { expanded, stringLiteral } from './expand.js';
import { calling, gone, leftOut, plain, quietly, type Translation } from './translation.js';

/** Translates the arguments of a magic; absent where it cannot. `source`: the cell. */
type Translate = (given: string, source: string) => Translation | undefined;

/** `%name given` as a statement. */
export function lineMagic(name: string, given: string, source: string): Translation | undefined {
  if (Object.hasOwn(expressions, name)) return expressions[name]?.(given, source);
  if (Object.hasOwn(statements, name)) return statements[name]?.(given, source);
  if (Object.hasOwn(aliases, name)) return calling('shell', expanded(`${aliases[name] ?? name} ${given}`.trim(), source));
  if (keepsFigures(name, given)) return leftOut('figures');
  if (harmless.has(name)) return gone;
  if (installing.has(name)) return leftOut('installs');
  if (looking.has(name)) return leftOut('looks');
  return measuring.has(name) ? leftOut('measures') : undefined;
}

/** Magics that may be written without `%` where they are all of a cell. */
export const isMagic = (name: string): boolean =>
  [expressions, statements, aliases].some(table => Object.hasOwn(table, name)) || [harmless, installing, looking, measuring].some(names => names.has(name));

/** `x = %name given`. */
export function magicValue(name: string, given: string, source: string): Translation | undefined {
  const found = Object.hasOwn(expressions, name) ? expressions[name]?.(given, source) : undefined;
  return found?.text === '' ? undefined : found;
}

/** `!command` as a statement. Installing packages is the project's own business. */
export function shellLine(command: string, source: string): Translation {
  return installs.test(command) ? leftOut('installs') : calling('shell', expanded(command, source));
}

export const shellLines = (command: string, source: string): Translation => calling('shell_lines', expanded(command, source));

const installs =
  /^\s*(?:(?:\{?\s*(?:sys\.)?executable\s*\}?|python[\d.]*)\s+-m\s+)?(?:pip[\d.]*|conda|mamba|micromamba|uv pip)\s+(?:-\S+\s+)*(?:install|uninstall|update|upgrade|list|show|freeze|config|info)\b/;

/** Magics that only concern the notebook's own looks or its kernel. */
const harmless = new Set([
  'matplotlib',
  'load_ext',
  'reload_ext',
  'unload_ext',
  'autoreload',
  'aimport',
  'config',
  'node',
  'pdb',
  'debug',
  'xmode',
  'colors',
  'color',
  'doctest_mode',
  'automagic',
  'autocall',
  'autoawait',
  'autoindent',
  'rehashx',
  'bookmark',
  'logstart',
  'logstop',
  'logon',
  'logoff',
  'logstate',
  'notebook',
  'save',
  'pastebin',
  'clear',
  'cls',
  'gui',
  'qtconsole',
  'tensorflow_version',
  'tensorboard',
  'subshell',
  'code_wrap',
  'profile',
  'killbgscripts'
]);

/** `%matplotlib qt`, or an inline back end that does not close figures. */
const keepsFigures = (name: string, given: string): boolean =>
  name === 'matplotlib' ? !/\binline\b|--list|-l\b/.test(given) : name === 'config' && /\bInlineBackend\.close_figures\s*=\s*(?!True\b)/.test(given);

/** What the project needs, its requirements say. */
const installing = new Set(['pip', 'conda', 'mamba', 'micromamba', 'uv']);

/** Magics that print something about the kernel. */
const looking = new Set([
  'who',
  'whos',
  'who_ls',
  'pinfo',
  'pinfo2',
  'pdoc',
  'pdef',
  'psource',
  'pfile',
  'psearch',
  'pycat',
  'page',
  'quickref',
  'lsmagic',
  'magic',
  'guiref',
  'tb',
  'dirs',
  'dhist',
  'history',
  'hist',
  'connect_info'
]);

/** Magics that measure code by running it, how often is not foreseen, or that show what differs each time. */
const measuring = new Set(['mprun', 'lprun', 'watermark', 'version_information']);

/** Commands that IPython offers as magics. */
const aliases: { readonly [name: string]: string } = {
  ls: 'ls -F --color',
  ll: 'ls -F -o --color',
  lf: 'ls -F -o --color',
  lk: 'ls -F -o --color',
  ldir: 'ls -F -o --color',
  lx: 'ls -F -o --color',
  cat: 'cat',
  cp: 'cp',
  mv: 'mv',
  rm: 'rm',
  mkdir: 'mkdir',
  rmdir: 'rmdir'
};

/** Magics that give a value, or whose code is kept as it stands. */
const expressions: { readonly [name: string]: Translate } = {
  time: given => (given.trim() === '' ? gone : plain(given)),
  pwd: () => plain('__import__("os").getcwd()'),
  sx: (given, source) => shellLines(given, source),
  system: (given, source) => shellLines(given, source),
  env: environment,
  precision: (given, source) => calling('set_precision', expanded(unquoted(given), source))
};

const statements: { readonly [name: string]: Translate } = {
  cd: changeDirectory,
  set_env: environment,
  pprint: () => calling('toggle_pprint'),
  run: runFile,
  pylab,
  prun: given => quietly(given.replace(/^\s*(?:-[DlsT]\s*\S+\s+|-[rq]\s+)*/, '')),
  timeit: timed,
  memit: given => quietly(given.replace(/^\s*(?:-[rti]\s*\S+\s+|-[co]\s+)*/, '')),
  xdel: given => (/^\s*[A-Za-z_]\w*\s*$/.test(given) ? plain(`del ${given.trim()}`) : undefined),
  store: given => (/^\s*-/.test(given) ? undefined : gone)
};

/** `%timeit -n 3 -r 2 code` runs it six times; without the two nobody knows how often. What the code binds is its own. */
function timed(given: string): Translation {
  const [options = ''] = /^(?:\s*-(?:[nrp]\s*\d+|[qto]))*/.exec(given) ?? [];
  const code = given
    .slice(options.length)
    .trim()
    .replace(/^[A-Za-z_]\w*\s*=(?!=)\s*/, '');
  const [number, repeat] = ['n', 'r'].map(name => Number(new RegExp(`-${name}\\s*(\\d+)`).exec(options)?.[1] ?? 0));
  const times = (number ?? 0) * (repeat ?? 0);
  const isPlain = code !== '' && !binding.test(code.replace(/\([^()]*\)/g, '()').replace(/\([^()]*\)/g, '()'));
  return times > 0 && isPlain ? { text: `for _ in range(${times}): ${code}`, quiet: true, left: 'measures' } : leftOut('measures');
}

/** What may bind a name, or does not fit behind a colon. */
const binding = /(?<![=!<>])=(?!=)|:|\b(?:_|import|del|global|async|await|yield)\b/;

/** A value in quotes or as it stands. */
const unquoted = (text: string): string => /^(['"])(.*)\1$/.exec(text.trim())?.[2] ?? text.trim();

function changeDirectory(given: string, source: string): Translation | undefined {
  const path = given.replace(/^\s*-q\b/, '').trim();
  if (path.startsWith('-')) return undefined;
  // Without a word about where it went, as `os.chdir` does it.
  if (path !== given.trim() && path !== '' && !path.startsWith('~')) return plain(`__import__("os").chdir(${expanded(unquoted(path), source)})`);
  return path === '' ? calling('change_directory') : calling('change_directory', expanded(unquoted(path), source));
}

/** `%env`, `%env NAME`, `%env NAME=value`, `%env NAME value`. */
function environment(given: string, source: string): Translation | undefined {
  const text = given.trim();
  if (text === '') return plain('dict(__import__("os").environ)');
  const [, name = '', value] = /^([^\s=]+)(?:\s*=\s*|\s+)(.*)$/s.exec(text) ?? [];
  if (value !== undefined) return calling('set_environment', expanded(name, source), expanded(value, source));
  return text.endsWith('=') ? undefined : plain(`__import__("os").environ[${expanded(text, source)}]`);
}

/** `%run [-i] file arguments`: its names become ours. */
function runFile(given: string, source: string): Translation | undefined {
  const [, option, path, rest = ''] = /^\s*(-i\s+)?("[^"]*"|'[^']*'|[^\s-]\S*)\s*(.*)$/s.exec(given) ?? [];
  if (path === undefined || /\.ipy(?:nb)?$/.test(unquoted(path))) return undefined;
  const more = [...(rest === '' ? [] : [expanded(rest, source)]), ...(option === undefined ? [] : ['interactive=True'])];
  const file = unquoted(path);
  const call = calling('run_file', expanded(/\.\w+$|[{$]/.test(file) ? file : `${file}.py`, source), ...more);
  return { ...call, text: `globals().update(${call.text})`, analyzed: call.text };
}

/** `%pylab inline` binds all that numpy and matplotlib have. */
function pylab(given: string): Translation | undefined {
  const options = /^\s*(--no-import-all)?\s*(?:inline|agg)\s*(--no-import-all)?\s*$/.exec(given);
  if (!options) return undefined;
  const all = options.slice(1).some(Boolean) ? [] : ['from matplotlib.pylab import *', 'from numpy import *'];
  const told = [
    '%pylab is deprecated, use %matplotlib inline and import the required libraries.',
    'Populating the interactive namespace from numpy and matplotlib'
  ];
  return plain(
    [
      'import numpy, matplotlib',
      'from matplotlib import pylab, mlab, pyplot',
      'np = numpy',
      'plt = pyplot',
      ...all,
      'from IPython.core.pylabtools import figsize, getfigs',
      ...told.map(line => `print(${stringLiteral(line)})`)
    ].join('; ')
  );
}

/** `,f a b`, `;f a b`, `/f a b`: a call without brackets. */
export function quickCall(escape: string, text: string): Translation | undefined {
  if (text.trim() === '' && escape !== '/') return plain('("")');
  const [, callee, rest = ''] = /^\s*([A-Za-z_][\w.]*)\s*(.*)$/s.exec(text) ?? [];
  if (callee === undefined) return undefined;
  const words = rest
    .trim()
    .split(/\s+/)
    .filter(word => word !== '');
  if (escape === ';') return plain(`${callee}(${stringLiteral(rest.trim())})`);
  return plain(`${callee}(${(escape === ',' ? words.map(stringLiteral) : words).join(', ')})`);
}
