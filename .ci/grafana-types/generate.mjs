// Writes each dashboard as TypeScript that says which of Grafana's types it satisfies, for tsc to check: generated/NAME.ts.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const boards = join(here, '..', '..', 'dashboards');
const generated = join(here, 'generated');

/** Panel types and the name of their types in @grafana/schema. */
const PANELS = {
  alertlist: null,
  barchart: 'BarChart',
  bargauge: 'BarGauge',
  gauge: 'Gauge',
  heatmap: 'Heatmap',
  histogram: 'Histogram',
  'state-timeline': 'StateTimeline',
  stat: 'Stat',
  'status-history': 'StatusHistory',
  table: 'Table',
  text: 'Text',
  timeseries: 'TimeSeries',
  trend: 'Trend',
  xychart: 'XYChart',
};

const json = (value) => JSON.stringify(value, null, 2);

function module(name) {
  const folder = name.toLowerCase();
  return `@grafana/schema/dist/esm/raw/composable/${folder}/panelcfg/x/${name}PanelCfg_types.gen`;
}

/** { "custom.lineStyle.fill": 1 } as the field config it stands for. */
function nested(id, value) {
  return id.split('.').reduceRight((inner, key) => ({ [key]: inner }), value);
}

/** The same as text; null, which takes the panel's own value back, as what has none. */
function typed(id, value) {
  return value === null ? json(nested(id, '')).replace('""', 'undefined') : json(nested(id, value));
}

function checks(panel, file) {
  const where = `${file}, panel ${panel.id} '${panel.title}'`;
  if (panel.type === 'row') {
    const { panels, ...row } = panel;
    return [`// ${where}\n(${json({ ...row, panels: [] })}) satisfies Row;`, ...panels.flatMap((inner) => checks(inner, file))];
  }
  if (!(panel.type in PANELS)) {
    throw new Error(`${where}: type '${panel.type}': expecting one of ${Object.keys(PANELS).join(', ')}`);
  }
  const types = PANELS[panel.type];
  if (panel.type === 'text') {
    return [`// ${where}\n(${json(panel)}) satisfies TextPanelOf<${types}.Options>;`];
  }
  const options = types ? `${types}.Options` : 'Record<string, unknown>';
  const custom = types && panel.fieldConfig?.defaults?.custom ? `${types}.FieldConfig` : 'Record<string, unknown>';
  const overrides = panel.fieldConfig.overrides.flatMap((override) =>
    override.properties.map(
      ({ id, value }) => `// ${where}, override of ${json(override.matcher.options)}\n(${typed(id, value)}) satisfies Fields<${custom}>;`
    )
  );
  return [`// ${where}\n(${json(panel)}) satisfies PanelOf<${options}, ${custom}>;`, ...overrides];
}

function generate(file) {
  const { panels, ...board } = JSON.parse(readFileSync(join(boards, file), 'utf8'));
  const all = panels.flatMap((panel) => [panel, ...(panel.panels ?? [])]);
  const used = [...new Set(all.map((panel) => PANELS[panel.type]).filter(Boolean))].sort();
  return [
    "import type { Board, Fields, PanelOf, Row, TextPanelOf } from '../types.js';",
    ...used.map((name) => `import type * as ${name} from '${module(name)}';`),
    `// ${file}, all but its panels\n(${json(board)}) satisfies Board;`,
    ...panels.flatMap((panel) => checks(panel, file)),
    '',
  ].join('\n\n');
}

rmSync(generated, { recursive: true, force: true });
mkdirSync(generated);
const files = readdirSync(boards).filter((file) => file.endsWith('.json'));
if (files.length === 0) {
  throw new Error(`${boards} holds no dashboard`);
}
for (const file of files) {
  writeFileSync(join(generated, file.replace(/\.json$/, '.ts')), generate(file));
}
console.log(`${files.length} dashboards written to ${generated}`);
