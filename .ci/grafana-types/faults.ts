// Faults on purpose: tsc fails here should the types of types.ts no longer find them.
import type * as Heatmap from '@grafana/schema/dist/esm/raw/composable/heatmap/panelcfg/x/HeatmapPanelCfg_types.gen';
import type * as TimeSeries from '@grafana/schema/dist/esm/raw/composable/timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen';
import type { Board, Fields, PanelOf, Plain, Target } from './types.js';

// @ts-expect-error a value that the enumeration has not
({ custom: { lineInterpolation: 'lineal' } }) satisfies Fields<TimeSeries.FieldConfig>;

// @ts-expect-error a misspelt key
({ custom: { fillBelow: 'lower' } }) satisfies Fields<TimeSeries.FieldConfig>;

// @ts-expect-error text where a number belongs
({ decimals: '0' }) satisfies Fields<TimeSeries.FieldConfig>;

// @ts-expect-error a misspelt option
({ celGap: 1 }) satisfies Partial<Plain<Heatmap.Options>>;

// @ts-expect-error another data source
({ datasource: { type: 'influxdb', uid: 'P123' }, refId: 'A', query: '', rawQuery: true, resultFormat: 'table' }) satisfies Target;

// @ts-expect-error a number that Grafana gives
({ id: 3 }) satisfies Partial<Board>;

// @ts-expect-error a panel without queries
({ type: 'timeseries', datasource: { type: 'influxdb', uid: 'ovoscope-influxdb' } }) satisfies Partial<PanelOf<TimeSeries.Options, TimeSeries.FieldConfig>> & {
  targets: Target[];
};
