// All tasks at a glance: whether each is above its floors, its curve in small, its numbers, where in the model it stands.

import { el } from './dom.js';
import { floorsOf, verdict } from './floors.js';
import { count, headline, interval } from './format.js';
import { toX } from './steps.js';
import { LEVELS, MARKS } from './words.js';

const WIDTH = 132;
const HEIGHT = 26;
const SVG = 'http://www.w3.org/2000/svg';

const COLUMNS = [['', 'whether it is above every floor: ● it is, ◐ it is not, ▼ it lost ground'], ['task'], ['curve', 'the layer’s value over training steps; dashed: its highest floor now'], ['now', 'the newest value with its 95% interval'],
  ['highest floor', 'what it must beat'], ['layer', 'the best layer, or the chosen one'], ['best layer, 95%', 'interval of the best layer, by bootstrap over sentences'],
  ['centre', 'centre of gravity of the layer profile'], ['n', 'test items']];

function svg(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
  return element;
}

/** A curve in small, with a floor. */
function sparkline(points, floor, log) {
  const values = [...points.map((point) => point.value), ...(floor === null ? [] : [floor])];
  const low = Math.min(...values);
  const span = Math.max(1e-9, Math.max(...values) - low);
  const right = Math.max(1, toX(points.at(-1).step, log));
  const x = (step) => (2 + ((WIDTH - 6) * toX(step, log)) / right).toFixed(1);
  const y = (value) => (HEIGHT - 4 - ((HEIGHT - 8) * (value - low)) / span).toFixed(1);
  const picture = svg('svg', { width: WIDTH, height: HEIGHT, viewBox: `0 0 ${WIDTH} ${HEIGHT}`, 'aria-hidden': 'true', class: 'spark' });
  if (floor !== null) {
    picture.append(svg('line', { x1: 0, x2: WIDTH, y1: y(floor), y2: y(floor), class: 'spark-floor' }));
  }
  picture.append(svg('polyline', { points: points.map((point) => `${x(point.step)},${y(point.value)}`).join(' '), class: 'spark-line' }),
    svg('circle', { cx: x(points.at(-1).step), cy: y(points.at(-1).value), r: 2.4, class: 'spark-end' }));
  return picture;
}

const cell = (text, type = '') => el('td', { class: type, text });

export class Overview {
  constructor(section, run, view) {
    this.run = run;
    this.view = view;
    const head = el('tr', {}, ...COLUMNS.map(([text, title]) => el('th', { scope: 'col', text, title })));
    this.body = el('tbody');
    section.replaceChildren(el('h2', { id: 'overview-title', text: 'At a glance' }),
      el('div', { class: 'table-scroll', tabindex: 0, role: 'group', 'aria-label': 'All tasks' },
        el('table', { class: 'overview-table' }, el('thead', {}, head), this.body)));
  }

  /** Writes the rows of these tasks. */
  update(tasks) {
    const rows = LEVELS.flatMap((level) => {
      const ofLevel = tasks.filter((task) => task.level === level);
      return ofLevel.length === 0 ? [] : [el('tr', { class: 'level' }, el('th', { colspan: COLUMNS.length, scope: 'rowgroup', text: level })), ...ofLevel.map((task) => this.row(task))];
    });
    this.body.replaceChildren(...rows);
  }

  row(task) {
    const { run, view } = this;
    const point = view.layer === null ? run.best(task.name) : run.newest(task.name, view.layer);
    const link = el('th', { scope: 'row' }, el('a', { href: `#task-${task.name}`, text: task.name, click: (event) => this.go(event, task) }));
    if (point === null) {
      return el('tr', {}, cell(MARKS.waiting, 'mark'), link, el('td', { colspan: COLUMNS.length - 2, class: 'quiet', text: 'no result yet' }));
    }
    const { kind, text } = verdict(run, task, point);
    const isShare = run.isShare(task.name);
    const floor = floorsOf(point, run.manifest.baseline)[0] ?? null;
    const curve = run.steps(task.name).map((step) => run.point(task.name, point.layer, step)).filter((other) => other && other.value !== null);
    const losses = run.losses(task.name);
    const isLost = losses.length > 0;
    const mark = isLost ? MARKS.lost : task.level === 'geometry' ? '' : MARKS[kind];
    return el('tr', { class: isLost ? 'lost' : kind, title: isLost ? losses[0].told.title : text }, cell(mark, 'mark'), link, el('td', {}, sparkline(curve, floor?.value ?? null, view.log)),
      el('td', { class: 'number' }, el('b', { text: headline(point.value, isShare) }), el('span', { class: 'quiet', text: ` ${interval(point, isShare)}` })),
      floor === null ? cell('–', 'number quiet') : cell(`${floor.name} ${headline(floor.value, isShare)}`, 'number'),
      cell(run.layerName(point.layer)), ...this.story(task), cell(point.n ? count(point.n) : '–', 'number quiet'));
  }

  story(task) {
    const step = this.run.profileSteps(task.name).at(-1);
    if (step === undefined) {
      return [cell('–', 'quiet'), cell('–', 'number quiet')];
    }
    const { bestLower, bestUpper, centreOfGravity } = this.run.profile(task.name, step);
    const [from, to] = [this.run.layerName(bestLower), this.run.layerName(bestUpper)];
    return [cell(from === to ? from : `${from} to ${to}`), cell(centreOfGravity === null ? '–' : centreOfGravity.toFixed(2), 'number')];
  }

  /** The address names the run, so a link must not change it; the keyboard goes on from the card. */
  go(event, task) {
    event.preventDefault();
    const card = document.querySelector(`[data-task="${task.name}"]`);
    card?.focus({ preventScroll: true });
    card?.scrollIntoView({ behavior: 'smooth' });
  }
}
