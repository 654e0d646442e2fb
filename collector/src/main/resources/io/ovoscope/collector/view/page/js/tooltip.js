// The one box that follows the pointer.

import { el } from './dom.js';

const box = el('div', { class: 'tooltip', role: 'tooltip', hidden: true });
document.body.append(box);

const MARGIN = 14;

/** Shows nodes beside a position on the screen, on the side where there is room. */
export function showTooltip(x, y, ...nodes) {
  box.replaceChildren(...nodes);
  box.hidden = false;
  const { width, height } = box.getBoundingClientRect();
  const left = x + MARGIN + width > innerWidth ? x - MARGIN - width : x + MARGIN;
  const top = Math.min(Math.max(4, y - height / 2), innerHeight - height - 4);
  box.style.transform = `translate(${Math.max(4, left)}px, ${top}px)`;
}

export function hideTooltip() {
  box.hidden = true;
}
