// A task: what it is, whether it is above its floors, its curves, its heat map, its numbers.

import { Chart } from './chart.js';
import { el, setText } from './dom.js';
import { floorsOf, verdict } from './floors.js';
import { count, headline } from './format.js';
import { FigureList } from './figures.js';
import { HeatMap } from './heatmap.js';
import { LayerStory } from './layerstory.js';
import { Numbers } from './numbers.js';
import { ITEMS, MARKS, describe } from './words.js';

const SOURCES = {
  gold: 'labels by people, or from the text itself',
  silver: 'labels by another model, whose errors the probe learns too',
  none: 'no labels: a property of the layer’s rows',
};

export class Card {
  constructor(run, task, view) {
    this.run = run;
    this.task = task;
    this.view = view;
    this.isNear = false;
    this.isStale = false;
    this.mark = el('span', { class: 'mark', 'aria-hidden': 'true' });
    this.said = el('span');
    this.items = el('span', { class: 'badge', title: 'items the probe is tested on' });
    this.floors = el('p', { class: 'floors' });
    this.host = el('div', { class: 'chart', tabindex: 0, role: 'img' });
    this.heat = new HeatMap(run, task, view);
    this.story = new LayerStory(run, task, view);
    this.figures = new FigureList(run, task, view);
    this.numbers = new Numbers(run, task);
    this.verdict = el('p', { class: 'verdict' }, this.mark, this.said);
    this.incident = el('p', { class: 'incident', hidden: true });
    this.element = this.layout();
  }

  layout() {
    const { task } = this;
    const id = `task-${task.name}`;
    return el('article', { class: 'card', 'data-task': task.name, 'aria-labelledby': id, tabindex: -1 },
      el('header', {},
        el('h2', { id, text: task.name }), el('p', { class: 'what', text: describe(task) }),
        el('p', { class: 'badges' },
          el('span', { class: 'badge', text: task.level, title: 'what the task asks for' }),
          el('span', { class: `badge ${task.source}`, text: task.source === 'none' ? 'no labels' : task.source, title: SOURCES[task.source] }), this.items)),
      this.incident, this.verdict, this.host, this.floors, this.heat.element, this.story.element, this.figures.element, this.numbers.element);
  }

  /** Takes what changed: words at once, drawings when the card is near the screen. */
  update(span) {
    this.span = span;
    this.write();
    this.isStale = true;
    this.see(this.isNear);
  }

  /** After a change of the colour scheme. */
  restyle(span) {
    this.chart?.restyle();
    this.story.restyle();
    this.update(span);
  }

  /** Whether the card is near the part of the page that is seen. */
  see(isNear) {
    this.isNear = isNear;
    if (isNear && this.isStale) {
      this.isStale = false;
      this.paint();
    }
  }

  paint() {
    if (this.chart) {
      this.chart.update();
    } else {
      this.chart = new Chart(this.host, this.run, this.task, this.view);
    }
    this.heat.update(this.span);
    this.story.update();
    this.figures.update();
    this.numbers.update();
  }

  destroy() {
    this.chart?.destroy();
    this.story.destroy();
    this.element.remove();
  }

  write() {
    const { run, task, view } = this;
    const point = view.layer === null ? run.best(task.name) : run.newest(task.name, view.layer);
    const { kind, text } = verdict(run, task, point);
    this.verdict.className = `verdict ${kind}`;
    setText(this.mark, MARKS[kind]);
    setText(this.said, text);
    setText(this.items, point?.n ? `n = ${count(point.n)} ${ITEMS[task.input] ?? 'items'}` : 'n not known yet');
    this.host.setAttribute('aria-label', `${task.name} over training steps, one line per layer. ${text} Arrow keys move from snapshot to snapshot.`);
    this.writeFloors(point);
    this.writeLosses(run.losses(task.name));
  }

  /** What the task has lost and not regained. */
  writeLosses(losses) {
    this.incident.hidden = losses.length === 0;
    setText(this.incident, losses.map(({ told }) => told.title).join('. '));
  }

  writeFloors(point) {
    if (point === null) {
      this.floors.replaceChildren();
      return;
    }
    const floors = floorsOf(point, this.run.manifest.baseline);
    const isShare = this.run.isShare(this.task.name);
    const layer = this.run.layerName(point.layer);
    this.floors.replaceChildren(...floors.map((floor) => el('span', { title: floor.means },
      floor.perLayer ? `${floor.name} (${layer}) ` : `${floor.name} `, el('b', { text: headline(floor.value, isShare) }))));
  }
}
