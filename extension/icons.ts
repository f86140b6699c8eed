import { LabIcon } from '@jupyterlab/ui-components';

/** A stem with branches trained onto three wires. */
const espalier = `<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 24 24">
  <g fill="none"><g class="jp-icon3" stroke="#616161" stroke-width="1.8" stroke-linecap="round">
    <path d="M12 21V4"/>
    <path d="M12 18C8 18 5 17 4 13"/>
    <path d="M12 18c4 0 7-1 8-5"/>
    <path d="M12 11C9 11 7 10 6 7"/>
    <path d="M12 11c3 0 5-1 6-4"/>
  </g></g>
  <g class="jp-icon3" fill="#616161"><circle cx="12" cy="4" r="2"/><circle cx="4" cy="12" r="2"/><circle cx="20" cy="12" r="2"/><circle cx="6" cy="6.4" r="1.6"/><circle cx="18" cy="6.4" r="1.6"/></g>
</svg>`;

/** A hexagon, as on the badges. */
const tag = `<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 24 24">
  <g fill="none"><path class="jp-icon3" stroke="#616161" stroke-width="2" stroke-linejoin="round" d="M12 3l7.8 4.5v9L12 21l-7.8-4.5v-9z"/>
  <path class="jp-icon3" stroke="#616161" stroke-width="2" stroke-linecap="round" d="M12 8.5v7M8.5 12h7"/></g>
</svg>`;

export const nodeIcon = new LabIcon({ name: 'espalier:tag', svgstr: tag });

export const espalierIcon = new LabIcon({ name: 'espalier:pipeline', svgstr: espalier });
