// What the watch stage found: open incidents above everything, then what is over, then what only tells something.

import { el, setText } from './dom.js';
import { moment } from './format.js';

const ORDER = ['open', 'closed', 'note'];
const URGENCY = ['critical', 'warning', 'info'];

/** What a finding's badge says. */
const BADGES = { closed: 'over', note: 'note' };

const MOST_LINKS = 5;

/** Layers have a table of their own; here stands what is said of whole tasks and of the run. */
const isListed = ({ finding, layer }) => !['emergence', 'online-emergence'].includes(finding) || layer === -1;

const rank = ({ told }) => ORDER.indexOf(told.state) * URGENCY.length + URGENCY.indexOf(told.severity);

/** Open ones first, the most urgent of them on top; among equals the newest. */
function ordered(findings) {
  return findings.filter(isListed).sort((a, b) => rank(a) - rank(b) || b.at.localeCompare(a.at) || a.told.id.localeCompare(b.told.id));
}

function badge({ told }) {
  const kind = told.state === 'open' ? told.severity : told.state;
  return el('span', { class: `badge found ${kind}`, text: BADGES[kind] ?? kind });
}

function entry(finding) {
  const { told } = finding;
  return el('details', { class: `finding ${told.state} ${told.severity}`, 'data-id': told.id },
    el('summary', {}, badge(finding), el('span', { class: 'finding-title', text: told.title }), el('time', { class: 'quiet', datetime: finding.at, text: moment(finding.at) })),
    ...told.lines.map((text) => el('p', { text })));
}

export class Findings {
  constructor(section, banner, run) {
    this.section = section;
    this.banner = banner;
    this.run = run;
    this.list = el('div', { class: 'finding-list' });
    this.said = el('p');
    this.links = el('ul');
    section.replaceChildren(el('h2', { id: 'findings-title', text: 'Findings' }), this.list);
    banner.replaceChildren(this.said, this.links);
  }

  /** Writes the list anew; entries that say the same as before stay as they are, opened ones open. */
  update() {
    const findings = ordered(this.run.allFindings());
    const before = new Map([...this.list.children].map((element) => [element.dataset.id, element]));
    const entries = findings.map((finding) => {
      const fresh = entry(finding);
      const old = before.get(finding.told.id);
      fresh.open = old?.open ?? false;
      return old?.isEqualNode(fresh) ? old : fresh;
    });
    this.list.replaceChildren(...entries);
    this.section.hidden = entries.length === 0;
    this.warn(findings.filter(({ told }) => told.state === 'open'));
  }

  warn(open) {
    const worst = open.some(({ told }) => told.severity === 'critical') ? 'critical' : 'warning';
    this.banner.hidden = open.length === 0;
    this.banner.className = `banner ${worst}`;
    setText(this.said, open.length === 1 ? 'One finding is open:' : `${open.length} findings are open:`);
    const links = open.slice(0, MOST_LINKS).map((finding) => this.link(finding, finding.told.title));
    const more = open.length - MOST_LINKS;
    this.links.replaceChildren(...links, more > 0 ? this.link(open[MOST_LINKS], `and ${more} more`) : '');
  }

  link(finding, text) {
    return el('li', {}, el('a', { href: '#findings', text, click: (event) => this.go(event, finding.told.id) }));
  }

  /** The address names the run, so a link must not change it. */
  go(event, id) {
    event.preventDefault();
    const element = [...this.list.children].find((other) => other.dataset.id === id);
    element.open = true;
    element.querySelector('summary').focus({ preventScroll: true });
    element.scrollIntoView({ behavior: 'smooth', block: 'center' });
  }
}
