import type { Cell } from '@jupyterlab/cells';
import type { IDisposable } from '@lumino/disposable';
import { PanelLayout, type Widget } from '@lumino/widgets';
import { CommandIDs } from '../commands/ids.js';
import type { ExtensionContext } from '../context.js';
import { coneOf } from '../graph/cone.js';
import { looksLike, type NotebookState } from '../model/state.js';
import type { OpenNotebook } from '../pipelines.js';
import { badge } from './badge.js';
import { cellLooks, type CellLook } from './looks.js';

/**
 * Paints stripes and badges onto the cells of one notebook. The badge lies inside the cell's header widget: whatever is
 * put beside the cell's own children is moved when the notebook attaches them again.
 */
export class CellDecorator implements IDisposable {
  constructor(context: ExtensionContext, opened: OpenNotebook) {
    this.context = context;
    this.opened = opened;
    opened.pipeline.changed.connect(this.schedule, this);
    opened.panel.content.model?.cells.changed.connect(this.schedule, this);
    context.settings.changed.connect(this.schedule, this);
    this.schedule();
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (this._isDisposed) return;
    this._isDisposed = true;
    cancelAnimationFrame(this.frame);
    this.opened.pipeline.changed.disconnect(this.schedule, this);
    this.context.settings.changed.disconnect(this.schedule, this);
  }

  private schedule(): void {
    if (this.frame !== 0) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      if (!this._isDisposed && !this.opened.panel.isDisposed) this.paint();
    });
  }

  private paint(): void {
    const { panel, pipeline } = this.opened;
    const { state } = pipeline;
    const { settings, trans } = this.context;
    const shown = settings.value.cellBadges ? state : undefined;
    if (!this.shown || !shown || !looksLike(this.shown, shown)) {
      const cone = shown?.hovered === undefined ? undefined : coneOf(shown.hovered, shown.view.graph.arrows);
      this.looks = shown ? this.unlessEqual(cellLooks(shown, trans, cone)) : new Map();
      this.shown = shown;
    }
    for (const cell of panel.content.widgets) {
      const look = this.looks.get(cell.model.id);
      if (this.painted.has(cell) && this.painted.get(cell) === look) continue;
      this.painted.set(cell, look);
      this.paintCell(cell, look);
    }
  }

  /** Looks that are as they were are the same objects again. */
  private unlessEqual(looks: ReadonlyMap<string, CellLook>): ReadonlyMap<string, CellLook> {
    const same = (look: CellLook, before: CellLook | undefined) => (before && JSON.stringify(before) === JSON.stringify(look) ? before : look);
    return new Map([...looks].map(([id, look]) => [id, same(look, this.looks.get(id))]));
  }

  private paintCell(cell: Cell, look: CellLook | undefined): void {
    setData(cell.node, 'espalierKind', look && look.kind !== 'plain' ? look.kind : undefined);
    setData(cell.node, 'espalierColour', look?.colour === undefined ? undefined : String(look.colour));
    setData(cell.node, 'espalierDim', look?.isDim ? 'true' : undefined);
    const header = headerOf(cell);
    if (!header) {
      this.paintOnceReady(cell);
      return;
    }
    header.node.querySelector(':scope > .jp-Espalier-badge')?.remove();
    const isShown = look !== undefined && look.name !== '';
    header.toggleClass('jp-Espalier-cellHeader', isShown);
    const onClick = () => this.open(cell);
    const onHover = (isOver: boolean) => this.opened.pipeline.update({ hovered: isOver ? this.nodeOf(cell) : undefined });
    if (isShown) header.node.append(badge(look, onClick, onHover));
  }

  /** A cell that was never near the window has no header yet. */
  private paintOnceReady(cell: Cell): void {
    if (this.awaited.has(cell)) return;
    this.awaited.add(cell);
    void cell.ready.then(() => {
      if (!this._isDisposed && !cell.isDisposed) this.paintCell(cell, this.looks.get(cell.model.id));
    });
  }

  /** The plan's node that runs a cell. */
  private nodeOf(cell: Cell): string | undefined {
    return this.opened.pipeline.state.view.cells.find(({ id }) => id === cell.model.id)?.runsIn;
  }

  private open(cell: Cell): void {
    const { panel, pipeline } = this.opened;
    const runsIn = this.nodeOf(cell);
    panel.content.activeCellIndex = panel.content.widgets.indexOf(cell);
    if (runsIn !== undefined) pipeline.update({ selected: { kind: 'node', name: runsIn } });
    // The pointer is in the notebook, and so the keys stay there.
    void this.context.app.commands.execute(CommandIDs.showPanel).then(() => panel.content.activate());
  }

  private readonly context: ExtensionContext;
  private readonly opened: OpenNotebook;
  private readonly painted = new WeakMap<Cell, CellLook | undefined>();
  private shown: NotebookState | undefined;
  private looks: ReadonlyMap<string, CellLook> = new Map();
  private readonly awaited = new WeakSet<Cell>();
  private frame = 0;
  private _isDisposed = false;
}

function headerOf(cell: Cell): Widget | undefined {
  const [first] = cell.layout instanceof PanelLayout ? cell.layout.widgets : [];
  return first?.hasClass('jp-Cell-header') ? first : undefined;
}

function setData(node: HTMLElement, key: string, value: string | undefined): void {
  const name = `data-${key.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}`;
  if (value === undefined) node.removeAttribute(name);
  else node.setAttribute(name, value);
}
