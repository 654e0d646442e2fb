// A task's curves as a table of numbers, written when it is opened.

import { el } from './dom.js';
import { count, headline, interval } from './format.js';

function fill(table, run, task) {
  const isShare = run.isShare(task.name);
  const head = el('tr', {}, el('th', { scope: 'col', text: 'step' }), ...run.layers.map((layer) => el('th', { scope: 'col', text: layer.name })));
  const rows = run.steps(task.name).map((step) => el('tr', {}, el('th', { scope: 'row', text: count(step) }),
    ...run.layers.map(({ index }) => {
      const point = run.point(task.name, index, step);
      const text = !point ? '' : point.value === null ? '×' : `${headline(point.value, isShare)} ${interval(point, isShare)}`;
      return el('td', { text });
    })));
  table.replaceChildren(el('caption', { text: `${task.name}: accuracy and 95% interval of every snapshot` }), el('thead', {}, head), el('tbody', {}, ...rows));
}

export class Numbers {
  constructor(run, task) {
    this.run = run;
    this.task = task;
    this.table = el('table', { class: 'numbers' });
    this.element = el('details', { class: 'all-numbers', toggle: () => this.update() },
      el('summary', { text: 'Numbers' }), el('div', { class: 'numbers-scroll', tabindex: 0, role: 'group', 'aria-label': `Numbers of ${task.name}` }, this.table));
  }

  update() {
    if (this.element.open) {
      fill(this.table, this.run, this.task);
    }
  }
}
