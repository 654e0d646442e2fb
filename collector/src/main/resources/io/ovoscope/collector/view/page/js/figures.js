// What else is known of a probe at its newest snapshot, written when it is opened.

import { el } from './dom.js';
import { count, percent, points } from './format.js';
import { isScalar } from './floors.js';
import { FIGURES } from './words.js';

const FORMATS = {
  share: percent,
  points,
  number: (value) => value.toFixed(3),
  bits: (value) => `${count(Math.round(value))} bits`,
  times: (value) => `${value.toFixed(2)}×`,
  nats: (value) => `${value > 0 ? '+' : ''}${value.toFixed(3)} nats`.replace('-', '−'),
  plain: (value) => count(value),
  tiny: (value) => value.toExponential(1),
  truth: (value) => (value ? 'yes' : 'no: its iterations ran out'),
};

const isThere = (value) => value !== null && value !== undefined;

/** The figures of a point as {name, means, text}. */
export function figuresOf(point) {
  return FIGURES
    .filter(({ key, scalar }) => isThere(point[key]) && (scalar === undefined || scalar === isScalar(point)))
    .map(({ key, name, kind, means, lower, upper, n, floor, floorName }) => {
      const format = FORMATS[kind];
      const interval = isThere(point[lower]) ? ` [${format(point[lower])}, ${format(point[upper])}]` : '';
      const items = isThere(point[n]) ? `, n = ${count(point[n])}` : '';
      const beside = isThere(point[floor]) ? `, ${floorName} ${format(point[floor])}` : '';
      return { key, name, means, text: format(point[key]) + interval + items + beside };
    });
}

/** The newest point of a layer that has a figure: one on a cadence is not in every snapshot. */
function newestWith(run, task, layer, key) {
  const steps = run.steps(task.name);
  for (let i = steps.length - 1; i >= 0; i--) {
    const point = run.point(task.name, layer, steps[i]);
    if (isThere(point?.[key])) {
      return point;
    }
  }
  return null;
}

export class FigureList {
  constructor(run, task, view) {
    this.run = run;
    this.task = task;
    this.view = view;
    this.list = el('dl', { class: 'figures' });
    this.summary = el('summary', { text: 'All figures' });
    this.element = el('details', { toggle: () => this.update() }, this.summary, this.list);
  }

  update() {
    const { run, task, view } = this;
    const point = view.layer === null ? run.best(task.name) : run.newest(task.name, view.layer);
    this.element.hidden = point === null || task.level === 'geometry';
    if (!this.element.open || point === null) {
      return;
    }
    const rows = FIGURES.flatMap(({ key }) => this.row(key, point));
    this.list.replaceChildren(el('dt', { text: 'layer' }), el('dd', { text: `${run.layerName(point.layer)}, step ${count(point.step)}` }), ...rows,
      ...point.remarks.flatMap((remark) => [el('dt', { text: 'remark' }), el('dd', { text: remark })]));
  }

  row(key, point) {
    const of = newestWith(this.run, this.task, point.layer, key);
    const figure = of && figuresOf(of).find((candidate) => candidate.key === key);
    if (!figure) {
      return [];
    }
    const when = of.step === point.step ? '' : ` (at step ${count(of.step)})`;
    return [el('dt', { text: figure.name, title: figure.means }), el('dd', { text: figure.text + when })];
  }
}
