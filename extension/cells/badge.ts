import type { CellLook } from './looks.js';

const symbols: { readonly [kind in CellLook['kind']]: string } = { node: '⬡', joined: '↳', setup: '⚙', parameters: '≡', skip: '⊘', plain: '' };

const statusSymbols: { readonly [status in NonNullable<CellLook['run']>]: string } = {
  queued: '…',
  running: '▶',
  done: '✓',
  cached: '✓',
  failed: '✕',
  skipped: '−',
  aborted: '■'
};

/** The badge above a cell. All of it is text: names come from the notebook. */
export function badge(look: CellLook, onClick: () => void, onHover: (isOver: boolean) => void): HTMLElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.tabIndex = -1;
  button.className = 'jp-Espalier-badge';
  button.dataset['kind'] = look.kind;
  if (look.isProposed) button.dataset['proposed'] = 'true';
  if (look.problem) button.dataset['problem'] = look.problem;
  if (look.run) button.dataset['run'] = look.run;
  button.title = look.problems;
  button.append(part('symbol', symbols[look.kind], true), part('badgeName', look.name));
  if (look.flow !== '') button.append(part('badgeFlow', look.flow));
  if (look.run) button.append(part('badgeRun', `${statusSymbols[look.run]} ${look.status}`));
  if (look.problem) button.append(part('badgeProblem', '!', true));
  button.addEventListener('click', onClick);
  button.addEventListener('pointerenter', () => onHover(true));
  button.addEventListener('pointerleave', () => onHover(false));
  return button;
}

function part(name: string, text: string, isHidden = false): HTMLElement {
  const element = document.createElement('span');
  element.className = `jp-Espalier-${name}`;
  element.textContent = text;
  if (isHidden) element.setAttribute('aria-hidden', 'true');
  return element;
}
