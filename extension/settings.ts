import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import { Signal, type ISignal } from '@lumino/signaling';

/** The user's settings, `schema/settings/plugin.json`. */
export interface Settings {
  /** Stripe and badge on the cells. */
  readonly cellBadges: boolean;
  /** Underline problems in the editors. */
  readonly editorProblems: boolean;
  /** Load what watches the cells in every kernel of a notebook. */
  readonly watchKernel: boolean;
}

const defaults: Settings = { cellBadges: true, editorProblems: true, watchKernel: false };

/** The settings as they are now; the defaults until, or where, they cannot be loaded. */
export class SettingsStore {
  constructor(registry: ISettingRegistry | null, plugin: string) {
    void registry
      ?.load(plugin)
      .then(settings => {
        const read = () => this.set(settings.composite);
        settings.changed.connect(read);
        read();
      })
      .catch((error: unknown) => console.warn('espalier: the settings cannot be loaded', error));
  }

  get value(): Settings {
    return this._value;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  private set(given: { readonly [key: string]: unknown }): void {
    const flag = (key: keyof Settings): boolean => (typeof given[key] === 'boolean' ? given[key] : defaults[key]);
    this._value = { cellBadges: flag('cellBadges'), editorProblems: flag('editorProblems'), watchKernel: flag('watchKernel') };
    this._changed.emit();
  }

  private readonly _changed = new Signal<this, void>(this);
  private _value = defaults;
}
