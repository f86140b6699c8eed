// A browser for the tests: the one that is there, else Debian's.
import process from 'node:process';
import { start, works } from './commands.mjs';

const packages = ['chromium', 'fonts-dejavu-core'];

/** The path of a browser, if there is one. */
export function findBrowser() {
  const names = [process.env.CHROMIUM_PATH, 'chromium', 'google-chrome-stable', 'google-chrome', 'chromium-browser'].filter(Boolean);
  const found = names.find(name => works(name, ['--version']));
  return found && start('sh', ['-c', 'command -v "$1"', 'sh', found]).stdout.trim();
}

/** Where no browser can be had, tests do without it, and say so at their end. */
export function setUpBrowser() {
  if (findBrowser()) return;
  process.stderr.write('installing a browser …\n');
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const apt = args => {
    const [command, ...rest] = [...asRoot, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq', '-o', 'DPkg::Lock::Timeout=120', ...args];
    return start(command, rest);
  };
  const install = () => apt(['install', '--yes', '--no-install-recommends', ...packages]);
  const outcome = install().status === 0 ? undefined : (apt(['update']), install());
  if (outcome && outcome.status !== 0) process.stderr.write(`No browser: ${outcome.stderr ?? outcome.error?.message ?? ''}\n`);
}
