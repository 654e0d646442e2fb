// A run on the page: its cards, tables and controls, and how they change while it trains.

import { writeAbout, writeReading } from './about.js';
import { Card } from './card.js';
import { writeControls } from './controls.js';
import { Emergence } from './emergence.js';
import { measured } from './floors.js';
import { el } from './dom.js';
import { Findings } from './findings.js';
import { Overview } from './overview.js';
import { layerColours } from './palette.js';
import { LEVELS, MEASURES } from './words.js';

const byId = (id) => document.getElementById(id);

/** A signed scale reaches this far at least, so that noise alone stays pale. */
const LEAST_SPAN = 0.1;

export class Page {
  constructor() {
    this.view = { log: true, measure: 'accuracy', hidden: new Set(), layer: null };
    this.cards = [];
    this.sight = new IntersectionObserver((seen) => this.look(seen), { rootMargin: '200% 0%' });
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.restyle());
  }

  /** Shows another run, or the same one read anew. */
  show(run) {
    this.clear();
    if (this.run?.id !== run.id) {
      this.view.layer = null;
    }
    this.run = run;
    if (this.view.layer >= run.layers.length) {
      this.view.layer = null;
    }
    writeReading(byId('reading'));
    writeAbout(byId('about'), run);
    this.writeControls();
    this.emergence = new Emergence(byId('emergence'), run);
    this.findings = new Findings(byId('findings'), byId('banner'), run);
    this.cards = run.tasks.map((task) => new Card(run, task, this.view));
    this.overview = new Overview(byId('overview'), run, this.view);
    this.sections = LEVELS.map((level) => ({ level, heading: el('h2', { class: 'level-title', text: level }), cards: this.cards.filter((card) => card.task.level === level) }))
      .filter(({ cards }) => cards.length > 0);
    byId('tasks').replaceChildren(...this.sections.flatMap(({ heading, cards }) => [heading, ...cards.map((card) => card.element)]));
    byId('tasks').hidden = run.isEmpty;
    this.filter();
    this.cards.forEach((card) => this.sight.observe(card.element));
    this.refresh(new Set(run.tasks.map((task) => task.name)));
  }

  /** Only cards on the screen, or near it, are drawn: a run may have many. */
  look(seen) {
    seen.forEach(({ target, isIntersecting }) => this.cards.find((card) => card.element === target)?.see(isIntersecting));
  }

  clear() {
    this.sight.disconnect();
    this.cards.forEach((card) => card.destroy());
    this.cards = [];
    ['tasks', 'banner', 'overview', 'findings', 'emergence', 'about', 'reading', 'controls'].forEach((id) => { byId(id).hidden = true; });
  }

  /** Takes new points; at most one drawing per frame. */
  add(changes) {
    if (this.run.isOutgrownBy(changes)) {
      this.run.grow(changes);
      this.show(this.run);
      return;
    }
    const changed = this.run.apply(changes);
    this.pending = new Set([...(this.pending ?? []), ...changed]);
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => {
      this.refresh(this.pending);
      this.pending = null;
    });
  }

  refresh(changed) {
    this.findings.update();
    if (this.run.isEmpty) {
      return;
    }
    byId('tasks').hidden = false;
    const span = this.span();
    this.cards.forEach((card) => {
      if (changed.has(card.task.name) || span !== this.lastSpan) {
        card.update(span);
      }
    });
    this.lastSpan = span;
    this.writeTables();
  }

  refreshAll() {
    this.refresh(new Set(this.run.tasks.map((task) => task.name)));
  }

  /** The largest distance from zero in any task, for the scale of signed measures. */
  span() {
    const { run, view } = this;
    if (!MEASURES[view.measure].signed) {
      return LEAST_SPAN;
    }
    const values = run.tasks.flatMap((task) => run.layers.flatMap(({ index }) => run.steps(task.name)
      .map((step) => Math.abs(measured(run.point(task.name, index, step), view.measure) ?? 0))));
    return Math.max(LEAST_SPAN, ...values);
  }

  filter() {
    this.cards.forEach((card) => { card.element.hidden = this.view.hidden.has(card.task.level); });
    this.sections.forEach(({ level, heading }) => { heading.hidden = this.view.hidden.has(level); });
  }

  writeControls() {
    writeControls(byId('controls'), this.run, this.view, layerColours(this.run.layers), {
      levels: () => { this.filter(); this.writeTables(); },
      axis: () => this.refreshAll(),
      measure: () => this.refreshAll(),
      layer: () => this.refreshAll(),
    });
  }

  writeTables() {
    if (this.run.isEmpty) {
      return;
    }
    const tasks = this.run.tasks.filter((task) => !this.view.hidden.has(task.level));
    this.overview.update(tasks);
    byId('overview').hidden = false;
    this.emergence.update(tasks.filter((task) => task.level !== 'geometry'), layerColours(this.run.layers));
    byId('emergence').hidden = false;
  }

  restyle() {
    if (this.run && !this.run.isEmpty) {
      this.writeControls();
      this.cards.forEach((card) => card.restyle(this.span()));
      this.writeTables();
    }
  }
}
