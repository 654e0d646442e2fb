// When each task came up in each layer: the retrospective intervals that the watch stage finds.

import { el } from './dom.js';
import { cell, count, headline, points } from './format.js';

const QUANTILES = [0.5, 0.9];

/** The cells that hold it with 95% confidence. */
const setOf = (finding) => (finding === null || finding.setAfterStep === null ? null : `95%: ${cell(finding.setAfterStep, finding.setByStep)}`);

function gains(run, task, layer) {
  const found = QUANTILES.map((quantile) => run.emergence(task.name, layer, quantile));
  if (found.every((finding) => finding === null)) {
    return ['no clear gain', '–', '–'].map((text) => el('td', { class: 'quiet', text }));
  }
  const any = found.find((finding) => finding !== null);
  return [...found.map((finding) => el('td', { class: 'number', title: setOf(finding), text: finding === null ? '–' : cell(finding.afterStep, finding.byStep) })),
    el('td', { class: 'number', text: points(any.gainLower) })];
}

/** The highest value of the layer and its step. */
function highest(run, task, layer) {
  return run.steps(task.name).map((step) => run.point(task.name, layer, step))
    .filter((point) => point && point.value !== null)
    .reduce((best, point) => (best === null || point.value > best.value ? point : best), null);
}

function row(run, task, layer, colour) {
  const isShare = run.isShare(task.name);
  const first = run.point(task.name, layer.index, 0);
  const now = run.newest(task.name, layer.index);
  const best = highest(run, task, layer.index);
  const number = (point) => el('td', { class: 'number', text: point?.value === null || !point ? '–' : headline(point.value, isShare) });
  const swatch = el('span', { class: 'swatch' });
  swatch.style.backgroundColor = colour;
  return [el('th', { scope: 'row', class: 'layer' }, swatch, layer.name), number(first), number(now),
    el('td', { class: 'number', text: best === null ? '–' : `${headline(best.value, isShare)} at ${count(best.step)}` }),
    ...gains(run, task, layer.index)];
}

const TITLES = {
  t50: 'when half of the gain was reached',
  t90: 'when nine tenths of the gain were reached',
  'gain, at least': 'lower end of the 95% interval of best − first, in points',
};

const HOW = 'The cell (64, 128] says: after step 64 and by step 128, the snapshots between which it happened. t50 is the first snapshot with half of '
  + 'the gain from the first snapshot to the best so far, t90 with nine tenths; both are revised while the best still rises. Nothing is said '
  + 'unless the gain’s interval is clear of chance.';

export class Emergence {
  constructor(section, run) {
    this.run = run;
    const columns = ['task', 'layer', run.manifest.baseline === 'first' ? 'first' : 'untrained', 'now', 'best', 't50', 't90', 'gain, at least'];
    const head = el('tr', {}, ...columns.map((text) => el('th', { scope: 'col', text, title: TITLES[text] })));
    this.table = el('table', { class: 'emergence-table' }, el('thead', {}, head));
    section.replaceChildren(el('h2', { id: 'emergence-title', text: 'Emergence' }), el('p', { class: 'quiet', text: HOW }),
      el('div', { class: 'table-scroll', tabindex: 0, role: 'group', 'aria-label': 'Emergence table' }, this.table));
  }

  /** Writes the rows of these tasks; rows that say the same as before stay as they are. */
  update(tasks, colours) {
    const bodies = tasks.map((task) => this.body(task, colours));
    bodies.forEach((body, i) => {
      const old = this.table.tBodies[i];
      if (!old) {
        this.table.append(body);
      } else if (!old.isEqualNode(body)) {
        old.replaceWith(body);
      }
    });
    while (this.table.tBodies.length > bodies.length) {
      this.table.tBodies[bodies.length].remove();
    }
  }

  body(task, colours) {
    const { run } = this;
    return el('tbody', {}, ...[...run.layers].reverse().map((layer, i) => el('tr', {},
      i === 0 ? el('th', { scope: 'rowgroup', rowspan: run.layers.length, class: 'task', text: task.name }) : null,
      ...row(run, task, layer, colours[layer.index]))));
  }
}
