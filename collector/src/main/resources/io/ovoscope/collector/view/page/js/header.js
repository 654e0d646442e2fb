// Run picker, state, newest step and loss, connection.

import { el, setText } from './dom.js';
import { ago, count } from './format.js';
import { STATES } from './words.js';

const byId = (id) => document.getElementById(id);

export class Header {
  constructor(onPick) {
    this.select = byId('run');
    this.select.addEventListener('change', () => onPick(this.select.value));
    this.facts = new Map([['step', 'step'], ['loss', 'loss'], ['snapshots', 'snapshots'], ['heard', 'last news']].map(([name, title]) => [name, { title, value: el('dd') }]));
    byId('facts').replaceChildren(...[...this.facts.values()].map(({ title, value }) => el('div', {}, el('dt', { text: title }), value)));
    setInterval(() => this.writeHeard(), 5000);
  }

  /** Lists the runs and says how the chosen one is. */
  show(runs, chosen) {
    const listed = [...this.select.options].map((option) => option.value).join('\n');
    if (listed !== runs.map((run) => run.id).join('\n')) {
      this.select.replaceChildren(...runs.map((run) => el('option', { value: run.id, text: run.run })));
    }
    this.select.disabled = runs.length === 0;
    this.select.value = chosen ?? '';
    this.write(runs.find((run) => run.id === chosen));
  }

  write(run) {
    this.run = run;
    const [name, title] = run ? STATES[run.state] : ['no run', 'no run is in the topics'];
    const state = byId('state');
    setText(state, name);
    state.title = title;
    state.className = `pill ${run?.state ?? ''}`;
    setText(this.facts.get('step').value, run?.step === null || !run ? '–' : count(run.step));
    setText(this.facts.get('loss').value, run?.loss === null || !run ? '–' : run.loss.toFixed(3));
    setText(this.facts.get('snapshots').value, run ? count(run.snapshots) : '–');
    document.title = run ? `${run.run} · Ovoscope` : 'Ovoscope';
    this.writeHeard();
  }

  writeHeard() {
    setText(this.facts.get('heard').value, this.run && this.run.state !== 'imported' ? ago(this.run.heardAt) : '–');
  }

  connection(text, isLive) {
    const element = byId('connection');
    setText(element, text);
    element.classList.toggle('live', isLive);
  }
}
