import { expect, type ConsoleMessage, type Page } from '@playwright/test';
import { selectCell } from './notebook.js';

/** A notebook, or anything else. */
interface MainWidget {
  readonly sessionContext?: { readonly session: { readonly kernel: { readonly status: string } | null } | null };
}

/** What JupyterLab offers to those who test it. */
interface Application {
  readonly restored: Promise<void>;
  readonly shell: { readonly currentWidget: MainWidget | null };
  readonly commands: { execute: (id: string, args?: object) => Promise<unknown> };
}

declare global {
  interface Window {
    readonly jupyterapp: Application;
  }
}

/** One browser page with JupyterLab. */
export class Lab {
  private readonly changed = new Set<string>();
  /** What we made the console say: nothing, if all is well. */
  readonly complaints: string[] = [];
  readonly page: Page;
  readonly url: string;
  /** The test's folder on the disk. */
  readonly folder: string;
  /** The same below the server's. */
  readonly name: string;

  constructor(page: Page, url: string, folder: string, name: string) {
    this.page = page;
    this.url = url;
    this.folder = folder;
    this.name = name;
    page.on('console', message => {
      if (isOurs(message)) this.complaints.push(`${message.type()}: ${message.text()}`);
    });
    page.on('pageerror', error => {
      if (/espalier/i.test(error.stack ?? error.message)) this.complaints.push(error.stack ?? error.message);
    });
  }

  /** Opens JupyterLab, empty or with a notebook whose cells are there and whose kernel waits. */
  async open(notebook?: string): Promise<void> {
    await this.page.goto(`${this.url}/lab${notebook === undefined ? '' : `/tree/${notebook}`}?reset`);
    await this.ready();
    if (notebook === undefined) return;
    await this.page.locator('.jp-Notebook .jp-Cell').first().waitFor();
    await this.page.waitForFunction(() => window.jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle');
  }

  /** Until JupyterLab has opened all that it had open. */
  async ready(): Promise<void> {
    await this.page.waitForFunction(() => 'jupyterapp' in window);
    await this.page.evaluate(() => window.jupyterapp.restored);
    await this.page.locator('#jupyterlab-splash').waitFor({ state: 'detached' });
  }

  /** A command as menus and keys run it. */
  async execute(command: string, args: object = {}): Promise<void> {
    await this.page.evaluate(([id, values]) => window.jupyterapp.commands.execute(id, values).then(() => undefined), [command, args] as const);
  }

  /** A command as a user finds it: by its name, in the palette. */
  async choose(label: string): Promise<void> {
    const palette = this.page.locator('.lm-CommandPalette');
    const item = palette.locator('.lm-CommandPalette-item').filter({ hasText: label }).first();
    // Whatever takes the focus closes the palette, and JupyterLab does so while it gets ready.
    await expect(async () => {
      await this.page.keyboard.press('ControlOrMeta+Shift+C');
      await palette.locator('input').fill(label, { timeout: 2000 });
      await item.click({ timeout: 2000 });
    }).toPass();
  }

  /** Tags one cell, without its dialog. */
  readonly tag = async (index: number, node: string): Promise<void> => {
    await selectCell(this.page, index);
    await this.execute('espalier:tag-cells', { node });
  };

  /** Changes settings of the server's user, before JupyterLab is opened; for this test only. */
  async set(plugin: string, values: object): Promise<void> {
    this.changed.add(plugin);
    await this.page.context().request.put(`${this.url}/lab/api/settings/${plugin}`, { data: { raw: JSON.stringify(values) } });
  }

  /** Leaves no settings and no kernel of this test behind. */
  async tidyUp(): Promise<void> {
    for (const plugin of this.changed) await this.set(plugin, {});
    const { request } = this.page.context();
    const sessions = (await (await request.get(`${this.url}/api/sessions`)).json()) as { id: string; path: string }[];
    for (const { id, path } of sessions) if (path.startsWith(this.name)) await request.delete(`${this.url}/api/sessions/${id}`);
  }
}

/** Whether it is a complaint about us, or from code of ours; so speaks the loader of shared packages too. */
function isOurs(message: ConsoleMessage): boolean {
  const isComplaint = message.type() === 'warning' || message.type() === 'error';
  return isComplaint && /espalier/i.test(message.text() + message.location().url) && !isAboutTime(message.text());
}

/** JupyterLab says which plugins it waited for, busy as the machine may be. How long it takes is for `bench/` to say. */
const isAboutTime = (text: string): boolean => /^Plugin .* (took .*ms to activate|is taking too long to activate)/.test(text);
