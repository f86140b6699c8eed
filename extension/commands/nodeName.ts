import { Dialog, showDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { Widget } from '@lumino/widgets';

interface Asking {
  readonly title: string;
  /** Names that are completed. */
  readonly names: readonly string[];
  /** The name so far; empty without one. */
  readonly name: string;
  readonly trans: TranslationBundle;
}

/** Asks for a node's name; undefined where its user gives up. What JupyterLab has for this fills in the first name of the list. */
export async function askNodeName({ title, names, name, trans }: Asking): Promise<string | undefined> {
  const { button, value } = await showDialog({
    title,
    body: new NameField(names, name, trans),
    buttons: [Dialog.cancelButton(), Dialog.okButton({ label: trans.__('Tag') })],
    focusNodeSelector: 'input'
  });
  return button.accept ? (value ?? undefined) : undefined;
}

let count = 0;

/** Milliseconds; nobody leaves a field so soon. */
const settling = 300;

/** A field of text that completes names. */
class NameField extends Widget implements Dialog.IBodyWidget {
  constructor(names: readonly string[], name: string, trans: TranslationBundle) {
    super();
    const list = document.createElement('datalist');
    list.id = `jp-Espalier-names-${++count}`;
    for (const each of names) list.append(new Option('', each));
    this.input.type = 'text';
    this.input.className = 'jp-mod-styled';
    this.input.value = name;
    this.input.placeholder = trans.__('for example: train');
    this.input.setAttribute('list', list.id);
    this.input.setAttribute('aria-label', trans.__('Name of the node'));
    this.input.addEventListener('focus', () => this.input.select());
    this.addClass('jp-Input-Dialog');
    this.node.append(this.input, list);
  }

  /** A cell that asks for the focus a little late must not get it; JupyterLab 4.4 then gives it to the button. */
  protected override onAfterAttach(): void {
    const until = performance.now() + settling;
    this.input.addEventListener('blur', () => {
      if (performance.now() < until) requestAnimationFrame(() => this.input.focus());
    });
  }

  getValue(): string {
    return this.input.value;
  }

  private readonly input = document.createElement('input');
}
