// A run as the page holds it: task → layer → step → point.

import { GEOMETRY, LEVELS } from './words.js';

/** Rows of a table as objects. */
function objects({ columns, rows }) {
  return rows.map((row) => Object.fromEntries(columns.map((column, i) => [column, row[i]])));
}

const hasPoint = ({ columns, rows }, task) => rows.some((row) => row[columns.indexOf('task')] === task);

export class Run {
  /** @param detail what /api/runs/{id} answers */
  constructor(detail) {
    this.id = detail.id;
    this.cursor = detail.cursor;
    this.manifest = detail.manifest;
    this.layers = detail.manifest.layers;
    this.tasks = [...detail.manifest.tasks, ...GEOMETRY.filter((task) => hasPoint(detail.points, task.name))]
      .sort((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level));
    this.findings = new Map();
    this.closed = new Map();
    this.scalars = new Set();
    this.stepsOf = new Map();
    this.profiles = new Map(this.tasks.map((task) => [task.name, new Map()]));
    this.points = new Map(this.tasks.map((task) => [task.name, this.layers.map(() => new Map())]));
    this.apply(detail);
  }

  /** Takes what came; returns the names of the tasks that changed. */
  apply({ points, closed, findings, layerProfiles = [] }) {
    const changed = new Set();
    for (const point of objects(points)) {
      const series = this.points.get(point.task)?.[point.layer];
      if (series) {
        this.put(series, point);
        changed.add(point.task);
      }
    }
    changed.forEach((task) => this.stepsOf.delete(task));
    for (const profile of layerProfiles) {
      this.profiles.get(profile.task)?.set(profile.step, profile);
      changed.add(profile.task);
    }
    closed.forEach((step) => this.closed.set(step.step, step));
    for (const finding of findings) {
      this.findings.set(finding.told.id, finding);
      (finding.task ? [finding.task] : this.tasks.map((task) => task.name)).forEach((task) => changed.add(task));
    }
    return changed;
  }

  /** Whether changes hold curves that this run was read without. */
  isOutgrownBy({ points }) {
    return GEOMETRY.some((task) => !this.points.has(task.name) && hasPoint(points, task.name));
  }

  /** Takes changes with curves that this run was read without. */
  grow(changes) {
    const grown = GEOMETRY.filter((task) => !this.points.has(task.name) && hasPoint(changes.points, task.name));
    this.tasks.push(...grown);
    grown.forEach((task) => {
      this.points.set(task.name, this.layers.map(() => new Map()));
      this.profiles.set(task.name, new Map());
    });
    this.apply(changes);
  }

  /** Where the task stood along the layers, by step. */
  profileSteps(task) {
    return [...this.profiles.get(task).keys()].sort((a, b) => a - b);
  }

  profile(task, step) {
    return this.profiles.get(task).get(step);
  }

  put(series, point) {
    const accuracy = point.accuracy ?? null;
    point.value = accuracy ?? point.value ?? null;
    if (accuracy === null && point.value !== null) {
      this.scalars.add(point.task);
    }
    series.set(point.step, point);
  }

  get isEmpty() {
    return this.tasks.every((task) => this.steps(task.name).length === 0);
  }

  point(task, layer, step) {
    return this.points.get(task)[layer].get(step);
  }

  /** Steps with a point of the task in any layer, ascending. */
  steps(task) {
    if (!this.stepsOf.has(task)) {
      const all = new Set();
      this.points.get(task).forEach((series) => series.forEach((_, step) => all.add(step)));
      this.stepsOf.set(task, [...all].sort((a, b) => a - b));
    }
    return this.stepsOf.get(task);
  }

  /** The layer's newest point that has a result. */
  newest(task, layer) {
    const steps = this.steps(task);
    for (let i = steps.length - 1; i >= 0; i--) {
      const point = this.point(task, layer, steps[i]);
      if (point && point.value !== null) {
        return point;
      }
    }
    return null;
  }

  /** The newest point of the layer with the highest value at the task's newest step (of geometry the top layer's); null before the first result. */
  best(task) {
    const newest = this.layers.map((layer) => this.newest(task, layer.index)).filter((point) => point !== null);
    const step = Math.max(...newest.map((point) => point.step));
    if (this.isGeometry(task)) {
      return newest.filter((point) => point.step === step).at(-1) ?? null;
    }
    return newest.filter((point) => point.step === step)
      .reduce((best, point) => (best === null || point.value > best.value ? point : best), null);
  }

  isGeometry(task) {
    return GEOMETRY.some(({ name }) => name === task);
  }

  /** Whether the curve is a share of items rather than some other value. */
  isShare(task) {
    return !this.scalars.has(task);
  }

  emergence(task, layer, quantile) {
    return this.findings.get(`emergence-t${Math.round(100 * quantile)}/${task}/${layer}`) ?? null;
  }

  allFindings() {
    return [...this.findings.values()];
  }

  /** What went wrong with a task: its regressions, and data that broke in any layer or in the whole run. */
  incidents(task) {
    return this.allFindings().filter(({ finding, task: its }) => finding === 'broken-data' || (finding === 'regression' && its === task));
  }

  /** The regressions of a task that go on. */
  losses(task) {
    return this.incidents(task).filter(({ finding, told }) => finding === 'regression' && told.state === 'open');
  }

  layerName(layer) {
    return this.layers[layer].name;
  }
}
