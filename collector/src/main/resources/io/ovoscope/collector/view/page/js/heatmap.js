// Layer × snapshot as a table of coloured cells, the top layer first. A cell keeps its value as text for those who hear the page.

import { el, setText } from './dom.js';
import { count, headline, points } from './format.js';
import { measured } from './floors.js';
import { sequential, signed } from './palette.js';
import { tickLabel } from './steps.js';
import { hideTooltip, showTooltip } from './tooltip.js';
import { MEASURES, REASONS } from './words.js';

const LABEL_WIDTH = 34;
const DENSE = 60;
const LONGEST_NAME = 11;

/** Layers of one model differ at the end of their names. */
const tail = (name) => (name.length > LONGEST_NAME ? `…${name.slice(1 - LONGEST_NAME)}` : name);

export class HeatMap {
  constructor(run, task, view) {
    this.run = run;
    this.task = task;
    this.view = view;
    this.painted = new WeakMap();
    this.caption = el('caption');
    this.head = el('tr', {}, el('td'));
    this.rows = [...run.layers].reverse().map((layer) => el('tr', {}, el('th', { scope: 'row', text: tail(layer.name), title: layer.name })));
    this.table = el('table', { class: 'heat' }, this.caption, el('tbody', {}, ...this.rows), el('tfoot', {}, this.head));
    this.scale = el('p', { class: 'heat-scale' });
    this.element = el('div', { class: 'heat-map' }, el('div', { class: 'heat-scroll', tabindex: 0, role: 'group', 'aria-label': `Heat map of ${task.name}` }, this.table), this.scale);
    this.table.addEventListener('pointermove', (event) => this.hover(event));
    this.table.addEventListener('pointerleave', hideTooltip);
  }

  /** @param span largest distance from zero of a signed measure, the same for all tasks */
  update(span) {
    const { run, task, view } = this;
    const steps = run.steps(task.name);
    if (steps.length !== this.head.cells.length - 1) {
      this.shape(steps);
    }
    const values = run.layers.flatMap(({ index }) => steps.map((step) => measured(run.point(task.name, index, step), view.measure)))
      .filter((value) => value !== null);
    const range = MEASURES[view.measure].signed ? [-span, span] : this.widened(values);
    this.rows.forEach((row, i) => {
      const layer = run.layers.length - 1 - i;
      steps.forEach((step, k) => this.paint(row.cells[k + 1], run.point(task.name, layer, step), range));
    });
    this.legend(range, values.length === 0);
  }

  /** A step more or less: columns are added and taken away at the end, and the labels written anew. */
  shape(steps) {
    this.rows.forEach((row) => {
      while (row.cells.length - 1 < steps.length) {
        row.append(el('td', {}, el('span', { class: 'unseen' })));
      }
      while (row.cells.length - 1 > steps.length) {
        row.lastElementChild.remove();
      }
    });
    this.table.classList.toggle('dense', steps.length > DENSE);
    const width = Math.max(260, this.element.clientWidth - 100);
    const every = Math.max(1, Math.ceil((steps.length * LABEL_WIDTH) / width));
    this.head.replaceChildren(el('td'), ...steps.map((step, i) => el('th', { scope: 'col' },
      el('span', { class: i % every === 0 ? 'shown' : 'unseen', text: tickLabel(step) }))));
  }

  paint(cell, point, range) {
    const value = measured(point, this.view.measure);
    const isMissing = point !== undefined && point.value === null;
    const colour = value === null ? '' : this.colour(value, range);
    const said = value === null ? (isMissing ? 'no result' : 'none') : this.format(value);
    const painted = `${said} ${colour}`;
    if (this.painted.get(cell) !== painted) {
      this.painted.set(cell, painted);
      cell.className = isMissing ? 'no-result' : value === null ? 'absent' : '';
      cell.style.backgroundColor = colour;
      setText(cell.firstElementChild, said);
    }
  }

  colour(value, [low, high]) {
    return MEASURES[this.view.measure].signed ? signed(value / high) : sequential((value - low) / (high - low));
  }

  format(value) {
    return MEASURES[this.view.measure].signed ? points(value) : headline(value, this.run.isShare(this.task.name));
  }

  /** From the lowest to the highest value, but ten points at least, so that noise does not fill the scale. */
  widened(values) {
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const lack = Math.max(0, 0.1 - (high - low)) / 2;
    return [low - lack, high + lack];
  }

  legend(range, isEmpty) {
    const { label, title, signed: isSigned } = MEASURES[this.view.measure];
    setText(this.caption, `${label}, layer × snapshot`);
    this.caption.title = title;
    this.table.hidden = isEmpty;
    if (isEmpty) {
      this.scale.replaceChildren(`No ${label}: ${this.view.measure === 'selectivity' && this.task.input === 'sentence' ? 'a sentence task has no control, its floors are bag of words and length.' : 'no point has it yet.'}`);
      return;
    }
    const bar = el('span', { class: 'bar', 'aria-hidden': 'true' });
    const stops = Array.from({ length: 9 }, (_, i) => this.colour(range[0] + ((range[1] - range[0]) * i) / 8, range));
    bar.style.background = `linear-gradient(90deg, ${stops.join(', ')})`;
    this.scale.replaceChildren(this.format(range[0]), bar, this.format(range[1]), el('span', { class: 'quiet', text: isSigned ? ' points, one scale for all tasks' : ' this task’s own scale' }));
  }

  hover(event) {
    const cell = event.target.closest('td');
    const row = cell?.parentElement;
    const i = this.rows.indexOf(row);
    if (i < 0) {
      hideTooltip();
      return;
    }
    const layer = this.run.layers.length - 1 - i;
    const step = this.run.steps(this.task.name)[cell.cellIndex - 1];
    const point = this.run.point(this.task.name, layer, step);
    const value = measured(point, this.view.measure);
    const said = value !== null ? `${MEASURES[this.view.measure].label} ${this.format(value)}`
      : point?.missing ? `× ${REASONS[point.missing.reason] ?? 'no result'}: ${point.missing.detail}` : 'not there';
    showTooltip(event.clientX, event.clientY, el('p', { class: 'tip-title', text: `${this.run.layerName(layer)}, step ${count(step)}` }), el('p', { class: 'tip-line', text: said }));
  }
}
