import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Drawing } from '../../converter/layout/drawing.js';
import { renderDot } from '../../converter/layout/dot.js';
import { layOutDrawing } from '../../converter/layout/layout.js';
import { renderMermaid } from '../../converter/layout/mermaid.js';
import { renderSvg } from '../../converter/layout/svg.js';
import { espalier } from '../support/terminal.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const notebook = join('examples', 'penguins', 'notebook.ipynb');

const hostile = '"]; click n0 "javascript:x" </text><script>alert(1)</script>\n|';
const drawing: Drawing = {
  title: hostile,
  boxes: [
    { id: 'load', kind: 'function', label: 'load', detail: 'cells 1–2' },
    { id: 'train', kind: 'script', label: hostile, detail: 'cell 3' },
    { id: '__proto__', kind: 'joined', label: 'plot + show', detail: 'cell 4' },
    { id: 'file:t', kind: 'file', label: 'data/t.csv', detail: '' }
  ],
  arrows: [
    { from: 'file:t', to: 'load', names: [], isOrder: false },
    { from: 'load', to: 'train', names: ['df', hostile], isOrder: false },
    { from: 'load', to: '__proto__', names: ['cwd'], isOrder: true }
  ]
};

describe('a drawing', () => {
  it('has boxes that do not overlap, inside its bounds', () => {
    const { boxes, width, height } = layOutDrawing(drawing);
    for (const box of boxes) {
      expect(box.x - box.width / 2).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width / 2).toBeLessThanOrEqual(width);
      expect(box.y + box.height / 2).toBeLessThanOrEqual(height);
      for (const other of boxes)
        if (other !== box)
          expect(Math.abs(other.x - box.x) >= (other.width + box.width) / 2 || Math.abs(other.y - box.y) >= (other.height + box.height) / 2).toBe(true);
    }
  });

  it('is laid out alike every time', () => expect(renderSvg(drawing)).toBe(renderSvg(drawing)));

  it('lets nothing of the notebook become markup', () => {
    expect(renderSvg(drawing)).not.toMatch(/<script|"javascript/);
    expect(renderMermaid(drawing)).not.toMatch(/["<>|]click|<script|\]; click/);
    expect(renderMermaid(drawing).split('\n').length).toBe(9);
    expect(renderDot(drawing)).toContain('\\"]; click n0 \\"javascript:x\\"');
  });
});

describe('graph', () => {
  it.each(['text', 'mermaid', 'dot', 'svg', 'json'])('prints %s', async format => {
    const { code, out } = await espalier(root, 'graph', notebook, '--format', format);
    expect(code).toBe(0);
    for (const name of ['load', 'clean', 'plot', 'train', 'evaluate']) expect(out).toContain(name);
  });
});

describe('explain', () => {
  it('says who writes, who reads, and where', async () => {
    const { code, out } = await espalier(root, 'explain', notebook, 'model');
    expect(code).toBe(0);
    expect(out).toMatch(
      /model: made by train, taken by evaluate\n {2}train → evaluate\n {4}cell \d+:\d+:\d+ `model` reads 'model'; last changed at cell \d+:\d+:\d+ `model`\n/
    );
  });

  it('knows nodes, edges and parameters', async () => {
    expect((await espalier(root, 'explain', notebook, 'train')).out).toContain("'train' is a function made of cells");
    expect((await espalier(root, 'explain', notebook, 'clean->train')).out).toContain('clean → train');
    expect((await espalier(root, 'explain', notebook, 'load->train')).out).toBe("'train' takes nothing from 'load'.\n");
    expect((await espalier(root, 'explain', notebook, 'seed')).out).toContain("'seed' is a parameter with the value 7");
  });
});

it('lists targets', async () => expect((await espalier(root, 'targets')).out).toMatch(/^kedro {2}Kedro: /));
